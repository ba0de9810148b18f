"""What is handed in of a draft's effects."""

from typing import Any

import pytest

from dashboard.questionnaire.draft_to_survey import problems_on_screen
from dashboard.questionnaire.questions import Screen
from db.vocabulary import Before, Effect, Helped, HoursAfter, Severity
from tests.dashboard.questionnaire.drafted import survey_of, with_effect


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
        "severity_now": Severity.not_said,
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
    (problem,) = problems_on_screen(with_effect(**said), Screen.effects_more)
    assert (problem.key, problem.path) == (key, "effect.night_waking")
    assert "Waking in the night" in problem.sentence()


def test_an_effect_that_was_untapped_is_not_handed_in() -> None:
    """What was told about it stays in the draft."""
    assert survey_of({**with_effect(severity="mild"), "effects.sleep": []}).episodes == ()
