"""The weekly check-in: breaks, restarts, effects that come back, and what cannot be."""

from typing import Any

import pytest

from dashboard.questionnaire.check_in import (
    FIELD_OF_PROBLEM,
    NotYetError,
    check_in_prefill,
    hard_effects,
    survey_this_week,
)
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.text import has_text
from db.answers import EffectEpisode, LdnPause, Survey
from db.vocabulary import (
    Before,
    ChangeReason,
    DosesNotTaken,
    Effect,
    HadEffects,
    Severity,
    Timing,
)
from tests.dashboard.questionnaire.drafted import CORE, survey_of


def record_of(**more: Any) -> Survey:
    step = {"week": 1, "dose_ug": 500, "timing": Timing.bedtime}
    return Survey.model_validate({"observed_week": 10, "steps": [step], **more})


def check_in(survey: Survey, **said: Any) -> Survey:
    return survey_this_week(survey, check_in_prefill(survey) | said)


def test_a_check_in_tells_of_a_break_and_of_the_restart() -> None:
    """Paused from week 11 on; on again in week 15, at half."""
    paused = check_in(record_of(), week=11, pausing="yes", pause_from=11)
    assert paused.pauses == (LdnPause(began_week=11),)
    same = check_in(paused, week=12)
    assert same.pauses == paused.pauses
    said = {"restarting": "yes", "restart_week": 15, "change.dose": "0.25"}
    again = check_in(same, week=15, **said)
    assert again.pauses == (LdnPause(began_week=11, ended_week=14),)
    assert (again.steps[-1].week, again.steps[-1].reason) == (15, ChangeReason.after_break)
    stopped = check_in(same, week=15, stopping="yes")
    assert stopped.stop is not None
    assert (stopped.stop.week, stopped.pauses) == (10, ())


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"pausing": "yes"}, "pause_week_missing"),
        ({"pausing": "yes", "pause_from": 12}, "pause_outside_ldn"),
        ({"pausing": "yes", "pause_from": 1}, "pause_outside_ldn"),
        ({"pausing": "yes", "week": 1}, "pause_outside_ldn"),
        ({"same": "changed", "change.dose": "1", "change.per": "time"}, "times_missing"),
        ({"same": "changed", "change.dose": "1", "change.day": 2}, "day_after_week_8"),
    ],
)
def test_a_check_in_that_cannot_be_says_why(said: dict[str, Any], key: str) -> None:
    """Week 11 of somebody who began in week 1."""
    with pytest.raises(NotYetError, match=f"^{key}$"):
        check_in(record_of(), **said)
    assert FIELD_OF_PROBLEM[key]


def test_every_sentence_of_the_check_in_is_written() -> None:
    """A key without its sentence would bring the page down."""
    assert all(has_text(f"my_record.problem.{key}") for key in FIELD_OF_PROBLEM)


def test_a_restart_later_than_this_week_is_marked_at_the_restart() -> None:
    """On again in week 13, then the week is put back to 12: at a field that is on the screen."""
    paused = check_in(record_of(), week=11, pausing="yes", pause_from=11)
    with pytest.raises(NotYetError, match=r"^restart_later_than_now$"):
        check_in(paused, week=12, restarting="yes", restart_week=13)
    assert FIELD_OF_PROBLEM["restart_later_than_now"] == "restart_week"
    assert check_in(paused, week=13, restarting="yes", restart_week=13).is_on_ldn


def test_a_day_before_the_last_change_of_the_same_week_is_marked_at_the_day() -> None:
    """1 mg on day 4 of week 5, then a change on day 2 of it."""
    week_5 = survey_of({**CORE, "doses.since": 5})
    changed = check_in(
        week_5, week=5, same="changed", **{"change.timing": "morning", "change.day": 4}
    )
    said = {"same": "changed", "change.timing": "bedtime"}
    with pytest.raises(NotYetError, match=r"^steps_out_of_order$"):
        check_in(changed, week=5, **said, **{"change.day": 2})
    assert FIELD_OF_PROBLEM["steps_out_of_order"] == "change.day"
    with pytest.raises(NotYetError, match=r"^step_after_the_end$"):
        check_in(changed, week=5, stopping="yes", stop_week=5, stop_day=3)
    assert len(check_in(changed, week=5, **said, **{"change.day": 5}).steps) == 3


def test_no_help_card_comes_in_a_break_before_anything_was_tapped() -> None:
    """Severe low mood from before: the card comes with the first tap, in a break, too."""
    low = EffectEpisode(effect=Effect.low_mood, began_week=2, severity=Severity.severe)
    paused = check_in(record_of(episodes=[low]), week=11, pausing="yes", pause_from=11)
    untouched = check_in_prefill(paused)
    assert untouched["restarting"] == "no"
    assert hard_effects(paused, untouched) == set()
    assert hard_effects(paused, untouched | {"any_new": "yes"}) == {Effect.low_mood}


def test_an_effect_that_was_gone_begins_again_in_a_check_in_and_changes_its_severity() -> None:
    """Gone after week 10; back in week 12, worse in week 13: the worst stays, now is now."""
    dreams = EffectEpisode(effect=Effect.vivid_dreams, began_week=2, severity=Severity.mild)
    gone = check_in(record_of(episodes=[dreams]), week=11, **{"still.vivid_dreams": "gone"})
    new = {"any_new": "yes", "new.sleep": ["vivid_dreams"], "severity.vivid_dreams": "moderate"}
    back = check_in(gone, week=12, **new)
    assert [e.began_week for e in back.episodes] == [2, 12]
    worse = check_in(back, week=13, **{"severity_now.vivid_dreams": "severe"})
    easier = check_in(worse, week=14, **{"severity_now.vivid_dreams": "mild"})
    last = easier.episodes[-1]
    assert (last.severity, last.severity_now) == (Severity.severe, Severity.mild)


@pytest.mark.parametrize("before", Before)
def test_an_effect_that_comes_back_is_as_old_as_it_was(before: Before) -> None:
    """Headache of before LDN went and came back: no side effect of LDN, as in the survey."""
    spell = {"effect": Effect.headache, "before": before, "still_there": False, "ended_week": 4}
    began = None if before is Before.the_same else 2
    gone = record_of(episodes=[EffectEpisode(**spell, began_week=began)])
    back = check_in(gone, week=11, any_new="yes", **{"new.physical": ["headache"]})
    assert [(e.began_week, e.before) for e in back.episodes] == [(began, before), (11, before)]


def test_two_changes_told_in_one_week_are_both_kept() -> None:
    """A second check-in of the same week adds to the first."""
    once = check_in(record_of(), week=11, same="changed", **{"change.dose": "1"})
    twice = check_in(once, week=11, same="changed", **{"change.timing": "morning"})
    assert [(s.week, s.dose_ug) for s in twice.steps] == [(1, 500), (11, 1_000), (11, 1_000)]


def test_an_effect_told_after_i_had_none_stays_through_a_correction() -> None:
    """None in the survey, headache in week 61: some by now, and the whole list was asked."""
    for had in ("had_none", "not_sure", None):
        survey = survey_of({**CORE, "effects.had": had})
        new = {"any_new": "yes", "new.physical": ["headache"]}
        told = check_in(survey, week=61, **new)
        assert told.had_effects is HadEffects.had_some
        assert Effect.ringing_ears in told.marks.effects
        assert survey_of(answers_of_survey(told)) == told
        stored_before = told.model_copy(update={"had_effects": HadEffects.had_none})
        assert survey_of(answers_of_survey(stored_before)).episodes == told.episodes
    nothing_new = check_in(survey_of({**CORE, "effects.had": "had_none"}), week=61)
    assert nothing_new.had_effects is HadEffects.had_none


def test_missed_doses_are_of_the_week_that_told_them() -> None:
    """Two or three in week 11: kept by a second check-in of that week, not by that of week 12."""
    told = check_in(record_of(), week=11, missed_doses="two_or_three")
    assert told.missed_doses is DosesNotTaken.two_or_three
    assert check_in(told, week=11).missed_doses is DosesNotTaken.two_or_three
    assert check_in(told, week=12).missed_doses is DosesNotTaken.not_said
    assert survey_of(answers_of_survey(told)).missed_doses is DosesNotTaken.two_or_three
