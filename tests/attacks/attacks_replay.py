"""Editions of a group replayed from members' vectors: the lot, the noise and the rules of ours.

And beside them the control: everybody counts once, and each count has noise of its own alone.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from attacks_reader import Reals
from attacks_vectors import Places, SliceView, Vectors
from numpy.typing import NDArray

from dashboard.publishing.shown_effects import effect_of_place
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.noise import (
    BLUR_VARIANCE,
    CUT,
    LOT_VARIANCE,
    PROBABILITIES,
    ROUND_TO,
    VALUES,
)
from db.thresholds import GROUPS_FROM_MEMBERS, THRESHOLD

LOT_SPREAD = 3.0
"""Standard deviations of the lot within which a count can reach the threshold."""
AMONG_THE_ILL = ("effect_lasting", "what_helped", "hours_after_dose")
"""Measures whose people had an effect."""


@dataclass(frozen=True)
class PublishRule:
    """How an edition is made: ours, or the control's.

    Attributes:
        is_drawn: whether a lot decides about each member; else everybody counts once.
        own_variance: of each count's own noise and rounding.
    """

    is_drawn: bool
    own_variance: float = BLUR_VARIANCE

    def is_small(self, members: int) -> bool:
        """Whether a group of so many is small, so that it shows no effect but "any"."""
        return self.is_drawn and members < GROUPS_FROM_MEMBERS

    @property
    def lot_variance(self) -> float:
        """Of a member's weight."""
        return LOT_VARIANCE if self.is_drawn else 0.0

    def weights(self, record_keys: Places, generator: np.random.Generator) -> Reals:
        """Of each member in one edition, by the real lot."""
        if not self.is_drawn:
            return np.ones(len(record_keys), dtype=np.float32)
        return LotKey(generator.bytes(SECRET_BYTES)).weights(record_keys).astype(np.float32)


DRAWN_GROUP = PublishRule(is_drawn=True)
OWN_NOISE = PublishRule(is_drawn=False)
"""The control: noise cell by cell, which a reader who pools them averages away."""


@dataclass(frozen=True)
class PooledCounts:
    """All counts of a friend's slices side by side, as everybody reads them.

    Attributes:
        vectors: of the whole cohort.
        views: the slices, everyone's first.
        fakes: in each slice, known to the reader and silent: they lift people over the threshold.
        members: of the group, roughly; places that they cannot fill are left out.
        are_well: whether the fakes say that they never had an effect: then they stand not among
            those who had one.
        have: effects and kinds of effects that the fakes say they have: cases of them, all along.
    """

    vectors: Vectors
    views: list[SliceView]
    fakes: int
    members: Places
    are_well: bool = False
    have: frozenset[str] = frozenset()

    def of_members(self, members: Places) -> Reals:
        """What each member adds to each count, [member, count]."""
        parts = [self._part(view, members) * view.members[members, None] for view in self.views]
        return np.concatenate(parts, axis=1)[:, self._kept]

    def as_friend(self, members: Places) -> Reals:
        """What each would add with the friend's facts: in all of the friend's slices."""
        parts = [self._part(view, members) for view in self.views]
        return np.concatenate(parts, axis=1)[:, self._kept]

    def shown(self, totals: Reals, generator: np.random.Generator) -> Reals:
        """What editions with these weighted counts show, [edition, count]; NaN where nothing."""
        noise = generator.choice(VALUES, totals.shape, p=PROBABILITIES)
        return self.published(totals + noise)

    def published(self, blurred: Reals) -> Reals:
        """The same of counts that have their noise."""
        lifted = blurred + self.fakes * self.with_fakes
        rounded = ROUND_TO * np.floor(lifted / ROUND_TO + 0.5)
        people = rounded[:, self.among]
        inside = np.where(self._are_cases, np.clip(rounded, 0, people), rounded)
        found: Reals = np.where(lifted[:, self.among] < THRESHOLD, np.nan, inside)
        return found.astype(np.float32)

    @cached_property
    def with_fakes(self) -> NDArray[np.bool_]:
        """Which counts hold the fakes."""
        cells = self.vectors.cells
        of_ill = {c.people for c in cells if self.are_well and c.measure in AMONG_THE_ILL}
        said = {c.cases for c in cells if effect_of_place(c.measure, c.axis) in self.have}
        holds = [
            np.r_[
                ~np.isin(v.people, list(of_ill)),
                np.isin(v.cases, list(said)),
                [place == place.people for place in v.sums],
            ].astype(bool)
            for v in self.views
        ]
        found: NDArray[np.bool_] = np.concatenate(holds)[self._kept]
        return found

    @cached_property
    def in_groups(self) -> NDArray[np.bool_]:
        """Which counts are of a group within the group."""
        return self.spread_over_views(np.array([bool(view.text) for view in self.views]))

    def of_view(self, view: int) -> NDArray[np.bool_]:
        """Which counts are of one of the slices."""
        return self.spread_over_views(np.arange(len(self.views)) == view)

    def spread_over_views(self, values: NDArray[Any]) -> NDArray[Any]:
        """A value of each slice, at each of its counts."""
        return np.repeat(values, [view.counts for view in self.views])[self._kept]

    @cached_property
    def among(self) -> Places:
        """For each count the people that it is among, as a position."""
        position = np.cumsum(self._kept) - 1
        return position[self._all_among[self._kept]]

    def names(self) -> list[str]:
        """Of each count, as its noise is drawn by."""
        found = []
        for view in self.views:
            for columns, sets in zip((view.people, view.cases), self.vectors.names, strict=True):
                found += [sets[column].name(view.text) for column in columns]
            found += [place.name(view.text) for place in view.sums]
        return [name for name, kept in zip(found, self._kept, strict=True) if kept]

    def at(self, view: int, column: int, *, cases: bool) -> int | None:
        """The position of a count by its column in the vectors; None where it is not shown."""
        columns = self.views[view].cases if cases else self.views[view].people
        (found,) = np.nonzero(columns == column)
        if not len(found):
            return None
        before = sum(other.counts for other in self.views[:view])
        place = before + cases * len(self.views[view].people) + int(found[0])
        return int(self._kept[:place].sum()) if self._kept[place] else None

    @cached_property
    def _are_cases(self) -> NDArray[np.bool_]:
        """Counts that are cut at none and all of their people, as sums of contrasts are not."""
        of_views = [(np.arange(v.counts) - len(v.people), len(v.cases)) for v in self.views]
        cases = [(at >= 0) & (at < many) for at, many in of_views]
        found: NDArray[np.bool_] = np.concatenate(cases)[self._kept]
        return found

    @cached_property
    def _all_among(self) -> Places:
        parts, before = [], 0
        for view in self.views:
            of_people = np.arange(len(view.people))
            first = len(view.people) + len(view.cases)
            at = {place: first + nth for nth, place in enumerate(view.sums)}
            of_sums = np.array([at[place.people] for place in view.sums], dtype=np.int64)
            parts.append(before + np.concatenate([of_people, view.among, of_sums]))
            before += view.counts
        return np.concatenate(parts)

    @cached_property
    def _kept(self) -> NDArray[np.bool_]:
        """Counts whose people can reach the threshold, and cases that there are at all."""
        totals = np.concatenate(
            [
                (self._part(view, self.members) * view.members[self.members, None]).sum(axis=0)
                for view in self.views
            ]
        )
        lot = LOT_SPREAD * np.sqrt(LOT_VARIANCE * np.maximum(totals, 0))  # may lift 14 people to 20
        can_be_shown = totals + self.fakes + lot >= THRESHOLD - CUT
        there = self._all_cases > 0
        kept: NDArray[np.bool_] = can_be_shown[self._all_among] & there
        return kept

    @cached_property
    def _all_cases(self) -> Reals:
        """Of each count of cases how many there ever are; of others 1."""
        ever = self.vectors.cases.sum(axis=0)
        return np.concatenate(
            [np.r_[np.ones(len(v.people)), ever[v.cases], np.ones(len(v.sums))] for v in self.views]
        )

    def _part(self, view: SliceView, members: Places) -> Reals:
        people = self.vectors.people[np.ix_(members, view.people)]
        cases = self.vectors.cases[np.ix_(members, view.cases)]
        sums = self.vectors.sums_of_view(view, self.members).rows(members)
        return np.concatenate([people, cases, sums], axis=1)
