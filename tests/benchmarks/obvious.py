"""Writes dashboard/evidence/obvious.toml: ``python tests/benchmarks/obvious.py``.

Two invented cohorts with a known truth, counted three ways: the truth that was put in, the way
in which the pages count, and the obvious way. The same seed gives the same numbers.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from dashboard import demo  # noqa: E402
from dashboard.demo.course_truth import PLAIN_STORY  # noqa: E402
from db.store.engine import MEMBERS, migrate_store, open_engine, reading_transaction, sqlite_url  # noqa: E402
from db.vocabulary import BOTHERSOME, SIDE_EFFECTS, Before, Effect, Timing  # noqa: E402

FILE = ROOT / "dashboard" / "evidence" / "obvious.toml"
KINDER = ROOT / "docs" / "truth-mornings-kinder.toml"
INVENTED, SEED = 20_000, 7
DOSES_UG = (500, 1_500, 3_000, 4_500)
EFFECT = Effect.sleep_onset_insomnia
WITHIN_WEEKS, WATCHED_WEEKS = 12, 2
HEAD = """# Written by `python tests/benchmarks/obvious.py`; a test makes the numbers again.
# People in 100, of invented members whose truth is known (docs/invented-cohort.md).
"""

Frames = dict[str, pd.DataFrame]


def main() -> int:
    """Count both cohorts and write the file."""
    FILE.write_text(as_toml(measured()), encoding="utf-8")
    print(FILE.read_text("utf-8"))
    return 0


def measured() -> dict[str, dict[str, Any]]:
    """What the file holds."""
    kinder = demo.load_truth(KINDER).model_copy(update={"story": PLAIN_STORY})
    plain = demo.CohortTruth(story=PLAIN_STORY)
    return {
        "cohort": {"members": INVENTED, "seed": SEED},
        "timings": timings(invented(kinder), kinder),
        "doses": doses(invented(plain), plain),
    }


def as_toml(numbers: dict[str, dict[str, Any]]) -> str:
    """The numbers as they are written: tables of whole numbers and lists of them."""
    tables = (
        f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in table.items())
        for name, table in numbers.items()
    )
    return HEAD + "\n" + "\n".join(tables)


def invented(truth: demo.CohortTruth) -> Frames:
    """The members, their doses, and their side effects that are new or worse."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(sqlite_url(Path(folder), MEMBERS))
        migrate_store(engine, MEMBERS)
        demo.fill_with_members(engine, INVENTED, SEED, truth)
        with reading_transaction(engine) as connection:
            member = pd.read_sql("SELECT * FROM member ORDER BY member_key", connection)
            steps = pd.read_sql(
                "SELECT * FROM dose_step ORDER BY member_key, step_number", connection
            )
            spells = pd.read_sql("SELECT * FROM episode", connection)
        engine.dispose()
    effects = spells[spells.effect.isin(SIDE_EFFECTS) & (spells.before != Before.the_same)]
    return {"member": member.set_index("member_key"), "steps": steps, "effects": effects}


def timings(cohort: Frames, truth: demo.CohortTruth) -> dict[str, int]:
    """Trouble falling asleep, bedtime less morning, in points of 100."""
    put_in = truth.effects.by_first_timing[EFFECT.name]
    effects = cohort["effects"][cohort["effects"].effect == EFFECT]
    early = effects[effects.began_week <= WITHIN_WEEKS].member_key
    first = cohort["steps"].drop_duplicates("member_key").set_index("member_key")
    return {
        "truth": round(100 * (put_in["bedtime"] - put_in["morning"])),
        "counted": _bedtime_less_morning(first.timing, early),
        "obvious": _bedtime_less_morning(_now(cohort).timing, effects.member_key),
    }


def _bedtime_less_morning(timing: pd.Series, affected: pd.Series) -> int:
    share = pd.Series(timing.index.isin(affected), timing.index).groupby(timing).mean()
    return round(100 * float(share[Timing.bedtime] - share[Timing.morning]))


def _now(cohort: Frames) -> pd.DataFrame:
    """The last step of those who are on LDN at the survey."""
    last = cohort["steps"].drop_duplicates("member_key", keep="last").set_index("member_key")
    member = cohort["member"]
    return last.loc[member.index[member.stopped_week.isna()]]


def doses(cohort: Frames, truth: demo.CohortTruth) -> dict[str, list[int]]:
    """A bothersome effect at each dose, people in 100."""
    bothersome = cohort["effects"][cohort["effects"].severity >= BOTHERSOME]
    now = _now(cohort).dose_ug
    ever = pd.Series(now.index.isin(bothersome.member_key), now.index).groupby(now).mean()
    return {
        "dose_ug": list(DOSES_UG),
        "truth": [round(100 * float(share)) for share in truth.bothersome_share(DOSES_UG)],
        "counted": _in_100(_by_step_to(cohort, bothersome)),
        "obvious": _in_100(ever),
    }


def _by_step_to(cohort: Frames, bothersome: pd.DataFrame) -> pd.Series:
    """New within two weeks of first reaching a dose, of everyone who reached it.

    Two weeks of a life table: an effect belongs to the latest change of dose alone.
    """
    steps = cohort["steps"].drop_duplicates(["member_key", "week"], keep="last")
    before = steps.groupby("member_key").dose_ug.shift().fillna(0)
    changes = steps[(before > 0) & (steps.dose_ug != before)]
    observed = cohort["member"].observed_week.loc[steps.member_key].to_numpy()
    up = steps[(steps.dose_ug > before) & (observed >= steps.week + WATCHED_WEEKS - 1)]
    up = up.drop_duplicates(["member_key", "dose_ug"])
    first = _is_in(up, bothersome.assign(week=bothersome.began_week))
    second = _is_in(up, bothersome.assign(week=bothersome.began_week - 1))
    at_risk = ~first & ~_is_in(up, changes.assign(week=changes.week - 1))
    spared = 1 - first.groupby(up.dose_ug).mean()
    return 1 - spared * (1 - second[at_risk].groupby(up.dose_ug[at_risk]).mean())


def _is_in(rows: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Whether the member and week of each row are among the others'."""
    keys = ["member_key", "week"]
    among = pd.MultiIndex.from_frame(rows[keys]).isin(pd.MultiIndex.from_frame(others[keys]))
    return pd.Series(among, rows.index)


def _in_100(shares: pd.Series) -> list[int]:
    return [round(100 * float(np.float64(shares[dose]))) for dose in DOSES_UG]


if __name__ == "__main__":
    sys.exit(main())
