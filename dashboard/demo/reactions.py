"""What members do about effects, and stopping for any reason."""

import numpy as np

from dashboard.demo.people import Flags, Floats, Ints
from dashboard.demo.spells import EFFECTS, SLEEP
from dashboard.demo.state import CohortCourse, DoseChange
from dashboard.demo.stops import stop_members
from db.vocabulary import (
    BOTHERSOME,
    BenefitAfter,
    ChangeReason,
    EffectsAfter,
    Helped,
    Severity,
    StopReason,
    Timing,
)

_LOOK_AGAIN_WEEKS = 2
"""No second cut before that. The article: look again after 3 to 5 days."""
_TRY_AGAIN_WEEKS = 4
"""Assumed."""
_JUDGED_AFTER_WEEKS = 2
"""When a member says what a change did. Assumed."""
_SAYS_WORSE = 0.05
"""Of those who are no better after a change, those who call it worse. Assumed."""
_LOST_WHOLLY = 0.5
"""Of those whose benefit went with the lower dose; the others say "partly". Assumed."""
_STOP, _LOWER, _MOVE = 1, 2, 3


def react_to_effects(course: CohortCourse, here: Ints) -> None:
    """To the effects of the moment: stop, take half, move to the morning, or bear it."""
    ill = here[course.spells.last_until[here] >= course.week]
    active = course.spells.active_in_middle(course.rng, ill, course.week)
    some = active.any(axis=1)
    ill, active = ill[some], active[some]
    _step_no_further(course, ill, active)
    choice = _choose_reactions(course, ill, active)
    stopping = ill[choice == _STOP]
    stop_members(course, stopping, np.full(len(stopping), StopReason.side_effects))
    _take_half_dose(course, ill[choice == _LOWER], active[choice == _LOWER])
    _move_to_morning(course, ill[choice == _MOVE], active[choice == _MOVE])


def _step_no_further(course: CohortCourse, ill: Ints, active: Flags) -> None:
    new = active & (course.spells.began[ill] == course.week - 1)
    bothered = course.spells.worst_severity(ill, new) >= BOTHERSOME
    stays = course.by_chance(course.truth.reactions.steps_no_further, len(ill))
    course.settled[ill[bothered & stays]] = True


def _choose_reactions(course: CohortCourse, ill: Ints, active: Flags) -> Ints:
    """One thing a week at the most. The more stubborn the sleep effect, the likelier the move."""
    truth = course.truth.reactions
    worst = course.spells.worst_severity(ill, active)
    stops = np.zeros(max(Severity) + 1)
    for word, share in truth.stop_per_week.items():
        stops[Severity[word]] = share
    may_halve = (worst >= BOTHERSOME) & (course.dose_ug[ill] > 1)
    times = _usual_times_of_sleep(course, ill, active)
    may_move = (times > 0) & (course.timing[ill] == Timing.bedtime)
    halve_chance = np.where(may_halve, truth.lower_per_week, 0.0)
    move_chance = np.where(may_move, truth.to_morning_per_week * times**truth.stubborn_move, 0.0)
    return course.number_of_chance(np.stack([stops[worst], halve_chance, move_chance]))


def _usual_times_of_sleep(course: CohortCourse, ill: Ints, active: Flags) -> Floats:
    """So many times the usual does the longest sleep effect last; 0 for none."""
    return np.asarray(np.where(active, course.spells.usual_times(ill), 0.0)[:, SLEEP].max(axis=1))


def _take_half_dose(course: CohortCourse, members: Ints, active: Flags) -> None:
    patient = course.week - course.changed_week[members] >= _LOOK_AGAIN_WEEKS
    members, active = members[patient], active[patient]
    ends = active & (course.rng.random(active.shape) < course.truth.reactions.lowering_ends)
    course.spells.end(members, ends, course.week)
    _credit_if_gone(course, members, active, Helped.lower_dose)
    halve_dose(course, members, active, ChangeReason.ease_effects)
    again = course.by_chance(course.truth.reactions.tries_again, len(members))
    course.settled[members] = ~again
    course.next_step[members] = course.week + _TRY_AGAIN_WEEKS


def halve_dose(course: CohortCourse, members: Ints, active: Flags, reason: ChangeReason) -> None:
    """Take half the dose from this week on, and say what happened then."""
    half = course.dose_ug[members] // 2
    course.meet_new_dose(members)
    change = DoseChange(
        members=members,
        dose_ug=half,
        timing=course.timing[members],
        reason=reason,
        effects_after=_effects_after(course, members, active),
        benefit_after=_benefit_after(course, members, half),
    )
    course.change(change)


def _move_to_morning(course: CohortCourse, members: Ints, active: Flags) -> None:
    sleep = np.zeros_like(active)
    sleep[:, SLEEP] = active[:, SLEEP]
    ends = sleep & (course.rng.random(active.shape) < course.truth.reactions.switch_effect)
    course.spells.end(members, ends, course.week)
    _credit_if_gone(course, members, sleep, Helped.moved_to_morning)
    dose_ug = course.dose_ug[members]
    change = DoseChange(
        members=members,
        dose_ug=dose_ug,
        timing=np.full(len(members), Timing.morning),
        reason=ChangeReason.ease_effects,
        effects_after=_effects_after(course, members, sleep),
        benefit_after=_benefit_after(course, members, dose_ug),
    )
    course.change(change)


def _credit_if_gone(course: CohortCourse, members: Ints, active: Flags, bit: Helped) -> None:
    """People credit what they did last for what passed soon after, whether it did it or not."""
    gone = course.spells.until[members] < course.week + _JUDGED_AFTER_WEEKS
    course.spells.credit_help(members, active & gone, bit)


def _effects_after(course: CohortCourse, members: Ints, active: Flags) -> Ints:
    judged_in = course.week + _JUDGED_AFTER_WEEKS
    still = active & (course.spells.until[members] >= judged_in)
    fewer = still.sum(axis=1) < active.sum(axis=1)
    worse = course.by_chance(_SAYS_WORSE, len(members))
    no_better = np.where(worse, EffectsAfter.worse, EffectsAfter.same)
    answer = np.where(fewer, EffectsAfter.better, no_better)
    unknown = (course.people.observed_week[members] < judged_in) | ~active.any(axis=1)
    return np.where(unknown, EffectsAfter.not_said, answer).astype(np.int64)


def _benefit_after(course: CohortCourse, members: Ints, dose_ug: Ints) -> Ints:
    enough = course.response[members] < course.truth.benefit_share(dose_ug)
    all_gone = course.by_chance(_LOST_WHOLLY, len(members))
    lost = np.where(all_gone, BenefitAfter.lost, BenefitAfter.partly_lost)
    answer = np.where(enough, BenefitAfter.kept, lost)
    return np.where(course.benefits[members], answer, BenefitAfter.not_sure).astype(np.int64)


def run_short(course: CohortCourse, here: Ints) -> None:
    """Take half for want of money or medicine; nobody asks then what it did to effects."""
    some = here[course.by_chance(course.truth.reactions.cost_per_week, len(here))]
    some = some[(course.dose_ug[some] > 1) & (course.changed_week[some] < course.week)]
    nothing = np.zeros((len(some), EFFECTS), dtype=np.bool_)
    halve_dose(course, some, nothing, ChangeReason.ran_out_or_cost)
    course.settled[some] = True
