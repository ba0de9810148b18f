import pytest

from dashboard.findings.numbers import (
    Bar,
    Bars,
    ByWeek,
    Course,
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
from db.catalogue import COURSES

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
def shares() -> Bars:
    """Two bars of the same people, the second one the article's, and one with too few."""
    one, other = blurred_share(30, 120), blurred_share(60, 120)
    bars = (Bar("Under 2 hours", one), Bar("2 to 4 hours", other), Bar("Over 6 hours", None))
    return Bars(bars, "2 to 4 hours")


@pytest.fixture
def no_shares() -> Bars:
    """Fewer than 10 people in every bar."""
    return Bars((Bar("Under 2 hours", None), Bar("2 to 4 hours", None)))


@pytest.fixture
def everyone() -> Course:
    """Four states of 100, then of 50 people, and nobody told after that."""
    rest = (None,) * (len(WEEKS) - 2)
    shares = ((0.5, 0.2), (0.4, 0.5), (0.05, 0.2), (0.05, 0.1))
    return Course(WEEKS, (100, 50, *rest), COURSES, tuple((*pair, *rest) for pair in shares))


@pytest.fixture
def nobody() -> Course:
    """Fewer than 10 people in every week."""
    none = (None,) * len(WEEKS)
    return Course(WEEKS, none, COURSES, (none,) * len(COURSES))


@pytest.fixture
def moved() -> Differences:
    """74 of 100 who moved, 72 of 100 who had not."""
    row = DifferenceRow(
        "sleep_gone", 0.02, -0.06, 0.1, (120, 640), clear=False, shares=(0.74, 0.72)
    )
    return Differences(("switched", "not_yet"), (row,))


@pytest.fixture
def none_moved() -> Differences:
    """Too few to compare."""
    row = DifferenceRow("sleep_gone", None, None, None, (0, 0), clear=False)
    return Differences(("switched", "not_yet"), (row,))


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
