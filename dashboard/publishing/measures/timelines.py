"""When effects come and how long they stay."""

from collections.abc import Iterable, Iterator

import numpy as np

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from db import bands
from db.catalogue import EFFECT_AXIS
from db.counting.columns import NEVER, CohortChunk, EpisodeColumns, Ints

WEEKS = len(bands.WEEK_OF_BAND.words)
LASTING = len(bands.LASTING.words)
_WEEK_BITS = 12


def effect_by_week(cohort: CohortChunk) -> MeasureTally:
    """People: on LDN in the one week that is named of the band. Cases: with the effect in it.

    To count "at any time in the band" would count more of what comes and goes, the longer the band.

    A spell is active from the week it began to the week it ended; one that is still there, to
    now; one whose end is not remembered, in its first week only. Weeks of a pause are not on LDN.
    """
    everyone = np.arange(cohort.members)
    on = bands_on_ldn(cohort)
    people = axes.bits_to_pairs(everyone, np.zeros_like(everyone), on, WEEKS)
    first, later = axes.side_effect_spells(cohort), axes.later_effect_spells(cohort)
    cases = [
        axes.pairs_on_effect_axis(first, bands_with_spells(cohort, first), WEEKS),
        axes.pairs_of_single_effects(later, bands_with_spells(cohort, later), WEEKS),
    ]
    return MeasureTally((1, WEEKS), people, axes.concatenate_pairs(cases))


def bands_on_ldn(cohort: CohortChunk) -> Ints:
    """For each member a mask of the bands in whose named week they were on LDN."""
    everyone, last_on = np.arange(cohort.members), cohort.last_weeks_on_ldn()
    return axes.bits_of_bands(
        (week <= last_on) & ~cohort.is_paused(everyone, week)
        for week in axes.named_weeks(cohort.record_key)
    )


def bands_with_spells(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """For each spell a mask of the bands in whose named week it was active, on LDN."""
    last = last_week_of_spells(cohort, episodes)
    mask = axes.bits_of_bands(
        (episodes.began_week <= week[episodes.member]) & (week[episodes.member] <= last)
        for week in axes.named_weeks(cohort.record_key)
    )
    on: Ints = mask & bands_on_ldn(cohort)[episodes.member]
    return on


def effect_lasting(cohort: CohortChunk) -> MeasureTally:
    """People: whose first spell of the effect had not ended before the band. Cases: ended in it.

    The band is of weeks since the spell began. A spell that is still there is among the people
    up to the band it has reached, and ends in none; whoever reads the life table counts it
    half in that band. Spells whose end is not remembered are left out. Of several effects of a
    group the first counts, and of several that began in one week the one that lasted longest.
    """
    known = cohort.episodes.still_there.astype(bool) | (cohort.episodes.ended_week != NEVER)
    first, later = axes.side_effect_spells(cohort, known), axes.later_effect_spells(cohort, known)
    found = [
        *_lasting_pairs(cohort, first, axes.effect_axis_runs(first)),
        *_lasting_pairs(cohort, later, [axes.single_effect_runs(later)]),
    ]
    people, cases = ([pairs[kind] for pairs in found] for kind in (0, 1))
    return MeasureTally(
        (len(EFFECT_AXIS), LASTING), axes.concatenate_pairs(people), axes.concatenate_pairs(cases)
    )


def _lasting_pairs(
    cohort: CohortChunk, episodes: EpisodeColumns, runs: Iterable[tuple[Ints, Ints]]
) -> Iterator[tuple[PlacePairs, PlacePairs]]:
    """People and cases of each set of runs of spells."""
    lasted = last_week_of_spells(cohort, episodes) - episodes.began_week + 1
    ended = episodes.ended_week != NEVER
    # The least of this code is the first beginning, then the longest, ongoing before ended.
    longest = (1 << _WEEK_BITS) - 1
    code = (episodes.began_week << _WEEK_BITS | (longest - lasted)) << 1 | ended
    for starts, place in runs:
        first = np.minimum.reduceat(code, starts) if len(starts) else code
        reached = axes.band_positions(bands.LASTING, longest - (first >> 1 & longest))
        member = episodes.member[starts]
        people = axes.bits_to_pairs(member, place, axes.bands_up_to(reached), LASTING)
        at_end = PlacePairs(member, place * LASTING + reached)
        yield people, axes.pairs_where(at_end, (first & 1).astype(bool))


def last_week_of_spells(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """The last week in which a spell is known to have been there."""
    unknown = np.where(episodes.still_there, cohort.observed_week[episodes.member], 0)
    end = np.where(episodes.ended_week != NEVER, episodes.ended_week, unknown)
    return np.maximum(end, episodes.began_week)
