"""Did moving to the morning help? Did a lower dose? Each as a set of members who might change."""

import numpy as np

from dashboard.publishing.counting import MeasureTally
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.dose_outcomes import is_cut_by_half
from dashboard.publishing.measures.risk_sets import (
    LAST_WEEK,
    RiskSet,
    first_changes,
    tally_of_changes,
    week_masks,
    weeks_at_risk,
)
from db.counting.cohort import CohortChunk, Ints
from db.vocabulary import EFFECT_GROUPS, SIDE_EFFECTS, Timing


def switch_of_timing(cohort: CohortChunk) -> MeasureTally:
    """Those who moved from bedtime to the morning with a sleep effect, and who had not yet.

    See ``risk_sets.tally_of_changes``.
    """
    steps = cohort.steps
    same = np.concatenate([[False], np.diff(steps.member) == 0])[: len(steps.week)]
    before = np.concatenate([[0], steps.timing[:-1]])
    moves = same & (before == Timing.bedtime) & (steps.timing == Timing.morning)
    changed = first_changes(cohort, steps.member[moves], steps.week[moves])
    at_risk = weeks_at_risk(cohort, _weeks_at_bedtime(cohort))
    every = np.ones(cohort.members, dtype=np.bool_)
    return tally_of_changes(cohort, RiskSet(EFFECT_GROUPS["sleep"], at_risk, changed, every))


def _weeks_at_bedtime(cohort: CohortChunk) -> Ints:
    """For every member a mask of the weeks at whose end the dose was taken at bedtime."""
    steps = cohort.steps
    following = np.append(steps.week, 0)[1:]
    is_last = np.diff(steps.member, append=-1) != 0
    until = np.where(is_last, LAST_WEEK, following - 1)
    weeks = np.where(steps.timing == Timing.bedtime, week_masks(steps.week, until), 0)
    return axes.any_bit_of_members(cohort, steps.member, weeks)


def lowering_of_dose(cohort: CohortChunk) -> MeasureTally:
    """Those who cut the dose by about half with a side effect, and who had not lowered it yet.

    Whatever the reason was. Whoever lowered it by less or by more is compared up to then alone.
    See ``risk_sets.tally_of_changes``.
    """
    steps = axes.weekly_steps(cohort)
    before = np.concatenate([[0], steps.dose_ug[:-1]])[: len(steps.week)]
    lower = np.diff(steps.member, prepend=-1) == 0
    lower &= (steps.dose_ug < before) & (steps.dose_ug > 0)
    rows = np.flatnonzero(lower)
    changed = first_changes(cohort, steps.member[rows], steps.week[rows])
    first = rows[axes.first_of_each(steps.member[rows])]
    counts = np.zeros(cohort.members, dtype=np.bool_)
    counts[steps.member[first]] = is_cut_by_half(steps.dose_ug[first] / before[first])
    everyone = np.ones(cohort.members, dtype=np.int64)
    # A first dose is no change: week 1 is nobody's week of a cut.
    at_risk = weeks_at_risk(cohort, week_masks(everyone, everyone * LAST_WEEK)) & ~2
    return tally_of_changes(cohort, RiskSet(SIDE_EFFECTS, at_risk, changed, counts))
