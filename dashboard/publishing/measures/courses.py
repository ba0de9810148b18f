"""Where everyone who started has got to, and when effects come after a start or an increase."""

from typing import NamedTuple

import numpy as np

from dashboard.publishing.counting import MeasureTally
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.timelines import (
    WEEKS,
    bands_on_ldn,
    bands_with_spells,
    last_week_of_spells,
)
from db import bands
from db.counting.columns import CohortChunk, EpisodeColumns, Ints
from db.vocabulary import StopReason

STEP_WEEKS = len(bands.STEP_WEEKS.words)


def course_by_week(cohort: CohortChunk) -> MeasureTally:
    """People: who started so long ago that the band's named week is behind them, stopped or not.

    Cases: the one of four states the member was in: on LDN in that week with an effect active in
    it, on LDN without, stopped before it because of side effects, stopped before it otherwise.
    Whoever paused in that week is not among its people.
    """
    everyone = np.arange(cohort.members)
    last_on = cohort.last_weeks_on_ldn()
    weeks = axes.weeks_of_bands(cohort.record_key)
    observed = axes.bits_of_bands(week <= cohort.observed_week for week in weeks)
    until = axes.bits_of_bands(week <= last_on for week in weeks)
    on = bands_on_ldn(cohort)
    reached = observed & (on | ~until)
    affected = _weeks_with_effect(cohort)
    for_effects = cohort.stop_reason == StopReason.side_effects
    stopped = reached & ~on
    states = (
        on & affected,
        on & ~affected,
        np.where(for_effects, stopped, 0),
        np.where(for_effects, 0, stopped),
    )
    people = axes.bits_to_pairs(everyone, np.zeros_like(everyone), reached, WEEKS)
    cases = [
        axes.bits_to_pairs(everyone, np.full_like(everyone, place), mask, WEEKS)
        for place, mask in enumerate(states)
    ]
    return MeasureTally((1, WEEKS), people, axes.concatenate_pairs(cases))


def effect_after_step(cohort: CohortChunk) -> MeasureTally:
    """People: with a start or an increase k weeks ago, on LDN since, observed, not up again since.

    Cases: with the effect active k weeks after it. One step a member, picked by the record key:
    "after any of the steps" would count the early weeks of many steps against the late weeks
    of one, and every effect would seem to come with a step. A restart is a start; of two steps in
    a week the later one counts.
    """
    step = _one_step_each(cohort)
    everyone = np.arange(cohort.members)
    mask = axes.bands_up_to(np.minimum(step.last - step.week, STEP_WEEKS - 1))
    people = axes.bits_to_pairs(everyone, np.zeros_like(everyone), mask, STEP_WEEKS)
    first, later = axes.side_effect_spells(cohort), axes.later_effect_spells(cohort)
    cases = [
        axes.pairs_on_effect_axis(first, _weeks_after(cohort, step, first), STEP_WEEKS),
        axes.pairs_of_single_effects(later, _weeks_after(cohort, step, later), STEP_WEEKS),
    ]
    return MeasureTally((1, STEP_WEEKS), people, axes.concatenate_pairs(cases))


def _weeks_after(cohort: CohortChunk, step: "_MemberStep", episodes: EpisodeColumns) -> Ints:
    """For each spell a mask of the weeks after the step in which it was there."""
    start, last = step.week[episodes.member], step.last[episodes.member]
    low = np.maximum(episodes.began_week - start, 0)
    high = np.minimum(last_week_of_spells(cohort, episodes), last) - start
    high = np.clip(high, -1, STEP_WEEKS - 1)
    before = axes.bands_up_to(np.minimum(low, STEP_WEEKS) - 1)
    active: Ints = np.where(low <= high, axes.bands_up_to(high) & ~before, 0)
    return active


class _MemberStep(NamedTuple):
    """Each member's step: its week, and the last week on LDN before the next step up."""

    week: Ints
    last: Ints


def _one_step_each(cohort: CohortChunk) -> _MemberStep:
    steps = axes.weekly_steps(cohort)
    begins = np.zeros(len(steps.week), dtype=np.bool_)
    begins[axes.rows_of_steps_up(steps)] = begins[axes.rows_of_restarts(cohort, steps)] = True
    rows = np.flatnonzero(begins)
    member, week = steps.member[rows], steps.week[rows]
    starts = axes.member_starts(member)
    many = np.diff(np.append(starts, len(rows)))
    nth = cohort.record_key % many
    picked = starts + nth
    on = _last_weeks_before_pause(cohort, week[picked])
    following = np.append(week, 0)[picked + 1] - 1
    last = np.where(nth == many - 1, on, np.minimum(following, on))
    return _MemberStep(week[picked], last)


def _last_weeks_before_pause(cohort: CohortChunk, week: Ints) -> Ints:
    """For each member the last week on LDN without a break after a week."""
    last = cohort.last_weeks_on_ldn()
    pauses = cohort.pauses
    rows = np.flatnonzero(pauses.began_week > week[pauses.member])[
        ::-1
    ]  # the first is written last
    last[pauses.member[rows]] = np.minimum(last[pauses.member[rows]], pauses.began_week[rows] - 1)
    return last


def _weeks_with_effect(cohort: CohortChunk) -> Ints:
    """For each member a mask of the week bands in which any effect was active while on LDN."""
    episodes = axes.side_effect_spells(cohort)
    active = bands_with_spells(cohort, episodes)
    return axes.any_bit_of_members(cohort, episodes.member, active)
