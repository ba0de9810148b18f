from dashboard.charts.maps import share_map_figure
from dashboard.findings.finding_numbers import ShareMap
from dashboard.stats.shares import share_with_blur
from tests.dashboard.charts import drawn

SHARE = share_with_blur(40, 200)


def map_of(columns: tuple[str, ...], *rows: str) -> ShareMap:
    """A share in every square, and a note of two lines."""
    return ShareMap(rows, columns, ((SHARE,) * len(columns),) * len(rows), "one<br>two")


def test_many_weeks_lie_flat_in_two_lines() -> None:
    """Eight columns on a phone: 13-26 breaks behind its dash; two columns have room for it."""
    weeks = ("1", "2", "3–4", "5–8", "9–12", "13–26", "27–52", "53–104")
    many = drawn.layout(share_map_figure(map_of(weeks, "Headache"), "light"))["xaxis"]
    assert many["ticktext"][-3:] == ["13–<br>26", "27–<br>52", "53–<br>104"]
    assert many["tickangle"] == 0
    few = drawn.layout(share_map_figure(map_of(("13–26",), "Headache"), "light"))["xaxis"]
    assert few["ticktext"] == ["13–26"]


def test_a_long_name_of_a_row_takes_two_lines() -> None:
    """And the rows are as high as that needs."""
    short = drawn.layout(share_map_figure(map_of(("1",), "Headache"), "light"))
    long = drawn.layout(share_map_figure(map_of(("1",), "Stronger feelings under stress"), "light"))
    assert long["yaxis"]["ticktext"] == ["Stronger feelings<br>under stress"]
    assert long["height"] == short["height"] + 36 - 24


def test_the_note_begins_at_the_left_edge_of_the_figure() -> None:
    """Under the squares alone a phone would cut off its end, and with it the sense."""
    layout = drawn.layout(share_map_figure(map_of(("1",), "Headache"), "light"))
    (note,) = layout["annotations"]
    assert note["text"] == "one<br>two"
    assert note["xanchor"] == "left" and note["xshift"] == 4 - layout["margin"]["l"]
