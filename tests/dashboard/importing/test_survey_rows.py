"""A row becomes the survey that the member would have handed in, or says why not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.importing import survey_rows
from dashboard.importing.column_map import ColumnMap
from dashboard.importing.problems import ImportProblem
from dashboard.importing.sheet_marks import marks_of_row
from dashboard.importing.spreadsheet import AnswerSheet, SheetLine
from dashboard.text import has_text
from db.answers import DoseStep, EffectEpisode, LdnStop, ScaleScores, Survey
from db.vocabulary import (
    AgeBand,
    Condition,
    Effect,
    Form,
    OverallChange,
    Sensitivity,
    Sex,
    StopReason,
    Timing,
    Topic,
)

MakeSheet = Callable[..., AnswerSheet]
PLAIN = {"Dose": "0.5 mg", "Time": "bedtime", "Weeks": "19"}
TIMES = {"bedtime": "bedtime", "morning": "morning"}


def mapped(**changes: Any) -> ColumnMap:
    """First dose, its time, and weeks since then."""
    plain = {
        "file": {"accept_lower_shares": True},
        "first_dose": {"column": "Dose"},
        "first_timing": {"column": "Time", "words": TIMES},
        "since_first_dose": {"column": "Weeks", "unit": "weeks"},
    }
    return ColumnMap.model_validate({**plain, **changes})


def read(cells: dict[str, str], the_map: ColumnMap) -> Survey | list[str]:
    """The survey of one row, or the reasons."""
    sheet = AnswerSheet(tuple(cells), (SheetLine(2, tuple(cells.values())),))
    outcome = survey_rows.surveys_from_sheet(sheet, the_map)
    return outcome.surveys[0][0] if outcome.surveys else [r.key for r in outcome.reasons]


def test_the_least_that_a_row_can_tell_is_a_dose_a_time_and_when() -> None:
    """19 weeks after the first dose is week 20."""
    first = DoseStep(week=1, dose_ug=500, timing=Timing.bedtime)
    marks = marks_of_row(mapped(), 20)
    assert read(PLAIN, mapped()) == Survey(observed_week=20, steps=(first,), marks=marks)
    assert (marks.forms, marks.topics, marks.effects) == ({Form.imported}, set(), set())


def test_the_time_may_stand_beside_the_dose() -> None:
    """Where the map has no column for it; and one of the two is needed."""
    without = mapped(first_timing=None)
    told = read(PLAIN | {"Dose": "LDN 0.5 in the morning"}, without)
    assert isinstance(told, Survey)
    assert told.steps[0].timing is Timing.morning
    assert read(PLAIN, without) == ["timing_missing"]


def test_another_dose_now_needs_the_week_of_the_change() -> None:
    """From its column; or the map says that it counts as this week; it is never guessed."""
    now = {"current_dose": {"column": "Now"}}
    cells = PLAIN | {"Now": "3 mg", "Since": "4"}
    assert read(cells, mapped(**now)) == ["change_week_unknown"]
    since = {"column": "Since", "unit": "weeks"}
    weeks = {
        5: mapped(**now, current_since=since),
        20 - 4: mapped(**now, current_since=since | {"back": True}),
        20: mapped(**now, file={"accept_lower_shares": True, "change_week_unknown": "this_week"}),
    }
    for week, the_map in weeks.items():
        told = read(cells, the_map)
        assert isinstance(told, Survey)
        assert told.steps[1] == DoseStep(week=week, dose_ug=3_000, timing=Timing.bedtime)


def test_whoever_stopped_tells_after_how_long() -> None:
    """And a dose that changed later than that does not fit."""
    the_map = mapped(
        taking={"column": "Still", "words": {"yes": "taking", "no": "stopped"}},
        stopped_after={"column": "Stopped", "unit": "weeks"},
        stop_reason={"column": "Why", "words": {"cost": "cost_or_supply"}},
        current_timing={"column": "Time now", "words": TIMES},
        current_since={"column": "Since", "unit": "weeks"},
    )
    cells = PLAIN | {"Still": "No", "Stopped": "6", "Why": "The cost", "Time now": "", "Since": ""}
    told = read(cells, the_map)
    assert isinstance(told, Survey)
    assert told.stop == LdnStop(week=7, reason=StopReason.cost_or_supply)
    assert read(cells | {"Time now": "morning", "Since": "9"}, the_map) == ["step_after_the_end"]
    assert read(cells | {"Stopped": "30"}, the_map) == ["stop_later_than_now"]
    assert read(cells | {"Still": ""}, the_map) == ["taking_blank"]


def test_an_effect_with_its_own_columns_has_weeks_and_severity() -> None:
    """An effect that ended before it began does not fit."""
    headache = {
        "effect": "headache",
        "column": "Headache",
        "words": {"no": "none", "bad": "severe"},
        "still_there": True,
        "began": {"column": "From", "unit": "week_number"},
        "ended": {"column": "To", "unit": "week_number"},
    }
    cells = PLAIN | {"Headache": "bad", "From": "2", "To": "4"}
    told = read(cells, mapped(effect=[headache]))
    assert isinstance(told, Survey)
    (spell,) = told.episodes
    assert (spell.effect, spell.severity.name) == (Effect.headache, "severe")
    assert (spell.began_week, spell.ended_week, spell.still_there) == (2, 4, False)
    assert read(cells | {"To": "1"}, mapped(effect=[headache])) == ["effect_ends_before_it_begins"]
    without = read(cells | {"Headache": "no"}, mapped(effect=[headache]))
    assert isinstance(without, Survey)
    assert (without.episodes, without.marks.effects) == ((), {Effect.headache})


def test_every_reason_of_a_row_is_told_at_once() -> None:
    """So that a spreadsheet is corrected in one go."""
    bad = {"Dose": "lots", "Time": "noon", "Weeks": "long"}
    assert set(read(bad, mapped())) == {
        *("dose_unreadable", "word_unknown", "timing_missing", "week_unreadable"),
    }


def test_a_column_that_is_not_there_is_said_before_any_row(sheet: MakeSheet) -> None:
    """With its name, which is the map's."""
    with pytest.raises(ImportProblem, match="map_column") as told:
        survey_rows.surveys_from_sheet(sheet(Dose=["1"], Time=["morning"]), mapped())
    assert told.value.values == {"names": "Weeks"}


def test_the_example_is_read_as_a_person_would(
    example: AnswerSheet, example_map: ColumnMap
) -> None:
    """Line 2, cell by cell; and exactly the rows that were spoilt do not fit."""
    outcome = survey_rows.surveys_from_sheet(example, example_map)
    observed = (date(2024, 9, 25) - date(2023, 3, 8)).days // 7 + 1
    changed = (date(2023, 9, 21) - date(2023, 3, 8)).days // 7 + 1
    assert outcome.surveys[0][0] == Survey(
        marks=marks_of_row(example_map, observed),
        condition=Condition.me_cfs,
        age_band=AgeBand.from_30_to_44,
        sex=Sex.male,
        sensitivity=Sensitivity.not_sure,
        observed_week=observed,
        steps=(
            DoseStep(week=1, dose_ug=500, timing=Timing.morning),
            DoseStep(week=changed, dose_ug=4_500, timing=Timing.morning),
        ),
        episodes=(EffectEpisode(effect=Effect.nausea, still_there=False),),
        overall_change=OverallChange.much_worse,
        now=ScaleScores(pain=7),
        before=ScaleScores(pain=9),
    )
    spoilt = {4: "dose_several", 9: "date_unreadable", 13: "formula", 19: "too_long"}
    spoilt |= {24: "date_too_early", 27: "word_unknown"}
    assert {reason.line: reason.key for reason in outcome.reasons} == spoilt
    assert len(outcome.surveys) == len(example.lines) - len(spoilt)
    assert outcome.repeated == (34, 35)
    assert [survey for survey, again in outcome.surveys if again] == [
        survey for survey, _ in outcome.surveys[-2:]
    ]


def test_a_form_sent_twice_is_the_same_row_at_another_moment(sheet: MakeSheet) -> None:
    """Only the moment of answering may differ."""
    columns = {name: [cell] * 3 for name, cell in PLAIN.items()}
    twice = sheet(**columns, When=["1/1/2024 10:00", "2/1/2024", "3/1/2024"], Note=["a", "A", "b"])
    the_map = mapped(file={"accept_lower_shares": True, "answered_on": "When"})
    assert survey_rows.surveys_from_sheet(twice, the_map).repeated == (3,)


_answer = (
    st.text(max_size=12)
    | st.sampled_from(
        [
            "",
            "N/A",
            "0.5 mg",
            "LDN 4.5",
            "no",
            "yes",
            "Headache",
            "5",
            "3 months",
            "=cmd|' /C calc'!A0",
        ],
    )
    | st.sampled_from(
        ["14/02/2023", "15/09/2024 10:00:00", "Much better", "Bedtime", "None", "9/10"],
    )
)


@settings(max_examples=40)
@given(data=st.data())
def test_no_cell_makes_a_row_crash(
    data: st.DataObject, example: AnswerSheet, example_map: ColumnMap
) -> None:
    """Any cells under the example's headers: a survey, or reasons that have a text."""
    cells = tuple(data.draw(_answer) for _ in example.headers)
    outcome = survey_rows.surveys_from_sheet(
        AnswerSheet(example.headers, (SheetLine(2, cells),)), example_map
    )
    assert bool(outcome.surveys) != bool(outcome.reasons)
    assert all(has_text(f"import.reason.{reason.key}") for reason in outcome.reasons)


def test_a_sheet_that_mixes_the_orders_of_dates_is_not_read_by_one_of_them(
    sheet: MakeSheet,
) -> None:
    """Whatever the map says: 13/4 and 4/13 are both certain, and nobody knows about 3/4."""
    dates = ["13/04/2023", "04/13/2023", "03/04/2023", "05/05/2023"]
    columns = {name: [cell] * 4 for name, cell in PLAIN.items()} | {"Weeks": dates}
    the_map = mapped(
        since_first_dose={"column": "Weeks", "unit": "date"},
        file={"answered_on": "On", "date_order": "day_first"},
    )
    outcome = survey_rows.surveys_from_sheet(sheet(**columns, On=["2024-04-13"] * 4), the_map)
    assert [(reason.line, reason.key) for reason in outcome.reasons] == [(4, "date_mixed")]
    first, second, _ = (survey.observed_week for survey, _ in outcome.surveys)
    assert first == second == 1 + (date(2024, 4, 13) - date(2023, 4, 13)).days // 7


@pytest.mark.parametrize(("order", "refused"), [("month_first", [3]), ("day_first", [])])
def test_an_order_that_the_dates_of_the_sheet_contradict_is_not_believed(
    sheet: MakeSheet, order: str, refused: list[int]
) -> None:
    """13/4 is day first: a map that says month first is wrong about 3/4, too."""
    dates = ["13/04/2023", "03/04/2023", "05/05/2023"]
    columns = {name: [cell] * 3 for name, cell in PLAIN.items()} | {"Weeks": dates}
    the_map = mapped(
        since_first_dose={"column": "Weeks", "unit": "date"},
        file={"answered_on": "On", "date_order": order},
    )
    outcome = survey_rows.surveys_from_sheet(sheet(**columns, On=["2024-04-13"] * 3), the_map)
    assert [r.line for r in outcome.reasons if r.key == "date_mixed"] == refused
    assert len(outcome.surveys) == 3 - len(refused)


@pytest.mark.parametrize(("week", "counts"), [("9", True), ("", False), ("long ago", False)])
def test_a_batch_that_lost_who_stopped_counts_in_nothing_about_stopping(
    sheet: MakeSheet, week: str, counts: bool
) -> None:
    """With --skip-bad only those who stayed would be left, and nobody would have stopped."""
    columns = {name: [cell] * 2 for name, cell in PLAIN.items()}
    the_map = mapped(
        taking={"column": "On it", "words": {"yes": "taking", "no": "stopped"}},
        stopped_after={"column": "Off", "unit": "weeks"},
    )
    told = sheet(**columns, **{"On it": ["yes", "no"], "Off": ["", week]})
    outcome = survey_rows.surveys_from_sheet(told, the_map)
    assert outcome.lost_stops != counts
    assert all((Topic.stop in survey.marks.topics) == counts for survey, _ in outcome.surveys)
    assert len(outcome.surveys) == 1 + counts


def test_facts_are_the_stored_words() -> None:
    """Of the condition and the overall change."""
    told = read(
        PLAIN | {"Ill": "FIBRO", "Change": "Much better \U0001f600"},
        mapped(
            condition={"column": "Ill", "words": {"fibro": "fibromyalgia"}},
            overall_change={"column": "Change", "words": {"much better": "much_better"}},
        ),
    )
    assert isinstance(told, Survey)
    assert told.condition is Condition.fibromyalgia
    assert told.overall_change is OverallChange.much_better
