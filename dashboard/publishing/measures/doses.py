"""What happens at a dose, counted so that those who could not bear it stay in the count."""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from db import bands
from db.catalogue import EFFECT_GROUP_AXIS
from db.counting.columns import CohortChunk, Ints, StepColumns
from db.vocabulary import BENEFIT, BOTHERSOME, OverallChange

DOSES = len(bands.DOSE_UG.words)
WATCHED_WEEKS = 2
"""An effect that begins this soon after a step belongs to it."""
SETTLED_WEEKS = 4
"""A dose is judged only after this long on it."""
WEEK_BITS = 12


def effect_on_reaching_dose(cohort: CohortChunk) -> MeasureTally:
    """People: who reached the dose band. Cases: new bothersome effect within two weeks of it.

    A band is reached by the first dose in it or an increase into it, for the first time, and
    counts once the two weeks are over (observed up to the week after the step's own). Of two steps
    in a week the later one counts.
    """
    steps = axes.weekly_steps(cohort)
    rows = _rows_reaching_band(cohort, steps)
    member, week = steps.member[rows], steps.week[rows]
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug[rows])
    groups = _groups_begun(cohort, member << WEEK_BITS | week)
    cases = axes.bits_to_pairs(member, place, groups, len(EFFECT_GROUP_AXIS))
    by_group = PlacePairs(cases.member, _places_by_group(cases.place))
    return MeasureTally((1, DOSES), PlacePairs(member, place), by_group)


def _groups_begun(cohort: CohortChunk, reached: Ints) -> Ints:
    """For each sorted (member, week) a mask of the groups with an effect that begins soon after."""
    episodes = axes.side_effect_spells(cohort, cohort.episodes.severity >= BOTHERSOME)
    groups = 1 | np.left_shift(1, axes.group_places(episodes.effect))
    begun = episodes.member << WEEK_BITS | episodes.began_week
    found = np.zeros(len(reached) + 1, dtype=np.int64)
    ends = np.append(reached, -1)
    for later in range(WATCHED_WEEKS):
        at = np.searchsorted(reached, begun - later)
        soon = np.flatnonzero(ends[at] == begun - later)
        np.bitwise_or.at(found, at[soon], groups[soon])
    return found[:-1]


def _places_by_group(place: Ints) -> Ints:
    """Places as (dose, group) -> as (group, dose), which is how the axes stand."""
    dose, group = np.divmod(place, len(EFFECT_GROUP_AXIS))
    return group * DOSES + dose


def benefit_at_dose(cohort: CohortChunk) -> MeasureTally:
    """People: at the dose band for 4 weeks or more, with an overall-change answer then.

    Cases: the answer is benefit. The last such answer at the band counts; four full weeks
    must lie between reaching the band, or the restart after a pause, and the answer.
    """
    reports = cohort.reports
    at = current_step(cohort, reports.member, reports.week)
    steps = cohort.steps
    settled = reports.week - _band_since_week(cohort)[at] >= SETTLED_WEEKS
    on = is_on_ldn(cohort, reports.member, reports.week) & (steps.dose_ug[at] > 0)
    answered = reports.overall_change != OverallChange.not_said
    rows = np.flatnonzero(settled & on & answered)
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug[at[rows]])
    last = axes.last_of_each(reports.member[rows] * DOSES + place)
    pairs = PlacePairs(reports.member[rows][last], place[last])
    benefit = np.isin(reports.overall_change[rows][last], list(BENEFIT))
    return MeasureTally((DOSES,), pairs, axes.pairs_where(pairs, benefit))


def current_step(cohort: CohortChunk, member: Ints, week: Ints) -> Ints:
    """Row of the dose step that held for a member in a week; every member has one in week 1."""
    starts = cohort.steps.member << WEEK_BITS | cohort.steps.week
    return np.searchsorted(starts, member << WEEK_BITS | week, side="right") - 1


def is_on_ldn(cohort: CohortChunk, member: Ints, week: Ints) -> NDArray[np.bool_]:
    """Whether members took LDN in a week: not after the stop, and not in a pause."""
    on: NDArray[np.bool_] = week <= cohort.last_weeks_on_ldn()[member]
    return on & ~cohort.is_paused(member, week)


def _rows_reaching_band(cohort: CohortChunk, steps: StepColumns) -> Ints:
    """Rows of the steps by which a member reached a dose band for the first time."""
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug)
    over = cohort.observed_week[steps.member] >= steps.week + WATCHED_WEEKS - 1
    rows = axes.rows_of_steps_up(steps)
    rows = rows[steps.dose_ug[rows] > 0]
    rows = rows[axes.first_of_each(steps.member[rows] * DOSES + place[rows])]
    reached: Ints = rows[over[rows]]
    return reached


def _is_first_step(steps: StepColumns) -> NDArray[np.bool_]:
    return np.concatenate([[True], np.diff(steps.member) != 0])[: len(steps.member)]


def _band_since_week(cohort: CohortChunk) -> Ints:
    """For each step the week since which its member has been in its dose band without a pause."""
    steps = cohort.steps
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug)
    moved = _is_first_step(steps) | np.concatenate([[True], np.diff(place) != 0])[: len(place)]
    moved[axes.rows_of_restarts(cohort, steps)] = True
    latest = np.maximum.accumulate(np.where(moved, np.arange(len(place)), 0))
    since: Ints = steps.week[latest]
    return since
