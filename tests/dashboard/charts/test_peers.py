import re
from html import unescape

import pytest

from dashboard.charts import marks, theme
from dashboard.charts.icons import icon_rows_html
from dashboard.charts.peers import ROOM, my_weeks_figure
from dashboard.charts.peers_dose import my_dose_figure
from dashboard.charts.timelines import shares_by_week_figure
from dashboard.findings.finding_numbers import ByWeek
from dashboard.findings.peers.peer_numbers import (
    DoseRow,
    DoseRows,
    IconRow,
    IconRows,
    LittleFigures,
    PeerWeeks,
)
from dashboard.stats.shares import share_with_blur
from tests.dashboard.charts import drawn


def row(figures: LittleFigures, *, mine: bool = False, label: str = "Headache") -> IconRow:
    return IconRow(label, "4 in 10", figures, mine)


def kinds(html: str) -> list[str]:
    return re.findall(r'<i class="(\w+)">', html)


def test_every_figure_of_a_row_is_filled_pale_or_open() -> None:
    """4 filled, 2 that may be, and the other 4 of ten."""
    html = icon_rows_html(IconRows((row(LittleFigures(4, 2, 0.4, 0.6)),), 10, 45, rough=True))
    assert kinds(html) == ["in"] * 4 + ["maybe"] * 2 + ["out"] * 4


def test_each_row_has_as_many_figures_and_my_own_is_named() -> None:
    """Two rows of twenty, one of them mine."""
    rows = (row(LittleFigures(8, 0, 0.3, 0.5), mine=True), row(LittleFigures(2, 0, 0.05, 0.2)))
    html = icon_rows_html(IconRows(rows, 20, 110, rough=False))
    assert len(kinds(html)) == 40
    assert html.count("you have it") == 1
    assert "1 in 20 of 110 people" in html


def test_the_line_under_the_figures_is_the_range() -> None:
    """From 30 to 50 in 100 of the row; told in thirds there is none."""
    rows = (row(LittleFigures(4, 0, 0.3, 0.5)),)
    assert "margin-left:30%;width:20%" in icon_rows_html(IconRows(rows, 10, 110, rough=False))
    assert "ss-icons-range" not in icon_rows_html(IconRows(rows, 10, 45, rough=True))


def test_a_label_cannot_bring_html_with_it() -> None:
    """It is escaped."""
    html = icon_rows_html(
        IconRows((row(LittleFigures(1, 0, 0, 1), label="<b>x</b>"),), 10, 110, rough=False)
    )
    assert "<b>" not in html
    assert "<b>x</b>" in unescape(html)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_my_weeks_stand_above_their_line_in_another_colour(one_line: ByWeek, name: str) -> None:
    """From the second to the fourth band; the ring is their share at the fourth."""
    figure = my_weeks_figure(PeerWeeks(one_line, 1, 3, "you have it"), name)
    plain, mine = shares_by_week_figure(one_line, name), theme.theme_palette(name).line(1)
    bar = drawn.layout(figure)["shapes"][-1]
    assert (bar["x0"], bar["x1"], bar["fillcolor"]) == (0.68, 3.32, mine)
    assert (bar["yref"], bar["ysizemode"], bar["yanchor"]) == ("paper", "pixel", 1)
    ring = drawn.traces(figure)[-1]
    share = one_line.series[0].shares[3]
    assert share is not None
    assert (ring["x"], ring["y"]) == ([3], [round(share.value, marks.DIGITS)])
    assert ring["marker"]["line"]["color"] == mine
    assert "you have it" in drawn.words(figure)
    assert drawn.layout(figure)["height"] == drawn.layout(plain)["height"] + ROOM
    assert drawn.traces(figure)[:-1] == drawn.traces(plain)


def test_a_week_of_mine_with_too_few_people_has_no_ring(one_line: ByWeek) -> None:
    """The last band is hatched; my bar is there all the same."""
    figure = my_weeks_figure(PeerWeeks(one_line, 7, 7, "you"), "light")
    assert len(drawn.traces(figure)) == len(drawn.traces(shares_by_week_figure(one_line, "light")))
    assert "you" in drawn.words(figure)


@pytest.mark.parametrize(
    ("first", "now", "anchor"),
    [(0, 0, "left"), (3, 4, "center"), (7, 7, "right")],
)
def test_what_stands_over_my_weeks_does_not_run_out_of_the_figure(
    one_line: ByWeek,
    first: int,
    now: int,
    anchor: str,
) -> None:
    """At the ends it runs inwards."""
    figure = my_weeks_figure(PeerWeeks(one_line, first, now, "you: a little better"), "light")
    (mine,) = [n for n in drawn.layout(figure)["annotations"] if n["text"].startswith("you:")]
    assert mine["xanchor"] == anchor


def rows_of(*, mine: bool) -> DoseRows:
    return DoseRows(
        (
            DoseRow("0.5 to under 1 mg", share_with_blur(20, 200), "10 %", mine=False),
            DoseRow("4.5 mg", share_with_blur(80, 200), "40 %", mine=mine),
            DoseRow("Stopped", None, "too few people to show", mine=False),
        ),
        "you: 4.5 mg" if mine else "",
    )


def test_only_the_row_of_my_dose_is_shaded_and_named() -> None:
    """The second one, from its upper to its lower edge, in teal among grey."""
    figure, colours = my_dose_figure(rows_of(mine=True), "light"), theme.LIGHT
    (ground,) = drawn.layout(figure)["shapes"]
    assert (ground["y0"], ground["y1"]) == (0.5, 1.5)
    (named,) = [text for text in drawn.words(figure) if "you: 4.5 mg" in text]
    assert named.startswith("4.5 mg")
    dots = drawn.traces(figure)[1]
    assert dots["x"] == [0.1, 0.4]
    assert dots["marker"]["color"] == [colours.grey, colours.teal]


def test_without_a_dose_of_mine_no_row_stands_back() -> None:
    """All are teal, none is shaded; too few people are hatched."""
    figure = my_dose_figure(rows_of(mine=False), "dark")
    assert not drawn.layout(figure).get("shapes")
    assert drawn.traces(figure)[1]["marker"]["color"] == [theme.DARK.teal] * 2
    (hatched,) = drawn.hatched(figure)
    assert [round(at) for at in hatched["y"]] == [2]


def test_what_is_sent_of_me_is_short_and_in_the_open(one_line: ByWeek) -> None:
    """Nothing packed, nothing dragged, no text under 12 pixels."""
    for figure in (
        my_weeks_figure(PeerWeeks(one_line, 1, 3, "you"), "light"),
        my_dose_figure(rows_of(mine=True), "light"),
    ):
        assert "bdata" not in figure.to_json()
        assert len(figure.to_json()) < 10_000
        assert all(axis["fixedrange"] for axis in drawn.axes(figure))
        fonts = [note["font"]["size"] for note in drawn.layout(figure)["annotations"]]
        assert min(fonts) >= 12
