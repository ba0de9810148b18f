"""What is handed in of a draft: nothing that was not said, and a sentence for what cannot be."""

import re
from pathlib import Path

import pytest

from dashboard.questionnaire import draft
from dashboard.questionnaire.draft_to_survey import SCREEN_OF, problems_on_screen, translate_draft
from dashboard.questionnaire.questions import Screen
from dashboard.text import has_text, text_table
from db.vocabulary import Condition, Effect, FirstBenefit, OverallChange, StopReason, Timing
from tests.dashboard.questionnaire.drafted import (
    LEAST,
    keys_of,
    survey_of,
    with_change,
    with_effect,
)

ROOT = Path(__file__).resolve().parents[3]


def test_the_first_dose_and_its_time_are_enough() -> None:
    """Every other question can be skipped, and a skipped one is not said."""
    survey = survey_of(LEAST)
    assert survey.observed_week == 27
    assert [(s.week, s.dose_ug, s.timing) for s in survey.steps] == [(1, 500, Timing.bedtime)]
    assert survey.condition is Condition.not_said and survey.stop is None
    assert survey.episodes == () and not survey.answered_pleasure


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("doses.since", "since_missing"),
        ("doses.first.dose", "dose_empty"),
        ("doses.first.timing", "timing_missing"),
    ],
)
def test_what_is_needed_is_asked_for_at_its_own_place(path: str, key: str) -> None:
    """One sentence for each, beside its question."""
    answers = {other: said for other, said in LEAST.items() if other != path}
    assert [(p.screen, p.path, p.key) for p in translate_draft(answers)[1]] == [
        (Screen.doses, path, key),
    ]


def test_who_stopped_says_when_and_may_say_why() -> None:
    """The week is needed: without it everything after would count as on LDN."""
    stopped = {**LEAST, "doses.still": "stopped"}
    assert keys_of(stopped) == ["stop_week_missing"]
    stop = survey_of({**stopped, "doses.stop_week": 9, "doses.stop_reason": "no_benefit"}).stop
    assert stop is not None and (stop.week, stop.reason) == (9, StopReason.no_benefit)


def test_step_5_counts_only_where_it_was_answered() -> None:
    """Skipped as a whole, nothing of it is handed in."""
    tapped = {**LEAST, "pleasure.drive": ["apathy"], "effect.apathy.severity": "moderate"}
    skipped = survey_of({**tapped, "pleasure.answered": False})
    answered = survey_of({**tapped, "pleasure.answered": True})
    assert skipped.episodes == () and not skipped.answered_pleasure
    assert [e.effect for e in answered.episodes] == [Effect.apathy] and answered.answered_pleasure


def test_benefit_and_scores_are_stored_and_0_is_a_score() -> None:
    """Not said and zero are two things."""
    survey = survey_of(
        {
            **LEAST,
            "benefit.overall_change": "much_better",
            "benefit.first_benefit": "w3_4",
            "benefit.now.pain": "0",
            "benefit.before.pain": "10",
        },
    )
    assert survey.overall_change is OverallChange.much_better
    assert survey.first_benefit is FirstBenefit.w3_4
    assert (survey.now.pain, survey.before.pain, survey.now.sleep) == (0, 10, None)


def test_every_rule_of_the_answers_has_its_screen_and_its_sentence() -> None:
    """Whatever ``db.answers`` can say no to, a member is told in words."""
    source = (ROOT / "db" / "answers.py").read_text(encoding="utf-8")
    rules = set(re.findall(r'raise ValueError\("(\w+)"\)', source))
    assert rules == set(SCREEN_OF)
    assert all(has_text(f"survey.problem.{rule}") for rule in rules)


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ({"doses.still": "stopped", "doses.stop_week": 40}, "stop_later_than_now"),
        (
            with_change(week=9, dose="3") | {"doses.still": "stopped", "doses.stop_week": 4},
            "step_after_the_end",
        ),
    ],
)
def test_a_rule_about_the_whole_survey_is_said_at_its_step(
    answers: draft.Answers,
    key: str,
) -> None:
    """The changes and the stop are on one screen."""
    (problem,) = problems_on_screen({**LEAST, **answers}, Screen.changes)
    assert problem.key == key and problem.sentence()


def test_no_sentence_about_a_problem_shows_a_brace() -> None:
    """Every value that a sentence names is given."""
    for answers in (with_change(week=3, dose="60"), with_effect(began=40), with_change(week=3)):
        assert not [p for p in translate_draft(answers)[1] if "{" in p.sentence()]
    assert len(text_table("survey.problem")) >= len(SCREEN_OF)
