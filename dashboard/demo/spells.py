"""The side effects of a chunk's members: the spell under way of each, and those that are over."""

from dataclasses import dataclass

import numpy as np

from dashboard.demo.people import Flags, Floats, Ints, draw_words
from dashboard.demo.truth import CohortTruth
from db.vocabulary import BOTHERSOME, EFFECT_GROUPS, SIDE_EFFECTS, Effect, Severity

EFFECTS = len(SIDE_EFFECTS)
FOREVER = 5_000
"""Weeks; longer than anybody is observed."""
SLEEP = [effect - 1 for effect in EFFECT_GROUPS["sleep"]]
"""Columns: an effect's number less one."""


@dataclass(frozen=True)
class SpellList:
    """Spells as columns, each of shape (spells,). ``until`` is the last week, both ends included.

    It may lie after the week of the survey: then the member does not know it yet.
    """

    member: Ints
    effect: Ints
    began: Ints
    until: Ints
    severity: Ints
    helped: Ints

    def where(self, kept: Flags) -> "SpellList":
        """Only these spells."""
        return SpellList(*(column[kept] for column in vars(self).values()))


class SpellTable:
    """Spells by member and effect; two spells of one effect never share a week.

    Attributes:
        began: (members, effects), first week of the newest spell; 0 for none yet.
        until: (members, effects), its last week.
        severity: (members, effects), as stored.
        helped: (members, effects), as stored: one bit a word.
        last_until: (members,), no spell lasts longer.
    """

    def __init__(self, members: int, truth: CohortTruth) -> None:
        self.began = np.zeros((members, EFFECTS), dtype=np.int32)
        self.until = np.zeros_like(self.began)
        self.severity = np.zeros_like(self.began)
        self.helped = np.zeros_like(self.began)
        self.last_until = np.zeros(members, dtype=np.int64)
        self._over: list[SpellList] = []
        self._severity_shares = truth.effects.severity
        self._shape = truth.effects.lasting_shape
        self._median_weeks = np.empty(EFFECTS)
        for group, effects in EFFECT_GROUPS.items():
            for effect in effects:
                self._median_weeks[effect - 1] = truth.effects.median_weeks[group]

    def begin(self, rng: np.random.Generator, members: Ints, columns: Ints, weeks: Ints) -> None:
        """Begin spells in their weeks, except where the effect is there already.

        Args:
            rng: for severity and duration.
            members: (spells,); with ``columns`` every pair at most once.
            columns: (spells,), effects less one.
            weeks: (spells,).
        """
        free = self.until[members, columns] < weeks
        members, columns, weeks = members[free], columns[free], weeks[free]
        self._put_away(members, columns)
        self.began[members, columns] = weeks
        self.until[members, columns] = weeks - 1 + self._draw_lasting_weeks(rng, columns)
        self.severity[members, columns] = draw_words(
            rng, self._severity_shares, Severity, len(members)
        )
        self.helped[members, columns] = 0
        np.maximum.at(self.last_until, members, self.until[members, columns])

    def _draw_lasting_weeks(self, rng: np.random.Generator, columns: Ints) -> Ints:
        """Weeks from a log-logistic distribution, rounded up: at least one week is touched."""
        drawn: Floats = rng.random(len(columns))
        weeks = self._median_weeks[columns] * (drawn / (1 - drawn)) ** (1 / self._shape)
        return np.clip(np.ceil(weeks), 1, FOREVER).astype(np.int64)

    def _put_away(self, members: Ints, columns: Ints) -> None:
        old = self.began[members, columns] > 0
        self._over.append(self._newest_spells(members[old], columns[old]))

    def _newest_spells(self, members: Ints, columns: Ints) -> SpellList:
        at = (members, columns)
        newest = (self.began[at], self.until[at], self.severity[at], self.helped[at])
        began, until, severity, helped = (column.astype(np.int64) for column in newest)
        return SpellList(members, columns + 1, began, until, severity, helped)

    def active(self, members: Ints, week: int) -> Flags:
        """(len(members), effects): which effects are there in a week."""
        began, until = self.began[members], self.until[members]
        return np.asarray((began > 0) & (began <= week) & (until >= week))

    def active_in_middle(self, rng: np.random.Generator, members: Ints, week: int) -> Flags:
        """As above in the middle of a week: half of what begins or ends in it is not there."""
        there = self.active(members, week)
        began, until = self.began[members], self.until[members]
        rows, columns = (there & ((began == week) | (until == week))).nonzero()
        there[rows, columns] = rng.random(len(rows)) < 0.5
        return there

    def usual_times(self, members: Ints) -> Floats:
        """(len(members), effects): how long each newest spell lasts, beside its effect's median."""
        weeks = self.until[members] - self.began[members] + 1
        return np.asarray(weeks / self._median_weeks)

    def worst_severity(self, members: Ints, active: Flags) -> Ints:
        """(len(members),): the worst severity of the active effects; 0 for none."""
        return np.asarray(np.where(active, self.severity[members], 0).max(axis=1), dtype=np.int64)

    def bothersome(self, members: Ints, week: int) -> Flags:
        """(len(members),): who has a bothersome effect in a week."""
        return np.asarray(self.worst_severity(members, self.active(members, week)) >= BOTHERSOME)

    def end(self, members: Ints, chosen: Flags, week: int) -> None:
        """End the chosen effects after ``week``; ``chosen`` has shape (len(members), effects)."""
        until = self.until[members]
        self.until[members] = np.where(chosen, np.minimum(until, week), until)

    def credit_help(self, members: Ints, chosen: Flags, bit: int) -> None:
        """Note for the chosen effects that something helped, or was tried."""
        self.helped[members] |= np.where(chosen, 1 << bit, 0).astype(np.int32)

    def call_off_spells(self, members: Ints, week: int) -> None:
        """Drop spells that would have begun after ``week``: these members stopped in it."""
        began = self.began[members]
        coming = began > week
        self.began[members] = np.where(coming, 0, began)
        self.until[members] = np.where(coming, 0, self.until[members])

    def all_spells(self) -> SpellList:
        """Every spell, over or not, in no special order."""
        members, columns = (at.astype(np.int64) for at in self.began.nonzero())
        lists = [*self._over, self._newest_spells(members, columns)]
        names = vars(lists[0])
        return SpellList(
            **{name: np.concatenate([vars(some)[name] for some in lists]) for name in names}
        )


def effect_column(word: str) -> int:
    """Column of an effect by its stored word."""
    return Effect[word] - 1
