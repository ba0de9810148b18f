"""When effects come and how long they stay."""

import numpy as np

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from db import bands
from db.catalogue import EFFECT_AXIS
from db.counting.columns import NEVER, CohortChunk, EpisodeColumns, Ints

WEEKS = len(bands.WEEK.words)
LASTING = len(bands.LASTING.words)
_WEEK_BITS = 12


def effect_by_week(cohort: CohortChunk) -> MeasureTally:
    """People: on LDN and observed in the week band. Cases: with the effect active in it.

    A spell is active from the week it began to the week it ended; one that is still there, to
    now; one whose end is not remembered, in its first week only. Weeks of a pause are not on LDN.
    """
    everyone = np.arange(cohort.members)
    on = bands_on_ldn(cohort)
    people = axes.bits_to_pairs(everyone, np.zeros_like(everyone), on, WEEKS)
    episodes = axes.side_effect_spells(cohort)
    active = bands_with_spells(cohort, episodes)
    return MeasureTally((1, WEEKS), people, axes.pairs_on_effect_axis(episodes, active, WEEKS))


def bands_on_ldn(cohort: CohortChunk) -> Ints:
    """For each member a mask of the week bands with a week on LDN."""
    everyone = np.arange(cohort.members)
    last_on = cohort.last_weeks_on_ldn()
    return axes.bands_of_weeks(cohort, everyone, np.ones_like(everyone), last_on)


def bands_with_spells(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """For each spell a mask of the week bands in which it was active while on LDN."""
    last_on = cohort.last_weeks_on_ldn()[episodes.member]
    until = np.minimum(last_week_of_spells(cohort, episodes), last_on)
    return axes.bands_of_weeks(cohort, episodes.member, episodes.began_week, until)


def effect_lasting(cohort: CohortChunk) -> MeasureTally:
    """People: whose first spell of the effect had not ended before the band. Cases: ended in it.

    The band is of weeks since the spell began. A spell that is still there is among the people
    up to the band it has reached, and ends in none; whoever reads the life table counts it
    half in that band. Spells whose end is not remembered are left out. Of several effects of a
    group the first counts, and of several that began in one week the one that lasted longest.
    """
    known = cohort.episodes.still_there.astype(bool) | (cohort.episodes.ended_week != NEVER)
    episodes = axes.side_effect_spells(cohort, known)
    lasted = last_week_of_spells(cohort, episodes) - episodes.began_week + 1
    ended = episodes.ended_week != NEVER
    # The least of this code is the first beginning, then the longest, ongoing before ended.
    longest = (1 << _WEEK_BITS) - 1
    code = (episodes.began_week << _WEEK_BITS | (longest - lasted)) << 1 | ended
    people, cases = [], []
    for starts, place in axes.effect_axis_runs(episodes):
        first = np.minimum.reduceat(code, starts)
        reached = axes.band_positions(bands.LASTING, longest - (first >> 1 & longest))
        member = episodes.member[starts]
        people.append(axes.bits_to_pairs(member, place, axes.bands_up_to(reached), LASTING))
        has_ended = (first & 1).astype(bool)
        at_end = PlacePairs(member, place * LASTING + reached)
        cases.append(axes.pairs_where(at_end, has_ended))
    return MeasureTally(
        (len(EFFECT_AXIS), LASTING), axes.concatenate_pairs(people), axes.concatenate_pairs(cases)
    )


def last_week_of_spells(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """The last week in which a spell is known to have been there."""
    unknown = np.where(episodes.still_there, cohort.observed_week[episodes.member], 0)
    end = np.where(episodes.ended_week != NEVER, episodes.ended_week, unknown)
    return np.maximum(end, episodes.began_week)
