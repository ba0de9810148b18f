"""Did moving to the morning help? Those who moved beside those as ill who had not yet moved.

With no true effect at all, 74 % of those who move are "better" four weeks later: effects pass.
Only the difference to members with a sleep effect in the same weeks means anything.
"""

import numpy as np

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import WEEK_BITS
from db import bands
from db.counting.cohort import NEVER, CohortChunk, EpisodeColumns, Ints
from db.vocabulary import EFFECT_GROUPS, Timing

LATER_WEEKS = 4
BANDS = len(bands.SPELL_WEEK.words)
LAST_WEEK = 52
"""Moves after the first year are left out."""
MASK_BITS = 64
"""Weeks as bits of one integer: the first year and four weeks fit in."""
_WEEK_1 = 1 << 1
_BAND_AFTER = np.array([bands.SPELL_WEEK.index(w) for w in range(LAST_WEEK + LATER_WEEKS + 1)])
"""Weeks with a sleep effect -> position of their band; -1 outside all of them."""
_WIDTH = np.bincount(_BAND_AFTER[_BAND_AFTER >= 0])


def switch_of_timing(cohort: CohortChunk) -> MeasureTally:
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
    bothered = _weeks_with_effects(cohort, _sleep_effects(cohort))
    member, week, lasted = _weeks_in_both_masks(bothered, _weeks_at_bedtime_before(cohort))
    moved, band = _first_move_weeks(cohort)[member], _BAND_AFTER[lasted]
    named = np.array(bands.SPELL_WEEK.edges)[band] + cohort.record_key[member] % _WIDTH[band]
    rows = np.flatnonzero(band >= 0)
    rows = rows[axes.first_of_each(member[rows] * MASK_BITS + lasted[rows])]
    rows = rows[cohort.observed_week[member[rows]] >= week[rows] + LATER_WEEKS]
    switched = rows[moved[rows] == week[rows]]
    not_yet = rows[(moved[rows] > week[rows]) & (lasted[rows] == named[rows])]
    rows = np.concatenate([switched, not_yet])
    arm = np.repeat([0, 1], [len(switched), len(not_yet)])
    pairs = PlacePairs(member[rows], arm * BANDS + band[rows])
    later = bothered[member[rows]] >> (week[rows] + LATER_WEEKS) & 1
    return MeasureTally((2, BANDS), pairs, axes.pairs_where(pairs, later == 0))


def _weeks_in_both_masks(bothered: Ints, at_bedtime: Ints) -> tuple[Ints, Ints, Ints]:
    """(member, week, weeks in a row up to it) of every week that is in both masks."""
    keys = _keys_of_bits(bothered)
    position = np.arange(len(keys))
    begins = np.diff(keys, prepend=-2) != 1
    latest = np.maximum.accumulate(np.where(begins, position, 0))
    member, week = np.divmod(keys, MASK_BITS)
    rows = np.flatnonzero(at_bedtime[member] >> week & 1)
    return member[rows], week[rows], (position - latest + 1)[rows]


def _keys_of_bits(masks: Ints) -> Ints:
    """Sorted (member * MASK_BITS + week) for every bit of every mask."""
    as_bytes = masks.astype("<i8").view(np.uint8)
    return np.flatnonzero(np.unpackbits(as_bytes, bitorder="little"))


def _sleep_effects(cohort: CohortChunk) -> EpisodeColumns:
    return axes.side_effect_spells(cohort, np.isin(cohort.episodes.effect, EFFECT_GROUPS["sleep"]))


def _weeks_with_effects(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """For every member a mask of the early weeks with one of the effects."""
    until = np.where(episodes.ended_week != NEVER, episodes.ended_week, 0)
    ongoing = (episodes.ended_week == NEVER) & episodes.still_there.astype(bool)
    until = np.where(ongoing, cohort.observed_week[episodes.member], until)
    until = np.minimum(np.maximum(until, episodes.began_week), LAST_WEEK + LATER_WEEKS)
    weeks = _week_masks(episodes.began_week, until)
    return axes.any_bit_of_members(cohort, episodes.member, weeks)


def _week_masks(first: Ints, last: Ints) -> Ints:
    """Masks of the weeks from the first to the last; weeks too late for a mask are left out."""
    latest = MASK_BITS - 2  # the highest bit is the sign
    before = axes.bands_up_to(np.minimum(first - 1, latest))
    weeks: Ints = axes.bands_up_to(np.clip(last, 0, latest)) & ~before
    return weeks


def _first_move_weeks(cohort: CohortChunk) -> Ints:
    """The week of each member's first move from bedtime to the morning; far off for no move."""
    steps = cohort.steps
    same = np.concatenate([[False], np.diff(steps.member) == 0])[: len(steps.week)]
    before = np.concatenate([[0], steps.timing[:-1]])
    moves = same & (before == Timing.bedtime) & (steps.timing == Timing.morning)
    rows = np.flatnonzero(moves)[::-1]  # the earliest is written last
    moved = np.full(cohort.members, 1 << WEEK_BITS, dtype=np.int64)
    moved[steps.member[rows]] = steps.week[rows]
    return moved


def _weeks_at_bedtime_before(cohort: CohortChunk) -> Ints:
    """For every member a mask of the weeks that are looked at.

    The dose was taken at bedtime up to the week before (in week 1: in it), LDN is still taken,
    and the week is in the first year.
    """
    steps = cohort.steps
    following = np.append(steps.week, 0)[1:]
    is_last = np.diff(steps.member, append=-1) != 0
    until = np.where(is_last, LAST_WEEK, following - 1)
    weeks = np.where(steps.timing == Timing.bedtime, _week_masks(steps.week, until), 0)
    at_bedtime = axes.any_bit_of_members(cohort, steps.member, weeks)
    on = axes.bands_up_to(np.minimum(cohort.last_weeks_on_ldn(), LAST_WEEK))
    masks: Ints = (at_bedtime << 1 | at_bedtime & _WEEK_1) & on
    return masks
