"""Stopping LDN, for effects or for any other reason."""

import numpy as np

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
_REASONS = np.array([0, *_AT_ANY_TIME, StopReason.no_benefit, StopReason.not_needed])


def stop_members(course: CohortCourse, members: Ints, reason: Ints) -> None:
    """Stop in the middle of this week, the last on LDN; reasons as stored, of the same shape."""
    course.stopped_week[members] = course.week
    course.stop_reason[members] = reason
    course.spells.call_off_spells(members, course.week)
    active = course.spells.active(members, course.week)
    ends = active & (course.rng.random(active.shape) < course.truth.reactions.stopping_ends)
    course.spells.end(members, ends, course.week + 1)
    course.spells.credit_help(members, ends, Helped.stopped)
    ill_again = members[reason != StopReason.not_needed]
    course.improved[ill_again] = course.benefits[ill_again] = False


def stop_otherwise(course: CohortCourse, here: Ints) -> None:
    """Stop for no benefit, for benefit that lasts without it, or for what life brings."""
    truth = course.truth.stopping
    # Who has just taken another dose or time stays with it for a week.
    here = here[course.changed_week[here] < course.week]
    at_any_time = [np.full(len(here), getattr(truth, reason.name)) for reason in _AT_ANY_TIME]
    fair = course.week > _FAIR_TRIAL_WEEKS
    no_benefit = np.where(fair & ~course.improved[here], truth.no_benefit, 0.0)
    not_needed = np.where(fair & course.benefits[here], truth.not_needed, 0.0)
    reason = _REASONS[course.number_of_chance(np.stack([*at_any_time, no_benefit, not_needed]))]
    stop_members(course, here[reason > 0], reason[reason > 0])
