"""Exports of five form tools and a workbook by hand: what was put in comes out, cell by cell."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.importing import draft_map, spreadsheet, survey_rows
from dashboard.importing.column_map import map_from_toml
from dashboard.importing.survey_rows import ImportOutcome
from db.answers import LdnStop, Survey
from db.vocabulary import StopReason
from tests.dashboard.importing import dialects
from tests.dashboard.importing.dialects import DIALECTS, KEPT, OldAnswer, decided_map

EXPORTS = Path(__file__).with_name("exports")
CSV_KEPT = [name for name in KEPT if name.endswith(".csv")]


def imported(content: bytes) -> ImportOutcome:
    """By a draft of which every open question is decided, and nothing else changed."""
    sheet = spreadsheet.sheet_from_bytes(content)
    the_map = map_from_toml(decided_map(draft_map.draft_column_map(sheet)))
    return survey_rows.surveys_from_sheet(sheet, the_map)


def in_one_order(survey: Survey) -> Survey:
    """Spells have no order."""
    return survey.model_copy(
        update={"episodes": tuple(sorted(survey.episodes, key=lambda episode: episode.effect))}
    )


def surveys_of(outcome: ImportOutcome) -> list[Survey]:
    return [in_one_order(survey) for survey, _ in outcome.surveys]


def surveys_put_in(answers: list[OldAnswer]) -> list[Survey]:
    return [in_one_order(told.survey()) for told in answers]


@pytest.mark.parametrize("name", KEPT)
def test_an_export_is_read_as_it_was_put_in(name: str) -> None:
    """Thirty rows, none refused, each equal to the person who was drawn."""
    _, _, seed = KEPT[name]
    outcome = imported((EXPORTS / name).read_bytes())
    assert outcome.reasons == ()
    assert surveys_of(outcome) == surveys_put_in(dialects.drawn_answers(seed))


@pytest.mark.parametrize("name", CSV_KEPT)
def test_a_kept_export_is_what_its_tool_writes(name: str) -> None:
    """The files in exports/ are made by ``dialects``: nobody's answers are in them."""
    tool, language, seed = KEPT[name]
    written = DIALECTS[tool](dialects.drawn_answers(seed), language)
    assert (EXPORTS / name).read_bytes() == written


@pytest.mark.parametrize("tool", DIALECTS)
@pytest.mark.parametrize("language", ["en", "es"])
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_whoever_is_drawn_comes_back_from_every_dialect(
    tool: str, language: str, seed: int
) -> None:
    """Random people -> the tool's export -> an import -> the same surveys.

    Somebody of them had every effect and somebody stopped: else the sheet would not tell that its
    form asked.
    """
    draw = Random(seed)
    people = [dialects.drawn_answer(number, draw) for number in range(6)]
    some = replace(people[0], effects=frozenset(dialects.EFFECTS))
    stop = people[1].stop or LdnStop(week=people[1].weeks + 1, reason=StopReason.no_benefit)
    answers = [some, replace(people[1], stop=stop), *people[2:]]
    outcome = imported(DIALECTS[tool](answers, language))
    assert outcome.reasons == ()
    assert surveys_of(outcome) == surveys_put_in(answers)


@pytest.mark.parametrize(
    "question",
    [
        "Which side effects have you had? [{}]",
        "Q7. Which side effects have you had? [{}]",
        "Which_side_effects_have_you_had?_[{}]",
        "Which side effects have you had?   [{}]",
        "Which side effects have you had? (choice={})",
        "Which side effects have you had?/{}",
    ],
)
def test_a_heading_is_recognised_however_its_tool_was_set(question: str) -> None:
    """LimeSurvey's code beside the text and signs for blanks, Google's blanks, labels of REDCap."""
    headers = ("Dose", question.format("Headache"), question.format("Nausea"))
    lines = tuple(spreadsheet.SheetLine(n, ("1", "Yes", "No")) for n in range(2, 6))
    draft = draft_map.draft_column_map(spreadsheet.AnswerSheet(headers, lines))
    assert '[[effect]]\neffect = "headache"' in draft
    assert '[[effect]]\neffect = "nausea"' in draft


def test_a_heading_that_is_a_code_alone_is_left_out_with_its_name() -> None:
    """LimeSurvey's short headings: nobody here can know what they stand for."""
    sheet = spreadsheet.AnswerSheet(("Dose", "Q7[SQ001]", "Q7[SQ002]"), ())
    draft = draft_map.draft_column_map(sheet)
    assert '"Q7[SQ001]", # ' in draft
    assert "[[effect]]" not in draft


def test_what_is_not_recognised_is_left_out_with_its_name() -> None:
    """An option that is a number says nothing; nobody is counted as asked about it."""
    told = dialects.redcap(dialects.drawn_answers(7), "en").decode()
    written = told.replace("effects___nausea", "effects___1")
    draft = draft_map.draft_column_map(spreadsheet.sheet_from_bytes(written.encode()))
    assert '"effects___1", # an option that is not recognised' in draft
    assert '[[effect]]\neffect = "headache"' in draft
    assert 'effect = "nausea"' not in draft
