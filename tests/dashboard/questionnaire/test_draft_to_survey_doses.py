"""What is handed in of a draft's doses and their changes."""

from typing import Any

import pytest

from dashboard.questionnaire.draft_to_survey import problems_on_screen
from dashboard.questionnaire.questions import Screen
from db.vocabulary import BenefitAfter, ChangeReason, EffectsAfter, Timing
from tests.dashboard.questionnaire.drafted import LEAST, keys_of, survey_of, with_change


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


def test_two_changes_in_one_week_stay_in_the_order_in_which_they_were_told() -> None:
    """Nobody remembers the day of "about month 4"; the order is what counts."""
    answers = with_change(1, week=18, dose="1.5") | {
        "doses.changes": [1, 2],
        "doses.change.2.week": 18,
        "doses.change.2.dose": "3",
    }
    steps = survey_of(answers).steps
    assert [(s.week, s.dose_ug) for s in steps] == [(1, 500), (18, 1_500), (18, 3_000)]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"dose": "3"}, "change_week_missing"),
        ({"week": 3}, "change_changes_nothing"),
        ({"week": 3, "dose": "abc"}, "dose_unreadable"),
        ({"week": 3, "dose": "60"}, "dose_too_high"),
        ({"week": 40, "dose": "3"}, "change_later_than_now"),
        ({"week": 9, "day": 2, "dose": "3"}, "day_after_week_8"),
    ],
)
def test_a_change_that_cannot_be_stored_says_why(said: dict[str, Any], key: str) -> None:
    """At its own card, with what would be right."""
    problems = problems_on_screen(with_change(**said), Screen.doses)
    assert [problem.key for problem in problems] == [key]
    assert problems[0].path.startswith("doses.change.1")
