"""A weekly check-in: everything is as last time unless the member says otherwise. No screen here.

Answers are one flat dictionary as in the survey: ``week``, ``same``, ``change.dose``,
``still.<effect>``, ``new.<group>``, ``severity.<effect>``, ``severity_now.<effect>``,
``now.<scale>``, ``overall_change``, ``missed_doses``, ``stop_week``, ``stop_day``,
``stop_reason``, ``pausing`` with ``pause_from``, and where LDN was paused ``restarting`` with
``restart_week``. ``change`` has all parts of a change in the survey: dose, per, times, how_often,
timing, day, reason, what it did.
"""

from typing import Any

from pydantic import ValidationError

from dashboard.questionnaire import dose_text
from dashboard.questionnaire.check_in_effects import (
    effects_still_there,
    episodes_this_week,
)
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.draft_doses import day_dose_ug, dose_problem, way_of_taking
from dashboard.questionnaire.effects_told import fields_of_effects
from dashboard.questionnaire.help_rules import asks_for_help_card
from dashboard.questionnaire.questions import SCALES, vocabulary_word
from dashboard.questionnaire.step_order import is_before_step
from db.answers import (
    LAST_WEEK,
    DoseStep,
    LdnPause,
    LdnStop,
    ScaleScores,
    Survey,
)
from db.vocabulary import (
    BenefitAfter,
    ChangeReason,
    DosesNotTaken,
    Effect,
    EffectsAfter,
    Form,
    OverallChange,
    StopReason,
    Timing,
)

MOST_WEEKS_LATER = 104
"""Offered since the last time; whoever was away for longer corrects the record."""


FIELD_OF_PROBLEM = {
    "dose": "change.dose",
    "dose_to_confirm": "change.dose",
    "change_changes_nothing": "change.dose",
    "dose_each_or_day": "change.per",
    "times_missing": "change.times",
    "two_steps_on_one_day": "change.day",
    "steps_out_of_order": "change.day",
    "day_after_week_8": "change.day",
    "pause_week_missing": "pause_from",
    "pause_outside_ldn": "pause_from",
    "restart_week_missing": "restart_week",
    "restart_before_pause_ends": "restart_week",
    "restart_later_than_now": "restart_week",
    "step_after_the_end": "stop_week",
    "stop_later_than_now": "stop_week",
    "stop_week_missing": "stop_week",
}
"""A key under ``my_record.problem`` -> the answer it is about; others are about several."""


class NotYetError(Exception):
    """Something has to be put right; ``args[0]`` is a key under ``my_record.problem``."""


def check_in_prefill(survey: Survey) -> Answers:
    """What a check-in begins with: a week later, and nothing changed."""
    answers: Answers = {
        "week": min(survey.observed_week + 1, LAST_WEEK),
        "same": "yes",
        "any_new": "no",
        "overall_change": survey.overall_change.name if survey.overall_change else None,
    }
    answers |= {"restarting": "no"} if is_paused(survey) else {}
    answers |= {f"still.{effect.name}": "yes" for effect in effects_still_there(survey)}
    answers |= {
        f"now.{scale}": str(score)
        for scale, score in survey.now.model_dump().items()
        if score is not None
    }
    return {path: said for path, said in answers.items() if said is not None}


def hard_effects(survey: Survey, answers: Answers) -> set[Effect]:
    """Effects that bring the help card: none before anything of this check-in was tapped."""
    tapped = {path: said for path, said in answers.items() if path != "stopping"}  # the way in
    if tapped == check_in_prefill(survey):
        return set()
    week = int(answers.get("week") or survey.observed_week)
    change = vocabulary_word(OverallChange, answers.get("overall_change"))
    spells = episodes_this_week(survey, answers, week)
    return {spell.effect for spell in spells if asks_for_help_card(spell, week, change)}


def is_paused(survey: Survey) -> bool:
    """Whether the member takes a break from LDN, as told last time."""
    return bool(survey.pauses) and survey.pauses[-1].ended_week is None


def survey_this_week(survey: Survey, answers: Answers) -> Survey:
    """The survey as it is this week.

    Raises:
        NotYetError: something has to be put right first.
    """
    week = int(answers.get("week") or survey.observed_week)
    change = vocabulary_word(OverallChange, answers.get("overall_change"))
    try:
        fields: dict[str, Any] = {
            **dict(survey),
            "observed_week": week,
            "steps": _steps_this_week(survey, answers, week),
            "pauses": _pauses_this_week(survey, answers, week),
            **fields_of_effects(survey, episodes_this_week(survey, answers, week)),
            "stop": _stop_if_any(survey, answers),
            "now": _scores_this_week(answers),
            "overall_change": change or OverallChange.not_said,
            "missed_doses": _doses_not_taken(survey, answers, week),
        }
        return Survey.model_validate(fields)
    except ValidationError as error:
        raise NotYetError(_problem_key(error)) from None


def _doses_not_taken(survey: Survey, answers: Answers, week: int) -> DosesNotTaken:
    """Of the last seven days; what was told in an earlier week is of other days."""
    told = vocabulary_word(DosesNotTaken, answers.get("missed_doses"))
    before = survey.missed_doses if week == survey.observed_week else DosesNotTaken.not_said
    return told or before


def check_in_problem(survey: Survey, answers: Answers) -> str | None:
    """What has to be put right first, as a key under ``my_record.problem``; None for nothing."""
    try:
        survey_this_week(survey, answers)
    except NotYetError as error:
        return str(error.args[0])
    return None


def _problem_key(error: ValidationError) -> str:
    rule = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
    if rule == "episodes_overlap":
        return "spell_begins_too_early"
    return rule if rule in FIELD_OF_PROBLEM else "other"


def _steps_this_week(survey: Survey, answers: Answers, week: int) -> tuple[DoseStep, ...]:
    restarting = is_paused(survey) and answers.get("restarting") == "yes"
    if survey.stop or not (restarting or answers.get("same") == "changed"):
        return survey.steps
    if restarting:
        week = _needed_week(answers, "restart_week", "restart_week_missing")
    last = survey.steps[-1]
    _check_dose(answers, last)
    ug, timing = _new_dose_and_timing(answers)
    way = way_of_taking(answers, "change", last)
    is_as_before = way == {"times": last.times, "how_often": last.how_often}
    if ug is None and timing is None and is_as_before and not restarting:
        raise NotYetError("change_changes_nothing")
    step = DoseStep(
        week=week,
        day=answers.get("change.day"),
        dose_ug=ug or last.dose_ug,
        timing=timing or last.timing,
        **way,
        **_reason_and_outcome(answers, restarting=restarting),
    )
    return (*survey.steps, step)


def _check_dose(answers: Answers, last: DoseStep) -> None:
    """Make sure that the new dose, where one is written, can be stored."""
    if not str(answers.get("change.dose") or "").strip():
        return
    problem = dose_problem({**answers, "forms": [Form.core.name]}, "change", last.timing)
    if problem is None:
        return
    asks = dose_text.dose_from_text(str(answers["change.dose"])).choices
    key = "dose_to_confirm" if asks else problem.key
    raise NotYetError(
        key if key in {"dose_to_confirm", "dose_each_or_day", "times_missing"} else "dose"
    )


def _pauses_this_week(survey: Survey, answers: Answers, week: int) -> tuple[LdnPause, ...]:
    if is_paused(survey):
        if answers.get("restarting") != "yes":
            return _ended_by_stop(survey, answers)
        on_again = _needed_week(answers, "restart_week", "restart_week_missing")
        *earlier, last = survey.pauses
        if on_again <= last.began_week:
            raise NotYetError("restart_before_pause_ends")
        if on_again > week:
            raise NotYetError("restart_later_than_now")
        return (*earlier, last.model_copy(update={"ended_week": on_again - 1}))
    if survey.stop or answers.get("pausing") != "yes":
        return survey.pauses
    last_step = survey.steps[-1].week
    has_room = last_step < week  # else there is no week to choose, and none is missing
    began = _needed_week(answers, "pause_from", "pause_week_missing") if has_room else week
    if not last_step < began <= week:
        raise NotYetError("pause_outside_ldn")
    return (*survey.pauses, LdnPause(began_week=began))


def _ended_by_stop(survey: Survey, answers: Answers) -> tuple[LdnPause, ...]:
    """Whoever stops during a pause took the last dose before it: it was the stop."""
    return survey.pauses[:-1] if answers.get("stopping") == "yes" else survey.pauses


def _needed_week(answers: Answers, path: str, missing: str) -> int:
    if answers.get(path) is None:
        raise NotYetError(missing)
    return int(answers[path])


def _new_dose_and_timing(answers: Answers) -> tuple[int | None, Timing | None]:
    return day_dose_ug(answers, "change"), vocabulary_word(Timing, answers.get("change.timing"))


def _reason_and_outcome(answers: Answers, *, restarting: bool) -> dict[str, Any]:
    reason = vocabulary_word(ChangeReason, answers.get("change.reason"))
    said: dict[str, Any] = {
        "reason": ChangeReason.after_break if restarting else reason,
        "effects_after": vocabulary_word(EffectsAfter, answers.get("change.effects_after")),
        "benefit_after": vocabulary_word(BenefitAfter, answers.get("change.benefit_after")),
    }
    return {name: found for name, found in said.items() if found is not None}


def _stop_if_any(survey: Survey, answers: Answers) -> LdnStop | None:
    week = answers.get("stop_week")
    if survey.stop or answers.get("stopping") != "yes":
        return survey.stop
    if is_paused(survey):  # the last week on LDN was the one before the break
        week = survey.pauses[-1].began_week - 1
    if week is None:
        raise NotYetError("stop_week_missing")
    reason = vocabulary_word(StopReason, answers.get("stop_reason")) or StopReason.not_said
    stop = LdnStop(week=int(week), day=answers.get("stop_day"), reason=reason)
    if is_before_step(stop, survey.steps[-1]):
        raise NotYetError("step_after_the_end")
    return stop


def _scores_this_week(answers: Answers) -> ScaleScores:
    said = {scale: answers.get(f"now.{scale}") for scale in SCALES}
    return ScaleScores(**{scale: int(score) for scale, score in said.items() if score is not None})
