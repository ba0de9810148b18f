"""Breaks from LDN with their restarts, and what else version 2 asks of invented members.

Drawn by streams of their own after the course is complete: they move nothing that was drawn before.
A break begins after the last change of dose, so that no step lies in it.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.demo.people import Flags, Ints
from dashboard.demo.spells import FOREVER, SpellList
from dashboard.demo.state import CohortCourse, Columns
from db.answers import MOST_STEPS
from db.vocabulary import (
    LATER_EFFECTS,
    BenefitAfter,
    ChangeReason,
    EffectsAfter,
    Severity,
)

_FROM_WEEKS = 20
"""Weeks on LDN before somebody may have paused. Assumed."""
_LEFT_WEEKS = 4
"""Between the beginning of a break and the last week on LDN, at the least."""
_LATER_EFFECT_WEEKS = 4.0
"""Such an effect lasts so long on average. Assumed."""


@dataclass(frozen=True)
class LdnBreaks:
    """One break each of some members, shape (breaks,); ``ended`` is 0 while it lasts."""

    member: Ints
    began: Ints
    ended: Ints

    def of_members(self, members: int) -> tuple[Ints, Ints]:
        """First and last week of each member's break; 0 for none, far off while it lasts."""
        began, ended = (np.zeros(members, dtype=np.int64) for _ in range(2))
        began[self.member] = self.began
        ended[self.member] = np.where(self.ended == 0, FOREVER, self.ended)
        return began, ended


def draw_breaks(course: CohortCourse, rng: np.random.Generator) -> LdnBreaks:
    """Who paused, and when."""
    truth, observed = course.truth.story, course.people.observed_week
    last_on = np.where(course.stopped_week > 0, course.stopped_week, observed)
    room = last_on - _LEFT_WEEKS - course.changed_week
    steps = np.concatenate([part["member"] for part in course.steps])
    may = (last_on >= _FROM_WEEKS) & (room >= 1)
    may &= np.bincount(steps, minlength=len(may)) < MOST_STEPS  # the restart is one more
    member = np.flatnonzero(may & (rng.random(len(may)) < truth.pauses))
    began = course.changed_week[member] + 1 + rng.integers(0, room[member])
    ended = began + rng.poisson(truth.pause_weeks - 1, len(member))
    over = ended < last_on[member]
    stopped = course.stopped_week[member] > 0
    ended = np.where(over, ended, np.where(stopped, last_on[member] - 1, 0))
    return LdnBreaks(member, began, ended)


def restart_columns(course: CohortCourse, rng: np.random.Generator, breaks: LdnBreaks) -> Columns:
    """The steps with which breaks ended: at half the dose, or at the same."""
    again = breaks.ended > 0
    member = breaks.member[again]
    half = rng.random(len(member)) < course.truth.story.restart_half
    dose_ug = course.dose_ug[member]
    size = len(member)
    return {
        "member": member,
        "week": breaks.ended[again] + 1,
        "dose_ug": np.where(half, np.maximum(dose_ug // 2, 1), dose_ug),
        "timing": course.timing[member],
        "reason": np.full(size, ChangeReason.after_break),
        "effects_after": np.full(size, EffectsAfter.not_said),
        "benefit_after": np.full(size, BenefitAfter.not_said),
    }


def spells_with_breaks(
    course: CohortCourse, rng: np.random.Generator, breaks: LdnBreaks, spells: SpellList
) -> SpellList:
    """Spells as a break leaves them: none in it, and some come back with the restart.

    What would have lasted beyond the break comes back by the truth's share, for the rest of its
    time; what would have begun in it does not begin.
    """
    began, ended = breaks.of_members(len(course.people))
    first, last = began[spells.member], ended[spells.member]
    pausing = first > 0
    begins_in_it = pausing & (spells.began >= first) & (spells.began <= last)
    runs_into_it = pausing & (spells.began < first) & (spells.until >= first)
    beyond = runs_into_it & (spells.until > last)
    back = beyond & (rng.random(len(first)) < course.truth.story.comes_back)
    until = np.where(runs_into_it, first - 1, spells.until)
    cut = SpellList(**vars(spells) | {"until": until}).where(~begins_in_it)
    again = SpellList(
        **vars(spells) | {"began": last + 1, "helped": np.zeros_like(spells.helped)}
    ).where(back)
    return SpellList(
        **{name: np.concatenate([vars(cut)[name], vars(again)[name]]) for name in vars(cut)}
    )


def later_effect_spells(course: CohortCourse, rng: np.random.Generator) -> SpellList:
    """The effects that version 2 added, each by itself and whatever the dose."""
    shape = (len(course.people), len(LATER_EFFECTS))
    member, at = (rng.random(shape) < course.truth.story.later_effect).nonzero()
    began = rng.integers(1, course.people.observed_week[member] + 1)
    weeks = rng.geometric(1 / _LATER_EFFECT_WEEKS, len(member))
    severity = rng.integers(Severity.mild, Severity.severe + 1, len(member))
    nothing = np.zeros(len(member), dtype=np.int64)
    return SpellList(
        member, np.asarray(LATER_EFFECTS)[at], began, began + weeks - 1, severity, nothing
    )


def takes_every_other_day(course: CohortCourse, rng: np.random.Generator) -> Flags:
    """Who takes twice the dose on every other day: the mean is that of everybody else."""
    return np.asarray(rng.random(len(course.people)) < course.truth.story.every_other_day)
