"""Who hands in a survey: those who are ill now, or helped, more than those who left."""

import numpy as np

from dashboard.demo.benefit_course import bothersome_effects
from dashboard.demo.people import Ints
from dashboard.demo.state import CohortCourse


def members_who_hand_in(course: CohortCourse, count: int) -> Ints:
    """Positions of the first so many to hand in, ascending, shape (count,); each at an own rate."""
    truth, everyone = course.truth.hand_in, np.arange(len(course.people))
    ill = bothersome_effects(course, everyone, course.people.observed_week).any(axis=1)
    rate = np.where(ill, truth.ill, 1.0) * np.where(course.benefits, truth.much_better, 1.0)
    rate = np.where(course.stopped_week > 0, truth.stopped, rate)
    waited = course.rng.exponential(size=len(rate)) / rate
    return np.sort(np.argsort(waited)[:count])
