from itertools import pairwise
from math import log2, log10

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings

from dashboard.charts.marks import CLEAR
from dashboard.charts.own.effects import FILLS, MOST
from dashboard.charts.own.figure import own_record_figure
from dashboard.charts.own.week_axis import STRAIGHT_TO, OwnWeekAxis
from dashboard.charts.theme import PALETTES
from dashboard.record.own_weeks import weeks_of_survey
from dashboard.record.own_weeks_text import record_tables
from dashboard.text import say
from db.answers import LdnPause, LdnStop, ScaleScores, Survey
from db.vocabulary import Before, Effect, OverallChange, Severity, Timing
from tests.dashboard.charts import drawn
from tests.dashboard.charts.test_theme import lab
from tests.dashboard.record.own_surveys import longest, spell, step, survey
from tests.stories import stories
from tests.story_cohorts import Story

TWELVE = tuple(spell(effect, 1 + effect) for effect in list(Effect)[:12])
THEMES = pytest.mark.parametrize("theme", PALETTES)
SMALLEST_TEXT = 12
HEAVIEST = 30_000
"""Bytes; a phone on a slow line loads this in a fifth of a second."""


def figure(told: Survey, *reports: tuple) -> go.Figure:
    return own_record_figure(weeks_of_survey(told, reports), "light")


def bars(of: go.Figure) -> list[dict]:
    return [trace for trace in drawn.traces(of) if trace["type"] == "bar"]


@pytest.mark.parametrize("last", [1, 12, STRAIGHT_TO])
def test_half_a_year_is_drawn_straight(last: int) -> None:
    """Every week is one wide; week 1 begins at 0."""
    weeks = OwnWeekAxis(last)
    assert [weeks.start(week) for week in (1, 2, 3)] == [0, 1, 2]


def test_after_half_a_year_weeks_lie_closer_together() -> None:
    """A doubling of weeks is one wide, so that the first month keeps a fifth of two years."""
    weeks = OwnWeekAxis(104)
    assert weeks.start(4) - weeks.start(2) == pytest.approx(weeks.start(8) - weeks.start(4))
    assert weeks.start(5) / weeks.start(105) == pytest.approx(log2(5) / log2(105), abs=1e-3)
    assert log2(5) / log2(105) > 1 / 5


@pytest.mark.parametrize("last", [1, 3, 9, 17, 26, 27, 60, 2_080])
def test_the_weeks_under_the_axis_are_few_enough_for_a_phone(last: int) -> None:
    """And stand between both ends."""
    weeks = OwnWeekAxis(last)
    assert 1 <= len(weeks.tick_weeks()) <= 12
    assert all(
        weeks.ends[0] < weeks.middle_on_axis(week) < weeks.ends[1] for week in weeks.tick_weeks()
    )


def test_doses_are_steps_at_the_doses_that_were_taken() -> None:
    """0.5 mg for weeks 1 to 3, 3 mg from week 4 to the end of week 9; both stand at the axis."""
    of = figure(survey(9, step(1, 500), step(4, 3_000)))
    stair = drawn.traces(of)[0]
    powers = [log10(500)] * 2 + [log10(3_000)] * 2
    assert stair["x"] == [0, 3, 3, 9]
    assert stair["y"] == pytest.approx(powers, abs=1e-3)
    assert drawn.layout(of)["yaxis"]["ticktext"] == ["0.5", "3"]


def test_a_break_is_a_gap_in_the_stair() -> None:
    """0.5 mg in weeks 1 to 3, none in 4 and 5, 0.25 mg from week 6 to the end of week 9."""
    pauses = (LdnPause(began_week=4, ended_week=5),)
    stair = drawn.traces(figure(survey(9, step(1, 500), step(6, 250), pauses=pauses)))[0]
    assert stair["x"] == [0, 3, None, 5, 9]
    assert [y is None for y in stair["y"]] == [False, False, True, False, False]
    lasting = drawn.traces(figure(survey(9, pauses=(LdnPause(began_week=4),))))[0]
    assert lasting["x"] == [0, 3, None]


def test_the_table_of_doses_has_the_breaks() -> None:
    """What the figure leaves a gap for is a row of its own."""
    told = survey(9, step(1, 500), step(6, 250), pauses=(LdnPause(began_week=4, ended_week=5),))
    rows = record_tables(weeks_of_survey(told))[0][1].rows
    assert [row[1] for row in rows] == ["0.5 mg", "no LDN, until week 5", "0.25 mg"]


def test_who_stopped_has_no_dose_after_it() -> None:
    """The stair ends with the last week on LDN, and a line runs through all strips."""
    of = figure(survey(9, stop=LdnStop(week=5)))
    assert max(drawn.traces(of)[0]["x"]) == 5
    assert [shape["x0"] for shape in drawn.layout(of)["shapes"]] == [0, 5]


def test_an_effect_is_a_bar_over_its_weeks() -> None:
    """Weeks 2 and 3: from 1 to 3 on the axis; still there since week 4 of 9: from 3 to 9."""
    told = (spell(Effect.headache, 2, 3), spell(Effect.nausea, 4))
    (bar,) = bars(figure(survey(9, *told)))
    assert sorted(zip(bar["base"], bar["x"], strict=True)) == [(1, 2), (3, 6)]


def test_what_is_still_there_has_an_open_end() -> None:
    """An arrow for each of them, at the end of this week."""
    told = (spell(Effect.headache, 2, 3), spell(Effect.nausea, 4), spell(Effect.fatigue, 1))
    arrows = [t for t in drawn.traces(figure(survey(9, *told))) if t.get("mode") == "markers"]
    assert [(a["x"], a["marker"]["symbol"]) for a in arrows] == [([9, 9], "triangle-right")]


def test_a_bar_covers_only_weeks_that_were_told() -> None:
    """A "?" stands where an end was not said; without any week there is no bar."""
    began = figure(survey(9, spell(Effect.headache, 2, still_there=False)))
    ended = figure(survey(9, spell(Effect.headache, None, 5)))
    neither = figure(survey(9, spell(Effect.headache, still_there=False)))
    assert (bars(began)[0]["base"], bars(began)[0]["x"]) == ([1], [1])
    assert (bars(ended)[0]["base"], bars(ended)[0]["x"]) == ([4], [1])
    assert all("?" in drawn.words(of) for of in (began, ended))
    assert not bars(neither)[0]["x"] and "weeks not said" in drawn.words(neither)


def test_what_was_there_before_ldn_begins_at_the_edge() -> None:
    """Left of week 1."""
    same = spell(Effect.headache, before=Before.the_same)
    (bar,) = bars(figure(survey(9, same)))
    assert bar["base"] == [OwnWeekAxis(9).ends[0]]


@THEMES
def test_severity_is_told_by_darkness_and_pattern_so_that_it_prints_in_grey(theme: str) -> None:
    """Five fills: no two alike, and a plain mild one far from a plain very severe one."""
    told = [spell(e, 1, severity=Severity(n)) for n, e in enumerate(list(Effect)[: len(FILLS)])]
    marker = bars(own_record_figure(weeks_of_survey(survey(9, *told)), theme))[0]["marker"]
    pattern = marker["pattern"]
    fills = zip(marker["color"], pattern["shape"], pattern["solidity"], strict=True)
    assert len(set(fills)) == len(FILLS) == len(Severity)
    plain = [c for c, shape in zip(marker["color"], pattern["shape"], strict=True) if not shape]
    greys = [lab(colour, np.eye(3))[0] for colour in plain if colour != CLEAR]
    assert abs(greys[0] - greys[-1]) > 30


def test_scores_are_lines_with_the_time_before_ldn_apart() -> None:
    """Weeks 4 and 9 at their middles; before LDN left of the first dose, on a dotted way."""
    told = survey(9, before=ScaleScores(pain=7), now=ScaleScores(pain=3))
    of = figure(told, (4, ScaleScores(pain=5)))
    line, before = drawn.traces(of)[1:]
    assert (line["x"], line["y"]) == ([3.5, 8.5], [5, 3])
    assert before["x"][0] < 0 and before["y"] == [7, 5]
    assert before["line"]["dash"] == "dot"


def test_overall_change_goes_up_where_it_went_well() -> None:
    """Its axis is turned: 1 is very much better."""
    of = figure(survey(9, overall_change=OverallChange.much_better))
    axis = drawn.layout(of)["yaxis2"]
    assert axis["range"][0] > axis["range"][1]
    assert axis["ticktext"] == ["+3", "0", "−3"]


def test_strips_lie_under_each_other_over_one_axis() -> None:
    """None overlaps the next, and all share the weeks."""
    told = survey(30, *TWELVE, before=ScaleScores(pain=1, fatigue=2, sleep=3, mood=4))
    domains = [axis["domain"] for axis in drawn.axes(figure(told)) if "domain" in axis]
    assert len(domains) == 1 + 1 + 4
    assert all(low >= below[1] for (low, _), below in pairwise(domains))
    assert {axis.get("anchor") for axis in drawn.axes(figure(told))} == {"x", "y6"}


def test_twelve_effects_are_drawn_and_the_others_counted() -> None:
    """They stand in the table."""
    told, reports = longest()
    of = figure(told, *reports)
    names = {effect.name for effect in weeks_of_survey(told).effects}
    assert len(names & set(drawn.words(of))) == MOST
    assert say("record.figure.more", count=len(Effect) - MOST) in drawn.words(of)
    effects = record_tables(weeks_of_survey(told))[1][1]
    assert {row[0] for row in effects.rows} == names


def test_times_of_day_do_not_cover_each_other() -> None:
    """A new one every week: what has no room is marked, and stands in the table."""
    times = [step(week, 500 * week, Timing(1 + week % 2)) for week in range(1, 11)]
    notes = drawn.layout(figure(survey(12, *times)))["annotations"]
    shown = [n for n in notes if n["text"].rstrip("…") in {"bedtime", "morning"}]
    assert 2 <= len(shown) < len(times)
    assert shown[-1]["text"].endswith("…") or any(n["text"].endswith("…") for n in shown)
    places = {(n["x"], n.get("yshift")) for n in shown}
    assert len(places) == len(shown)


@THEMES
@settings(max_examples=60)
@given(story=stories())
def test_whatever_was_told_it_can_be_drawn(theme: str, story: Story) -> None:
    """Nothing dragged, nothing packed out of sight, no text too small, light to send."""
    reports = [(week, ScaleScores(pain=week % 11), said) for week, said in story.reports]
    of = own_record_figure(weeks_of_survey(story.survey, reports), theme)
    layout = drawn.layout(of)
    assert all(axis["fixedrange"] for axis in drawn.axes(of)) and layout["dragmode"] is False
    fonts = [note["font"]["size"] for note in layout["annotations"]]
    assert min(fonts) >= SMALLEST_TEXT
    assert "bdata" not in of.to_json() and len(of.to_json()) < HEAVIEST


def test_the_longest_record_is_light_to_send() -> None:
    """60 steps, 37 effects, 120 reports."""
    told, reports = longest()
    assert len(figure(told, *reports).to_json()) < 3 * HEAVIEST
