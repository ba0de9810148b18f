"""Invented cohorts as frames, one row a stored row; made once for all tests of this folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from dashboard import demo
from db.store.engine import MEMBERS, migrate_store, open_engine, reading_transaction, sqlite_url
from db.vocabulary import SIDE_EFFECTS, Before, HowOften

MEMBERS_INVENTED = 20_000
SEED = 7


@dataclass(frozen=True)
class Invented:
    """The four tables; ``member`` has the member's key as its index."""

    truth: demo.CohortTruth
    member: pd.DataFrame
    steps: pd.DataFrame
    episodes: pd.DataFrame
    reports: pd.DataFrame

    @property
    def effects(self) -> pd.DataFrame:
        """Side effects alone: new since LDN, or worse."""
        episodes = self.episodes
        side_effect = episodes.effect.isin(SIDE_EFFECTS)
        return episodes[side_effect & (episodes.before != Before.the_same)]

    @property
    def first(self) -> pd.DataFrame:
        """Each member's first step."""
        return self.steps.drop_duplicates("member_key").set_index("member_key")

    @property
    def last(self) -> pd.DataFrame:
        """Each member's last step."""
        return self.steps.drop_duplicates("member_key", keep="last").set_index("member_key")

    @property
    def on_ldn(self) -> pd.Index:
        """Keys of the members who are on LDN at the survey."""
        return self.member.index[self.member.stopped_week.isna()]


Invent = Callable[[demo.CohortTruth, int, int], Invented]


@pytest.fixture(scope="session")
def invent(tmp_path_factory: pytest.TempPathFactory) -> Invent:
    """Fills a store of its own and reads it back: truth, members, seed."""

    def make(truth: demo.CohortTruth, members: int, seed: int) -> Invented:
        engine = open_engine(sqlite_url(tmp_path_factory.mktemp("invented"), MEMBERS))
        migrate_store(engine, MEMBERS)
        demo.fill_with_members(engine, members, seed, truth)
        with reading_transaction(engine) as connection:
            member, *others = (
                pd.read_sql(f"SELECT * FROM {table} ORDER BY {order}", connection)
                for table, order in (
                    ("member", "member_key"),
                    ("dose_step", "member_key, step_number"),
                    ("episode", "member_key, effect, began_week, episode"),
                    ("report", "member_key, week"),
                )
            )
        steps, *_ = others
        seldom = steps.how_often == HowOften.every_other_day
        steps["dose_ug"] = steps.dose_ug.where(~seldom, steps.dose_ug // 2)  # the mean of a day
        return Invented(truth, member.set_index("member_key"), *others)

    return make


@pytest.fixture(scope="session")
def cohort(invent: Invent) -> Invented:
    """The default truth."""
    return invent(demo.CohortTruth(), MEMBERS_INVENTED, SEED)


@pytest.fixture(scope="session")
def mornings(invent: Invent) -> Invented:
    """The truth in which mornings are kinder, from the documentation's own example."""
    example = Path(__file__).parents[3] / "docs" / "truth-mornings-kinder.toml"
    return invent(demo.load_truth(example), MEMBERS_INVENTED, SEED)
