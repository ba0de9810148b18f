import pytest

from dashboard.charts.two_arms import side_by_side
from dashboard.findings.finding_numbers import DifferenceRows
from tests.dashboard.charts import drawn


def test_both_arms_are_shown_with_their_people(moved: DifferenceRows) -> None:
    """74 in 100 is never seen without the 72 beside it."""
    figure = side_by_side(moved, "light")
    assert drawn.traces(figure)[1]["x"] == [0.74, 0.72]
    texts = drawn.words(figure)
    assert {"74 in 100 of 120", "72 in 100 of 120"} <= set(texts)
    assert {"Moved to the<br>morning", "Had not moved yet"} <= set(texts)


def test_the_bar_is_the_interval_of_the_difference(moved: DifferenceRows) -> None:
    """Seen from those who had not moved: 72 - 6 to 72 + 10."""
    bar = drawn.traces(side_by_side(moved, "light"))[0]
    assert bar["base"] == [0.66]
    assert bar["base"][0] + bar["x"][0] == pytest.approx(0.82)
    assert "difference: +2 in 100 (−6 to +10)" in drawn.words(side_by_side(moved, "light"))


def test_too_few_to_compare_are_hatched_in_both_rows(none_moved: DifferenceRows) -> None:
    """No dot, no number."""
    figure = side_by_side(none_moved, "light")
    (trace,) = drawn.hatched(figure)
    first, second = trace["y"]
    assert 0 < first < second
    assert not drawn.traces(figure)[1]["x"]
    assert drawn.words(figure).count("too few to compare") == 2
