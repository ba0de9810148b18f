"""Morning, bedtime, divided: by the time people *started* with, within strata.

Whoever suffers at bedtime moves to the morning; by current time the comparison comes out in
the wrong order. The starting time is chosen before any effect is felt.
"""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from db import bands
from db.counting.cohort import CohortChunk, Ints
from db.vocabulary import BENEFIT, OverallChange, Timing

EFFECT_WITHIN_WEEKS = 12
BENEFIT_FROM_WEEK = 8
STRATA = len(bands.FIRST_DOSE_STRATUM_UG.words) * len(bands.OBSERVED_STRATUM.words)
PLACES = len(Timing) * STRATA


def effect_by_first_timing(cohort: CohortChunk) -> MeasureTally:
    """People: who started at that time and was observed for 4 weeks. Cases: effect in 12 weeks.

    Strata: first dose, and whether 12 weeks were observed or only 4.
    """
    place, observed = _places_by_first_timing(cohort)
    members = np.flatnonzero(observed)
    early = cohort.episodes.began_week <= EFFECT_WITHIN_WEEKS
    episodes = axes.side_effect_spells(cohort, early & observed[cohort.episodes.member])
    cases = []
    for starts, effect in axes.effect_axis_runs(episodes):
        member = episodes.member[starts]
        cases.append(PlacePairs(member, effect * PLACES + place[member]))
    people = PlacePairs(members, place[members])
    return MeasureTally((1, *_SHAPE), people, axes.concatenate_pairs(cases))


def benefit_by_first_timing(cohort: CohortChunk) -> MeasureTally:
    """People: as above, with an overall-change answer at 8 weeks or more. Cases: benefit.

    The last such answer counts, also of those who have stopped since.
    """
    place, observed = _places_by_first_timing(cohort)
    reports = cohort.reports
    answered = reports.overall_change != OverallChange.not_said
    late = reports.week >= BENEFIT_FROM_WEEK
    rows = np.flatnonzero(answered & late & observed[reports.member])
    rows = rows[axes.last_of_each(reports.member[rows])]
    pairs = PlacePairs(reports.member[rows], place[reports.member[rows]])
    benefit = np.isin(reports.overall_change[rows], list(BENEFIT))
    return MeasureTally(_SHAPE, pairs, axes.pairs_where(pairs, benefit))


_SHAPE = (len(Timing), len(bands.FIRST_DOSE_STRATUM_UG.words), len(bands.OBSERVED_STRATUM.words))


def _places_by_first_timing(cohort: CohortChunk) -> tuple[Ints, NDArray[np.bool_]]:
    """Each member's place on (timing, first dose, observed), and who was observed long enough."""
    dose = axes.band_positions(bands.FIRST_DOSE_STRATUM_UG, cohort.first_dose_ug)
    observed = axes.band_positions(bands.OBSERVED_STRATUM, cohort.observed_week)
    place = (cohort.facts["first_timing"] * _SHAPE[1] + dose) * _SHAPE[2] + observed
    return place, observed >= 0
