"""Did a change of dose or time ease effects? Whoever changed beside those as ill who had not yet.

With no true effect at all, 74 % of those who move to the morning are "better" four weeks later:
effects pass. Only the difference to members who were as ill for as long means anything.
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
from db.vocabulary import Effect

LATER_WEEKS = 4
LAST_WEEK = 52
"""Changes after the first year are left out."""
MASK_BITS = 64
"""Weeks as bits of one integer: the first year and four weeks fit in."""
_WEEK_1 = 1 << 1
_BAND_AFTER = np.array([bands.SPELL_WEEK.index(w) for w in range(LAST_WEEK + LATER_WEEKS + 1)])
"""Weeks with an effect -> position of their band; -1 outside all of them."""
_NAMED_WEEKS = np.array([1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8])
"""After how many weeks with an effect a member is a control, by the record key. The first four, in
which most who move do so, come twice."""
_SHAPE = MEASURES["switched_timing"].people_sizes
_STRATA = prod(_SHAPE[1:])
_NO_CHANGE = 1 << WEEK_BITS
"""Far off."""


class RiskSet(NamedTuple):
    """Who may change in which week, and who did.

    Attributes:
        effects: those that a change may ease.
        at_risk: for every member a mask of the weeks in which a change was still possible.
        changed: for every member the week of the first change; far off for none.
        counts: for every member whether that change is of the kind in question; another kind ends
            the weeks in which a member is compared.
    """

    effects: tuple[Effect, ...]
    at_risk: Ints
    changed: Ints
    counts: NDArray[np.bool_]


class WeeksWithEffects(NamedTuple):
    """Weeks with an effect: whose, which week, and how many in a row up to it."""

    member: Ints
    week: Ints
    lasted: Ints


def tally_of_changes(cohort: CohortChunk, risk: RiskSet) -> MeasureTally:
    """People: with an effect in week w, no change until then, observed 4 weeks later.

    Places on the first axis: who changed in week w; who had not by week w; those of them who had an
    effect in the next week, too. Cases: no such effect in week w + 4. Strata: for how many weeks
    without a break it had lasted in week w, one effect or several, and the worst severity, all in
    week w: who changes has mostly had it for a while, and what has lasted lasts.

    Who changes does so in the middle of a week, and was ill then; whoever had not is only known to
    have been ill at some time in that week. So a control weighs one half, and one half more if
    still ill in the next week: second and third place, each halved, are the second arm.

    A member stands once in either arm: with the first change, and as a control in the week that the
    record key names beforehand, when effects have lasted so long for the first time. To pick among
    the weeks that each turned out to have would count those that pass more often, or less, than
    they were there to change in.
    """
    spells = axes.side_effect_spells(cohort, np.isin(cohort.episodes.effect, risk.effects))
    bothered = _weeks_with_effects(cohort, spells)
    found = _weeks_in_both_masks(bothered, risk.at_risk)
    rows = axes.first_of_each(found.member * MASK_BITS + np.minimum(found.lasted, MASK_BITS - 1))
    followed = cohort.observed_week[found.member] >= found.week + LATER_WEEKS
    rows = rows[(followed & (_BAND_AFTER[found.lasted] >= 0))[rows]]
    found = WeeksWithEffects(*(column[rows] for column in found))
    arm, rows = _arms_of_weeks(cohort, risk, found, bothered)
    chosen = WeeksWithEffects(*(column[rows] for column in found))
    place = arm * _STRATA + _strata_of_weeks(cohort, spells, chosen)
    pairs = PlacePairs(chosen.member, place)
    gone = ~_has_bit(bothered, chosen.member, chosen.week + LATER_WEEKS)
    return MeasureTally(_SHAPE, pairs, axes.pairs_where(pairs, gone))


def first_changes(cohort: CohortChunk, member: Ints, week: Ints) -> Ints:
    """The first of these weeks of every member, whose rows come in order; far off for none."""
    changed = np.full(cohort.members, _NO_CHANGE, dtype=np.int64)
    changed[member[::-1]] = week[::-1]  # the earliest is written last
    return changed


def weeks_at_risk(cohort: CohortChunk, before: Ints) -> Ints:
    """For every member a mask of the weeks that are looked at, of the first year.

    LDN is taken in that week, and in the week before something held (in week 1: in it). Weeks of a
    pause are no weeks on LDN.

    Args:
        cohort: the chunk.
        before: for every member a mask of the weeks in which that held.
    """
    on = axes.bands_up_to(np.minimum(cohort.last_weeks_on_ldn(), LAST_WEEK))
    pauses = cohort.pauses
    until = np.where(pauses.ended_week != NEVER, pauses.ended_week, LAST_WEEK)
    paused = week_masks(pauses.began_week, until)
    on &= ~axes.any_bit_of_members(cohort, pauses.member, paused)
    before = before & on
    masks: Ints = (before << 1 | before & _WEEK_1) & on
    return masks


def week_masks(first: Ints, last: Ints) -> Ints:
    """Masks of the weeks from the first to the last; weeks too late for a mask are left out."""
    latest = MASK_BITS - 2  # the highest bit is the sign
    before = axes.bands_up_to(np.minimum(first - 1, latest))
    weeks: Ints = axes.bands_up_to(np.clip(last, 0, latest)) & ~before
    return weeks


def _arms_of_weeks(
    cohort: CohortChunk, risk: RiskSet, found: WeeksWithEffects, bothered: Ints
) -> tuple[Ints, Ints]:
    """Arm of each, and its row among the weeks; whoever is still ill has two."""
    changed, counts = risk.changed[found.member], risk.counts[found.member]
    named = _NAMED_WEEKS[cohort.record_key[found.member] % len(_NAMED_WEEKS)]
    did = np.flatnonzero((changed == found.week) & counts)
    not_yet = np.flatnonzero((changed > found.week) & (found.lasted == named))
    member, week = found.member[not_yet], found.week[not_yet]
    still_ill = not_yet[_has_bit(bothered, member, week + 1)]
    parts = (did, not_yet, still_ill)
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
    """For every member a mask of the weeks with two effects or more."""
    once = np.zeros(cohort.members, dtype=np.int64)
    several = np.zeros(cohort.members, dtype=np.int64)
    for effect in np.unique(spells.effect):  # spells of one effect never share a week
        of_effect = axes.rows_of_episodes(spells, spells.effect == effect)
        weeks = _weeks_with_effects(cohort, of_effect)
        several |= once & weeks
        once |= weeks
    return several


def _has_bit(masks: Ints, member: Ints, week: Ints) -> NDArray[np.bool_]:
    """Whether a week is in each member's mask."""
    found: NDArray[np.bool_] = (masks[member] >> week & 1).astype(bool)
    return found


def _weeks_in_both_masks(bothered: Ints, at_risk: Ints) -> WeeksWithEffects:
    """Every week that is in both masks."""
    keys = _keys_of_bits(bothered)
    position = np.arange(len(keys))
    begins = np.diff(keys, prepend=-2) != 1
    latest = np.maximum.accumulate(np.where(begins, position, 0))
    member, week = np.divmod(keys, MASK_BITS)
    rows = np.flatnonzero(at_risk[member] >> week & 1)
    return WeeksWithEffects(member[rows], week[rows], (position - latest + 1)[rows])


def _keys_of_bits(masks: Ints) -> Ints:
    """Sorted (member * MASK_BITS + week) for every bit of every mask."""
    as_bytes = masks.astype("<i8").view(np.uint8)
    return np.flatnonzero(np.unpackbits(as_bytes, bitorder="little"))


def _weeks_with_effects(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """For every member a mask of the early weeks with one of the effects."""
    until = np.where(episodes.ended_week != NEVER, episodes.ended_week, 0)
    ongoing = (episodes.ended_week == NEVER) & episodes.still_there.astype(bool)
    until = np.where(ongoing, cohort.observed_week[episodes.member], until)
    until = np.minimum(np.maximum(until, episodes.began_week), LAST_WEEK + LATER_WEEKS)
    weeks = week_masks(episodes.began_week, until)
    return axes.any_bit_of_members(cohort, episodes.member, weeks)
