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
BANDS = len(bands.SPELL_WEEK.words)
LAST_WEEK = 52
"""Moves after the first year are left out."""
_BAND_AFTER = np.array([bands.SPELL_WEEK.index(w) for w in range(LAST_WEEK + LATER_WEEKS + 1)])
"""Weeks with a sleep effect -> position of their band; -1 outside all of them."""
_WIDTH = np.bincount(_BAND_AFTER[_BAND_AFTER >= 0])


def switched_timing(cohort: Cohort) -> Tally:
    """People: with a sleep effect in week w, at bedtime until then, observed 4 weeks later.

    ``switched`` moved to the morning in week w; ``not_yet`` had not moved by week w. Cases: no
    sleep effect in week w + 4. By how many weeks without a break the sleep effect had lasted
    in week w: who moves has mostly had it for a while, and what has lasted lasts.

    A member is looked at when a sleep effect has lasted so many weeks for the first time, and who
    has not moved then counts; in a band of several weeks at the one that the record key names
    beforehand. To pick among the weeks and spells that each turned out to have would count those
    that pass more often, or less, than they were there to move in. Whoever moves later is in
    ``not_yet`` until then.
    """
    bothered = _weeks_with(cohort, _sleep_effects(cohort))
    member, week = bothered >> WEEK_BITS, bothered & ((1 << WEEK_BITS) - 1)
    lasted = _weeks_without_break(bothered)
    moved, band = _first_move(cohort)[member], _BAND_AFTER[lasted]
    named = np.array(bands.SPELL_WEEK.edges)[band] + cohort.record_key[member] % _WIDTH[band]
    rows = np.flatnonzero((week <= LAST_WEEK) & (band >= 0) & _at_bedtime_before(cohort, bothered))
    _, first = np.unique(member[rows] << WEEK_BITS | lasted[rows], return_index=True)
    rows = rows[first]
    rows = rows[cohort.observed_week[member[rows]] >= week[rows] + LATER_WEEKS]
    switched = rows[moved[rows] == week[rows]]
    not_yet = rows[(moved[rows] > week[rows]) & (lasted[rows] == named[rows])]
    rows = np.concatenate([switched, not_yet])
    arm = np.repeat([0, 1], [len(switched), len(not_yet)])
    pairs = Pairs(member[rows], arm * BANDS + band[rows])
    later = member[rows] << WEEK_BITS | (week[rows] + LATER_WEEKS)
    return Tally((2, BANDS), pairs, axes.within(pairs, ~np.isin(later, bothered)))


def _weeks_without_break(keys: Ints) -> Ints:
    """For each (member, week) how many weeks in a row, up to it, are in the keys."""
    position = np.arange(len(keys))
    begins = np.diff(keys, prepend=-2) != 1
    latest = np.maximum.accumulate(np.where(begins, position, 0))
    lasted: Ints = position - latest + 1
    return lasted


def _sleep_effects(cohort: Cohort) -> Episodes:
    return axes.side_effects(cohort, np.isin(cohort.episodes.effect, EFFECT_GROUPS["sleep"]))


def _weeks_with(cohort: Cohort, episodes: Episodes) -> Ints:
    """Sorted keys (member, week) of every early week with one of the effects."""
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


def _at_bedtime_before(cohort: Cohort, keys: Ints) -> NDArray[np.bool_]:
    """Whether the dose was taken at bedtime up to the week before, and LDN is still taken."""
    member, week = keys >> WEEK_BITS, keys & ((1 << WEEK_BITS) - 1)
    at = current_step(cohort, member, np.maximum(week - 1, 1))
    on = week <= cohort.last_on_week()[member]
    both: NDArray[np.bool_] = (cohort.steps.timing[at] == Timing.bedtime) & on
    return both
