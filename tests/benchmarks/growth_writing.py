"""Handing in beside raw sqlite3: ``python tests/benchmarks/growth_writing.py FOLDER``.

A survey goes in through ``db.members.hand_in.hand_in``; then its very rows go into a second store
by plain INSERT statements, under the same pragmas. The two take turns, so that a slow minute of
the disk hits both. Prints a JSON object.
"""

import json
import secrets
import sqlite3
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from dashboard import demo  # noqa: E402
from dashboard.stores import open_stores  # noqa: E402
from db.answers import DoseStep, EffectEpisode, ScaleScores, Survey  # noqa: E402
from db.members import hand_in  # noqa: E402
from db.store import engine  # noqa: E402
from db.vocabulary import SIDE_EFFECTS, Before, Condition, Severity, Timing  # noqa: E402

SURVEYS = 1_000
WARM_UP = 50
MEMBERS = 1_000
TABLES = ("return_code", "member", "dose_step", "episode", "report", "likeness")


def main() -> None:
    """Hand in, insert, compare."""
    folder = Path(sys.argv[1])
    rng = np.random.default_rng(1)
    took: dict[str, list[float]] = {"hand_in": [], "raw": []}
    raw = _plain_store(folder / "raw")
    with closing(open_stores(folder / "ours")) as stores, closing(raw):
        demo.fill_with_members(stores.members, MEMBERS, 1)
        reader = sqlite3.connect(folder / "ours" / "members.sqlite")
        for _ in range(WARM_UP + SURVEYS):
            code, survey = secrets.token_bytes(32), a_survey(rng)
            began = time.perf_counter()
            assert hand_in.hand_in(stores.members, code, survey)
            took["hand_in"].append(time.perf_counter() - began)
            rows = _rows_of(reader, code)
            began = time.perf_counter()
            _insert(raw, rows)
            took["raw"].append(time.perf_counter() - began)
    print(json.dumps(_report({name: times[WARM_UP:] for name, times in took.items()})))


def _report(took: dict[str, list[float]]) -> dict[str, Any]:
    p95 = {name: statistics.quantiles(times, n=20)[-1] for name, times in took.items()}
    return {
        "surveys": SURVEYS,
        **{f"{name}_p95_ms": round(1_000 * value, 2) for name, value in p95.items()},
        **{f"{k}_median_ms": round(1_000 * statistics.median(v), 2) for k, v in took.items()},
        "ratio_p95": round(p95["hand_in"] / p95["raw"], 2),
    }


def a_survey(rng: np.random.Generator) -> Survey:
    """Two steps of the dose, three effects, all four scales before and now."""
    began = [int(week) for week in rng.integers(1, 12, 3)]
    effects = rng.choice([effect.value for effect in SIDE_EFFECTS], 3, replace=False)
    before, now = (
        ScaleScores(**dict(zip(ScaleScores.model_fields, x, strict=True))) for x in _scales(rng)
    )
    return Survey(
        condition=Condition(int(rng.integers(1, len(Condition)))),
        observed_week=int(rng.integers(20, 80)),
        steps=(
            DoseStep(week=1, dose_ug=int(rng.integers(1, 15)) * 100, timing=Timing.bedtime),
            DoseStep(week=int(rng.integers(3, 9)), dose_ug=3_000, timing=Timing.morning),
        ),
        episodes=tuple(
            EffectEpisode(
                effect=int(effect),
                before=Before.no,
                began_week=week,
                still_there=False,
                ended_week=week + 3,
                severity=Severity.moderate,
            )
            for effect, week in zip(effects, began, strict=True)
        ),
        before=before,
        now=now,
    )


def _scales(rng: np.random.Generator) -> list[list[int]]:
    return rng.integers(0, 11, (2, len(ScaleScores.model_fields))).tolist()


def _plain_store(folder: Path) -> sqlite3.Connection:
    """An empty store of the same tables, open without any library."""
    open_stores(folder).close()
    connection = sqlite3.connect(folder / "members.sqlite")
    engine._set_pragmas(connection, None)
    return connection


def _rows_of(reader: sqlite3.Connection, code: bytes) -> list[tuple[str, list[tuple[Any, ...]]]]:
    found = reader.execute("SELECT member_key FROM return_code WHERE code_hash = ?", (code,))
    (key,) = found.fetchone()
    rows = []
    for table in TABLES:
        of_member = reader.execute(f"SELECT * FROM {table} WHERE member_key = ?", (key,))
        values = of_member.fetchall()
        places = ", ".join("?" * len(of_member.description))
        rows.append((f"INSERT INTO {table} VALUES ({places})", values))
    reader.rollback()
    return rows


def _insert(raw: sqlite3.Connection, rows: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in rows:
        raw.executemany(statement, values)
    raw.execute("COMMIT")


if __name__ == "__main__":
    main()
