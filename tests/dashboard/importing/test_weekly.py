"""Sheets with a column for each week, several illnesses, and times that say two things."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.importing import draft_map, survey_rows
from dashboard.importing.column_map import ColumnMap, map_from_toml
from dashboard.importing.problems import ImportProblem
from dashboard.importing.spreadsheet import AnswerSheet, SheetLine
from db.answers import Survey
from db.vocabulary import Condition, Effect, Topic

MakeSheet = Callable[..., AnswerSheet]
CELLS = {"Time": "night", "Weeks": "3", "D1": "0.5", "D2": "0.5", "D3": "1.5", "D4": "1.5"}
CELLS |= {"H1": "no", "H2": "yes", "H3": "yes", "H4": "no"}
HEADACHE = {
    "effect": "headache",
    "columns": ["H1", "H2", "H3", "H4"],
    "words": {"yes": "yes", "no": "none"},
}


def weekly(**changes: Any) -> ColumnMap:
    """Doses and headaches of four weeks; asked 3 weeks after the first dose, in week 4."""
    plain = {
        "since_first_dose": {"column": "Weeks", "unit": "weeks"},
        "first_timing": {"column": "Time", "words": {"night": "bedtime"}},
        "dose_by_week": {"columns": ["D1", "D2", "D3", "D4"]},
        "effect_by_week": [HEADACHE],
    }
    return ColumnMap.model_validate(plain | changes)


def read(cells: dict[str, str], the_map: ColumnMap) -> Survey | list[str]:
    """The survey of one row, or the reasons."""
    sheet = AnswerSheet(tuple(cells), (SheetLine(2, tuple(cells.values())),))
    outcome = survey_rows.surveys_from_sheet(sheet, the_map)
    return outcome.surveys[0][0] if outcome.surveys else [r.key for r in outcome.reasons]


def test_weeks_become_steps_and_spells() -> None:
    """0.5 mg in weeks 1 and 2, 1.5 mg from week 3 on; a headache in weeks 2 and 3."""
    told = read(CELLS, weekly())
    assert isinstance(told, Survey)
    assert [(step.week, step.dose_ug) for step in told.steps] == [(1, 500), (3, 1_500)]
    (spell,) = told.episodes
    assert (spell.began_week, spell.ended_week, spell.still_there) == (2, 3, False)
    assert {Topic.dose_changes, Topic.effect_weeks} <= told.marks.topics
    assert told.marks.effects == {Effect.headache}


def test_weeks_that_nobody_was_asked_about_say_nothing() -> None:
    """In week 20 four columns tell of no week after the fourth: not asked is not no."""
    told = read(CELLS | {"Weeks": "19"}, weekly())
    assert isinstance(told, Survey)
    assert not {Topic.dose_changes, Topic.effect_weeks} & told.marks.topics
    still = read(CELLS | {"H4": "yes"}, weekly())
    assert isinstance(still, Survey)
    assert [(s.began_week, s.still_there) for s in still.episodes] == [(2, True)]


def test_an_empty_week_is_refused_unless_the_map_says_what_it_means() -> None:
    """And columns after the day of answering have to be empty."""
    empty = CELLS | {"D2": "", "H2": ""}
    assert read(empty, weekly()) == ["dose_empty", "effects_blank"]
    meant = weekly(
        dose_by_week={"columns": ["D1", "D2", "D3", "D4"], "blank": "unchanged"},
        effect_by_week=[HEADACHE | {"blank": "none"}],
    )
    assert isinstance(read(empty, meant), Survey)
    assert read(CELLS | {"Weeks": "2"}, weekly()) == ["step_after_the_end"]


def test_the_draft_finds_weeks_in_headers_of_any_tool(sheet: MakeSheet) -> None:
    """Only where they are 1, 2, 3 and so on; a week that is missing leaves them out by name."""
    columns = {name: ["x"] for name in ("When did you start LDN?", "Dose week 1", "Dose week 2")}
    columns |= {name: ["no"] for name in ("Headache [Week 1]", "Headache [Week 2]", "wk 3 nausea")}
    draft = draft_map.draft_column_map(sheet(**columns))
    assert 'columns = ["Dose week 1", "Dose week 2"]' in draft
    assert 'columns = ["Headache [Week 1]", "Headache [Week 2]"]' in draft
    assert '"wk 3 nausea", # not recognised' in draft


LEAST = {
    "since_first_dose": {"column": "Weeks", "unit": "weeks"},
    "first_dose": {"column": "Dose"},
    "first_timing": {"column": "Time", "words": {"night": "bedtime"}},
}
ROW = {"Dose": "0.5", "Time": "night", "Weeks": "3"}


def test_of_several_illnesses_the_map_says_which_is_the_main_one() -> None:
    """The first that is written; of ticks nobody knows it, so none is."""
    words = {"mcas": "mcas", "fibromyalgia": "fibromyalgia", "pots": "dysautonomia"}
    asked = {"column": "Ill", "words": words}
    cells = ROW | {"Ill": "POTS, fibromyalgia and MCAS"}
    assert read(cells, ColumnMap.model_validate(LEAST | {"condition": asked})) == ["word_two_ways"]
    first = read(
        cells, ColumnMap.model_validate(LEAST | {"condition": asked | {"several": "first"}})
    )
    assert isinstance(first, Survey)
    assert first.condition is Condition.dysautonomia
    assert first.other_conditions == {Condition.fibromyalgia, Condition.mcas}
    ticks = [
        {"condition": name, "column": name, "words": {"1": "yes", "0": "none"}}
        for name in ("mcas", "fibromyalgia")
    ]
    ticked = ColumnMap.model_validate(LEAST | {"condition_tick": ticks})
    one = read(ROW | {"mcas": "1", "fibromyalgia": "0"}, ticked)
    both = read(ROW | {"mcas": "1", "fibromyalgia": "1"}, ticked)
    assert isinstance(one, Survey) and isinstance(both, Survey)
    assert (one.condition, one.other_conditions) == (Condition.mcas, frozenset())
    assert both.condition is Condition.not_said
    assert both.other_conditions == {Condition.mcas, Condition.fibromyalgia}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Weeks": "30"}, "weeks_against_date"),
        ({"Off": "2023-01-05"}, "stop_before_start"),
        ({"Dose": "0.5 mg in the morning"}, "timing_two_ways"),
        ({"Dose": "0.5 mg am"}, "timing_two_ways"),
        ({"Dose": "0.5 am"}, "timing_two_ways"),
        ({"Dose": "0.5 mg por la tarde"}, "timing_two_ways"),
        ({"Start": "2024-01-01"}, "date_too_early"),
    ],
)
def test_times_that_contradict_each_other_are_named_by_row(
    cells: dict[str, str], reason: str
) -> None:
    """Weeks against the date of the first dose, a stop before the start, two times of day."""
    the_map = ColumnMap.model_validate(
        LEAST
        | {
            "file": {"answered_on": "On"},
            "started_on": {"column": "Start", "unit": "date"},
            "taking": {"column": "Still", "words": {"no": "stopped"}},
            "stopped_after": {"column": "Off", "unit": "date"},
        }
    )
    plain = ROW | {"On": "2023-06-01", "Start": "2023-05-10", "Still": "no", "Off": "2023-05-20"}
    assert isinstance(read(plain, the_map), Survey)
    assert read(plain | cells, the_map)[:1] == [reason]  # type: ignore[index]


@pytest.mark.parametrize(
    "header",
    ["Dose (mcg)", "dose_mcg", "Dosis (microgramos)", "Dose (\u00b5g)", "Доза (мкг)", "剂量"],
)
def test_a_header_that_may_name_micrograms_needs_a_unit(header: str) -> None:
    """Read as milligrams they would be a thousand times as much."""
    written = '[since_first_dose]\ncolumn = "W"\n[first_dose]\ncolumn = "' + header + '"\n'
    with pytest.raises(ImportProblem, match="map_micrograms"):
        map_from_toml(written)
    assert map_from_toml(written + 'unit = "mcg"\n').first_dose


@pytest.mark.parametrize("header", ["Dose (mg)", "Dosis actual", "What was your starting dose?"])
def test_another_header_needs_none(header: str) -> None:
    """Nor does one with an accent."""
    assert ColumnMap.model_validate(LEAST | {"first_dose": {"column": header}})
