"""Whether an effect was there before, when it comes after a dose, and what helped against it."""

import numpy as np

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from db.axis_words import HAD_BEFORE
from db.catalogue import EFFECT_GROUP_AXIS, SINGLE_EFFECTS
from db.counting.cohort import NEVER, CohortChunk
from db.vocabulary import HOURS_ASKED, LATER_EFFECTS, SIDE_EFFECTS, Before, Helped, HoursAfter

_PLACE_OF_ANSWER = np.array([-1, 2, 0, 1])
"""Number of ``Before`` -> place in ``HAD_BEFORE``; -1 where nothing was said."""


def had_before(cohort: CohortChunk) -> MeasureTally:
    """People: told the effect, and whether they had it before LDN. Cases: the answer.

    An effect counts once a member, by the answer of the spell that began first.
    """
    episodes = cohort.episodes
    told = episodes.before != Before.not_said
    told &= (episodes.effect <= max(SIDE_EFFECTS)) | (episodes.effect >= min(LATER_EFFECTS))
    spells = axes.rows_of_episodes(episodes, told)
    starts, place = axes.first_spells_of_effects(spells)
    member, answer = spells.member[starts], _PLACE_OF_ANSWER[spells.before[starts]]
    return MeasureTally(
        (len(SINGLE_EFFECTS), 1),
        PlacePairs(member, place),
        PlacePairs(member, place * len(HAD_BEFORE) + answer),
    )


def hours_after_dose(cohort: CohortChunk) -> MeasureTally:
    """People: with night waking or vivid dreams and an answer on the hours. Cases: in the band.

    Whoever told of both effects in two bands is a case in each.
    """
    episodes = cohort.episodes
    asked = np.isin(episodes.effect, list(HOURS_ASKED)) & episodes.count_as_effect()
    rows = np.flatnonzero(asked & (episodes.hours_after != HoursAfter.not_said))
    member, place = episodes.member[rows], episodes.hours_after[rows] - 1
    people = np.unique(member)
    return MeasureTally(
        (1,),
        PlacePairs(people, np.zeros_like(people)),
        axes.distinct_pairs(member, place, len(HoursAfter)),
    )


def what_helped(cohort: CohortChunk) -> MeasureTally:
    """People: who had an effect of the group that ended, and said what helped. Cases: named it."""
    episodes = cohort.episodes
    ended = (episodes.ended_week != NEVER) & (episodes.helped != 0)
    chosen = axes.side_effect_spells(cohort, ended)
    people, cases = [], []
    group = axes.group_places(chosen.effect)
    for position in range(len(EFFECT_GROUP_AXIS)):
        rows = np.flatnonzero((group == position) | (position == 0))
        starts = axes.member_starts(chosen.member[rows])
        owners = chosen.member[rows][starts]
        place = np.full_like(owners, position)
        named = axes.any_bit_of_runs(chosen.helped[rows], starts) >> 1
        people.append(PlacePairs(owners, place))
        cases.append(axes.bits_to_pairs(owners, place, named, len(Helped)))
    return MeasureTally(
        (len(EFFECT_GROUP_AXIS), 1), axes.concatenate_pairs(people), axes.concatenate_pairs(cases)
    )
