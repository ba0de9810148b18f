"""Where everyone who began has got to in the search for a dose that suits them."""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.dose_outcomes import dose_since_week
from dashboard.publishing.measures.doses import current_step
from db import bands
from db.counting.columns import NEVER, CohortChunk, Ints
from db.thresholds import FOUND_FOR_WEEKS, FOUND_FROM_WEEK
from db.vocabulary import BENEFIT, BOTHERSOME, SIDE_EFFECTS, OverallChange

LOOKING = len(bands.FIRST_DOSE_UG.words)
STOPPED = LOOKING + 1


def sweet_spot_found(cohort: CohortChunk) -> MeasureTally:
    """People: who began 26 weeks or more ago, with an overall-change answer at 8 weeks or more.

    Those who stopped, too. Cases: stopped; found theirs, in the band of their dose: on LDN at the
    same dose for 8 full weeks, much or very much better in the newest such answer, told at that
    dose, and no bothersome effect in the newest report; else still looking, also in a pause.
    Whoever takes it only on some days stands in no dose band, and is not among the people.
    """
    answer_week, is_better = _newest_answers(cohort)
    members = np.flatnonzero((cohort.observed_week >= FOUND_FROM_WEEK) & (answer_week != NEVER))
    at = current_step(cohort, members, cohort.observed_week[members])
    stopped = cohort.stopped_week[members] != NEVER
    in_band = (cohort.steps.dose_ug[at] > 0) | stopped
    members, at, stopped = members[in_band], at[in_band], stopped[in_band]
    since = dose_since_week(cohort)[at]
    found = cohort.is_on_now()[members] & is_better[members] & (answer_week[members] >= since)
    found &= cohort.observed_week[members] - since >= FOUND_FOR_WEEKS
    found &= ~np.isin(members, _bothered_now(cohort))
    band = axes.band_positions(bands.FIRST_DOSE_UG, cohort.steps.dose_ug[at])
    place = np.where(stopped, STOPPED, np.where(found, band, LOOKING))
    everyone = PlacePairs(members, np.zeros_like(members))
    return MeasureTally((1,), everyone, PlacePairs(members, place))


def _newest_answers(cohort: CohortChunk) -> tuple[Ints, NDArray[np.bool_]]:
    """For every member the week of the newest answer that counts, or NEVER, and if it is better."""
    reports = cohort.reports
    told = reports.overall_change != OverallChange.not_said
    rows = np.flatnonzero(told & (reports.week >= FOUND_FOR_WEEKS))
    week, better = np.full(cohort.members, NEVER), np.zeros(cohort.members, dtype=np.bool_)
    week[reports.member[rows]] = reports.week[rows]  # the newest is written last
    better[reports.member[rows]] = np.isin(reports.overall_change[rows], list(BENEFIT))
    return week, better


def _bothered_now(cohort: CohortChunk) -> Ints:
    """Members with a bothersome side effect in the week of the newest report."""
    episodes = cohort.episodes
    still = (episodes.still_there == 1) & (episodes.ended_week == NEVER)
    now = still | (episodes.ended_week == cohort.observed_week[episodes.member])
    bad = episodes.count_as_effect() & (episodes.severity >= BOTHERSOME)
    bad &= episodes.effect <= max(SIDE_EFFECTS)
    bothered: Ints = episodes.member[now & bad]
    return bothered
