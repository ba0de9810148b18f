from dataclasses import replace

import pytest

from dashboard.charts import doses as charts
from dashboard.findings.finding_numbers import SearchBars, StackedRows
from tests.dashboard.charts import drawn

HALF_A_DIGIT = 0.5e-4


def test_everyone_who_began_is_one_bar(doses: SearchBars) -> None:
    """Five doses, still looking, stopped: each part begins where the one before it ends."""
    parts = drawn.lines(charts.search_figure(doses, "light"))
    shares = [bar.share.value for bar in (*doses.parts, *doses.rest) if bar.share]
    assert [part["x"][0] for part in parts] == pytest.approx(shares, abs=HALF_A_DIGIT)
    ends = [part["base"][0] + part["x"][0] for part in parts]
    assert [part["base"][0] for part in parts[1:]] == pytest.approx(ends[:-1], abs=2 * HALF_A_DIGIT)
    assert "46 in 100 found theirs" in drawn.words(charts.search_figure(doses, "light"))


def test_a_group_within_the_group_stands_above_everyone(doses: SearchBars) -> None:
    """Two rows of the same parts."""
    both = replace(doses, who="Fibromyalgia", everyone=replace(doses, who="All members"))
    figure = charts.search_figure(both, "light")
    assert [len(part["y"]) for part in drawn.lines(figure)] == [2] * 7
    texts = drawn.words(figure)
    assert texts.index("Fibromyalgia") < texts.index("All members")


def test_with_too_few_people_there_is_no_bar(no_doses: SearchBars) -> None:
    """And no number."""
    figure = charts.search_figure(no_doses, "dark")
    assert not drawn.lines(figure)
    assert not any("100" in text for text in drawn.words(figure))


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
