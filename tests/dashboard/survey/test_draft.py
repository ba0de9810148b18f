import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from stories import Story, stories

from dashboard.survey import draft
from dashboard.survey.questionnaire import Screen
from dashboard.survey.retelling import answers_of
from dashboard.survey.translation import SCREEN_OF, problems_on, translate
from dashboard.text import has, table
from db.answers import Survey
from db.vocabulary import (
    Before,
    BenefitAfter,
    ChangeReason,
    Condition,
    Effect,
    EffectsAfter,
    FirstBenefit,
    Helped,
    HoursAfter,
    OverallChange,
    Severity,
    StopReason,
    Timing,
)

ROOT = Path(__file__).resolve().parents[3]
LEAST: draft.Answers = {
    "doses.since": 27,
    "doses.first.dose": "0,5",
    "doses.first.timing": "bedtime",
}
"""All that is needed."""


def survey_of(answers: draft.Answers) -> Survey:
    survey, problems = translate(answers)
    assert survey is not None, problems
    return survey


def keys_of(answers: draft.Answers) -> list[str]:
    survey, problems = translate(answers)
    assert (survey is None) == bool(problems)
    assert all(problem.sentence() for problem in problems)
    return [problem.key for problem in problems]


def with_change(number: int = 1, **said: Any) -> draft.Answers:
    return {
        **LEAST,
        "doses.changed": "yes",
        "doses.changes": [number],
        **{f"doses.change.{number}.{name}": value for name, value in said.items()},
    }


def with_effect(name: str = "night_waking", group: str = "sleep", **said: Any) -> draft.Answers:
    said_of_it = {f"effect.{name}.{question}": value for question, value in said.items()}
    return {**LEAST, f"effects.{group}": [name], **said_of_it}


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
    assert [(p.screen, p.path, p.key) for p in translate(answers)[1]] == [
        (Screen.doses, path, key),
    ]


def test_a_surprising_dose_is_asked_about_once_and_then_believed() -> None:
    """12 mg is stored after the member said that it is right; another one is asked about anew."""
    surprising = {**LEAST, "doses.first.dose": "12"}
    assert keys_of(surprising) == ["dose_to_confirm"]
    believed = {**surprising, "doses.first.believed": 12_000}
    assert survey_of(believed).steps[0].dose_ug == 12_000
    assert keys_of({**believed, "doses.first.dose": "15"}) == ["dose_to_confirm"]


def test_a_change_names_what_changed_and_keeps_the_rest() -> None:
    """A new time alone keeps the dose; a new dose alone keeps the time."""
    steps = survey_of(with_change(week=3, timing="morning", reason="ease_effects")).steps
    assert [(s.week, s.dose_ug, s.timing) for s in steps] == [
        (1, 500, Timing.bedtime),
        (3, 500, Timing.morning),
    ]
    assert steps[1].reason is ChangeReason.ease_effects
    assert survey_of(with_change(week=3, dose="1.5")).steps[1].timing is Timing.bedtime


def test_what_happened_is_kept_after_a_step_down_or_another_time_only() -> None:
    """After a step up nothing was asked, so what an earlier tap left behind does not count."""
    after = {"effects_after": "better", "benefit_after": "partly_lost"}
    down = survey_of(with_change(week=3, dose="0.25", **after)).steps[1]
    up = survey_of(with_change(week=3, dose="1.5", **after)).steps[1]
    said = (EffectsAfter.better, BenefitAfter.partly_lost)
    assert (down.effects_after, down.benefit_after) == said
    assert (up.effects_after, up.benefit_after) == (0, 0)


def test_changes_count_in_the_order_of_their_weeks() -> None:
    """However they were added."""
    answers = with_change(1, week=9, dose="3") | {
        "doses.changes": [1, 2],
        "doses.change.2.week": 4,
        "doses.change.2.timing": "morning",
    }
    steps = survey_of(answers).steps
    assert [(s.week, s.dose_ug, s.timing.name) for s in steps[1:]] == [
        (4, 500, "morning"),
        (9, 3_000, "morning"),
    ]


def test_an_empty_change_is_no_change() -> None:
    """Added by a slip; it stops nobody."""
    assert len(survey_of(with_change()).steps) == 1


def test_changes_count_for_nothing_after_not_yet() -> None:
    """What was said before is kept in the draft, in case it was a slip."""
    answers = with_change(week=3, dose="3") | {"doses.changed": "not_yet"}
    assert len(survey_of(answers).steps) == 1


def test_two_changes_about_the_same_month_are_a_week_apart() -> None:
    """Nobody remembers the week; the order is what counts."""
    answers = with_change(1, week=18, dose="1.5") | {
        "doses.changes": [1, 2],
        "doses.change.2.week": 18,
        "doses.change.2.dose": "3",
    }
    assert [s.week for s in survey_of(answers).steps] == [1, 18, 19]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"dose": "3"}, "change_week_missing"),
        ({"week": 3}, "change_changes_nothing"),
        ({"week": 3, "dose": "abc"}, "dose_unreadable"),
        ({"week": 3, "dose": "60"}, "dose_too_high"),
        ({"week": 40, "dose": "3"}, "change_later_than_now"),
        ({"week": 1, "dose": "3"}, "two_changes_in_one_week"),
    ],
)
def test_a_change_that_cannot_be_stored_says_why(said: dict[str, Any], key: str) -> None:
    """At its own card, with what would be right."""
    problems = problems_on(with_change(**said), Screen.doses)
    assert [problem.key for problem in problems] == [key]
    assert problems[0].path.startswith("doses.change.1")


def test_who_stopped_says_when_and_may_say_why() -> None:
    """The week is needed: without it everything after would count as on LDN."""
    stopped = {**LEAST, "doses.still": "stopped"}
    assert keys_of(stopped) == ["stop_week_missing"]
    stop = survey_of({**stopped, "doses.stop_week": 9, "doses.stop_reason": "no_benefit"}).stop
    assert stop is not None and (stop.week, stop.reason) == (9, StopReason.no_benefit)


def test_an_effect_is_stored_as_it_was_told() -> None:
    """All seven follow-up questions."""
    answers = with_effect(
        before="worse_now", began=2, still="gone", ended=5, severity="severe",
        helped=["time", "lower_dose"], hours_after="from_2_to_4",
    )  # fmt: skip
    (episode,) = survey_of(answers).episodes
    assert episode.model_dump() == {
        "effect": Effect.night_waking,
        "before": Before.worse_now,
        "began_week": 2,
        "still_there": False,
        "ended_week": 5,
        "severity": Severity.severe,
        "helped": frozenset({Helped.time, Helped.lower_dose}),
        "hours_after": HoursAfter.from_2_to_4,
    }


def test_an_effect_that_was_only_tapped_is_not_called_ongoing() -> None:
    """Nobody said that it is still there; it counts as ended in a week that is not known."""
    (episode,) = survey_of(with_effect()).episodes
    assert (episode.still_there, episode.began_week, episode.ended_week) == (False, None, None)


def test_not_sure_is_no_week() -> None:
    """Nor is a week kept of what was there before LDN, or of an end that was taken back."""
    (unsure,) = survey_of(with_effect(began=0, still="gone", ended=0)).episodes
    (the_same,) = survey_of(with_effect(before="the_same", began=3)).episodes
    (ongoing,) = survey_of(with_effect(still="yes", ended=3)).episodes
    assert (unsure.began_week, unsure.ended_week) == (None, None)
    assert (the_same.began_week, ongoing.ended_week) == (None, None)
    assert ongoing.still_there


def test_hours_are_kept_for_the_two_effects_that_are_asked_about_them() -> None:
    """A word left behind by an older draft does not count."""
    answers = with_effect("headache", "physical", hours_after="over_6")
    assert survey_of(answers).episodes[0].hours_after is HoursAfter.not_said


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"began": 40}, "effect_later_than_now"),
        ({"still": "gone", "ended": 31}, "effect_later_than_now"),
        ({"began": 9, "still": "gone", "ended": 4}, "effect_ends_before_it_begins"),
    ],
)
def test_an_effect_with_weeks_that_cannot_be_names_itself(said: dict[str, Any], key: str) -> None:
    """The sentence says which effect, and stands at its card."""
    (problem,) = problems_on(with_effect(**said), Screen.effects_more)
    assert (problem.key, problem.path) == (key, "effect.night_waking")
    assert "Waking in the night" in problem.sentence()


def test_an_effect_that_was_untapped_is_not_handed_in() -> None:
    """What was told about it stays in the draft."""
    assert survey_of({**with_effect(severity="mild"), "effects.sleep": []}).episodes == ()


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
    assert all(has(f"survey.problem.{rule}") for rule in rules)


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
    """The doses and the stop are on one screen."""
    (problem,) = problems_on({**LEAST, **answers}, Screen.doses)
    assert problem.key == key and problem.sentence()


def test_no_sentence_about_a_problem_shows_a_brace() -> None:
    """Every value that a sentence names is given."""
    for answers in (with_change(week=3, dose="60"), with_effect(began=40), with_change(week=3)):
        assert not [p for p in translate(answers)[1] if "{" in p.sentence()]
    assert len(table("survey.problem")) >= len(SCREEN_OF)


@given(stories())
def test_a_draft_comes_back_as_it_was_kept(story: Story) -> None:
    """Through JSON and back: every answer that a survey has."""
    answers = answers_of(story.survey) | {"doses.changed": "not_yet", "invite": "ABCD-EFGH"}
    assert draft.from_json(draft.to_json(answers)) == answers


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("doses.since", "20"),
        ("doses.since", True),
        ("doses.since", 10**9),
        ("doses.changes", [1, "2"]),
        ("you.condition", "no_longer_asked"),
        ("effects.sleep", ["no_longer_asked"]),
        ("effect.headache.began", -1),
        ("benefit.now.pain", "11"),
        ("invite", "x" * 1_000),
        ("of_another_version", {"a": 1}),
    ],
)
def test_what_the_form_cannot_have_kept_was_not_answered(path: str, said: object) -> None:
    """A damaged draft, or one of another version, opens; the other answers are still there."""
    kept = draft.to_json({**LEAST, path: said})
    assert draft.from_json(kept) == {known: v for known, v in LEAST.items() if known != path}


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", '"x"', "{" * 100_000])
def test_a_draft_that_cannot_be_read_is_an_empty_one(kept: str) -> None:
    """A member goes on; nobody sees a trace."""
    assert draft.from_json(kept) == {}


def test_a_draft_from_an_older_questionnaire_can_still_be_handed_in() -> None:
    """Words that are not asked any more count as not said."""
    old = {**LEAST, "you.condition": "dropsy", "effects.sleep": ["snoring"], "you.sex": 7}
    assert survey_of(old).condition is Condition.not_said


def test_the_numbers_of_screens_never_change() -> None:
    """Drafts on the server hold them."""
    assert json.dumps({screen.name: screen.value for screen in Screen}) == (
        '{"you": 1, "doses": 2, "effects": 3, "effects_more": 4, "benefit": 5, '
        '"pleasure": 6, "pleasure_more": 7, "check": 8}'
    )


def test_screens_without_anything_to_ask_are_left_out() -> None:
    """No tapped effect, no follow-up; both ways."""
    assert draft.following(LEAST, Screen.effects) is Screen.benefit
    assert draft.preceding(LEAST, Screen.benefit) is Screen.effects
    assert draft.following(with_effect(), Screen.effects) is Screen.effects_more
    assert draft.preceding(with_effect(), Screen.benefit) is Screen.effects_more


def test_the_number_of_a_change_is_never_used_again() -> None:
    """So that no answer of a removed change comes back with a new one."""
    answers: draft.Answers = {}
    first = draft.add_change(answers)
    answers["doses.change.1.week"] = 5
    draft.drop_change(answers, first)
    assert draft.change_ids(answers) == []
    assert "doses.change.1.week" not in answers
    assert draft.add_change(answers) != first
