"""Where everyone who started has got to, and when effects come after a start or an increase."""

from typing import NamedTuple

import numpy as np

from dashboard.publishing.counting import Pairs, Tally
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.timelines import WEEKS, last_week
from db import bands
from db.cohort import Cohort, Ints
from db.vocabulary import StopReason

STEP_WEEKS = len(bands.STEP_WEEKS.words)


def course_by_week(cohort: Cohort) -> Tally:
    """People: who started long enough ago to have reached the week band, stopped or not.

    Cases: the one of four states the member was in: on LDN in the band with an effect active in
    it, on LDN without, stopped before it because of side effects, stopped before it otherwise.
    """
    everyone = np.arange(cohort.members)
    reached = axes.bands_up_to(axes.band(bands.WEEK, cohort.observed_week))
    on = axes.bands_up_to(axes.band(bands.WEEK, cohort.last_on_week()))
    affected = _affected(cohort)
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
    return Tally((1, WEEKS), people, axes.joined(cases))


def effect_after_step(cohort: Cohort) -> Tally:
    """People: whose latest first dose or increase was k weeks ago, on LDN and observed then.

    Cases: with the effect active k weeks after it. A member with several steps counts once
    for each k, and as a case if the effect was active k weeks after any of them.
    """
    steps = _steps_up(cohort)
    # A member is at k after a step until the next step up, and while on LDN.
    until = np.minimum(steps.last - steps.week, STEP_WEEKS - 1)
    mask = axes.bands_up_to(until)
    starts = axes.starts_of(steps.member)
    people, owners = axes.any_bit(mask, starts), steps.member[starts]
    counted = axes.bits_to_pairs(owners, np.zeros_like(owners), people, STEP_WEEKS)
    return Tally((1, STEP_WEEKS), counted, _active_after(cohort, steps))


class _Steps(NamedTuple):
    """Steps up; ``last`` is the last week in which the step was the latest and LDN was taken."""

    member: Ints
    week: Ints
    last: Ints


def _steps_up(cohort: Cohort) -> _Steps:
    rows = axes.steps_up(cohort.steps)
    member, week = cohort.steps.member[rows], cohort.steps.week[rows]
    following = np.append(week[1:], 0) - 1
    is_last = np.append(np.diff(member) != 0, True)[: len(member)]
    on = cohort.last_on_week()[member]
    return _Steps(member, week, np.where(is_last, on, np.minimum(following, on)))


def _active_after(cohort: Cohort, steps: _Steps) -> Pairs:
    """(member, effect, k) with the effect active k weeks after one of the member's steps."""
    episodes = axes.side_effects(cohort)
    until = last_week(cohort, episodes)
    mask = np.zeros(len(episodes.member), dtype=np.int64)
    # Step by step of a member: the first of everyone, then the second, and so on.
    starts = axes.starts_of(steps.member)
    owners, most = steps.member[starts], np.diff(np.append(starts, len(steps.member)))
    position = np.full(cohort.members, -1, dtype=np.int64)
    position[owners] = np.arange(len(owners))
    mine = position[episodes.member]
    for nth in range(int(most.max()) if len(most) else 0):
        has = (mine >= 0) & (most[mine] > nth)
        step = np.where(has, starts[mine] + nth, 0)
        low = np.maximum(episodes.began_week - steps.week[step], 0)
        high = np.minimum(until, steps.last[step]) - steps.week[step]
        high = np.minimum(high, STEP_WEEKS - 1)
        bits = axes.bands_up_to(np.maximum(high, -1)) & ~axes.bands_up_to(np.minimum(low, 60) - 1)
        mask |= np.where(has & (low <= high), bits, 0)
    found = []
    for run, place in axes.runs(episodes):
        active = np.bitwise_or.reduceat(mask, run)
        found.append(axes.bits_to_pairs(episodes.member[run], place, active, STEP_WEEKS))
    return axes.joined(found)


def _affected(cohort: Cohort) -> Ints:
    """For each member a mask of the week bands in which any effect was active while on LDN."""
    episodes = axes.side_effects(cohort)
    until = np.minimum(last_week(cohort, episodes), cohort.last_on_week()[episodes.member])
    upto = axes.bands_up_to(axes.band(bands.WEEK, until))
    before = axes.bands_up_to(axes.band(bands.WEEK, episodes.began_week) - 1)
    active = np.where(episodes.began_week <= until, upto & ~before, 0)
    affected = np.zeros(cohort.members, dtype=np.int64)
    np.bitwise_or.at(affected, episodes.member, active)
    return affected
