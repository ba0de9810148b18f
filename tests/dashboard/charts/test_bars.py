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
    """In the third row, at the height of its bar."""
    figure = share_bars_figure(shares, "light")
    (trace,) = drawn.hatched(figure)
    assert [round(row) for row in trace["y"]] == [2]
    assert drawn.words(figure).count("too few people to show") == 1


def test_the_articles_row_is_shaded_and_said(shares: ShareBars) -> None:
    """The second one, from its upper to its lower edge."""
    figure = share_bars_figure(shares, "light")
    (shade,) = drawn.layout(figure)["shapes"]
    assert (shade["y0"], shade["y1"]) == (0.5, 1.5)
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


def test_a_long_name_takes_two_lines_beside_its_number() -> None:
    """On a phone it would run into the number."""
    name = "After 4 weeks or more, sensitive to medicines"
    pair = ShareBars(
        (ShareBar(name, share_with_blur(30, 120)), ShareBar("Slow", share_with_blur(60, 300)))
    )
    texts = drawn.words(share_bars_figure(pair, "light"))
    assert "After 4 weeks or more,<br>sensitive to medicines" in texts


def test_a_share_of_few_people_is_told_in_words() -> None:
    """No percentage under 30 people."""
    texts = drawn.words(
        share_bars_figure(ShareBars((ShareBar("Half", share_with_blur(10, 20)),)), "light")
    )
    assert "about half" in texts
    assert not any("%" in text for text in texts)
