"""The narrow columns of a chunk of members: what measures read."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from db.vocabulary import Before, Scale, Symptom

Ints = NDArray[np.int64]
NEVER = 0
"""In a week column: not remembered, or has not happened."""
_WEEK_BITS = 12
_LATEST = (1 << _WEEK_BITS) - 1


@dataclass(frozen=True)
class StepColumns:
    """Doses in the order of member and week; one entry a step, two of a week as they came.

    ``day`` is that of its week of use, 1 to 7, or NEVER where the week alone was told.

    ``dose_ug`` is the mean of a day; 0 for a dose that is taken on fewer days than every other, or
    when it is needed: it stands on no dose axis.
    """

    member: Ints
    week: Ints
    dose_ug: Ints
    timing: Ints
    reason: Ints
    effects_after: Ints
    benefit_after: Ints
    day: Ints


@dataclass(frozen=True)
class PauseColumns:
    """Weeks without LDN, both included, in order; ``ended_week`` is NEVER while one lasts."""

    member: Ints
    began_week: Ints
    ended_week: Ints


@dataclass(frozen=True)
class EpisodeColumns:
    """Spells of effects in the order of member, effect and beginning.

    ``began_week`` and ``ended_week`` are NEVER where they are unknown or still to come.
    """

    member: Ints
    effect: Ints
    before: Ints
    began_week: Ints
    still_there: Ints
    ended_week: Ints
    severity: Ints
    helped: Ints
    hours_after: Ints

    def count_as_effect(self) -> NDArray[np.bool_]:
        """Which spells count as an effect: new since LDN, or there before and worse now."""
        new_or_worse: NDArray[np.bool_] = self.before != Before.the_same
        return new_or_worse


SCALES = tuple(scale.name for scale in Scale)
SCORE_BITS = 4
EXTRA_WIDTHS = {
    **dict.fromkeys(("after_stopping", "first_weeks", "fading", "missed_doses"), 3),
    **{f"{symptom.name}_moved": 3 for symptom in Symptom},
    **{f"{scale}_before": SCORE_BITS for scale in SCALES},
}
"""What extras ask of a member -> the bits that it needs: numbers of db.vocabulary; a score of a
scale as one more than it is, so that NEVER is one that was not told."""


@dataclass(frozen=True)
class ReportColumns:
    """How members were in a week of use, in the order of member and week.

    Scores are one more than they are; NEVER is one that was not told.
    """

    member: Ints
    week: Ints
    overall_change: Ints
    pain: Ints
    fatigue: Ints
    sleep: Ints
    mood: Ints


class AskedList(NamedTuple):
    """What some members were asked: topics and effects, a bit each (db.form_marks)."""

    topics: int
    effects: int


class AskedLists(NamedTuple):
    """The lists of a chunk, and for each member which of them it is."""

    lists: tuple[AskedList, ...]
    number: Ints


@dataclass(frozen=True)
class CohortChunk:
    """The members of one chunk; ``member`` in the parts is a position in these columns.

    Attributes:
        record_key: random 32-bit integer per member.
        facts: filter name -> position of the member's word in ``catalogue.FILTERS``.
        observed_week: week of use at the latest report.
        stopped_week: last week on LDN; NEVER = still on it.
        stop_reason, first_benefit, answered_pleasure, joined: numbers of db.vocabulary.
        first_dose_ug: the mean of a day, or what was taken on a day where there is no mean.
        batch: the invite they came with; 0 = none.
        extras: what extras asked, by the names of ``EXTRA_WIDTHS``.
        topics, effects_list: what was asked, a bit each (db.form_marks).
    """

    record_key: Ints
    facts: dict[str, Ints]
    observed_week: Ints
    stopped_week: Ints
    stop_reason: Ints
    first_benefit: Ints
    answered_pleasure: Ints
    joined: Ints
    first_dose_ug: Ints
    batch: Ints
    extras: dict[str, Ints]
    topics: Ints
    effects_list: Ints
    steps: StepColumns
    pauses: PauseColumns
    episodes: EpisodeColumns
    reports: ReportColumns

    @property
    def members(self) -> int:
        """How many members are in this chunk."""
        return len(self.record_key)

    def last_weeks_on_ldn(self) -> Ints:
        """The last week on LDN that was observed, pauses aside."""
        return np.where(self.stopped_week != NEVER, self.stopped_week, self.observed_week)

    @cached_property
    def questions(self) -> AskedLists:
        """What the members were asked; a few lists, however many members there are."""
        topics, of_topics = np.unique(self.topics, return_inverse=True)
        effects, of_effects = np.unique(self.effects_list, return_inverse=True)
        pairs, number = np.unique(of_topics * len(effects) + of_effects, return_inverse=True)
        found = (divmod(int(pair), len(effects)) for pair in pairs)
        lists = tuple(AskedList(int(topics[t]), int(effects[e])) for t, e in found)
        return AskedLists(lists, number)

    def is_paused(self, member: Ints, week: Ints) -> NDArray[np.bool_]:
        """Whether each of these weeks of members lies in a pause."""
        if not len(self.pauses.member):
            return np.zeros(len(week), dtype=np.bool_)
        # A member's pauses lie apart: only the last that began by then can hold the week.
        begun = self.pauses.member << _WEEK_BITS | self.pauses.began_week
        at = np.searchsorted(begun, member << _WEEK_BITS | week, side="right") - 1
        ended = np.where(self.pauses.ended_week == NEVER, _LATEST, self.pauses.ended_week)[at]
        held: NDArray[np.bool_] = (at >= 0) & (self.pauses.member[at] == member) & (week <= ended)
        return held

    def is_on_now(self) -> NDArray[np.bool_]:
        """Who takes LDN in the latest week: neither stopped nor paused."""
        everyone = np.arange(self.members)
        on: NDArray[np.bool_] = self.stopped_week == NEVER
        return on & ~self.is_paused(everyone, self.observed_week)
