"""What version 2 asks: told in a draft, stored, and told again; and what cannot be."""

import pytest

from dashboard.questionnaire import draft
from dashboard.questionnaire.draft_to_survey import translate_draft
from dashboard.questionnaire.gone_words import has_gone_word
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.stores import Stores
from db.answers import LdnPause
from db.members import hand_in, record
from db.vocabulary import (
    ChangeReason,
    Condition,
    EarlierTry,
    Effect,
    Fading,
    Form,
    HadEffects,
    HowOften,
    Severity,
    SymptomMove,
    Timing,
    Topic,
)
from tests.dashboard.questionnaire.drafted import (
    CORE,
    DAY,
    keys_of,
    survey_of,
    with_changes,
    with_pause,
)

CODE = b"w" * 32
TWICE = {"doses.first.per": "time", "doses.first.times": 2}


def test_each_time_twice_a_day_is_stored_as_the_total_of_the_day() -> None:
    """0.75 mg each time, so 1.5 mg a day; 0.75 mg a day stays 0.75 mg."""
    (each,) = survey_of(CORE | TWICE).steps
    (total,) = survey_of(CORE | TWICE | {"doses.first.per": "day"}).steps
    assert (each.dose_ug, each.times, total.dose_ug) == (1_500, 2, 750)
    assert keys_of(CORE | {"doses.first.per": "time"}) == ["times_missing"]
    thrice = {"doses.first.dose": "4.5", "doses.first.per": "time", "doses.first.times": 3}
    assert survey_of(CORE | thrice).steps[0].dose_ug == 13_500  # the tapped chip named the total
    assert keys_of(CORE | thrice | {"doses.first.dose": "15"}) == ["dose_to_confirm"]
    too_much = {"doses.first.dose": "30", "doses.first.believed": 30_000}
    assert keys_of(CORE | TWICE | too_much) == ["dose_too_high"]


def test_two_years_of_every_other_day_without_an_effect() -> None:
    """Had none is an answer, and so every effect of version 2 was asked about."""
    often = {"doses.first.how_often": "every_other_day"}
    survey = survey_of(
        {**CORE, "doses.first.timing": "bedtime", **often, "effects.had": "had_none"}
    )
    assert survey.steps[0].how_often is HowOften.every_other_day
    assert (survey.had_effects, survey.episodes) == (HadEffects.had_none, ())
    assert Effect.ringing_ears in survey.marks.effects
    skipped = survey_of(CORE)
    assert (skipped.had_effects, skipped.marks.effects) == (HadEffects.not_said, frozenset())


def test_a_step_on_the_fourth_day_and_a_second_one_in_the_week_keep_their_order() -> None:
    """Days in the first weeks, and the later of the two last."""
    late = {"week": 5, "day": 6, "timing": "morning"}
    early = {"week": 5, "day": 4, "dose": "1.5"} | DAY
    first, second, third = survey_of(with_changes(late, early)).steps
    assert (first.week, second.week, second.day, third.day) == (1, 5, 4, 6)
    assert (second.timing, third.timing, third.dose_ug) == (
        Timing.divided,
        Timing.morning,
        1_500,
    )


def test_a_break_of_three_months_restarted_at_half_and_raised_in_the_same_week() -> None:
    """The restart is a step of its own; what follows it in its week comes after it."""
    restart = {"dose": "0.25", "effects_after": "better"} | DAY
    answers = with_pause(start=27, week=40, still="no", **restart)
    raised = {"doses.changed": "yes", "doses.changes": [1]}
    raised |= {"doses.change.1.week": 40, "doses.change.1.dose": "0.5", "doses.change.1.per": "day"}
    survey = survey_of(answers | raised)
    assert survey.pauses == (LdnPause(began_week=27, ended_week=39),)
    assert [(s.week, s.dose_ug) for s in survey.steps] == [(1, 750), (40, 250), (40, 500)]
    assert survey.steps[1].reason is ChangeReason.after_break
    assert survey_of(answers_of_survey(survey)) == survey
    still = survey_of(with_pause(start=50, still="yes"))
    assert still.pauses == (LdnPause(began_week=50),)
    assert survey_of(answers_of_survey(still)) == still


def test_a_change_in_a_break_is_marked_at_its_own_week() -> None:
    """No LDN in weeks 27 to 39: week 30 falls into it, week 40, the restart's own, does not."""
    answers = with_pause(start=27, week=40, still="no", dose="0.25", **DAY)
    change = {"doses.changed": "yes", "doses.changes": [1], "doses.change.1.dose": "0.5"}
    change["doses.change.1.per"] = "day"
    (found,) = translate_draft(answers | change | {"doses.change.1.week": 30})[1]
    assert (found.path, found.key) == ("doses.change.1.week", "change_in_pause")
    assert "30" in found.sentence()
    assert not translate_draft(answers | change | {"doses.change.1.week": 40})[1]


def test_a_break_in_the_week_of_the_restart_is_marked_at_its_own_week() -> None:
    """Taken up again in week 40, and no LDN from week 40: both cannot be."""
    first = with_pause(start=27, week=40, still="no")
    second = {"doses.pauses": [1, 2], "doses.pause.2.from": 40, "doses.pause.2.still": "yes"}
    (found,) = translate_draft(first | second)[1]
    assert (found.path, found.key) == ("doses.pause.2.from", "pauses_overlap")
    assert not translate_draft(first | second | {"doses.pause.2.from": 41})[1]


def test_an_effect_that_came_back_twice_has_three_spells() -> None:
    """Each with its weeks; how bad it was at its worst holds for all of them."""
    told = {"before": "no", "severity": "moderate", "began": 1, "still": "gone", "ended": 3}
    again = {"again.2.began": 5, "again.2.still": "gone", "again.2.ended": 5}
    last = {"again.3.began": 9, "again.3.still": "yes", "back": "yes"}
    paths = {f"effect.vivid_dreams.{name}": said for name, said in (told | again | last).items()}
    survey = survey_of({**CORE, "effects.sleep": ["vivid_dreams"], **paths})
    assert [(e.began_week, e.ended_week) for e in survey.episodes] == [(1, 3), (5, 5), (9, None)]
    assert {e.severity for e in survey.episodes} == {Severity.moderate}
    assert survey.had_effects is HadEffects.had_some
    assert survey_of(answers_of_survey(survey)) == survey
    gone = survey_of(
        {**CORE, "effects.sleep": ["vivid_dreams"], **paths, "effect.vivid_dreams.back": "no"}
    )
    assert len(gone.episodes) == 1


def test_a_story_of_somebody_else_with_three_illnesses_is_stored_whole(stores: Stores) -> None:
    """In the store and back: who answers, conditions, an earlier try, a stop to the day, marks."""
    more = {
        "forms": ["core", "minute"],
        "you.answers_for": "child",
        "you.condition": "me_cfs",
        "you.other_conditions": ["mcas", "dysautonomia"],
        "doses.earlier_try": "side_effects",
        "doses.still": "stopped",
        "doses.stop_week": 2,
        "doses.stop_day": 2,
        "effects.other": ["something_else"],
    }
    survey = survey_of({**CORE, **TWICE, **more})
    assert survey.other_conditions == {Condition.mcas, Condition.dysautonomia}
    assert survey.earlier_try is EarlierTry.side_effects
    assert survey.stop is not None
    assert survey.stop.day == 2
    assert Topic.spells in survey.marks.topics
    assert Topic.scales_now not in survey.marks.topics
    hand_in.hand_in(stores.members, CODE, survey)
    found = record.load_record(stores.members, CODE)
    assert found is not None
    assert found.survey == survey
    assert survey_of(answers_of_survey(survey)) == survey


@pytest.mark.parametrize(
    ("answers", "key", "path"),
    [
        (with_pause(still="yes"), "pause_week_missing", "doses.pause.1.from"),
        (with_pause(start=70, still="yes"), "pause_outside_ldn", "doses.pause.1.from"),
        (with_pause(start=1, still="yes"), "pause_outside_ldn", "doses.pause.1.from"),
        (with_pause(start=9, still="no"), "restart_week_missing", "doses.pause.1.week"),
        (with_pause(start=9, week=9), "restart_before_pause_ends", "doses.pause.1.week"),
        (
            with_changes(*({"week": 5, "day": 4, "dose": dose} | DAY for dose in ("1", "2"))),
            "two_steps_on_one_day",
            "doses.change.2.day",
        ),
        (
            {**CORE, "doses.still": "stopped", "doses.stop_week": 9, "doses.stop_day": 1},
            "day_after_week_8",
            "doses.stop_day",
        ),
        (
            with_pause(start=9, week=20)
            | {"doses.changed": "yes", "doses.changes": [1]}
            | {"doses.change.1.week": 12, "doses.change.1.dose": "1", "doses.change.1.per": "day"},
            "change_in_pause",
            "doses.change.1.week",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(answers: draft.Answers, key: str, path: str) -> None:
    """One clear sentence; nothing that was told is gone."""
    problems = translate_draft(answers)[1]
    assert (problems[0].key, problems[0].path) == (key, path)
    assert problems[0].sentence()
    assert "{" not in problems[0].sentence()


def test_a_draft_of_version_1_goes_on_in_version_2_with_all_that_it_held() -> None:
    """Its forms are those of which something was answered."""
    answers = {**CORE, "benefit.first_benefit": "w2", "benefit.now.pain": "3"}
    del answers["forms"]
    assert survey_of(answers).marks.forms == {Form.version_1}
    draft.carry_draft_over(answers)
    assert survey_of(answers).marks.forms == {Form.core, Form.minute, Form.before_and_now}


EXTRAS = {
    "doses.still": "stopped",
    "doses.stop_week": 30,
    "extra.after_stopping": "some_benefit_stayed",
    "extra.first_weeks": "stayed_worse",
    "extra.fading": "no",
    "extra.moved.pain": "better",
    "extra.moved.skin": "never_had_it",
}


def test_what_the_extras_were_told_is_stored_whole_and_told_again(stores: Stores) -> None:
    """In the store and back, and in the form that corrects it."""
    survey = survey_of(CORE | EXTRAS)
    hand_in.hand_in(stores.members, CODE, survey)
    found = record.load_record(stores.members, CODE)
    assert found is not None
    assert found.survey == survey
    again = answers_of_survey(survey)
    assert {path: again.get(path) for path in EXTRAS} == EXTRAS
    assert survey_of(again) == survey


def test_a_word_of_an_extra_that_is_asked_no_more_is_marked_and_the_others_stay() -> None:
    """An extra of an older version: one word of it is gone, and so is one symptom."""
    old = EXTRAS | {"extra.fading": "now_and_then", "extra.moved.ears": "better"}
    answers = draft.answers_from_json(draft.answers_to_json(CORE | old))
    assert has_gone_word(answers, Screen.what_changed)
    assert not has_gone_word(answers, Screen.after_stopping)
    assert survey_of(answers).fading is Fading.not_said
    assert survey_of(answers).moved.pain is SymptomMove.better
