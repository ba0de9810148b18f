"""C01 to C03 at both ends: what is published of the life tables."""

import numpy as np
import pytest

from dashboard.publishing import counting
from dashboard.publishing.blurring import CountNoise, count_noise, rounded_count
from dashboard.publishing.counting import WeightedCounts
from dashboard.publishing.early_ends import early_end_contrasts
from db.catalogue import ENDED_EARLY, MEASURES
from db.counting.columns import AskedList
from db.editions.editions import EditionContrast

SECRET = b"one secret"
EVERYTHING = AskedList((1 << 62) - 1, (1 << 62) - 1)
SPEC = MEASURES["effect_ended_early"]


def counts(**cells: tuple[int, int]) -> dict[str, WeightedCounts]:
    """``group|length|band`` with | as __ -> people at risk and ended."""
    words = counting.axis_words(SPEC)
    people, cases = np.zeros((2, 1, len(words)), dtype=np.int64)
    for place, (at_risk, ended) in cells.items():
        at = words.index(place.replace("__", "|"))
        people[0, at], cases[0, at] = at_risk, ended
    return {SPEC.name: WeightedCounts(people, cases)}


def published(cells: dict[str, WeightedCounts]) -> list[EditionContrast]:
    return list(early_end_contrasts(cells, [EVERYTHING], CountNoise(SECRET)))


MOOD = counts(
    mood__short__w1=(200, 100),
    mood__short__w2=(100, 50),
    mood__short__w3_4=(50, 10),
    mood__long__w1=(200, 60),
    mood__long__w2=(140, 20),
    mood__long__w3_4=(120, 10),
)


def test_both_shares_are_published_as_people_times_share() -> None:
    """Nobody is censored: after week 2, 150 of 200 are over it if all are short, 80 if long."""
    (row,) = published(MOOD)
    assert (row.contrast, row.filters, row.axis) == (ENDED_EARLY, "", "mood")
    names = ("cases_first", "cases_second", "variance")
    noises = [count_noise(SECRET, f"contrast|{ENDED_EARLY}|mood|{name}") for name in names]
    # 200^2 times the larger of .75 x .25 / 200 and .4 x .6 / 200
    exact = (150, 80, 48)
    assert row[4:] == tuple(rounded_count(e + n) for e, n in zip(exact, noises, strict=True))


def test_people_have_the_noise_of_who_had_the_effect() -> None:
    """They stand in the life table, too: one count, one noise."""
    (row,) = published(MOOD)
    assert row.people == rounded_count(200 + count_noise(SECRET, "people|effect_lasting||mood|w1"))


@pytest.mark.parametrize("at_risk", [0, 10])
def test_where_too_few_are_at_risk_nothing_is_published(at_risk: int) -> None:
    """All short, 0 or 10 reach the second week, which noise of 5 at the most lifts to no 20."""
    few = counts(
        mood__short__w1=(200, 180),
        mood__short__w2=(at_risk, at_risk),
        mood__long__w1=(200, 60),
        mood__long__w2=(140, 20),
        mood__long__w3_4=(120, 10),
    )
    assert published(few) == []


def test_nobody_with_an_effect_is_a_state_without_a_number() -> None:
    """No count at all."""
    assert published(counts()) == []
