"""What happens on reaching a dose, counted so that who could not bear it stays in the count."""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from db import bands
from db.catalogue import EFFECT_GROUP_AXIS
from db.counting.columns import CohortChunk, Ints, StepColumns
from db.vocabulary import BOTHERSOME

DOSES, GROUPS = len(bands.DOSE_UG.words), len(EFFECT_GROUP_AXIS)
WATCHED_WEEKS = 2
"""An effect that begins this soon after a step belongs to it, unless another step came between."""
WEEK_BITS = 12


def effect_on_reaching_dose(cohort: CohortChunk) -> MeasureTally:
    """People: who reached the dose band. Cases: a new bothersome effect in that week; in the next.

    A band is reached by the first dose in it or an increase into it, for the first time, and
    counts once the two weeks are over (observed up to the week after the step's own). Of two steps
    in a week the later one counts. An effect belongs to the latest change of dose alone: at risk in
    the second week are those without a change in it, and without any such effect in the first.
    """
    steps = axes.weekly_steps(cohort)
    rows = rows_reaching_band(steps)
    over = cohort.observed_week[steps.member] >= steps.week + WATCHED_WEEKS - 1
    rows = rows[over[rows]]
    member, at = steps.member[rows], steps.member[rows] << WEEK_BITS | steps.week[rows]
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug[rows]) * WATCHED_WEEKS
    first, second = _groups_begun(cohort, at), _groups_begun(cohort, at + 1)
    at_risk = (first == 0) & ~np.isin(at + 1, _weeks_of_changes(steps))
    people = [PlacePairs(member, place), PlacePairs(member[at_risk], place[at_risk] + 1)]
    cases = [
        axes.bits_to_pairs(member, place, first, GROUPS),
        axes.bits_to_pairs(member, place + 1, np.where(at_risk, second, 0), GROUPS),
    ]
    by_group = axes.concatenate_pairs(cases)
    return MeasureTally(
        (1, DOSES, WATCHED_WEEKS),
        axes.concatenate_pairs(people),
        PlacePairs(by_group.member, _places_by_group(by_group.place)),
    )


def _weeks_of_changes(steps: StepColumns) -> Ints:
    """(member, week) of every change to another dose."""
    same = np.diff(steps.member, prepend=-1) == 0
    rows = np.flatnonzero(same & (np.diff(steps.dose_ug, prepend=0) != 0))
    weeks: Ints = steps.member[rows] << WEEK_BITS | steps.week[rows]
    return weeks


def _groups_begun(cohort: CohortChunk, weeks: Ints) -> Ints:
    """For each sorted (member, week) a mask of the groups with an effect that begins in it."""
    episodes = axes.side_effect_spells(cohort, cohort.episodes.severity >= BOTHERSOME)
    groups = 1 | np.left_shift(1, axes.group_places(episodes.effect))
    begun = episodes.member << WEEK_BITS | episodes.began_week
    found = np.zeros(len(weeks) + 1, dtype=np.int64)
    ends = np.append(weeks, -1)
    at = np.searchsorted(weeks, begun)
    here = np.flatnonzero(ends[at] == begun)
    np.bitwise_or.at(found, at[here], groups[here])
    return found[:-1]


def _places_by_group(place: Ints) -> Ints:
    """Places as (dose, week, group) -> as (group, dose, week), which is how the axes stand."""
    rest, group = np.divmod(place, GROUPS)
    return group * (DOSES * WATCHED_WEEKS) + rest


def current_step(cohort: CohortChunk, member: Ints, week: Ints) -> Ints:
    """Row of the dose step that held for a member in a week; every member has one in week 1."""
    starts = cohort.steps.member << WEEK_BITS | cohort.steps.week
    return np.searchsorted(starts, member << WEEK_BITS | week, side="right") - 1


def is_on_ldn(cohort: CohortChunk, member: Ints, week: Ints) -> NDArray[np.bool_]:
    """Whether members took LDN in a week: not after the stop, and not in a pause."""
    on: NDArray[np.bool_] = week <= cohort.last_weeks_on_ldn()[member]
    return on & ~cohort.is_paused(member, week)


def rows_reaching_band(steps: StepColumns) -> Ints:
    """Rows of the steps by which a member reached a dose band for the first time.

    Args:
        steps: one a week (``axes.weekly_steps``).
    """
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug)
    rows = axes.rows_of_steps_up(steps)
    rows = rows[steps.dose_ug[rows] > 0]
    first: Ints = rows[axes.first_of_each(steps.member[rows] * DOSES + place[rows])]
    return first
