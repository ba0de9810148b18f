"""Did moving to the morning help? Those who moved beside those as ill who had not yet moved.

With no true effect at all, 74 % of those who move are "better" four weeks later: effects pass.
Only the difference to members who were as ill for as long means anything.
"""

from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import WEEK_BITS
from db import bands
from db.catalogue import MEASURES
from db.counting.cohort import NEVER, CohortChunk, EpisodeColumns, Ints
from db.vocabulary import EFFECT_GROUPS, Timing

LATER_WEEKS = 4
LAST_WEEK = 52
"""Moves after the first year are left out."""
MASK_BITS = 64
"""Weeks as bits of one integer: the first year and four weeks fit in."""
_WEEK_1 = 1 << 1
_BAND_AFTER = np.array([bands.SPELL_WEEK.index(w) for w in range(LAST_WEEK + LATER_WEEKS + 1)])
"""Weeks with a sleep effect -> position of their band; -1 outside all of them."""
_NAMED_WEEKS = np.array([1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8])
"""After how many weeks with a sleep effect a member is a control, by the record key. The first
four, in which most who move do so, come twice."""
_SHAPE = MEASURES["switched_timing"].people_sizes
STRATA = prod(_SHAPE[1:])


def switch_of_timing(cohort: CohortChunk) -> MeasureTally:
    """People: with a sleep effect in week w, at bedtime until then, observed 4 weeks later.

    ``switched`` moved to the morning in week w; ``not_yet`` had not moved by week w; ``still_ill``
    are those of ``not_yet`` who had a sleep effect in the next week, too. Cases: no sleep effect in
    week w + 4. Strata: for how many weeks without a break it had lasted in week w, one sleep
    effect or several, and the worst severity, all in week w: who moves has mostly had it for a
    while, and what has lasted lasts.

    Who moves does so in the middle of a week, and was ill then; whoever had not moved is only known
    to have been ill at some time in that week. So a control weighs one half, and one half more if
    still ill in the next week: ``not_yet`` and ``still_ill``, each halved, are the second arm.

    A member stands once in either arm: in ``switched`` with the first move, in ``not_yet`` in the
    week that the record key names beforehand, when a sleep effect has lasted so long for the first
    time. To pick among the weeks that each turned out to have would count those that pass more
    often, or less, than they were there to move in.
    """
    spells = _sleep_effects(cohort)
    bothered = _weeks_with_effects(cohort, spells)
    found = _weeks_in_both_masks(bothered, _weeks_at_bedtime_before(cohort))
    rows = axes.first_of_each(found.member * MASK_BITS + np.minimum(found.lasted, MASK_BITS - 1))
    followed = cohort.observed_week[found.member] >= found.week + LATER_WEEKS
    rows = rows[(followed & (_BAND_AFTER[found.lasted] >= 0))[rows]]
    found = WeeksWithEffects(*(column[rows] for column in found))
    arm, rows = _arms_of_weeks(cohort, found, bothered)
    chosen = WeeksWithEffects(*(column[rows] for column in found))
    place = arm * STRATA + _strata_of_weeks(cohort, spells, chosen)
    pairs = PlacePairs(chosen.member, place)
    gone = ~_has_bit(bothered, chosen.member, chosen.week + LATER_WEEKS)
    return MeasureTally(_SHAPE, pairs, axes.pairs_where(pairs, gone))


class WeeksWithEffects(NamedTuple):
    """Weeks with a sleep effect: whose, which week, and how many in a row up to it."""

    member: Ints
    week: Ints
    lasted: Ints


def _arms_of_weeks(
    cohort: CohortChunk, found: WeeksWithEffects, bothered: Ints
) -> tuple[Ints, Ints]:
    """Arm of each, and its row among the weeks; whoever is still ill has two."""
    moved = _first_move_weeks(cohort)[found.member]
    named = _NAMED_WEEKS[cohort.record_key[found.member] % len(_NAMED_WEEKS)]
    switched = np.flatnonzero(moved == found.week)
    not_yet = np.flatnonzero((moved > found.week) & (found.lasted == named))
    member, week = found.member[not_yet], found.week[not_yet]
    still_ill = not_yet[_has_bit(bothered, member, week + 1)]
    parts = (switched, not_yet, still_ill)
    return np.repeat(np.arange(len(parts)), [len(p) for p in parts]), np.concatenate(parts)


def _strata_of_weeks(cohort: CohortChunk, spells: EpisodeColumns, found: WeeksWithEffects) -> Ints:
    """Each week's stratum: how long it had lasted, one or several effects, how severe."""
    several = _has_bit(_weeks_with_several(cohort, spells), found.member, found.week)
    severity = np.zeros(len(found.week), dtype=np.int64)
    for least in bands.SEVERITY_STRATUM.edges[1:]:
        of_spells = axes.rows_of_episodes(spells, spells.severity >= least)
        mask = _weeks_with_effects(cohort, of_spells)
        severity += _has_bit(mask, found.member, found.week)
    several_at = _BAND_AFTER[found.lasted] * _SHAPE[2] + several
    places: Ints = several_at * _SHAPE[3] + severity
    return places


def _weeks_with_several(cohort: CohortChunk, spells: EpisodeColumns) -> Ints:
    """For every member a mask of the weeks with two sleep effects or more."""
    once = np.zeros(cohort.members, dtype=np.int64)
    several = np.zeros(cohort.members, dtype=np.int64)
    for effect in EFFECT_GROUPS["sleep"]:  # spells of one effect never share a week
        of_effect = axes.rows_of_episodes(spells, spells.effect == effect)
        weeks = _weeks_with_effects(cohort, of_effect)
        several |= once & weeks
        once |= weeks
    return several


def _has_bit(masks: Ints, member: Ints, week: Ints) -> NDArray[np.bool_]:
    """Whether a week is in each member's mask."""
    found: NDArray[np.bool_] = (masks[member] >> week & 1).astype(bool)
    return found


def _weeks_in_both_masks(bothered: Ints, at_bedtime: Ints) -> WeeksWithEffects:
    """Every week that is in both masks."""
    keys = _keys_of_bits(bothered)
    position = np.arange(len(keys))
    begins = np.diff(keys, prepend=-2) != 1
    latest = np.maximum.accumulate(np.where(begins, position, 0))
    member, week = np.divmod(keys, MASK_BITS)
    rows = np.flatnonzero(at_bedtime[member] >> week & 1)
    return WeeksWithEffects(member[rows], week[rows], (position - latest + 1)[rows])


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
    and the week is in the first year. Neither of the two weeks is one of a pause.
    """
    steps = cohort.steps
    following = np.append(steps.week, 0)[1:]
    is_last = np.diff(steps.member, append=-1) != 0
    until = np.where(is_last, LAST_WEEK, following - 1)
    weeks = np.where(steps.timing == Timing.bedtime, _week_masks(steps.week, until), 0)
    without_ldn = _weeks_of_pauses(cohort)
    at_bedtime = axes.any_bit_of_members(cohort, steps.member, weeks) & ~without_ldn
    on = axes.bands_up_to(np.minimum(cohort.last_weeks_on_ldn(), LAST_WEEK)) & ~without_ldn
    masks: Ints = (at_bedtime << 1 | at_bedtime & _WEEK_1) & on
    return masks


def _weeks_of_pauses(cohort: CohortChunk) -> Ints:
    """For every member a mask of the weeks without LDN; a pause that lasts holds all later ones."""
    pauses = cohort.pauses
    ended = np.where(pauses.ended_week == NEVER, MASK_BITS, pauses.ended_week)
    return axes.any_bit_of_members(cohort, pauses.member, _week_masks(pauses.began_week, ended))
