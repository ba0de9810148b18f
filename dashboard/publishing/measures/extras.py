"""What the extras of a minute ask: scales before and now, and how it was after stopping."""

import numpy as np

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import is_on_ldn
from db import bands
from db.axis_words import SCALE_CHANGE
from db.counting.cohort import NEVER, CohortChunk
from db.counting.columns import SCALES
from db.vocabulary import AfterStopping

TIMES = len(bands.TIME_ON_LDN.words)
CHANGES = len(SCALE_CHANGE)
POINTS_CHANGED = 2
"""Of 10 (Farrar 2001, for pain; for the other scales by analogy)."""
_SCORE_OF_POINTS = POINTS_CHANGED + 1
"""The columns hold one more than the score: who had less before cannot get so much better."""
AFTER_STOPPING_WEEKS = 2
"""So many weeks after the last one on LDN; sooner it cannot be told."""


def after_stopping(cohort: CohortChunk) -> MeasureTally:
    """People: stopped two weeks ago or more, and told how it was then. Cases: the answer."""
    stopped, answer = cohort.stopped_week, cohort.extras["after_stopping"]
    late_enough = cohort.observed_week - stopped >= AFTER_STOPPING_WEEKS
    told = (stopped != NEVER) & late_enough & (answer != AfterStopping.not_said)
    members = np.flatnonzero(told)
    return MeasureTally(
        (1,),
        PlacePairs(members, np.zeros_like(members)),
        PlacePairs(members, answer[members] - 1),
    )


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
