"""Did moving to the morning help? Those who moved beside those as ill who had not yet moved.

With no true effect at all, 74 % of those who move are "better" four weeks later: effects pass.
Only the difference to members with a sleep effect in the same weeks means anything.
"""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import Pairs, Tally
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import WEEK_BITS, current_step
from db import bands
from db.cohort import NEVER, Cohort, Episodes, Ints
from db.vocabulary import EFFECT_GROUPS, Timing

LATER_WEEKS = 4
BANDS = len(bands.LASTING.words)
LAST_WEEK = bands.LASTING.edges[-1] - 1
"""Moves after week 26 are too few to match."""


def switched_timing(cohort: Cohort) -> Tally:
    """People: with a sleep effect in week w, at bedtime until then, observed 4 weeks later.

    ``switched`` moved to the morning in week w; ``not_yet`` had not moved by week w. Cases: no
    sleep effect in week w + 4. By band of week w; a member is in each arm of a band once, with
    the first such week in it. Whoever moves later is in ``not_yet`` until then.
    """
    sleep = _sleep_effects(cohort)
    moved = _first_move(cohort)
    bothered = _weeks_with(cohort, sleep)
    member, week = bothered >> WEEK_BITS, bothered & ((1 << WEEK_BITS) - 1)
    followed = cohort.observed_week[member] >= week + LATER_WEEKS
    in_reach = followed & (week <= LAST_WEEK)
    at_bedtime = _at_bedtime_before(cohort, member, week)
    found = []
    for arm, here in enumerate((moved[member] == week, moved[member] > week)):
        rows = np.flatnonzero(in_reach & at_bedtime & here)
        place = arm * BANDS + axes.band(bands.LASTING, week[rows])
        _, first = np.unique(member[rows] * 2 * BANDS + place, return_index=True)
        found.append((rows[first], place[first]))
    rows, place = (np.concatenate(parts) for parts in zip(*found, strict=True))
    pairs = Pairs(member[rows], place)
    later = member[rows] << WEEK_BITS | (week[rows] + LATER_WEEKS)
    return Tally((2, BANDS), pairs, axes.within(pairs, ~np.isin(later, bothered)))


def _sleep_effects(cohort: Cohort) -> Episodes:
    return axes.side_effects(cohort, np.isin(cohort.episodes.effect, EFFECT_GROUPS["sleep"]))


def _weeks_with(cohort: Cohort, episodes: Episodes) -> Ints:
    """Sorted keys (member, week) of every week up to 30 with one of the effects."""
    until = np.where(episodes.ended_week != NEVER, episodes.ended_week, 0)
    ongoing = (episodes.ended_week == NEVER) & episodes.still_there.astype(bool)
    until = np.where(ongoing, cohort.observed_week[episodes.member], until)
    until = np.minimum(np.maximum(until, episodes.began_week), LAST_WEEK + LATER_WEEKS)
    length = np.maximum(until - episodes.began_week + 1, 0)
    rows = np.repeat(np.arange(len(length)), length)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(length) - length, length)
    return np.unique(episodes.member[rows] << WEEK_BITS | (episodes.began_week[rows] + nth))


def _first_move(cohort: Cohort) -> Ints:
    """The week of each member's first move from bedtime to the morning; far off for no move."""
    steps = cohort.steps
    same = np.concatenate([[False], np.diff(steps.member) == 0])[: len(steps.week)]
    before = np.concatenate([[0], steps.timing[:-1]])
    moves = same & (before == Timing.bedtime) & (steps.timing == Timing.morning)
    rows = np.flatnonzero(moves)[::-1]  # the earliest is written last
    moved = np.full(cohort.members, 1 << WEEK_BITS, dtype=np.int64)
    moved[steps.member[rows]] = steps.week[rows]
    return moved


def _at_bedtime_before(cohort: Cohort, member: Ints, week: Ints) -> NDArray[np.bool_]:
    """Whether the dose was taken at bedtime up to the week before, and LDN is still taken."""
    at = current_step(cohort, member, np.maximum(week - 1, 1))
    on = week <= cohort.last_on_week()[member]
    both: NDArray[np.bool_] = (cohort.steps.timing[at] == Timing.bedtime) & on
    return both
