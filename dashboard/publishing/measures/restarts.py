"""At which dose people start again after a break, and what comes of it."""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import is_on_ldn
from db.axis_words import RESTART
from db.counting.columns import CohortChunk, StepColumns

WITHIN_WEEKS = 8
HALF_FROM, HALF_TO = 2, 3
"""Half the dose is 40 to 60 % of it, counted in fifths."""
_FIFTHS = 5
_EFFECTS, _STAYED = RESTART.index("effects_again"), RESTART.index("stayed")


def restart(cohort: CohortChunk) -> MeasureTally:
    """People: started again 8 weeks ago or more after their first break, doses of every day.

    Cases: under half of the dose before, half, more; a side effect that began within 8 weeks from
    the restart on; on LDN 8 weeks after it.
    """
    steps = cohort.steps
    rows = axes.rows_of_restarts(cohort, steps)
    rows = rows[axes.first_of_each(steps.member[rows])]
    rows = rows[(steps.dose_ug[rows] > 0) & (steps.dose_ug[rows - 1] > 0)]
    rows = rows[cohort.observed_week[steps.member[rows]] - steps.week[rows] >= WITHIN_WEEKS]
    member, week = steps.member[rows], steps.week[rows]
    fifths, before = steps.dose_ug[rows] * _FIFTHS, steps.dose_ug[rows - 1]
    share = np.where(fifths < HALF_FROM * before, 0, np.where(fifths <= HALF_TO * before, 1, 2))
    stayed = is_on_ldn(cohort, member, week + WITHIN_WEEKS)
    again = _began_within(cohort, StepColumns(**{n: c[rows] for n, c in vars(steps).items()}))
    cases = [
        PlacePairs(member, share),
        PlacePairs(member[again], np.full(int(again.sum()), _EFFECTS)),
        PlacePairs(member[stayed], np.full(int(stayed.sum()), _STAYED)),
    ]
    people = PlacePairs(member, np.zeros_like(member))
    return MeasureTally((1,), people, axes.concatenate_pairs(cases))


def _began_within(cohort: CohortChunk, restarts: StepColumns) -> NDArray[np.bool_]:
    """Of each restart whether a side effect began within the weeks from it on."""
    spells = axes.side_effect_spells(cohort)
    from_week = np.zeros(cohort.members, dtype=np.int64)
    from_week[restarts.member] = restarts.week
    since = spells.began_week - from_week[spells.member]
    has = np.zeros(cohort.members, dtype=np.bool_)
    soon = (from_week[spells.member] > 0) & (since >= 0) & (since < WITHIN_WEEKS)
    has[spells.member[soon]] = True
    found: NDArray[np.bool_] = has[restarts.member]
    return found
