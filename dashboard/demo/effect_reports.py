"""What members tell of their side effects: what they know by the survey, skip, or forget."""

import numpy as np

from dashboard.demo import pleasure
from dashboard.demo.breaks import LdnBreaks, later_effect_spells, spells_with_breaks
from dashboard.demo.people import Flags, Ints, draw_numbers, draw_words
from dashboard.demo.spells import FOREVER, SpellList
from dashboard.demo.state import CohortCourse, Columns
from db.vocabulary import HOURS_ASKED, Before, Effect, Helped, HoursAfter, Severity

_TIME_HELPED = 0.6
"""Of effects that are over, those for which time is named. Assumed."""
_SLOWER_HELPED = 0.08
"""As above, slower steps. Assumed."""
_NOTHING_YET = 0.5
"""Of effects that are still there. Assumed."""
_LONG_ENOUGH_TO_FLUCTUATE = 8
"""Weeks observed."""
_HOURS = {
    HoursAfter.not_said: 0.05,
    HoursAfter.under_2: 0.10,
    HoursAfter.from_2_to_4: 0.42,
    HoursAfter.from_4_to_6: 0.20,
    HoursAfter.over_6: 0.08,
    HoursAfter.not_sure: 0.15,
}
"""The article: 2 to 4 hours after a dose is commonest. The shares are assumed."""


def episode_columns(course: CohortCourse, rng: np.random.Generator, breaks: LdnBreaks) -> Columns:
    """Episodes of steps 3 and 5 of the survey, as columns of shape (episodes,).

    A week of 0 is one that is not known; ``member`` is a position in the chunk.
    """
    spells = spells_with_breaks(course, rng, breaks, course.spells.all_spells())
    spells = spells.where(
        (spells.began > 0) & (spells.began <= course.people.observed_week[spells.member])
    )
    prior = _prior_symptoms(course, spells)
    told = [_columns_at_survey(course, spells, _before_answers(course, spells))]
    told.append(_columns_at_survey(course, prior, np.full(len(prior.member), Before.the_same)))
    told.append(_columns_at_survey(course, *pleasure.pleasure_spells(course)))
    later = later_effect_spells(course, rng)
    told.append(_columns_at_survey(course, later, np.full(len(later.member), Before.no)))
    return {name: np.concatenate([some[name] for some in told]) for name in told[0]}


def _before_answers(course: CohortCourse, spells: SpellList) -> Ints:
    prior = course.people.prior[spells.member, spells.effect - 1]
    known = np.where(prior, Before.worse_now, Before.no)
    skipped = course.by_chance(course.truth.answers.skipped, len(known))
    return np.where(skipped, Before.not_said, known).astype(np.int64)


def _columns_at_survey(course: CohortCourse, spells: SpellList, before: Ints) -> Columns:
    """What is known in the week of the survey, less what is skipped or forgotten."""
    size, answers = len(spells.member), course.truth.answers
    over = _over_by_survey(course, spells)
    skipped = course.by_chance(answers.skipped, size)
    alone = _only_spell_of_effect(spells)
    no_begin = alone & course.by_chance(answers.forgotten, size)
    no_end = alone & course.by_chance(answers.forgotten, size)
    return {
        "member": spells.member,
        "effect": spells.effect,
        "before": before,
        "began_week": np.where(no_begin, 0, spells.began),
        "still_there": ~over,
        "ended_week": np.where(over & ~no_end, spells.until, 0),
        "severity": np.where(skipped, Severity.not_said, spells.severity),
        "helped": _what_helped(course, spells, over),
        "hours_after": _hours_after(course, spells),
    }


def _over_by_survey(course: CohortCourse, spells: SpellList) -> Flags:
    """Which spells the member knows to be over. A survey falls into the middle of its week."""
    left = course.people.observed_week[spells.member] - spells.until
    first_half = course.by_chance(0.5, len(left))
    return np.asarray((left > 0) | ((left == 0) & first_half))


def _only_spell_of_effect(spells: SpellList) -> Flags:
    """The member's only spell of its effect: its weeks may be forgotten without an overlap."""
    pairs = spells.member * (len(Effect) + 1) + spells.effect
    _, at, count = np.unique(pairs, return_inverse=True, return_counts=True)
    return np.asarray(count[at] == 1)


def _what_helped(course: CohortCourse, spells: SpellList, over: Flags) -> Ints:
    size = len(over)
    time = over & course.by_chance(_TIME_HELPED, size)
    slower = over & course.by_chance(_SLOWER_HELPED, size)
    named = spells.helped | time * (1 << Helped.time) | slower * (1 << Helped.slower_steps)
    nothing = ~over & (named == 0) & course.by_chance(_NOTHING_YET, size)
    return np.asarray(named | nothing * (1 << Helped.nothing_yet))


def _hours_after(course: CohortCourse, spells: SpellList) -> Ints:
    asked = np.isin(spells.effect, list(HOURS_ASKED))
    drawn = draw_numbers(
        course.rng, {int(word): share for word, share in _HOURS.items()}, len(asked)
    )
    return np.where(asked, drawn, HoursAfter.not_said)


def _prior_symptoms(course: CohortCourse, spells: SpellList) -> SpellList:
    """Symptoms from before LDN that it left alone and that are tapped all the same."""
    untouched = course.people.prior.copy()
    untouched[spells.member, spells.effect - 1] = False
    untouched &= course.rng.random(untouched.shape) < course.truth.answers.prior_tapped
    members, columns = (at.astype(np.int64) for at in untouched.nonzero())
    observed = course.people.observed_week[members]
    fluctuates = course.by_chance(course.truth.answers.prior_fluctuates, len(members))
    fluctuates &= observed >= _LONG_ENOUGH_TO_FLUCTUATE
    times = np.where(fluctuates, course.rng.integers(2, 4, len(members)), 1)
    return _spread_over_weeks(course, members, columns, times)


def _spread_over_weeks(
    course: CohortCourse, members: Ints, columns: Ints, times: Ints
) -> SpellList:
    """So many spells of each, each in a part of the time observed, with a free week between."""
    of = np.repeat(np.arange(len(members)), times)
    number = _numbers_in_groups(times)
    part = course.people.observed_week[members[of]] // times[of]
    once = times[of] == 1
    length = course.rng.integers(1, np.maximum(part, 2))
    began = 1 + number * part
    until = np.where(once, FOREVER, began + length - 1)
    severity = draw_words(course.rng, course.truth.effects.severity, Severity, len(of))
    nothing = np.zeros(len(of), dtype=np.int64)
    return SpellList(members[of], columns[of] + 1, began, until, severity, nothing)


def _numbers_in_groups(times: Ints) -> Ints:
    """0, 1, ... within each group of so many."""
    firsts = np.repeat(np.cumsum(times) - times, times)
    return np.arange(times.sum()) - firsts
