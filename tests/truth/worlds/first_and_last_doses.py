"""What is true of the doses on which people begin, and at which they stop."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from db import bands
from db.vocabulary import StopReason
from tests.truth.worlds.searches import is_off
from tests.truth.worlds.truths import Truths


@cache
def first_dose_shares(truths: Truths) -> dict[str | None, float]:
    """Band of the filter -> its share of all."""
    return _shares(bands.FIRST_DOSE_UG.word(life.steps[0].dose_ug) for life in truths.lives)


@cache
def last_dose_shares(truths: Truths) -> dict[str | None, float]:
    """Band of the dose axis -> its share of those who stopped for side effects."""
    return _shares(
        bands.DOSE_UG.word(life.steps[-1].dose_ug)
        for life in truths.lives
        if is_off(life) and life.stop_reason is StopReason.side_effects
    )


def _shares(words: Iterable[str | None]) -> dict[str | None, float]:
    counts = Counter(words)
    whole = counts.total()
    return defaultdict(float, {word: count / whole for word, count in counts.items()})
