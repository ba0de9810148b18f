"""What the extras of a minute ask: scales, symptoms, the first weeks, and after stopping."""

import numpy as np

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import is_on_ldn
from db import bands
from db.axis_words import SCALE_CHANGE
from db.counting.cohort import NEVER, CohortChunk
from db.counting.columns import SCALES, Ints
from db.vocabulary import (
    IMPROVED,
    AfterStopping,
    FirstBenefit,
    FirstWeeks,
    Symptom,
    SymptomMove,
)

TIMES = len(bands.TIME_ON_LDN.words)
CHANGES = len(SCALE_CHANGE)
POINTS_CHANGED = 2
"""Of 10 (Farrar 2001, for pain; for the other scales by analogy)."""
_SCORE_OF_POINTS = POINTS_CHANGED + 1
"""The columns hold one more than the score: who had less before cannot get so much better."""
MOVES = 3
"""Better, the same, worse; who never had a symptom is not among its people."""
FIRST_WEEKS, FADING_FROM_WEEK = 4, 9
AFTER_STOPPING_WEEKS = 2
"""So many weeks after the last one on LDN; sooner it cannot be told."""


def after_stopping(cohort: CohortChunk) -> MeasureTally:
    """People: stopped two weeks ago or more, and told how it was then. Cases: the answer."""
    stopped, answer = cohort.stopped_week, cohort.extras["after_stopping"]
    late_enough = cohort.observed_week - stopped >= AFTER_STOPPING_WEEKS
    told = (stopped != NEVER) & late_enough & (answer != AfterStopping.not_said)
    return _answers_of(np.flatnonzero(told), answer)


def scale_change(cohort: CohortChunk) -> MeasureTally:
    """People: on LDN, told a scale then, and 2 or more of it before LDN. Cases: how it moved.

    The last such answer in the band of weeks counts.
    """
    reports = cohort.reports
    on = is_on_ldn(cohort, reports.member, reports.week)
    time = axes.band_positions(bands.TIME_ON_LDN, reports.week)
    people, cases = [], []
    for place, scale in enumerate(SCALES):
        now = getattr(reports, scale)
        before = cohort.extras[f"{scale}_before"][reports.member]
        rows = np.flatnonzero(on & (now != NEVER) & (before >= _SCORE_OF_POINTS))
        rows = rows[axes.last_of_each(reports.member[rows] * TIMES + time[rows])]
        at, points = place * TIMES + time[rows], (now - before)[rows]
        moved = np.where(points <= -POINTS_CHANGED, 0, np.where(points < POINTS_CHANGED, 1, 2))
        people.append(PlacePairs(reports.member[rows], at))
        cases.append(PlacePairs(reports.member[rows], at * CHANGES + moved))
    shape = (len(SCALES), TIMES, 1)
    return MeasureTally(shape, axes.concatenate_pairs(people), axes.concatenate_pairs(cases))


def symptom_moved(cohort: CohortChunk) -> MeasureTally:
    """People: told which way a symptom moved since LDN, and have it. Cases: the way."""
    members, places, ways = [], [], []
    for place, symptom in enumerate(Symptom):
        move = cohort.extras[f"{symptom.name}_moved"]
        have_it = np.flatnonzero((move != NEVER) & (move != SymptomMove.never_had_it))
        members.append(have_it)
        places.append(np.full(len(have_it), place))
        ways.append(move[have_it] - 1)
    member, at, way = (np.concatenate(part) for part in (members, places, ways))
    people, cases = PlacePairs(member, at), PlacePairs(member, at * MOVES + way)
    return MeasureTally((len(Symptom), 1), people, cases)


def first_weeks(cohort: CohortChunk) -> MeasureTally:
    """People: told how their illness went in the first four weeks, which are past."""
    answer = cohort.extras["first_weeks"]
    told = (answer != FirstWeeks.not_said) & (cohort.observed_week > FIRST_WEEKS)
    return _answers_of(np.flatnonzero(told), answer)


def faded(cohort: CohortChunk) -> MeasureTally:
    """People: on LDN for 9 weeks or more, told that it helped, and whether that faded."""
    answer, reports = cohort.extras["fading"], cohort.reports
    improved = np.zeros(cohort.members, dtype=np.bool_)
    improved[reports.member[np.isin(reports.overall_change, list(IMPROVED))]] = True
    noticed = cohort.first_benefit
    improved |= (noticed != FirstBenefit.not_said) & (noticed != FirstBenefit.not_yet)
    long_enough = cohort.last_weeks_on_ldn() >= FADING_FROM_WEEK
    return _answers_of(np.flatnonzero(improved & long_enough & (answer != NEVER)), answer)


def doses_missed(cohort: CohortChunk) -> MeasureTally:
    """People: on LDN, told in their newest check-in how many doses they missed in seven days."""
    answer = cohort.extras["missed_doses"]
    return _answers_of(np.flatnonzero(cohort.is_on_now() & (answer != NEVER)), answer)


def _answers_of(members: Ints, answer: Ints) -> MeasureTally:
    """Members who each gave one answer; numbers of words begin with 1."""
    zero = np.zeros_like(members)
    return MeasureTally((1,), PlacePairs(members, zero), PlacePairs(members, answer[members] - 1))
