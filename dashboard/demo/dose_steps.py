"""The first dose, and steps up."""

import numpy as np

from dashboard.demo.onsets import EffectRisks, begin_after_step, begin_by_first_timing
from dashboard.demo.people import Ints
from dashboard.demo.state import CohortCourse, DoseChange
from db.vocabulary import ChangeReason

_NO_RUNG_UG = 10**9
"""Stands for "no higher dose on the ladder"."""
_BENEFIT_WEEKS = 8
"""A dose gets so long before more is asked of it. The article: 2 to 8 weeks."""
_HIGHEST_HOPE_UG = 4_500
"""Nobody goes higher in the hope for more: low doses end here for the article. So 6 mg is taken
by plan alone, and its share of benefit is that of everybody, not of those whom nothing helped."""


def take_first_dose(course: CohortCourse, risks: EffectRisks) -> None:
    """Everybody's first dose, in week 1."""
    people = course.people
    everyone = np.arange(len(people))
    first = DoseChange(everyone, people.first_dose_ug, people.first_timing, ChangeReason.not_said)
    course.change(first)
    course.next_step[:] = 1 + people.pace_weeks
    begin_after_step(course, risks, everyone)
    begin_by_first_timing(course)


def step_up(course: CohortCourse, risks: EffectRisks, here: Ints) -> None:
    """Planned steps, and steps for more benefit, of those without a bothersome effect."""
    due = here[~course.settled[here] & (course.next_step[here] <= course.week)]
    due = due[course.changed_week[due] < course.week]
    ill = course.spells.bothersome(due, course.week - 1)
    course.next_step[due[ill]] = course.week + 1
    well = due[~ill]
    within = _next_dose_ug(course, well) <= course.people.goal_ug[well]
    course.settled[well[~within]] = True
    _step_members_up(course, risks, well[within], ChangeReason.planned_step)
    _step_members_up(course, risks, _hoping_for_more(course, here), ChangeReason.more_benefit)


def _hoping_for_more(course: CohortCourse, here: Ints) -> Ints:
    waited = course.week - course.changed_week[here] >= _BENEFIT_WEEKS
    hoping = here[course.settled[here] & ~course.improved[here] & waited]
    hoping = hoping[course.by_chance(course.truth.benefit.more_per_week, len(hoping))]
    hoping = hoping[~course.spells.bothersome(hoping, course.week - 1)]
    return hoping[_next_dose_ug(course, hoping) <= _HIGHEST_HOPE_UG]


def _step_members_up(
    course: CohortCourse, risks: EffectRisks, members: Ints, reason: ChangeReason
) -> None:
    up = _next_dose_ug(course, members)
    course.meet_new_dose(members)
    course.change(DoseChange(members, up, course.timing[members], reason))
    course.next_step[members] = course.week + course.people.pace_weeks[members]
    begin_after_step(course, risks, members)


def _next_dose_ug(course: CohortCourse, members: Ints) -> Ints:
    doses = course.truth.doses
    usual = _rung_above(doses.usual.ladder_ug, course.dose_ug[members])
    careful = _rung_above(doses.sensitive.ladder_ug, course.dose_ug[members])
    return np.where(course.people.sensitive[members], careful, usual)


def _rung_above(ladder_ug: tuple[int, ...], dose_ug: Ints) -> Ints:
    rungs = np.asarray([*sorted(ladder_ug), _NO_RUNG_UG])
    return np.asarray(rungs[np.searchsorted(rungs, dose_ug, side="right")])
