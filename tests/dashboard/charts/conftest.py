import pytest

from dashboard.findings.numbers import (
    ByWeek,
    DifferenceRow,
    Differences,
    DoseResult,
    Lasting,
    LastingBand,
    SweetSpot,
    WeekSeries,
)
from dashboard.stats.shares import blurred_share
from db import bands

WEEKS = bands.WEEK.words
DOSES = bands.DOSE_UG.words


@pytest.fixture
def one_line() -> ByWeek:
    """Seven weeks with enough people, and a last one with too few."""
    cases, people = (145, 165, 125, 70, 40, 20, 10), (420, 405, 380, 310, 255, 190, 110)
    shares = [blurred_share(*pair) for pair in zip(cases, people, strict=True)]
    series = WeekSeries("effect_vivid_dreams", (*shares, None))
    return ByWeek(WEEKS, (series,), ("w1", "w3_4"))


@pytest.fixture
def three_lines(one_line: ByWeek) -> ByWeek:
    """The same line three times; the last one also lacks a week in the middle."""
    shares = one_line.series[0].shares
    gap = (*shares[:3], None, *shares[4:])
    return ByWeek(
        WEEKS,
        (WeekSeries("sleep", shares), WeekSeries("mood", shares), WeekSeries("physical", gap)),
    )


@pytest.fixture
def no_line() -> ByWeek:
    """Fewer than 10 people everywhere."""
    return ByWeek(WEEKS, (WeekSeries("sleep", (None,) * len(WEEKS)),), ("w1", "w2"))


@pytest.fixture
def stair() -> Lasting:
    """Three bands with enough people; half are over it in the second."""
    bands_ = (
        LastingBand("w1", 160, 0.71, 0.63, 0.77),
        LastingBand("w2", 115, 0.48, 0.4, 0.56),
        LastingBand("w3_4", 75, 0.2, 0.14, 0.27),
    )
    return Lasting("effect_headache", bands_, "w2", ("w1", "w2"))


@pytest.fixture
def doses() -> SweetSpot:
    """0.5 to under 1.5 mg may be the best; the lowest and the highest band have too few people."""

    def result(word: str, benefit: int, burden: int, p_best: float) -> DoseResult:
        shares = blurred_share(benefit, 120), blurred_share(burden, 200)
        return DoseResult(word, *shares, 0.3, p_best, word in {"from_500", "from_1000"})

    known = [result(word, 60, 20, 1 / 7) for word in DOSES[1:-1]]
    ends = DoseResult(DOSES[0], None, None), DoseResult(DOSES[-1], None, blurred_share(10, 30))
    results = (ends[0], *known, ends[1])
    return SweetSpot(results, 0.5, ("from_500", "from_1000"), None, None)


@pytest.fixture
def no_doses() -> SweetSpot:
    """Fewer than 30 people at every dose."""
    return SweetSpot(tuple(DoseResult(word, None, None) for word in DOSES), 0.5, (), None, None)


@pytest.fixture
def differences() -> Differences:
    """One clear difference, one that is not, and one with too few people."""
    return Differences(
        ("bedtime", "morning"),
        (
            DifferenceRow("effect_vivid_dreams", 0.12, 0.05, 0.19, (205, 160), clear=True),
            DifferenceRow("effect_headache", -0.01, -0.06, 0.05, (190, 155), clear=False),
            DifferenceRow("effect_nausea", None, None, None, (0, 0), clear=False),
        ),
    )


@pytest.fixture
def no_differences() -> Differences:
    """Too few people in every row."""
    words = ("effect_headache", "effect_nausea")
    rows = tuple(DifferenceRow(word, None, None, None, (0, 0), clear=False) for word in words)
    return Differences(("bedtime", "divided"), rows)
