from dashboard.charts.maps import share_map_figure
from dashboard.findings.finding_numbers import ShareMap
from dashboard.stats.shares import share_with_blur
from tests.dashboard.charts import drawn

SHARE = share_with_blur(40, 200)


def map_of(*columns: str) -> ShareMap:
    """One row with a share in every column, and a note of two lines."""
    return ShareMap(("3 to under 4.5 mg",), columns, ((SHARE,) * len(columns),), "one<br>two")


def test_labels_of_two_lines_lie_flat_and_leave_room_for_the_note() -> None:
    """Three of at most seven letters a line fit side by side; two lines and two of note: 76 px."""
    layout = drawn.layout(share_map_figure(map_of("went<br>back", "more<br>benefit"), "light"))
    assert layout["xaxis"]["tickangle"] == 0
    assert layout["margin"]["b"] == 4 * 19
    assert layout["xaxis"]["title"]["standoff"] == 4


def test_long_labels_of_one_line_stand_upright() -> None:
    """As the same words would without a break."""
    layout = drawn.layout(
        share_map_figure(map_of("went back down", "had more benefit of it"), "light")
    )
    assert layout["xaxis"]["tickangle"] == -90
    assert "standoff" not in layout["xaxis"]["title"]
