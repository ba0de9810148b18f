"""A small invented group, and what a publisher shows of it, cell by cell.

Cells add, so a group without some members is the whole group's counts less theirs: a replay of
a member joining costs a subtraction, and runs through the real counting and blurring.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from dashboard.publishing.carry_forward import Blurring, Memory, blurred_cell, true_cell

from dashboard import demo
from dashboard.publishing import counting
from dashboard.publishing.blurring import SECRET_BYTES, NoisyCounts, publishable_counts
from dashboard.publishing.counting import TrueCounts
from dashboard.publishing.measures import TALLIES
from db import catalogue
from db.counting import cohort
from db.counting.cohort import CohortChunk
from db.store.engine import MEMBERS, migrate_store, open_engine, reading_transaction, sqlite_url

Place = tuple[int, int]
"""(slice, place on the axes)."""


def invented(folder: Path, members: int, seed: int) -> CohortChunk:
    """An invented group as columns."""
    engine = open_engine(sqlite_url(folder, MEMBERS))
    migrate_store(engine, MEMBERS)
    demo.fill_with_members(engine, members, seed=seed)
    with reading_transaction(engine) as connection:
        (chunk,) = cohort.load_chunks(connection)
    return chunk


def only(group: CohortChunk, members: Iterable[int]) -> CohortChunk:
    """The same columns with these members alone."""
    chosen = np.array(sorted(members), dtype=np.int64)
    place = np.full(group.members, -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))

    def part(rows: object) -> object:
        kept = place[rows.member] >= 0
        columns = {f.name: getattr(rows, f.name)[kept] for f in fields(rows)}
        return type(rows)(**{**columns, "member": place[columns["member"]]})

    flat = {
        f.name: getattr(group, f.name)[chosen]
        for f in fields(group)
        if f.name not in {"facts", "steps", "episodes", "reports"}
    }
    return replace(
        group,
        **flat,
        facts={name: column[chosen] for name, column in group.facts.items()},
        steps=part(group.steps),
        episodes=part(group.episodes),
        reports=part(group.reports),
    )


@dataclass(frozen=True)
class Watched:
    """One measure of a group, as an attacker watches it."""

    group: CohortChunk
    measure: str
    pairs: bool = True

    @cached_property
    def spec(self) -> catalogue.MeasureSpec:
        """The measure's entry in the catalogue."""
        return catalogue.MEASURES[self.measure]

    @cached_property
    def whole(self) -> TrueCounts:
        """Counts of everybody."""
        return self.of(range(self.group.members))

    def of(self, members: Iterable[int]) -> TrueCounts:
        """Counts of these members alone."""
        some = only(self.group, members)
        return counting.count_cells(some, self.spec, TALLIES[self.measure](some), pairs=self.pairs)

    def without(self, members: Iterable[int]) -> TrueCounts:
        """Counts of everybody else: sums of cells take away as they add."""
        less = self.of(members)
        return TrueCounts(
            self.whole.people - less.people,
            self.whole.cases - less.cases,
            self.whole.people_keys - less.people_keys,
            self.whole.cases_keys - less.cases_keys,
        )

    def slices_of(self, facts: dict[str, str]) -> list[int]:
        """The slices that hold whoever has these facts."""
        settings = counting.slices_of_measure(self.spec, pairs=self.pairs)
        return [i for i, setting in enumerate(settings) if setting.items() <= facts.items()]

    def places_of(self, word: str) -> list[int]:
        """The places of one word along the first axis."""
        words = counting.axis_words(self.spec)
        return [i for i, axis in enumerate(words) if axis.split("|")[0] == word]


def facts_of(group: CohortChunk, member: int) -> dict[str, str]:
    """What friends know of a member: the six facts."""
    return {name: catalogue.FILTERS[name][group.facts[name][member]] for name in catalogue.FILTERS}


class Publisher:
    """Ours: noise, threshold, rounding, carry forward, a new secret an edition."""

    secrets = np.random.default_rng(20_261_123)
    """Seeded, so that a run can be repeated; the real builder takes them from the system."""

    def __init__(self, measure: str) -> None:
        self.measure = measure
        self.memory = Memory.of([])

    def edition(self, counts: TrueCounts, places: list[Place]) -> dict[Place, NoisyCounts]:
        """What the next edition shows of some cells."""
        blurring = Blurring(self.secrets.bytes(SECRET_BYTES), self.measure)
        shown = {}
        for at in places:
            cell = true_cell(counts, at)
            name = (str(at[0]), str(at[1]))
            shown[at] = publishable_counts(
                blurred_cell(blurring, self.memory, name, cell)
            ) or NoisyCounts(0, 0)
        self.memory = Memory.of([*self.memory.earlier.values(), *self.memory.made])
        return shown


class PlainThreshold:
    """The control: exact counts, hidden under ten people, as many dashboards do it."""

    def __init__(self, measure: str) -> None:
        self.measure = measure

    def edition(self, counts: TrueCounts, places: list[Place]) -> dict[Place, NoisyCounts]:
        """What the next edition shows of some cells."""
        return {
            at: NoisyCounts(int(counts.people[at]), int(counts.cases[at]))
            if counts.people[at] >= 10
            else NoisyCounts(0, 0)
            for at in places
        }


def auc(of_cases: list[float], of_others: list[float]) -> float:
    """Chance that a case scores above another: 0.5 is a coin, 1.0 is reading along."""
    cases, others = np.array(of_cases)[:, None], np.array(of_others)[None, :]
    return float((cases > others).mean() + 0.5 * (cases == others).mean())
