import csv
import json
import re
from functools import reduce
from io import StringIO

import pytest
from hypothesis import given
from records import records

from dashboard.record import record_file
from db import vocabulary
from db.answers import DoseStep, EffectEpisode, LdnPause, ScaleScores, Survey, SymptomMoves
from db.form_marks import VERSION_1, FormMarks
from db.members.record import MemberRecord, WeeklyReport
from db.vocabulary import (
    Before,
    ChangeReason,
    Condition,
    Effect,
    Helped,
    OverallChange,
    Severity,
    Timing,
)

HARMLESS = re.compile(r"[a-z][a-z0-9_;]*|[0-9]+|")
"""Begins with a letter, or is a whole number, or is empty: no spreadsheet runs it."""


@pytest.fixture
def plain() -> MemberRecord:
    """Half a milligram at bedtime, one in the morning from week 3; dreams; two reports."""
    survey = Survey(
        condition=Condition.mcas,
        observed_week=6,
        steps=[
            DoseStep(week=1, dose_ug=500, timing=Timing.bedtime),
            DoseStep(
                week=3, dose_ug=1_000, timing=Timing.morning, reason=ChangeReason.ease_effects
            ),
        ],
        episodes=[
            EffectEpisode(
                effect=Effect.vivid_dreams,
                before=Before.no,
                began_week=1,
                still_there=False,
                ended_week=4,
                severity=Severity.moderate,
                helped={Helped.moved_to_morning, Helped.time},
            ),
        ],
        overall_change=OverallChange.much_better,
        now=ScaleScores(pain=0, sleep=7),
        before=ScaleScores(pain=8),
    )
    return MemberRecord.of(
        survey, [WeeklyReport(week=2, overall_change=OverallChange.a_little_worse)]
    )


def lines(record: MemberRecord) -> list[dict[str, str]]:
    """The CSV's lines, without their empty cells."""
    read = csv.DictReader(StringIO(record_file.record_as_csv(record), newline=""))
    return [{name: cell for name, cell in line.items() if cell} for line in read]


@given(records())
def test_the_json_reads_back_as_the_same_record(record: MemberRecord) -> None:
    """Any record."""
    assert record_file.record_from_json(record_file.record_as_json(record)) == record


def test_the_json_holds_words_and_units_and_no_number_for_a_word(plain: MemberRecord) -> None:
    """Stored numbers of words mean nothing to a reader, and change nothing back."""
    found = json.loads(record_file.record_as_json(plain))["survey"]
    assert found["condition"] == "mcas"
    assert found["steps"][1]["dose_ug"] == 1_000
    assert found["steps"][1]["timing"] == "morning"
    assert found["episodes"][0]["helped"] == ["time", "moved_to_morning"]
    assert found["now"] == {"pain": 0, "fatigue": None, "sleep": 7, "mood": None}


def test_what_version_1_wrote_is_read_and_asked_no_more_than_it_asked(plain: MemberRecord) -> None:
    """Without pauses, marks and whatever else version 2 has."""
    found = json.loads(record_file.record_as_json(plain)) | {"sweetspot_record": 1}
    later = {"pauses", "marks", "other_conditions", "answers_for", "earlier_try", "had_effects"}
    found["survey"] = {name: said for name, said in found["survey"].items() if name not in later}
    for step in found["survey"]["steps"]:
        del step["day"], step["times"], step["how_often"]
    for episode in found["survey"]["episodes"]:
        del episode["severity_now"]
    read = record_file.record_from_json(json.dumps(found))
    assert read == plain
    assert read.survey.marks == VERSION_1


def test_the_csv_has_one_line_an_entry_with_units_in_the_names(plain: MemberRecord) -> None:
    """About the member, before LDN, two doses, one effect, two reports."""
    later = ("answers_for", "earlier_try", "had_effects")
    about = {
        "condition": "mcas",
        **dict.fromkeys(("age_band", "sex", "sensitivity", "joined", *later), "not_said"),
        "observed_week": "6",
        "first_benefit": "not_said",
        **dict.fromkeys(("after_stopping", "first_weeks", "fading", "missed_doses"), "not_said"),
        "answered_pleasure": "no",
    }
    unsaid = dict.fromkeys(("effects_after", "benefit_after", "how_often"), "not_said")
    effect = {
        "effect": "vivid_dreams",
        "before": "no",
        "began_week": "1",
        "still_there": "no",
        "ended_week": "4",
        "severity": "moderate",
        "severity_now": "not_said",
        "helped": "time;moved_to_morning",
        "hours_after": "not_said",
    }
    bedtime = {"week": "1", "dose_ug": "500", "timing": "bedtime", "reason": "not_said"}
    morning = {"week": "3", "dose_ug": "1000", "timing": "morning", "reason": "ease_effects"}
    assert lines(plain) == [
        {"entry": "about_you", **about},
        {"entry": "before_ldn", "pain_0_to_10": "8"},
        {"entry": "dose_step", **bedtime, **unsaid},
        {"entry": "dose_step", **morning, **unsaid},
        {"entry": "effect", **effect},
        {"entry": "report", "week": "2", "overall_change": "a_little_worse"},
        {
            "entry": "report",
            "week": "6",
            "overall_change": "much_better",
            "pain_0_to_10": "0",
            "sleep_0_to_10": "7",
        },
    ]


@given(records())
def test_no_spreadsheet_runs_a_cell_of_the_csv(record: MemberRecord) -> None:
    """Any record: names and cells are words or whole numbers; a stop has a line of its own."""
    rows = list(csv.reader(StringIO(record_file.record_as_csv(record), newline="")))
    assert all(HARMLESS.fullmatch(cell) for row in rows for cell in row)
    stops = [line for line in lines(record) if line["entry"] == "stopped"]
    assert len(stops) == (1 if record.survey.stop else 0)


def test_no_word_that_may_be_stored_would_be_run_by_a_spreadsheet() -> None:
    """Every word of the vocabulary, those that stories do not draw too."""
    enums = [kind for kind in vars(vocabulary).values() if isinstance(kind, type)]
    words = [word.name for kind in enums for word in kind]
    assert len(words) > 100
    assert all(HARMLESS.fullmatch(word) and word and ";" not in word for word in words)


@given(records())
def test_what_a_member_takes_along_has_no_key_of_any_kind(record: MemberRecord) -> None:
    """Every name is one of the answers': no member key, no record key, no code, no batch."""
    names: set[str] = set()
    json.loads(record_file.record_as_json(record), object_hook=names.update)
    models = (Survey, DoseStep, LdnPause, EffectEpisode, ScaleScores, SymptomMoves)
    models += (WeeklyReport, FormMarks)
    allowed = {name for model in models for name in model.model_fields}
    assert names <= allowed | {"sweetspot_record", "survey", "reports"}
    suffixes = ("_0_to_10", "_moved")
    columns = {reduce(str.removesuffix, suffixes, column) for column in record_file.COLUMNS}
    assert columns <= allowed | {"entry"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "3",
        "{}",
        '{"sweetspot_record": 3}',
        '{"sweetspot_record": 1}',
        '{"sweetspot_record": 1, "survey": [], "reports": []}',
        '{"sweetspot_record": 1, "survey": {"condition": ["mcas"]}, "reports": []}',
        '{"sweetspot_record": 1, "survey": {"condition": "CANARY"}, "reports": []}',
        '{"sweetspot_record": 1, "survey": {"member_key": 1}, "reports": []}',
        "[" * 100_000,
    ],
)
def test_what_is_no_record_is_refused_by_a_key(text: str) -> None:
    """And the error says nothing of what was in it."""
    with pytest.raises(ValueError, match=r"^not_a_record$") as refused:
        record_file.record_from_json(text)
    assert refused.value.__suppress_context__


def test_a_record_of_another_version_is_refused(plain: MemberRecord) -> None:
    """Its words may mean something else."""
    other = record_file.record_as_json(plain).replace(
        '"sweetspot_record": 2', '"sweetspot_record": 3'
    )
    with pytest.raises(ValueError, match=r"^not_a_record$"):
        record_file.record_from_json(other)
