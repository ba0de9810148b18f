import pytest

from dashboard.findings.finding_numbers import (
    ByWeek,
    CourseByWeek,
    DifferenceRow,
    DifferenceRows,
    LastingBand,
    LastingCurve,
    SearchBars,
    ShareBar,
    ShareBars,
    StackedRow,
    StackedRows,
    WeekSeries,
)
from dashboard.stats.shares import share_with_blur
from db import bands
from db.catalogue import COURSES

WEEKS = bands.WEEK.words


@pytest.fixture
def one_line() -> ByWeek:
    """Seven weeks with enough people, and a last one with too few."""
    cases, people = (145, 165, 125, 70, 40, 20, 10), (420, 405, 380, 310, 255, 190, 110)
    shares = [share_with_blur(*pair) for pair in zip(cases, people, strict=True)]
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
def stair() -> LastingCurve:
    """Three bands with enough people; half are over it in the second."""
    bands_ = (
        LastingBand("w1", 160, 0.71, 0.63, 0.77),
        LastingBand("w2", 115, 0.48, 0.4, 0.56),
        LastingBand("w3_4", 75, 0.2, 0.14, 0.27),
    )
    return LastingCurve("effect_headache", bands_, "w2", ("w1", "w2"))


@pytest.fixture
def doses() -> SearchBars:
    """Of 200 people 46 in 100 found theirs, most at 1.5 to under 3 mg; 31 look, 23 stopped."""
    parts = (0, 12, 36, 26, 18)
    names = zip(bands.FIRST_DOSE_UG.words, parts, strict=True)
    return SearchBars(
        ShareBar("Found their sweet spot", share_with_blur(92, 200)),
        tuple(ShareBar(name, share_with_blur(cases, 200)) for name, cases in names),
        (
            ShareBar("Still looking", share_with_blur(62, 200)),
            ShareBar("Stopped", share_with_blur(46, 200)),
        ),
    )


@pytest.fixture
def no_doses() -> SearchBars:
    """Fewer than 30 people."""
    return SearchBars(ShareBar("Found their sweet spot", None), (), ())


@pytest.fixture
def stacked() -> StackedRows:
    """What came first at three doses, of 340, 120 and 35 people."""
    rows = (
        StackedRow("0.5 to under 1 mg", 340, (0.3, 0.2, 0.4, 0.04, 0.06)),
        StackedRow("1.5 to under 2 mg", 120, (0.5, 0.15, 0.2, 0.08, 0.07)),
        StackedRow("4.5 mg", 35, (0.8, 0.0, 0.0, 0.1, 0.1)),
    )
    return StackedRows(("Still there", "For more benefit", "As planned", "Down", "Stopped"), rows)


@pytest.fixture
def no_stacked() -> StackedRows:
    """Fewer than 30 people at every dose."""
    return StackedRows(("Still there", "For more benefit", "As planned", "Down", "Stopped"), ())


@pytest.fixture
def shares() -> ShareBars:
    """Two bars of the same people, the second one the article's, and one with too few."""
    one, other = share_with_blur(30, 120), share_with_blur(60, 120)
    bars = (
        ShareBar("Under 2 hours", one),
        ShareBar("2 to 4 hours", other),
        ShareBar("Over 6 hours", None),
    )
    return ShareBars(bars, "2 to 4 hours")


@pytest.fixture
def no_shares() -> ShareBars:
    """Fewer than 10 people in every bar."""
    return ShareBars((ShareBar("Under 2 hours", None), ShareBar("2 to 4 hours", None)))


@pytest.fixture
def everyone() -> CourseByWeek:
    """Four states of 100, then of 50 people, and nobody told after that."""
    rest = (None,) * (len(WEEKS) - 2)
    shares = ((0.5, 0.2), (0.4, 0.5), (0.05, 0.2), (0.05, 0.1))
    return CourseByWeek(WEEKS, (100, 50, *rest), COURSES, tuple((*pair, *rest) for pair in shares))


@pytest.fixture
def nobody() -> CourseByWeek:
    """Fewer than 10 people in every week."""
    none = (None,) * len(WEEKS)
    return CourseByWeek(WEEKS, none, COURSES, (none,) * len(COURSES))


@pytest.fixture
def moved() -> DifferenceRows:
    """74 of 100 who moved, 72 of 100 who had not."""
    row = DifferenceRow("sleep_gone", 0.02, -0.06, 0.1, 120, clear=False, shares=(0.74, 0.72))
    return DifferenceRows(("switched", "not_yet"), (row,))


@pytest.fixture
def none_moved() -> DifferenceRows:
    """Too few to compare."""
    row = DifferenceRow("sleep_gone", None, None, None, 0, clear=False)
    return DifferenceRows(("switched", "not_yet"), (row,))


@pytest.fixture
def differences() -> DifferenceRows:
    """One clear difference, one that is not, and one with too few people."""
    return DifferenceRows(
        ("bedtime", "morning"),
        (
            DifferenceRow("effect_vivid_dreams", 0.12, 0.05, 0.19, 205, clear=True),
            DifferenceRow("effect_headache", -0.01, -0.06, 0.05, 190, clear=False),
            DifferenceRow("effect_nausea", None, None, None, 0, clear=False),
        ),
    )


@pytest.fixture
def no_differences() -> DifferenceRows:
    """Too few people in every row."""
    words = ("effect_headache", "effect_nausea")
    rows = tuple(DifferenceRow(word, None, None, None, 0, clear=False) for word in words)
    return DifferenceRows(("bedtime", "divided"), rows)
