"""Who feels better, when, and who does not; the groups of step 5; why people stopped."""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import current_step, is_on_ldn
from db import bands
from db.counting.columns import NEVER, CohortChunk
from db.vocabulary import (
    BENEFIT,
    BOTHERSOME,
    CLUSTERS,
    IMPROVED,
    Effect,
    FirstBenefit,
    OverallChange,
    StopReason,
)

WEEKS = len(bands.WEEK.words)
LASTING = len(bands.LASTING.words)
LATE_WEEKS = 12
NOTICED_WEEKS = 26
THERAPEUTIC_UG = 1_500
_CLUSTERS_OF_EFFECT = np.zeros(max(Effect) + 1, dtype=np.int64)
"""A mask of the groups that each effect is in."""
for _group, _effects in enumerate(CLUSTERS.values()):
    _CLUSTERS_OF_EFFECT[list(_effects)] |= 1 << _group


def benefit_by_week(cohort: CohortChunk) -> MeasureTally:
    """People: with an overall-change answer in the week band, on LDN then. Cases: benefit.

    The last such answer in the band counts.
    """
    reports = cohort.reports
    on = is_on_ldn(cohort, reports.member, reports.week)
    rows = np.flatnonzero(on & (reports.overall_change != OverallChange.not_said))
    place = axes.band_positions(bands.WEEK, reports.week[rows])
    last = axes.last_of_each(reports.member[rows] * WEEKS + place)
    pairs = PlacePairs(reports.member[rows][last], place[last])
    better = np.isin(reports.overall_change[rows][last], list(BENEFIT))
    return MeasureTally((WEEKS,), pairs, axes.pairs_where(pairs, better))


def first_benefit(cohort: CohortChunk) -> MeasureTally:
    """People: who answered when LDN first helped and had not improved before the band.

    Cases: improved in it. Who has not yet improved is among the people up to the band of the
    last week on LDN, and improves in none (the life table counts them half in it).
    """
    answer = cohort.first_benefit
    members = np.flatnonzero(answer != FirstBenefit.not_said)
    improved = answer[members] != FirstBenefit.not_yet
    seen = axes.band_positions(bands.LASTING, cohort.last_weeks_on_ldn()[members])
    at = np.where(improved, answer[members] - 1, seen)
    zero = np.zeros_like(members)
    people = axes.bits_to_pairs(members, zero, axes.bands_up_to(at), LASTING)
    return MeasureTally((LASTING,), people, axes.pairs_where(PlacePairs(members, at), improved))


def help_noticed(cohort: CohortChunk) -> MeasureTally:
    """People: who noticed LDN help, observed 26 weeks or more. Cases: first in weeks 2 to 8.

    Observed for less, the late ones could not have told yet.
    """
    answer = cohort.first_benefit
    noticed = (answer != FirstBenefit.not_said) & (answer != FirstBenefit.not_yet)
    members = np.flatnonzero(noticed & (cohort.observed_week >= NOTICED_WEEKS))
    pairs = PlacePairs(members, np.zeros_like(members))
    soon = (FirstBenefit.w2, FirstBenefit.w3_4, FirstBenefit.w5_8)
    return MeasureTally((1,), pairs, axes.pairs_where(pairs, np.isin(answer[members], soon)))


def cluster_by_week(cohort: CohortChunk) -> MeasureTally:
    """People: who answered step 5 in the week band. Cases: an item of the group at 2 or more.

    The item must be there in that week. ``starters`` are all, ``stayers`` those still on LDN.
    """
    answered = np.flatnonzero(cohort.answered_pleasure)
    week = axes.band_positions(bands.WEEK, cohort.observed_week)
    stays = cohort.is_on_now()
    episodes = cohort.episodes
    there = (
        episodes.count_as_effect() & (episodes.severity >= BOTHERSOME) & _spells_there_now(cohort)
    )
    rows = np.flatnonzero(there)
    groups = _CLUSTERS_OF_EFFECT[episodes.effect[rows]]
    has = axes.any_bit_of_members(cohort, episodes.member[rows], groups)
    who = (answered, answered[stays[answered]])
    people = [PlacePairs(m, week[m] * 2 + kind) for kind, m in enumerate(who)]
    cases = []
    for group in range(len(CLUSTERS)):
        for kind, m in enumerate(who):
            members = m[(has[m] >> group & 1).astype(bool)]
            cases.append(PlacePairs(members, (group * WEEKS + week[members]) * 2 + kind))
    return MeasureTally(
        (1, WEEKS, 2), axes.concatenate_pairs(people), axes.concatenate_pairs(cases)
    )


def no_benefit_late(cohort: CohortChunk) -> MeasureTally:
    """People: on LDN for 12 weeks or more, at 1.5 mg or more, with an overall-change answer.

    Cases: no improvement at all. The answer of the latest report on LDN counts.
    """
    reports = cohort.reports
    on = is_on_ldn(cohort, reports.member, reports.week)
    rows = np.flatnonzero(on & (reports.overall_change != OverallChange.not_said))
    rows = rows[axes.last_of_each(reports.member[rows])]
    member, week = reports.member[rows], reports.week[rows]
    dose_ug = cohort.steps.dose_ug[current_step(cohort, member, week)]
    still_on = cohort.is_on_now()[member]
    rows = rows[still_on & (week >= LATE_WEEKS) & (dose_ug >= THERAPEUTIC_UG)]
    pairs = PlacePairs(reports.member[rows], np.zeros_like(rows))
    improved = np.isin(reports.overall_change[rows], list(IMPROVED))
    return MeasureTally((1,), pairs, axes.pairs_where(pairs, ~improved))


def stop_reason(cohort: CohortChunk) -> MeasureTally:
    """People: who stopped and said why. Cases: the reason."""
    stopped = cohort.stopped_week != NEVER
    members = np.flatnonzero(stopped & (cohort.stop_reason != StopReason.not_said))
    place = cohort.stop_reason[members] - 1
    return MeasureTally(
        (1,), PlacePairs(members, np.zeros_like(members)), PlacePairs(members, place)
    )


def _spells_there_now(cohort: CohortChunk) -> NDArray[np.bool_]:
    """Which spells are there in the member's latest week."""
    episodes = cohort.episodes
    now = cohort.observed_week[episodes.member]
    ongoing = (episodes.ended_week == NEVER) & episodes.still_there.astype(bool)
    there: NDArray[np.bool_] = ongoing | (episodes.ended_week == now)
    return there
