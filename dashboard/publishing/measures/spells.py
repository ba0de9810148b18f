"""When an effect comes after a dose, and what helped against it."""

import numpy as np

from dashboard.publishing.counting import Pairs, Tally
from dashboard.publishing.measures import axes
from db.catalogue import EFFECT_GROUP_AXIS
from db.counting.cohort import NEVER, Cohort
from db.vocabulary import HOURS_ASKED, Helped, HoursAfter


def hours_after_dose(cohort: Cohort) -> Tally:
    """People: with night waking or vivid dreams and an answer on the hours. Cases: in the band.

    Whoever told of both effects in two bands is a case in each.
    """
    episodes = cohort.episodes
    asked = np.isin(episodes.effect, list(HOURS_ASKED)) & episodes.counts()
    rows = np.flatnonzero(asked & (episodes.hours_after != HoursAfter.not_said))
    member, place = episodes.member[rows], episodes.hours_after[rows] - 1
    people = np.unique(member)
    return Tally(
        (1,),
        Pairs(people, np.zeros_like(people)),
        axes.distinct(member, place, len(HoursAfter)),
    )


def what_helped(cohort: Cohort) -> Tally:
    """People: who had an effect of the group that ended, and said what helped. Cases: named it."""
    episodes = cohort.episodes
    ended = (episodes.ended_week != NEVER) & (episodes.helped != 0)
    chosen = axes.side_effects(cohort, ended)
    people, cases = [], []
    group = axes.group_of(chosen.effect)
    for position in range(len(EFFECT_GROUP_AXIS)):
        rows = np.flatnonzero((group == position) | (position == 0))
        starts = axes.starts_of(chosen.member[rows])
        owners = chosen.member[rows][starts]
        place = np.full_like(owners, position)
        named = axes.any_bit(chosen.helped[rows], starts) >> 1
        people.append(Pairs(owners, place))
        cases.append(axes.bits_to_pairs(owners, place, named, len(Helped)))
    return Tally((len(EFFECT_GROUP_AXIS), 1), axes.joined(people), axes.joined(cases))
