"""Benefit as it builds and goes, and what members report of it on the way and at the survey."""

import numpy as np

from dashboard.demo.people import MONTHLY, WEEKLY, Flags, Floats, Ints
from dashboard.demo.spells import SLEEP
from dashboard.demo.state import CohortCourse
from db.vocabulary import OverallChange

_WEEKLY_WEEKS, _MONTH_WEEKS, _LAST_CHECK_IN = 12, 4, 52
"""Weekly for twelve weeks, then monthly, for a year. Assumed."""
_POINTS_MUCH, _POINTS_A_LITTLE, _POINTS_ILL = 2.5, 1.0, 1.0
"""Points of 10 on each scale: better where LDN helps, worse with a bothersome effect. Assumed."""
_POINTS_SPREAD = 1.2
"""From one week to another. Assumed."""
_VERY_MUCH = 0.3
"""Of those who benefit, "very much better". Assumed."""
_NOT_HELPED = {
    OverallChange.no_change: 0.74,
    OverallChange.a_little_worse: 0.18,
    OverallChange.much_worse: 0.06,
    OverallChange.very_much_worse: 0.02,
}
_NOT_HELPED_AND_ILL = {
    OverallChange.no_change: 0.50,
    OverallChange.a_little_worse: 0.32,
    OverallChange.much_worse: 0.14,
    OverallChange.very_much_worse: 0.04,
}
"""What those answer whom it does not help, without and with a bothersome effect. Assumed."""
UNSAID = -1
"""A scale that was skipped."""


def build_benefit(course: CohortCourse, here: Ints) -> None:
    """Move this week's benefit on: it takes its time at a helping dose, and goes with it."""
    truth, response = course.truth.benefit, course.response[here]
    share = course.benefit_share[here]
    near = response < share + truth.a_little
    since = course.helping_since[here]
    since = np.where(near, np.where(since == 0, course.week, since), 0)
    waited = np.where(near, course.week - since + 1, 0)
    needed = course.people.weeks_to_benefit[here]
    course.helping_since[here] = since
    course.benefits[here] = (response < share) & (waited > needed)
    course.improved[here] = near & (waited > needed * truth.first_notice)
    _notice_help(course, here[course.improved[here] & (course.noticed_week[here] == 0)])


def _notice_help(course: CohortCourse, members: Ints) -> None:
    course.noticed_week[members] = course.week
    stays = course.by_chance(course.truth.benefit.keeps_that_dose, len(members))
    course.settled[members[stays]] = True


def report_check_ins(course: CohortCourse, here: Ints) -> None:
    """Report this week's check-ins, before the week of the survey itself."""
    if course.week > _LAST_CHECK_IN:
        return
    people, monthly = course.people, course.week % _MONTH_WEEKS == 0
    rhythm = people.rhythm[here]
    planned = (rhythm == WEEKLY) & (monthly or course.week <= _WEEKLY_WEEKS)
    planned |= (rhythm == MONTHLY) & monthly
    planned &= (people.joined_week[here] <= course.week) & (
        people.observed_week[here] > course.week
    )
    kept = course.by_chance(course.truth.answers.keeps_check_in, len(here))
    members = here[planned & kept]
    _append_reports(course, members, np.full(len(members), course.week))


def report_at_survey(course: CohortCourse) -> None:
    """Everybody's answers in the week of the survey, also of those who stopped long before."""
    _append_reports(course, np.arange(len(course.people)), course.people.observed_week)


def _append_reports(course: CohortCourse, members: Ints, weeks: Ints) -> None:
    active = bothersome_effects(course, members, weeks)
    columns = {
        "member": members,
        "week": weeks,
        "overall_change": _overall_change(course, members, np.asarray(active.any(axis=1))),
        **_scale_scores(course, members, active),
    }
    course.reports.append(columns)


def bothersome_effects(course: CohortCourse, members: Ints, weeks: Ints) -> Flags:
    """(len(members), effects): what is there in each one's week, moderate or worse."""
    spells, week = course.spells, weeks[:, None]
    began, until = spells.began[members], spells.until[members]
    bothersome = spells.severity[members] > 1
    return np.asarray((began > 0) & (began <= week) & (until >= week) & bothersome)


def _overall_change(course: CohortCourse, members: Ints, ill: Flags) -> Ints:
    size = len(members)
    very = course.by_chance(_VERY_MUCH, size)
    much = np.where(very, OverallChange.very_much_better, OverallChange.much_better)
    drawn = course.rng.random(size)
    not_helped = np.where(
        ill, _answers_for_draws(drawn, _NOT_HELPED_AND_ILL), _answers_for_draws(drawn, _NOT_HELPED)
    )
    improved, benefits = course.improved[members], course.benefits[members]
    answer = np.where(improved, OverallChange.a_little_better, not_helped)
    answer = np.where(benefits, much, answer)
    skipped = course.by_chance(course.truth.answers.skipped, size)
    return np.where(skipped, OverallChange.not_said, answer).astype(np.int64)


def _answers_for_draws(drawn: Floats, shares: dict[OverallChange, float]) -> Ints:
    edges = np.cumsum(list(shares.values()))[:-1]
    return np.asarray(list(shares), dtype=np.int64)[np.searchsorted(edges, drawn, side="right")]


def _scale_scores(course: CohortCourse, members: Ints, active: Flags) -> dict[str, Ints]:
    """0 to 10, higher is worse; UNSAID where skipped."""
    before = course.people.scales[members]
    benefits, improved = course.benefits[members], course.improved[members]
    eased = np.where(benefits, _POINTS_MUCH, np.where(improved, _POINTS_A_LITTLE, 0.0))
    now = before - eased[:, None] + _POINTS_ILL * _ill_by_scale(active)
    return scores_by_scale(course, now + course.rng.normal(0, _POINTS_SPREAD, now.shape))


def _ill_by_scale(active: Flags) -> Floats:
    """(members, 4): pain, fatigue and mood go with any effect, sleep with those of sleep."""
    any_effect, sleep = active.any(axis=1), active[:, SLEEP].any(axis=1)
    return np.stack([any_effect, any_effect, sleep, any_effect], axis=1).astype(np.float64)


def scores_by_scale(course: CohortCourse, points: Floats) -> dict[str, Ints]:
    """Whole points by scale, shape (members,) each; UNSAID where the member skipped it."""
    skipped = course.rng.random(points.shape) < course.truth.answers.skipped
    whole = np.where(skipped, UNSAID, np.clip(np.rint(points), 0, 10)).astype(np.int64)
    return dict(zip(("pain", "fatigue", "sleep", "mood"), whole.T, strict=True))
