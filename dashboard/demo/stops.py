"""Stopping LDN, for effects or for any other reason."""

from dashboard.demo.people import Ints
from dashboard.demo.state import CohortCourse
from db.vocabulary import Helped, StopReason

_FAIR_TRIAL_WEEKS = 12
"""The article: 8 to 12 weeks."""
_AT_ANY_TIME = (
    StopReason.surgery_or_opioids,
    StopReason.cost_or_supply,
    StopReason.prescriber,
    StopReason.other,
)


def stop_members(course: CohortCourse, members: Ints, reason: StopReason) -> None:
    """Stop before this week begins: the last week on LDN is the one before it."""
    course.stopped_week[members] = course.week - 1
    course.stop_reason[members] = reason
    course.spells.call_off_spells(members, course.week)
    active = course.spells.active(members, course.week - 1)
    ends = active & (course.rng.random(active.shape) < course.truth.reactions.stopping_ends)
    course.spells.end(members, ends, course.week)
    course.spells.credit_help(members, ends, Helped.stopped)
    if reason != StopReason.not_needed:
        course.improved[members] = course.benefits[members] = False


def stop_otherwise(course: CohortCourse, here: Ints) -> None:
    """Stop for no benefit, for benefit that lasts without it, or for what life brings."""
    truth = course.truth.stopping
    # Who has just taken another dose or time is on LDN this week.
    here = here[course.changed_week[here] < course.week]
    if course.week > _FAIR_TRIAL_WEEKS:
        helped = course.improved[here]
        _stop_some(course, here[~helped], StopReason.no_benefit, truth.no_benefit)
        better = here[helped & course.benefits[here]]
        _stop_some(course, better, StopReason.not_needed, truth.not_needed)
    for reason in _AT_ANY_TIME:
        _stop_some(course, here, reason, getattr(truth, reason.name))


def _stop_some(course: CohortCourse, members: Ints, reason: StopReason, share: float) -> None:
    still = members[course.stopped_week[members] == 0]
    stop_members(course, still[course.by_chance(share, len(still))], reason)
