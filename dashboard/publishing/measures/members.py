"""Who answered, on which dose they began, and when they joined."""

import numpy as np

from dashboard.publishing.counting import MeasureTally, PlacePairs
from db.catalogue import FILTERS
from db.counting.cohort import CohortChunk
from db.vocabulary import Joined


def who_answered(cohort: CohortChunk) -> MeasureTally:
    """People: everyone who handed in. Cases: those in the band of the fact."""
    everyone = np.arange(cohort.members)
    places, start = [np.zeros_like(everyone)], 1
    for name, words in FILTERS.items():
        places.append(start + cohort.facts[name])
        start += len(words)
    cases = PlacePairs(np.tile(everyone, len(places)), np.concatenate(places))
    return MeasureTally((1,), PlacePairs(everyone, np.zeros_like(everyone)), cases)


def first_dose(cohort: CohortChunk) -> MeasureTally:
    """People: everyone who handed in. Cases: whose first dose lies in the band."""
    everyone = np.arange(cohort.members)
    return MeasureTally(
        (1,),
        PlacePairs(everyone, np.zeros_like(everyone)),
        PlacePairs(everyone, cohort.facts["first_dose"]),
    )


def when_joined(cohort: CohortChunk) -> MeasureTally:
    """People: who said when they joined the group. Cases: before LDN, in its first month, later."""
    members = np.flatnonzero(cohort.joined != Joined.not_said)
    place = cohort.joined[members] - 1
    return MeasureTally(
        (1,), PlacePairs(members, np.zeros_like(members)), PlacePairs(members, place)
    )
