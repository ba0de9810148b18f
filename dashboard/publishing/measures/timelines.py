"""In which weeks people have effects."""

import numpy as np

from dashboard.publishing.counting import MeasureTally
from dashboard.publishing.measures import axes
from db import bands
from db.counting.columns import NEVER, CohortChunk, EpisodeColumns, Ints

WEEKS = len(bands.WEEK_OF_BAND.words)


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
        for week in axes.weeks_of_bands(cohort.record_key)
    )


def bands_with_spells(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """For each spell a mask of the bands in whose named week it was active, on LDN."""
    last = last_week_of_spells(cohort, episodes)
    mask = axes.bits_of_bands(
        (episodes.began_week <= week[episodes.member]) & (week[episodes.member] <= last)
        for week in axes.weeks_of_bands(cohort.record_key)
    )
    on: Ints = mask & bands_on_ldn(cohort)[episodes.member]
    return on


def last_week_of_spells(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """The last week in which a spell is known to have been there."""
    unknown = np.where(episodes.still_there, cohort.observed_week[episodes.member], 0)
    end = np.where(episodes.ended_week != NEVER, episodes.ended_week, unknown)
    return np.maximum(end, episodes.began_week)
