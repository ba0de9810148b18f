import pytest

from dashboard.charts import obvious as charts
from dashboard.evidence import obvious_charts
from tests.dashboard.charts import drawn


def test_the_rows_are_the_truth_ours_and_the_obvious_one() -> None:
    """Bars from 0; to the right is more at bedtime."""
    numbers = obvious_charts.timings()
    figure = charts.timings(numbers, "light")
    (bars,) = drawn.traces(figure)
    reached = [base + x if base < 0 and base + x < 0 else x for base, x in ends(bars)]
    expected = [numbers.truth[0], numbers.counted[0], abs(numbers.obvious[0])]
    assert reached == pytest.approx([value / 100 for value in expected])
    assert bars["base"][2] == numbers.obvious[0] / 100
    assert {f"+{numbers.truth[0]}", f"−{-numbers.obvious[0]}"} <= set(drawn.words(figure))


def ends(bars: dict) -> list[tuple[float, float]]:
    return list(zip(bars["base"], bars["x"], strict=True))


def test_each_strip_of_doses_holds_its_own_numbers() -> None:
    """On one scale, under their names, each column with its number."""
    numbers = obvious_charts.doses()
    figure = charts.doses(numbers, "dark")
    ways = (numbers.truth, numbers.counted, numbers.obvious)
    assert [trace["y"] for trace in drawn.traces(figure)] == [list(way) for way in ways]
    assert [trace["text"] for trace in drawn.traces(figure)] == [[*map(str, way)] for way in ways]
    layout = drawn.layout(figure)
    scales = {tuple(layout[name]["range"]) for name in ("yaxis", "yaxis2", "yaxis3")}
    assert len(scales) == 1
    assert layout["xaxis"]["ticktext"] == ["0.5 mg", "1.5 mg", "3 mg", "4.5 mg"]
