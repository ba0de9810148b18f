"""What comes of a truth: everybody who began, watched for a year, counted in the course itself.

Nothing in here is told, forgotten, selected, stored or blurred, so it is what an estimator looks for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from dashboard.demo.course import course_of_members
from dashboard.demo.people import Ints, draw_people
from dashboard.demo.spells import SLEEP
from dashboard.demo.truth import CohortTruth
from db.vocabulary import SIDE_EFFECTS, StopReason, Timing

WEEKS, YEAR_WEEKS = 12, 52
BEGINNERS = 50_000
"""A share of 30 % is within half a point in 99 of 100 draws."""
_SEED = 19


@dataclass(frozen=True)
class TrueOutcomes:
    """Shares of everybody who began.

    Attributes:
        effects: first time of day -> effect -> share with it within 12 weeks.
        sleep: first time of day -> share with any sleep effect within 12 weeks.
        stopped_for_effects: within 12 weeks.
        stopped: within a year, for any reason.
    """

    effects: dict[Timing, dict[str, float]]
    sleep: dict[Timing, float]
    stopped_for_effects: float
    stopped: float


def true_outcomes(truth: CohortTruth, beginners: int = BEGINNERS) -> TrueOutcomes:
    """The outcomes of a truth, simulated; the same truth gives the same numbers."""
    rng = np.random.default_rng(_SEED)
    people = draw_people(rng, truth, beginners)
    people = replace(people, observed_week=np.full(beginners, YEAR_WEEKS))
    course = course_of_members(rng, truth, people)
    spells = course.spells.all_spells()
    had = np.zeros((beginners, len(SIDE_EFFECTS)), dtype=np.bool_)
    soon = (spells.began > 0) & (spells.began <= WEEKS)
    had[spells.member[soon], spells.effect[soon] - 1] = True
    by_timing = {timing: had[people.first_timing == timing] for timing in _times(people.first_timing)}
    stopped = course.stopped_week
    for_effects = (course.stop_reason == StopReason.side_effects) & (stopped <= WEEKS)
    return TrueOutcomes(
        effects={
            timing: dict(zip((e.name for e in SIDE_EFFECTS), some.mean(axis=0).tolist(), strict=True))
            for timing, some in by_timing.items()
        },
        sleep={timing: float(some[:, SLEEP].any(axis=1).mean()) for timing, some in by_timing.items()},
        stopped_for_effects=float(for_effects.mean()),
        stopped=float((stopped > 0).mean()),
    )


def _times(first_timing: Ints) -> Iterable[Timing]:
    return [Timing(number) for number in np.unique(first_timing).tolist()]
