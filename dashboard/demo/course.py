"""A chunk's members from their first dose to the survey, a week at a time."""

import numpy as np

from dashboard.demo.benefit_course import build_benefit, report_at_survey, report_check_ins
from dashboard.demo.dose_steps import step_up, take_first_dose
from dashboard.demo.onsets import EffectRisks, begin_unrelated
from dashboard.demo.people import DemoPeople, Ints
from dashboard.demo.reactions import react_to_effects, run_short
from dashboard.demo.state import CohortCourse
from dashboard.demo.stops import stop_otherwise
from dashboard.demo.truth import CohortTruth


def course_of_members(
    rng: np.random.Generator, truth: CohortTruth, people: DemoPeople
) -> CohortCourse:
    """The course of these members, complete up to each one's own week of the survey."""
    course, risks = CohortCourse(rng, truth, people), EffectRisks(truth)
    take_first_dose(course, risks)
    for week in range(1, int(people.observed_week.max()) + 1):
        course.week = week
        begin_unrelated(course, risks, course.on_ldn())
        if week > 1:
            _act_in_week(course, risks)
        _end_week(course, course.on_ldn())
    report_at_survey(course)
    return course


def _act_in_week(course: CohortCourse, risks: EffectRisks) -> None:
    """Let members act in the middle of the week, in view of what is there then."""
    react_to_effects(course, course.on_ldn())
    stop_otherwise(course, course.on_ldn())
    here = course.on_ldn()
    run_short(course, here)
    step_up(course, risks, here)


def _end_week(course: CohortCourse, here: Ints) -> None:
    """Let the week bring what it brings."""
    build_benefit(course, here)
    report_check_ins(course, here)
