"""Effects that begin: after a step, by the first time of day, or without any part of LDN's."""

import numpy as np

from dashboard.demo.kinds import share_at_dose
from dashboard.demo.people import Flags, Floats, Ints
from dashboard.demo.spells import EFFECTS, effect_column
from dashboard.demo.state import CohortCourse
from dashboard.demo.truth import CohortTruth
from db.vocabulary import EFFECT_GROUPS, SIDE_EFFECTS, Timing

_CERTAIN = 0.999
"""A share of 1 would need an infinite risk."""
_WINDOW_WEEKS = 2
"""The weeks after a step in which ``bothersome_after_step`` is counted."""
_FIRST_WEEK = 0.7
"""Of the effects in ``Effects.by_first_timing``, those that begin in week 1; the others in week 2.
Assumed."""


class EffectRisks:
    """The truth's risks in the shape in which a week needs them.

    Attributes:
        weight: (effects,), adds up to 1.
        by_timing: (timings + 1, effects), multiplies the risk.
        usual: (timings + 1, effects), 0 where ``by_first_timing`` says all there is to say.
    """

    def __init__(self, truth: CohortTruth) -> None:
        self._truth = truth
        weights = np.asarray([truth.effects.weight[effect.name] for effect in SIDE_EFFECTS])
        self.weight: Floats = weights / weights.sum()
        self.by_timing = _risk_by_timing(truth)
        self.usual: Floats = np.ones_like(self.by_timing)
        for effect, shares in truth.effects.by_first_timing.items():
            for timing in shares:
                self.usual[Timing[timing], effect_column(effect)] = 0

    def effects_after_step(self, dose_ug: Ints) -> Floats:
        """How many new effects LDN brings after a step to each dose, on average."""
        effects = self._truth.effects
        share = np.minimum(share_at_dose(effects.bothersome_after_step, dose_ug), _CERTAIN)
        # The share is of bothersome effects, so mild ones come on top; and it holds what would
        # have come without LDN too.
        every = -np.log1p(-share) / effects.bothersome
        return np.maximum(every - _WINDOW_WEEKS * effects.unrelated_per_week, 0)


def _risk_by_timing(truth: CohortTruth) -> Floats:
    multiplier = np.ones((max(Timing) + 1, EFFECTS))
    for group, table in truth.effects.by_timing.items():
        columns = [effect - 1 for effect in EFFECT_GROUPS[group]]
        for timing, times in table.items():
            multiplier[Timing[timing], columns] = times
    return multiplier


def begin_after_step(course: CohortCourse, risks: EffectRisks, members: Ints) -> None:
    """Begin effects of the members who stepped up at the start of this week."""
    expected = risks.effects_after_step(course.dose_ug[members]) * course.people.frailty[members]
    by_timing = risks.by_timing[course.timing[members]]
    usual = risks.usual[course.people.first_timing[members]]
    chance = -np.expm1(-expected[:, None] * risks.weight * by_timing * usual)
    hit: Flags = course.rng.random(chance.shape) < chance
    rows, columns = hit.nonzero()
    later = course.by_chance(course.truth.effects.second_week, len(rows))
    course.spells.begin(course.rng, members[rows], columns, course.week + later)


def begin_by_first_timing(course: CohortCourse) -> None:
    """Begin the effects whose share is given outright for the first time of day."""
    first = course.people.first_timing
    for effect, table in course.truth.effects.by_first_timing.items():
        share = np.zeros(max(Timing) + 1)
        for timing, value in table.items():
            share[Timing[timing]] = value
        chosen = np.flatnonzero(course.by_chance(share[first], len(first)))
        weeks = np.where(course.by_chance(_FIRST_WEEK, len(chosen)), 1, 2)
        columns = np.full(len(chosen), effect_column(effect))
        course.spells.begin(course.rng, chosen, columns, weeks)


def begin_unrelated(course: CohortCourse, risks: EffectRisks, here: Ints) -> None:
    """Begin symptoms that LDN has no part in: as rare in every week, whatever the dose."""
    chance = course.truth.effects.unrelated_per_week
    members = here[course.by_chance(chance, len(here))]
    columns = course.rng.choice(EFFECTS, len(members), p=risks.weight)
    usual = risks.usual[course.people.first_timing[members], columns] > 0
    members, columns = members[usual], columns[usual]
    course.spells.begin(course.rng, members, columns, np.full(len(members), course.week))
