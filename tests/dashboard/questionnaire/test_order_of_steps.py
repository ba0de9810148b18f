"""Changes and restarts of one week: in which order they are stored, what each changed."""

from dashboard.questionnaire.draft_doses import dose_before_change
from dashboard.questionnaire.draft_to_survey import translate_draft
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.record.record_things import record_of_things, things_of_record
from db.members.record import MemberRecord
from db.vocabulary import ChangeReason, Timing
from tests.dashboard.questionnaire.drafted import (
    DAY,
    keys_of,
    survey_of,
    with_changes,
    with_pause,
)


def test_of_two_changes_in_a_week_the_one_without_a_day_stays_where_it_was_told() -> None:
    """1.5 mg on day 4 of week 5, then 3 mg in week 5: the last dose is 3 mg, told again too."""
    dated = {"week": 5, "day": 4, "dose": "1.5"} | DAY
    survey = survey_of(with_changes(dated, {"week": 5, "dose": "3"} | DAY))
    assert [(s.day, s.dose_ug) for s in survey.steps] == [(None, 750), (4, 1_500), (None, 3_000)]
    assert survey_of(answers_of_survey(survey)) == survey
    record = MemberRecord.of(survey)
    assert record_of_things(things_of_record(record), record) == record


def test_a_change_in_the_week_of_a_dated_restart_follows_it_or_is_marked() -> None:
    """On again on day 3 of week 6: a change of week 6 comes after it, one on day 2 cannot be."""
    restart = with_pause(start=4, week=6, day=3, still="no", dose="0.25", **DAY)
    answers = {**with_changes({"week": 6, "dose": "1.5"} | DAY), **restart}
    survey = survey_of(answers)
    assert [(s.week, s.dose_ug) for s in survey.steps] == [(1, 750), (6, 250), (6, 1_500)]
    assert survey.steps[1].reason is ChangeReason.after_break
    assert survey_of(answers_of_survey(survey)) == survey
    (found,) = translate_draft(answers | {"doses.change.1.day": 2})[1]
    assert (found.path, found.key) == ("doses.change.1.day", "change_in_pause")
    assert keys_of(answers | {"doses.change.1.day": 5}) == []


def test_a_change_after_a_restart_is_told_from_the_dose_of_the_restart() -> None:
    """0.75 mg, a break, 0.25 mg in the morning: what a change in week 9 changed is the latter."""
    restart = with_pause(start=4, week=6, still="no", dose="0.25", timing="morning")
    answers = {**with_changes({"week": 9, "dose": "1.5"}), **restart}
    assert dose_before_change(answers, 1) == (250, Timing.morning)
    assert dose_before_change(answers | {"doses.change.1.week": 3}, 1) == (750, Timing.divided)


def test_a_stop_on_a_day_before_the_last_change_is_marked_at_the_day() -> None:
    """1.5 mg on day 5 of week 2, stopped on day 3 of it; on day 5, or without a day, it fits."""
    change = with_changes({"week": 2, "day": 5, "dose": "1.5"} | DAY)
    stopped = {**change, "doses.still": "stopped", "doses.stop_week": 2}
    (found,) = translate_draft(stopped | {"doses.stop_day": 3})[1]
    assert (found.path, found.key) == ("doses.stop_day", "step_after_the_end")
    assert keys_of(stopped | {"doses.stop_day": 5}) == keys_of(stopped) == []
