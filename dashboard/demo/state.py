"""Where a chunk's members stand in the week under way, and what has been written down so far."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dashboard.demo.people import DemoPeople, Flags, Floats, Ints
from dashboard.demo.spells import SpellTable
from dashboard.demo.truth import CohortTruth
from db.vocabulary import BenefitAfter, ChangeReason, EffectsAfter

Columns = dict[str, Any]
"""Column name -> array of shape (rows,)."""


@dataclass(frozen=True)
class DoseChange:
    """A new dose and time for some members, from the start of a week on.

    Attributes:
        members: positions, shape (changes,); the other arrays have that shape too.
        dose_ug: micrograms a day.
        timing: time of day.
        reason: one reason for all of them.
        effects_after: what the side effects did, as stored.
        benefit_after: what the benefit did, as stored.
    """

    members: Ints
    dose_ug: Ints
    timing: Ints
    reason: ChangeReason
    effects_after: Ints | EffectsAfter = EffectsAfter.not_said
    benefit_after: Ints | BenefitAfter = BenefitAfter.not_said


@dataclass
class CohortCourse:
    """The course of a chunk's members, week by week. Arrays have shape (members,).

    Attributes:
        week: the week of use under way, from 1; the same for everybody.
        dose_ug: 0 before the first dose.
        timing: time of day, as stored.
        settled: steps up no further of their own plan.
        next_step: week of the next planned step.
        changed_week: week of the last change of dose or time.
        stopped_week: last week on LDN; 0 while still on it.
        stop_reason: as stored.
        helping_since: first week at a dose that helps; 0 for none.
        noticed_week: week in which help was first noticed; 0 for not yet.
        response: 0 to 1; a dose helps whose share of benefit lies above it.
        improved: at least a little better this week.
        benefits: much better this week.
    """

    rng: np.random.Generator
    truth: CohortTruth
    people: DemoPeople
    week: int = field(init=False, default=1)
    dose_ug: Ints = field(init=False)
    timing: Ints = field(init=False)
    settled: Flags = field(init=False)
    next_step: Ints = field(init=False)
    changed_week: Ints = field(init=False)
    stopped_week: Ints = field(init=False)
    stop_reason: Ints = field(init=False)
    helping_since: Ints = field(init=False)
    noticed_week: Ints = field(init=False)
    improved: Flags = field(init=False)
    benefits: Flags = field(init=False)
    benefit_share: Floats = field(init=False)
    response: Floats = field(init=False)
    spells: SpellTable = field(init=False)
    steps: list[Columns] = field(init=False, default_factory=list)
    reports: list[Columns] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        members = len(self.people)
        for name in ("dose_ug", "timing", "next_step", "changed_week", "stopped_week"):
            setattr(self, name, np.zeros(members, dtype=np.int64))
        for name in ("stop_reason", "helping_since", "noticed_week"):
            setattr(self, name, np.zeros(members, dtype=np.int64))
        for name in ("settled", "improved", "benefits"):
            setattr(self, name, np.zeros(members, dtype=np.bool_))
        self.benefit_share = np.zeros(members)
        self.response = self.rng.random(members)
        self.spells = SpellTable(members, self.truth)

    def by_chance(self, share: float | Floats, size: int) -> Flags:
        """Shape (size,): true with this chance each."""
        return np.asarray(self.rng.random(size) < share)

    def number_of_chance(self, chances: Floats) -> Ints:
        """Which of some chances befalls each, from 1; 0 for none. At most one does.

        Args:
            chances: (chances, members); over 1 in all, the last ones give way.
        """
        edges = np.cumsum(chances, axis=0)
        fallen = (self.rng.random(edges.shape[1]) >= edges).sum(axis=0)
        return np.where(fallen == len(chances), 0, fallen + 1).astype(np.int64)

    def on_ldn(self) -> Ints:
        """Positions of the members who are observed and on LDN in this week."""
        observed = self.people.observed_week >= self.week
        return np.flatnonzero(observed & (self.stopped_week == 0))

    def meet_new_dose(self, members: Ints) -> None:
        """Before a change of dose: some respond to it as if they had never tried another."""
        redrawn = self.by_chance(self.truth.benefit.redrawn, len(members))
        fresh = self.rng.random(len(members))
        self.response[members] = np.where(redrawn, fresh, self.response[members])

    def change(self, change: DoseChange) -> None:
        """Take a new dose or time from the start of this week on, and write it down."""
        members = change.members
        self.dose_ug[members] = change.dose_ug
        self.timing[members] = change.timing
        self.changed_week[members] = self.week
        self.benefit_share[members] = self.truth.benefit_share(change.dose_ug)
        written = {name: value for name, value in vars(change).items() if name != "members"}
        shape = members.shape
        columns = {name: np.broadcast_to(value, shape) for name, value in written.items()}
        self.steps.append({"member": members, "week": np.full(shape, self.week), **columns})
