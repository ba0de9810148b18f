"""The check shows all that will be handed in, and nothing that will not."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.draft_rules import _CHANGE, _EFFECT
from dashboard.questionnaire.draft_summary import draft_lines
from dashboard.questionnaire.draft_to_survey import translate_draft
from dashboard.questionnaire.questions import (
    AFTER_CHANGE,
    BEFORE,
    BENEFIT_KEPT,
    CHANGE_REASON,
    HELPED,
    HOURS_AFTER,
    HOW_OFTEN,
    SEVERITY,
    Screen,
)
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.survey.steps.check import SECTIONS
from tests.dashboard.questionnaire.drafted import survey_of, with_change, with_effect
from tests.stories import stories
from tests.story_cohorts import Story

OF_EFFECT: dict[str, list[Any]] = {
    "before": list(BEFORE.choices),
    "began": [0, 1, 2, 5],
    "still": ["yes", "gone"],
    "ended": [0, 5, 6],
    "severity": list(SEVERITY.choices),
    "now": list(SEVERITY.choices),
    "back": ["no"],
    "helped": [[name] for name in HELPED.choices],
    "hours_after": list(HOURS_AFTER.choices),
}
OF_CHANGE: dict[str, list[Any]] = {
    "week": [3, 4],
    "dose": ["0.1", "3"],
    "timing": ["morning", "divided"],
    "day": [2, 5],
    "times": [2, 3],
    "per": ["day"],
    "how_often": list(HOW_OFTEN.choices),
    "reason": list(CHANGE_REASON.choices),
    "effects_after": list(AFTER_CHANGE[0].choices),
    "benefit_after": [*AFTER_CHANGE[1].choices, *BENEFIT_KEPT.choices],
}


def lines(answers: Answers) -> list[tuple[str, str]]:
    return [(line.asked, line.said) for screen in SECTIONS for line in draft_lines(answers, screen)]


def test_every_question_about_an_effect_and_a_change_is_tried_here() -> None:
    """A question that is added later has to be added to these tests, and to the check."""
    assert set(OF_EFFECT) == set(_EFFECT)
    assert set(OF_CHANGE) == set(_CHANGE) - {"believed"}


def drawn_of(table: dict[str, list[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in table.items()}
    )


@given(drawn_of(OF_EFFECT), drawn_of(OF_EFFECT))
def test_two_effects_that_are_handed_in_otherwise_read_otherwise(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Had it before, since when, still there, how bad, what helped, hours after the dose."""
    drafts = [with_effect(**said) for said in (one, other)]
    surveys = [translate_draft(draft)[0] for draft in drafts]
    assume(None not in surveys and surveys[0] != surveys[1])
    assert lines(drafts[0]) != lines(drafts[1])


@given(drawn_of(OF_CHANGE), drawn_of(OF_CHANGE))
def test_two_changes_that_are_handed_in_otherwise_read_otherwise(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """The week, the dose, the time, why, and what it did."""
    drafts = [with_change(**({"week": 3, "dose": "0.1"} | said)) for said in (one, other)]
    surveys = [survey_of(draft) for draft in drafts]
    assume(surveys[0] != surveys[1])
    assert lines(drafts[0]) != lines(drafts[1])


@given(stories(), drawn_of(OF_EFFECT))
def test_what_is_not_handed_in_is_not_shown(story: Story, stale: dict[str, Any]) -> None:
    """An answer that was given under a choice taken back leaves no trace on the check."""
    answers = answers_of_survey(story.survey)
    effects = {path.split(".")[1] for path in answers if path.startswith("effect.")}
    still = [effect for effect in effects if answers.get(f"effect.{effect}.still") == "yes"]
    before = lines(answers)
    for effect in still:
        answers[f"effect.{effect}.ended"] = stale.get("ended", 6)
    assert lines(answers) == before


def test_what_is_still_there_has_no_last_week() -> None:
    """Not "Still there. Last: week 6"."""
    answers = with_effect(still="yes", began=2, ended=6, severity="severe")
    (said,) = [s for asked, s in lines(answers) if asked == "Waking in the night"]
    assert said == "At its worst: Severe · Began: Week 2 · Still there"


def test_all_that_was_said_of_an_effect_stands_in_one_line() -> None:
    """In the order in which it was asked."""
    answers = with_effect(
        before="worse_now",
        began=2,
        still="gone",
        ended=6,
        severity="mild",
        helped=["time", "lower_dose"],
        hours_after="from_2_to_4",
    )
    (said,) = [s for asked, s in lines(answers) if asked == "Waking in the night"]
    assert said == (
        "Had it before LDN: Yes, worse now · At its worst: Mild · Began: Week 2 · "
        "Gone. Last: Week 6 · Helped: Time, A lower dose · After the dose: 2 to 4 hours"
    )


def test_why_a_dose_changed_and_what_it_did_stand_on_the_check() -> None:
    """A step down, so both are asked."""
    answers = with_change(
        week=4, dose="0.1", reason="ease_effects", effects_after="better", benefit_after="kept"
    )
    (said,) = [s for asked, s in lines(answers) if asked == "Then"]
    assert said.startswith("Week 4: 0.1 mg, same time · Why: ")
    assert "Side effects then: Better" in said and "Benefit then: " in said


@pytest.mark.parametrize("screen", SECTIONS)
def test_an_empty_draft_can_be_shown(screen: Screen) -> None:
    """Nothing said is said so."""
    assert all(line.said for line in draft_lines({}, screen))
