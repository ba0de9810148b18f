"""What comes of a truth: everybody who began, watched for a year, counted in the course itself.

Nothing in here is told, forgotten, selected, stored or blurred: it is what an estimator looks for.
"""

from dataclasses import dataclass, replace

import numpy as np

from dashboard.demo.course import course_of_members
from dashboard.demo.people import Flags, draw_people
from dashboard.demo.spells import SLEEP
from dashboard.demo.state import CohortCourse
from dashboard.demo.truth import CohortTruth
from db.vocabulary import SIDE_EFFECTS, StopReason, Timing

SOON_WEEKS, YEAR_WEEKS = 12, 52
BEGINNERS = 10_000
"""A share of 30 % is within 1.2 points in 99 of 100 draws."""
_SEED = 19


@dataclass(frozen=True)
class TrueOutcomes:
    """Shares of everybody who began.

    Attributes:
        effects: first time of day -> effect -> share with it within 12 weeks, had all begun so.
        sleep: first time of day -> share with any sleep effect within 12 weeks, as above.
        stopped_for_effects: within 12 weeks, each at their own time of day.
        stopped: within a year, for any reason.
    """

    effects: dict[str, dict[str, float]]
    sleep: dict[str, float]
    stopped_for_effects: float
    stopped: float


def true_outcomes(truth: CohortTruth) -> TrueOutcomes:
    """The outcomes of a truth, simulated; the same truth gives the same numbers."""
    begun = {timing.name: _effects_soon(_course_of_year(truth, timing)) for timing in _COMPARED}
    as_it_is = _course_of_year(truth, None)
    stopped = as_it_is.stopped_week
    for_effects = (as_it_is.stop_reason == StopReason.side_effects) & (stopped <= SOON_WEEKS)
    return TrueOutcomes(
        effects={timing: _share_by_effect(had) for timing, had in begun.items()},
        sleep={timing: float(had[:, SLEEP].any(axis=1).mean()) for timing, had in begun.items()},
        stopped_for_effects=float(for_effects.mean()),
        stopped=float((stopped > 0).mean()),
    )


_COMPARED = (Timing.bedtime, Timing.morning)


def _course_of_year(truth: CohortTruth, timing: Timing | None) -> CohortCourse:
    """The same beginners each time, all from one time of day on, or each from their own."""
    rng = np.random.default_rng(_SEED)
    people = draw_people(rng, truth, BEGINNERS)
    people = replace(people, observed_week=np.full(BEGINNERS, YEAR_WEEKS))
    if timing is not None:
        people = replace(people, first_timing=np.full(BEGINNERS, timing))
    return course_of_members(rng, truth, people)


def _effects_soon(course: CohortCourse) -> Flags:
    """(members, effects): which began within 12 weeks."""
    spells = course.spells.all_spells()
    soon = spells.where((spells.began > 0) & (spells.began <= SOON_WEEKS))
    had = np.zeros((len(course.people), len(SIDE_EFFECTS)), dtype=np.bool_)
    had[soon.member, soon.effect - 1] = True
    return had


def _share_by_effect(had: Flags) -> dict[str, float]:
    shares = had.mean(axis=0).tolist()
    return {effect.name: share for effect, share in zip(SIDE_EFFECTS, shares, strict=True)}
