from dataclasses import replace

import pytest

from dashboard.charts import survival_curve as stairs
from dashboard.charts import timelines
from dashboard.findings.finding_numbers import ByWeek, LastingCurve
from dashboard.stats.shares import share_with_blur
from db import bands
from tests.dashboard.charts import drawn

HALF_A_DIGIT = 0.5e-4


def test_a_line_is_drawn_from_the_findings_shares(one_line: ByWeek) -> None:
    """Value by value, with a gap where too few people are."""
    (line,) = drawn.lines(timelines.shares_by_week_figure(one_line, "light"))
    shares = one_line.series[0].shares
    assert line["y"][-1] is None
    values = [share.value for share in shares if share]
    assert line["y"][:-1] == pytest.approx(values, abs=HALF_A_DIGIT)


def test_a_band_runs_along_both_bounds(one_line: ByWeek) -> None:
    """First all lower bounds from left to right, then all upper ones back."""
    band = drawn.traces(timelines.shares_by_week_figure(one_line, "light"))[0]
    shares = [share for share in one_line.series[0].shares if share]
    bounds = [share.low for share in shares] + [share.high for share in reversed(shares)]
    assert band["y"] == pytest.approx(bounds, abs=HALF_A_DIGIT)


def test_a_band_is_open_where_too_few_people_are(three_lines: ByWeek) -> None:
    """Weeks 5 to 8 are missing in the third line: its band has a gap."""
    traces = drawn.traces(timelines.shares_by_week_figure(three_lines, "light"))
    bands_ = [trace for trace in traces if trace.get("fill") == "toself"]
    assert [band["x"].count(None) for band in bands_] == [0, 0, 1]


def test_each_of_several_lines_has_a_strip_and_a_name_of_its_own(
    three_lines: ByWeek,
) -> None:
    """Three upright axes of one scale, and three names."""
    figure = timelines.shares_by_week_figure(three_lines, "light")
    layout = drawn.layout(figure)
    axes = [layout[name] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    edges = [edge for axis in reversed(axes) for edge in axis["domain"]]
    assert edges == sorted(edges)
    names = ["Any sleep effect", "Any mood effect", "Any body effect"]
    assert [text for text in drawn.words(figure) if text in names] == names


def test_what_is_too_few_is_hatched_at_one_height(three_lines: ByWeek) -> None:
    """In the week of every line that lacks it, wherever that is."""
    hatched = drawn.hatched(timelines.shares_by_week_figure(three_lines, "light"))
    assert [trace["x"] for trace in hatched] == [[7], [7], [3, 7]]
    assert len({height for trace in hatched for height in trace["y"]}) == 1


def test_the_people_stand_under_the_axis(one_line: ByWeek) -> None:
    """The published counts, and "few" where there is none."""
    ticks = drawn.layout(timelines.shares_by_week_figure(one_line, "light"))["xaxis"]["ticktext"]
    people = [tick.split("<br>")[2] for tick in ticks]
    assert people == ["420", "405", "380", "310", "255", "190", "110", "few"]


def test_counts_that_would_touch_stand_under_every_other_column(one_line: ByWeek) -> None:
    """Four digits are wider than an eighth of a phone of 320."""
    many = tuple(share_with_blur(300, 3_000) for _ in one_line.weeks)
    numbers = replace(one_line, series=(replace(one_line.series[0], shares=many),))
    ticks = drawn.layout(timelines.shares_by_week_figure(numbers, "light"))["xaxis"]["ticktext"]
    assert [tick.split("<br>")[2].strip() for tick in ticks] == ["3000", ""] * 4


def test_the_articles_weeks_are_shaded(one_line: ByWeek) -> None:
    """From the left edge of week 1 to the right edge of weeks 3 to 4, the third column."""
    figure = timelines.shares_by_week_figure(one_line, "light")
    (window,) = drawn.layout(figure)["shapes"]
    assert (window["x0"], window["x1"]) == (-0.5, 2.5)
    assert "the article’s weeks" in drawn.words(figure)


def test_with_too_few_everywhere_only_hatching_is_left(no_line: ByWeek) -> None:
    """One bar a week, no line, no share on the axis."""
    figure = timelines.shares_by_week_figure(no_line, "dark")
    (trace,) = drawn.hatched(figure)
    assert len(trace["x"]) == len(bands.WEEK.words)
    assert not drawn.lines(figure)
    assert drawn.layout(figure)["yaxis"]["showticklabels"] is False


def test_a_stair_steps_down_to_the_share_at_the_end_of_each_band(stair: LastingCurve) -> None:
    """It begins with everyone; each column has one level."""
    (line,) = drawn.lines(timelines.lasting_figure(stair, "light"))
    assert line["y"] == [1, 1, 0.71, 0.71, 0.48, 0.48, 0.2, 0.2]
    assert line["x"] == [-0.8, -0.5, -0.5, 0.5, 0.5, 1.5, 1.5, 2.5]


def test_a_stair_ends_where_too_few_are_at_risk(stair: LastingCurve) -> None:
    """The columns after its last band are hatched and bear no number."""
    figure = timelines.lasting_figure(stair, "light")
    (trace,) = drawn.hatched(figure)
    assert trace["x"] == [3, 4, 5]
    ticks = drawn.layout(figure)["xaxis"]["ticktext"]
    people = [tick.split("<br>")[2] for tick in ticks]
    assert people == ["160", "115", "75", "few", "few", "few"]


def test_the_median_is_told_where_there_is_one(stair: LastingCurve) -> None:
    """As a light line at one half and a few words."""
    text = "· · · half were over it by week 2"
    assert text in drawn.words(timelines.lasting_figure(stair, "light"))
    without = LastingCurve(stair.word, stair.bands, None)
    figure = timelines.lasting_figure(without, "light")
    assert text not in drawn.words(figure)
    assert not drawn.layout(figure).get("shapes")


def test_without_a_band_a_stair_is_hatched_throughout() -> None:
    """No line at all."""
    figure = timelines.lasting_figure(LastingCurve("effect_headache", (), None), "light")
    assert not drawn.lines(figure)
    assert len(drawn.hatched(figure)[0]["x"]) == len(stairs.BANDS)


def test_a_stair_has_the_bands_of_the_measure() -> None:
    """The last band of the measure only closes the life table."""
    assert bands.LASTING.words[:-1] == stairs.BANDS


def test_weeks_since_a_step_are_headed_as_such(one_line: ByWeek) -> None:
    """The bare word would be read as the week of use."""
    since = replace(one_line, weeks=bands.STEP_WEEKS.words[:8], article_weeks=None, counted="since")
    text = "week after a first dose or a step up"
    assert text in drawn.words(timelines.shares_by_week_figure(since, "light"))
    assert (
        "weeks since the step: 0"
        in drawn.lines(timelines.shares_by_week_figure(since, "light"))[0]["text"][0]
    )


def test_help_rises_as_it_comes(stair: LastingCurve) -> None:
    """Not a falling line of those who wait, which reads as if it stopped working: 1 - 0.71."""
    figure = stairs.lasting_figure(replace(stair, word="benefit", waiting=True), "light")
    assert "· · · half had noticed help by week 2" in drawn.words(figure)
    assert "Had noticed that it helps" in drawn.words(figure)
    (line,) = drawn.lines(figure)
    assert line["y"] == [0, 0, 0.29, 0.29, 0.52, 0.52, 0.8, 0.8]
    assert line["text"][2].startswith("Had noticed help by week 1: 29 in 100 (23 to 37)")
