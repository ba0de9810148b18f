"""Who answered."""

import numpy as np

from dashboard.publishing.counting import Pairs, Tally
from db.catalogue import FILTERS
from db.counting.cohort import Cohort


def who_answered(cohort: Cohort) -> Tally:
    """People: everyone who handed in. Cases: those in the band of the fact."""
    everyone = np.arange(cohort.members)
    places, start = [np.zeros_like(everyone)], 1
    for name, words in FILTERS.items():
        places.append(start + cohort.facts[name])
        start += len(words)
    cases = Pairs(np.tile(everyone, len(places)), np.concatenate(places))
    return Tally((1,), Pairs(everyone, np.zeros_like(everyone)), cases)
