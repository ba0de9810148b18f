"""A draft: kept, opened again, and gone through."""

import json

import pytest
from hypothesis import given

from dashboard.questionnaire import draft
from dashboard.questionnaire.gone_words import gone_word_sentence, has_gone_word
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.text import say
from db.vocabulary import Condition
from tests.dashboard.questionnaire.drafted import LEAST, survey_of, with_effect
from tests.stories import stories
from tests.story_cohorts import Story


@given(stories())
def test_a_draft_comes_back_as_it_was_kept(story: Story) -> None:
    """Through JSON and back: every answer that a survey has."""
    answers = answers_of_survey(story.survey) | {"doses.changed": "not_yet", "invite": "ABCD-EFGH"}
    assert draft.answers_from_json(draft.answers_to_json(answers)) == answers


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
    kept = draft.answers_to_json({**LEAST, path: said})
    found = draft.answers_from_json(kept)
    assert {known: v for known, v in found.items() if not known.startswith("gone.")} == {
        known: v for known, v in LEAST.items() if known != path
    } | ({path: [1]} if path == "doses.changes" else {})


def test_a_word_that_is_gone_is_marked_and_of_several_the_others_stay() -> None:
    """The mark lasts through JSON; a path that no form ever had gets none."""
    told = {**LEAST, "effects.sleep": ["snoring", "vivid_dreams"], "another": {"version": 1}}
    once = draft.answers_from_json(draft.answers_to_json(told))
    assert once == {**LEAST, "effects.sleep": ["vivid_dreams"], "gone.effects.sleep": True}
    assert draft.answers_from_json(draft.answers_to_json(once)) == once
    assert gone_word_sentence(once, "effects.sleep") == say("survey.problem.word_gone")
    assert gone_word_sentence(once, "effects.mood") is None
    assert [screen for screen in Screen if has_gone_word(once, screen)] == [Screen.effects]


def test_a_change_that_is_taken_away_takes_its_mark_along() -> None:
    """Nothing is asked again of what is told no more."""
    answers: draft.Answers = {"gone.doses.change.1.reason": True}
    number = draft.add_change(answers)
    assert has_gone_word(answers, Screen.changes)
    draft.drop_change(answers, number)
    assert not has_gone_word(answers, Screen.changes)


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", '"x"', "{" * 100_000])
def test_a_draft_that_cannot_be_read_is_an_empty_one(kept: str) -> None:
    """A member goes on; nobody sees a trace."""
    assert draft.answers_from_json(kept) == {}


def test_a_draft_from_an_older_questionnaire_can_still_be_handed_in() -> None:
    """Words that are not asked any more count as not said."""
    old = {**LEAST, "you.condition": "dropsy", "effects.sleep": ["snoring"], "you.sex": 7}
    assert survey_of(old).condition is Condition.not_said


def test_the_numbers_of_screens_never_change() -> None:
    """Drafts on the server hold them."""
    assert json.dumps({screen.name: screen.value for screen in Screen}) == (
        '{"you": 1, "doses": 2, "effects": 3, "effects_more": 4, "benefit": 5, '
        '"pleasure": 6, "pleasure_more": 7, "check": 8, '
        '"changes": 9, "minute": 10, "before_and_now": 11, '
        '"after_stopping": 12, "what_changed": 13}'
    )


def test_screens_without_anything_to_ask_are_left_out() -> None:
    """No tapped effect, no follow-up; both ways."""
    assert draft.screen_after(LEAST, Screen.effects) is Screen.benefit
    assert draft.screen_before(LEAST, Screen.benefit) is Screen.effects
    assert draft.screen_after(with_effect(), Screen.effects) is Screen.effects_more
    assert draft.screen_before(with_effect(), Screen.benefit) is Screen.effects_more


def test_the_number_of_a_change_is_never_used_again() -> None:
    """So that no answer of a removed change comes back with a new one."""
    answers: draft.Answers = {}
    first = draft.add_change(answers)
    answers["doses.change.1.week"] = 5
    draft.drop_change(answers, first)
    assert draft.change_ids(answers) == []
    assert "doses.change.1.week" not in answers
    assert draft.add_change(answers) != first
