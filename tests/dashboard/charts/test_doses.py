import pytest

from dashboard.charts import doses as charts
from dashboard.findings.finding_numbers import SearchBars, StackedRows
from tests.dashboard.charts import drawn

HALF_A_DIGIT = 0.5e-4


def test_bars_are_the_shares_and_thin_lines_their_ranges(doses: SearchBars) -> None:
    """Found, five doses, still looking, stopped: each from 0 to its share."""
    bars = (doses.found, *doses.parts, *doses.rest)
    _, values, ranges, hatched = drawn.traces(charts.search_figure(doses, "light"))
    assert values["x"] == pytest.approx([bar.share.value for bar in bars], abs=HALF_A_DIGIT)
    highs = [x + more for x, more in zip(ranges["x"], ranges["error_x"]["array"], strict=True)]
    assert highs == pytest.approx([bar.share.high for bar in bars], abs=2 * HALF_A_DIGIT)
    assert not hatched["y"]


def test_numbers_stand_beside_the_bars_in_one_language(doses: SearchBars) -> None:
    """46 in 100; nobody at the lowest dose is said in words, as a sentence says it."""
    texts = drawn.words(charts.search_figure(doses, "light"))
    assert "46 in 100" in texts and "18 in 100" in texts
    assert "none or a few" in texts and "%" not in texts


def test_with_too_few_people_one_row_is_hatched(no_doses: SearchBars) -> None:
    """And says so."""
    figure = charts.search_figure(no_doses, "dark")
    (bar,) = drawn.hatched(figure)
    assert len(bar["y"]) == 1
    assert "too few people to show" in drawn.words(figure)


def test_parts_of_a_row_follow_each_other_and_fill_it(stacked: StackedRows) -> None:
    """At the first dose 0.3, 0.2, 0.4, 0.04, 0.06 of 340 people: they end at 1."""
    parts = drawn.lines(charts.part_rows_figure(stacked, "light"))
    first = [(part["base"][0], part["x"][0]) for part in parts]
    assert [start for start, _ in first] == pytest.approx([0, 0.3, 0.5, 0.9, 0.94])
    assert sum(first[-1]) == pytest.approx(1)
    assert parts[0]["hovertext"][0] == "0.5 to under 1 mg: Still there<br>30 in 100 of 340 people"


def test_a_part_has_its_number_where_there_is_room(stacked: StackedRows) -> None:
    """8 in 100 of a bar are room enough on a phone, 7 are not; the table has them all."""
    parts = drawn.lines(charts.part_rows_figure(stacked, "light"))
    assert [part["text"][1] for part in parts] == ["50", "15", "20", "8", ""]


def test_every_part_is_named_beside_its_colour(stacked: StackedRows) -> None:
    """In the order in which they stand; and each row says of how many people it is."""
    texts = drawn.words(charts.part_rows_figure(stacked, "light"))
    assert all(name in texts for name in (*stacked.parts, "of 340", "of 35"))
