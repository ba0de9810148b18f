from dataclasses import replace

from dashboard.charts.bars import share_bars_figure
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.stats.shares import share_with_blur
from tests.dashboard.charts import drawn


def test_dots_and_intervals_are_the_findings_shares(shares: ShareBars) -> None:
    """30 and 60 of 120, with both bounds."""
    known = [bar.share for bar in shares.bars if bar.share]
    intervals, dots, _ = drawn.traces(share_bars_figure(shares, "light"))
    assert dots["x"] == [0.25, 0.5]
    ends = zip(intervals["base"], intervals["x"], strict=True)
    assert [(low, round(low + wide, 3)) for low, wide in ends] == [
        (round(share.low, 4), round(share.high, 3)) for share in known
    ]
    assert intervals["y"] == dots["y"]


def test_too_few_people_are_hatched_and_said(shares: ShareBars) -> None:
    """In the third row, at the height of its bar: above it are rows of 46 and 46 pixels."""
    figure = share_bars_figure(shares, "light")
    (trace,) = drawn.hatched(figure)
    assert [46 + 46 < y < 46 + 46 + 18 + 46 for y in trace["y"]] == [True]
    assert drawn.words(figure).count("too few people to show") == 1


def test_the_articles_row_is_shaded_and_said(shares: ShareBars) -> None:
    """The second one, from its upper to its lower edge; its name takes a second line, of 18."""
    figure = share_bars_figure(shares, "light")
    (shade,) = drawn.layout(figure)["shapes"]
    assert (shade["y0"], shade["y1"]) == (46, 46 + 46 + 18)
    (said,) = [text for text in drawn.words(figure) if "the article says" in text]
    assert said.startswith("2 to 4 hours")


def test_people_are_said_once_where_all_bars_share_them(shares: ShareBars) -> None:
    """Under the axis, and not in the rows."""
    texts = drawn.words(share_bars_figure(shares, "light"))
    assert "each of 120 people" in texts
    assert {"25 in 100", "50 in 100"} <= set(texts)


def test_bars_of_different_people_bear_their_own() -> None:
    """Then nothing stands under the axis."""
    pair = ShareBars(
        (ShareBar("Fast", share_with_blur(30, 120)), ShareBar("Slow", share_with_blur(60, 300)))
    )
    texts = drawn.words(share_bars_figure(pair, "light"))
    assert {"25 in 100 of 120", "20 in 100 of 300"} <= set(texts)
    assert not any("each of" in text for text in texts)


def test_a_long_name_stands_above_its_number() -> None:
    """On a phone of 320 it would run into the number: the last line is left free for that."""
    name = "After 4 weeks or more, sensitive to medicines"
    pair = ShareBars(
        (ShareBar(name, share_with_blur(30, 120)), ShareBar("Slow", share_with_blur(60, 300)))
    )
    texts = drawn.words(share_bars_figure(pair, "light"))
    assert "After 4 weeks or more, sensitive to<br>medicines<br>\u00a0" in texts


def test_a_share_that_may_be_nearly_anything_is_hatched_and_said() -> None:
    """10 of 20 people: from 20 to 80 in 100 it says nothing, and gets no bar along the axis."""
    figure = share_bars_figure(ShareBars((ShareBar("Half", share_with_blur(10, 20)),)), "light")
    assert "too few to tell" in drawn.words(figure)
    assert len(drawn.hatched(figure)[0]["y"]) == 1
    assert not drawn.lines(figure)[0].get("x")


def test_rows_that_make_more_than_one_whole_say_so(shares: ShareBars) -> None:
    """Where one person may be in several; elsewhere nothing is said of it."""
    said = "one person may be in several rows"
    assert said in drawn.words(share_bars_figure(replace(shares, several=True), "light"))
    assert said not in drawn.words(share_bars_figure(shares, "light"))
