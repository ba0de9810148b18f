"""A chunk's members from their first dose to the survey, a week at a time."""

import numpy as np

from dashboard.demo.benefit_course import build_benefit, check_in, report_at_survey
from dashboard.demo.dose_steps import start, step_up
from dashboard.demo.onsets import Risks, begin_unrelated
from dashboard.demo.people import Ints, People
from dashboard.demo.reactions import react, run_short
from dashboard.demo.state import Course
from dashboard.demo.stops import stop_otherwise
from dashboard.demo.truth import Truth


def live(rng: np.random.Generator, truth: Truth, people: People) -> Course:
    """The course of these members, complete up to each one's own week of the survey."""
    course, risks = Course(rng, truth, people), Risks(truth)
    start(course, risks)
    for week in range(1, int(people.observed_week.max()) + 1):
        course.week = week
        if week > 1:
            _act(course, risks)
        _pass(course, risks, course.on_ldn())
    report_at_survey(course)
    return course


def _act(course: Course, risks: Risks) -> None:
    """What members do at the start of a week, in view of the week before."""
    react(course, course.on_ldn())
    stop_otherwise(course, course.on_ldn())
    here = course.on_ldn()
    run_short(course, here)
    step_up(course, risks, here)


def _pass(course: Course, risks: Risks, here: Ints) -> None:
    """What the week brings."""
    begin_unrelated(course, risks, here)
    build_benefit(course, here)
    check_in(course, here)
