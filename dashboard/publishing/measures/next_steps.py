"""What came first after a dose was reached, and what those who stepped up told of that change."""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import DOSES, rows_reaching_band
from db import bands
from db.axis_words import AFTER_STEP_UP, NEXT_STEPS
from db.counting.columns import NEVER, CohortChunk, Ints, StepColumns
from db.thresholds import BACK_WITHIN_WEEKS, NEXT_WITHIN_WEEKS
from db.vocabulary import BenefitAfter, ChangeReason, EffectsAfter, StopReason

_FAR = 1 << 12
"""Later than any week of use."""
STAYED, UP_FOR_BENEFIT, UP, DOWN, FOR_EFFECTS, NO_BENEFIT, STOPPED = range(len(NEXT_STEPS))
_NO_ANSWER = [BenefitAfter.not_said, BenefitAfter.not_sure]


def after_reaching_dose(cohort: CohortChunk) -> MeasureTally:
    """People: who reached the dose band 12 weeks or more ago. Cases: what came first by then.

    Also those who left the band, or LDN, at once. A band is reached as in
    ``effect_on_reaching_dose``, and left by a step into another band or by the end of LDN before 12
    full weeks are over. A break leaves nothing: the dose after it counts.
    """
    steps = axes.weekly_steps(cohort)
    rows = rows_reaching_band(steps)
    member = steps.member[rows]
    rows = rows[cohort.observed_week[member] - steps.week[rows] >= NEXT_WITHIN_WEEKS]
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug[rows])
    came = _first_after(cohort, steps, rows, NEXT_WITHIN_WEEKS)
    return MeasureTally(
        (DOSES, 1),
        PlacePairs(steps.member[rows], place),
        PlacePairs(steps.member[rows], place * len(NEXT_STEPS) + came),
    )


def after_step_up(cohort: CohortChunk) -> MeasureTally:
    """People: who stepped up into the dose band, and were observed 8 weeks after.

    Cases: went to a lower band, or stopped, before 8 full weeks were over and before anything else;
    of those who told what the change did: effects worse; more benefit. "Not sure yet" is no answer.
    The first such step into a band counts; a first dose is none.
    """
    steps = axes.weekly_steps(cohort)
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug)
    before = np.where(np.diff(steps.member, prepend=-1) == 0, np.roll(place, 1), -1)
    rows = np.flatnonzero((before >= 0) & (place > before))
    rows = rows[axes.first_of_each(steps.member[rows] * DOSES + place[rows])]
    rows = rows[cohort.observed_week[steps.member[rows]] - steps.week[rows] >= BACK_WITHIN_WEEKS]
    back = _first_after(cohort, steps, rows, BACK_WITHIN_WEEKS) >= DOWN
    effects, benefit = steps.effects_after[rows], steps.benefit_after[rows]
    outcomes = (
        (np.ones_like(back), back),
        (effects != EffectsAfter.not_said, effects == EffectsAfter.worse),
        (~np.isin(benefit, _NO_ANSWER), benefit == BenefitAfter.more),
    )
    at = place[rows] * len(AFTER_STEP_UP)
    pairs = [PlacePairs(steps.member[rows], at + outcome) for outcome in range(len(outcomes))]
    people = [axes.pairs_where(pairs[n], told) for n, (told, _) in enumerate(outcomes)]
    cases = [axes.pairs_where(pairs[n], told & case) for n, (told, case) in enumerate(outcomes)]
    return MeasureTally(
        (DOSES, len(AFTER_STEP_UP)),
        axes.concatenate_pairs(people),
        axes.concatenate_pairs(cases),
    )


def _first_after(cohort: CohortChunk, steps: StepColumns, rows: Ints, weeks: int) -> Ints:
    """Of each step what came first within so many full weeks, as a place of ``NEXT_STEPS``."""
    place = axes.band_positions(bands.DOSE_UG, steps.dose_ug)
    left = _row_that_leaves(steps, place, rows)
    moved_week = np.where(left < 0, _FAR, steps.week[left])
    member = steps.member[rows]
    end = cohort.stopped_week[member]
    off_week = np.where(end == NEVER, _FAR, end + 1)
    up = place[left] > place[rows]
    for_benefit = steps.reason[left] == ChangeReason.more_benefit
    moved = np.where(up, np.where(for_benefit, UP_FOR_BENEFIT, UP), DOWN)
    came = np.where(moved_week < off_week, moved, _kind_of_stop(cohort.stop_reason[member]))
    over = np.minimum(moved_week, off_week) - steps.week[rows] >= weeks
    return np.where(over, STAYED, came)


def _row_that_leaves(steps: StepColumns, place: Ints, rows: Ints) -> Ints:
    """Row of the next step into another band, or into none; -1 where there is none."""
    new: NDArray[np.bool_] = (np.diff(steps.member, prepend=-1) != 0) | (
        np.diff(place, prepend=-2) != 0
    )
    starts = np.append(np.flatnonzero(new), -1)
    following = starts[np.searchsorted(starts[:-1], rows, side="right")]
    same = (following >= 0) & (steps.member[following] == steps.member[rows])
    return np.where(same, following, -1)


def _kind_of_stop(reason: Ints) -> Ints:
    no_benefit = np.where(reason == StopReason.no_benefit, NO_BENEFIT, STOPPED)
    return np.where(reason == StopReason.side_effects, FOR_EFFECTS, no_benefit)
