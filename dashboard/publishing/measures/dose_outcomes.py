"""Which dose people stay with, from where, how fast they got there, and what lowering it did."""

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.doses import DOSES, current_step
from db import bands
from db.catalogue import CUTS
from db.counting.columns import NEVER, CohortChunk, Ints
from db.thresholds import KEPT_FOR_WEEKS, KEPT_FROM_WEEK
from db.vocabulary import (
    BOTHERSOME,
    BenefitAfter,
    ChangeReason,
    EffectsAfter,
    Sensitivity,
    StopReason,
)

EARLY_WEEKS = 8
PLACES = DOSES + 2
STEPPING, STOPPED = DOSES, DOSES + 1
ABOUT_HALF = (0.4, 0.6)
"""A new dose within these shares of the old one is a cut by half."""


_NO_ANSWER = [BenefitAfter.not_said, BenefitAfter.not_sure, BenefitAfter.none_yet]
_BENEFIT_KEPT = [BenefitAfter.kept, BenefitAfter.same, BenefitAfter.more]


def dose_kept(cohort: CohortChunk) -> MeasureTally:
    """People: who started 12 weeks ago or more. Cases: kept the band, still stepping, stopped.

    Kept: on LDN and at one dose for 4 full weeks. Still stepping: on LDN, changed since, or in a
    pause. Whoever takes it only on some days stands in no dose band, and is not among the people.
    """
    members, place = _members_and_places(cohort)
    return MeasureTally(
        (1,), PlacePairs(members, np.zeros_like(members)), PlacePairs(members, place)
    )


def start_to_kept(cohort: CohortChunk) -> MeasureTally:
    """People: as above, who started in the first band. Cases: kept the second, or as above."""
    members, place = _members_and_places(cohort)
    start = axes.band_positions(bands.DOSE_UG, cohort.first_dose_ug[members])
    return MeasureTally(
        (DOSES, 1), PlacePairs(members, start), PlacePairs(members, start * PLACES + place)
    )


def stopped_at_dose(cohort: CohortChunk) -> MeasureTally:
    """People: who stopped for side effects, at a dose of every day. Cases: its band.

    The dose is that of the last week on LDN, of two steps in it the later one.
    """
    stopped = cohort.stopped_week != NEVER
    members = np.flatnonzero(stopped & (cohort.stop_reason == StopReason.side_effects))
    dose_ug = cohort.steps.dose_ug[current_step(cohort, members, cohort.stopped_week[members])]
    members, dose_ug = members[dose_ug > 0], dose_ug[dose_ug > 0]
    return MeasureTally(
        (1,),
        PlacePairs(members, np.zeros_like(members)),
        PlacePairs(members, axes.band_positions(bands.DOSE_UG, dose_ug)),
    )


def _members_and_places(cohort: CohortChunk) -> tuple[Ints, Ints]:
    """Members observed for 12 weeks, and where each has ended up."""
    members = np.flatnonzero(cohort.observed_week >= KEPT_FROM_WEEK)
    week = cohort.observed_week[members]
    at = current_step(cohort, members, week)
    stopped = cohort.stopped_week != NEVER
    has_band = (cohort.steps.dose_ug[at] > 0) | stopped[members]
    members, week, at = members[has_band], week[has_band], at[has_band]
    settled = week - dose_since_week(cohort)[at] >= KEPT_FOR_WEEKS
    settled &= cohort.is_on_now()[members]
    kept = np.where(settled, axes.band_positions(bands.DOSE_UG, cohort.steps.dose_ug[at]), STEPPING)
    return members, np.where(stopped[members], STOPPED, kept)


def dose_since_week(cohort: CohortChunk) -> Ints:
    """For each step the week since which its member has taken that very dose without a pause.

    Args:
        cohort: one chunk of members.
    """
    steps = cohort.steps
    same = np.concatenate([[False], (np.diff(steps.member) == 0) & (np.diff(steps.dose_ug) == 0)])
    moved = ~same[: len(steps.week)]
    moved[axes.rows_of_restarts(cohort, steps)] = True
    latest = np.maximum.accumulate(np.where(moved, np.arange(len(moved)), 0))
    since: Ints = steps.week[latest]
    return since


def pace_and_effects(cohort: CohortChunk) -> MeasureTally:
    """People: observed for 8 weeks, by when the first step up came. Cases: bothersome effect then.

    ``from_4`` holds those whose first step up came in week 5 or later, or not at all: by week 5
    everybody's pace is known, so nobody has to wait for an event to be counted.
    """
    members = np.flatnonzero(cohort.observed_week >= EARLY_WEEKS)
    waited = np.full(cohort.members, bands.PACE_WEEKS.edges[-1], dtype=np.int64)
    steps = axes.weekly_steps(cohort)
    rows = axes.rows_of_steps_up(steps)
    rows = rows[steps.week[rows] > 1][::-1]  # the earliest is written last
    waited[steps.member[rows]] = steps.week[rows] - 1
    pace = axes.band_positions(bands.PACE_WEEKS, waited)
    return _early_effects(cohort, members, pace, len(bands.PACE_WEEKS.words))


def start_and_effects(cohort: CohortChunk) -> MeasureTally:
    """The same people, by their first dose: everyone is where they began, wherever they went."""
    members = np.flatnonzero(cohort.observed_week >= EARLY_WEEKS)
    start = cohort.facts["first_dose"]
    return _early_effects(cohort, members, start, len(bands.FIRST_DOSE_UG.words))


def _early_effects(cohort: CohortChunk, members: Ints, along: Ints, words: int) -> MeasureTally:
    """By a place of each member and sensitivity: who had a bothersome effect in the first weeks."""
    place = along * len(Sensitivity) + cohort.facts["sensitivity"]
    early = cohort.episodes.began_week <= EARLY_WEEKS
    bothered = axes.side_effect_spells(cohort, early & (cohort.episodes.severity >= BOTHERSOME))
    people = PlacePairs(members, place[members])
    cases = axes.pairs_where(people, np.isin(members, bothered.member))
    return MeasureTally((words, len(Sensitivity)), people, cases)


def step_down(cohort: CohortChunk) -> MeasureTally:
    """People: who lowered the dose to ease effects, and told what it did. Cases: better; kept.

    By the size of the cut. "Not sure yet" and "none yet" are no answer. Of several cuts of one size
    the first with an answer counts.
    """
    steps = cohort.steps
    before = np.maximum(np.concatenate([[1], steps.dose_ug[:-1]]), 1)
    first = np.concatenate([[True], np.diff(steps.member) != 0])[: len(steps.week)]
    lower = (steps.dose_ug < before) & (steps.dose_ug > 0)
    eased = ~first & lower & (steps.reason == ChangeReason.ease_effects)
    size = _cut_size(steps.dose_ug / before)
    kept_known = np.isin(steps.benefit_after, _NO_ANSWER)
    answers = (
        (steps.effects_after != EffectsAfter.not_said, steps.effects_after == EffectsAfter.better),
        (~kept_known, np.isin(steps.benefit_after, _BENEFIT_KEPT)),
    )
    people, cases = [], []
    for outcome, (answered, good) in enumerate(answers):
        rows = np.flatnonzero(eased & answered)
        rows = rows[axes.first_of_each(steps.member[rows] * len(CUTS) + size[rows])]
        pairs = PlacePairs(steps.member[rows], size[rows] * len(answers) + outcome)
        people.append(pairs)
        cases.append(axes.pairs_where(pairs, good[rows]))
    return MeasureTally(
        (len(CUTS), len(answers)), axes.concatenate_pairs(people), axes.concatenate_pairs(cases)
    )


def is_cut_by_half(left: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a dose was cut by about half, by the share of it that is left."""
    low, high = ABOUT_HALF
    half: NDArray[np.bool_] = (left >= low) & (left <= high)
    return half


def _cut_size(left: NDArray[np.float64]) -> Ints:
    """Place on the axis of cuts, by the share of the dose that is left."""
    return np.where(is_cut_by_half(left), 0, np.where(left > ABOUT_HALF[1], 1, 2))
