"""A weekly check-in: everything is as last time unless the member says otherwise. No screen here.

Answers are one flat dictionary as in the survey: ``week``, ``same``, ``change.dose``,
``still.<effect>``, ``new.<group>``, ``severity.<effect>``, ``now.<scale>``, ``overall_change``,
``stop_week``, ``stop_reason``.
"""

from typing import Any

from pydantic import ValidationError

from dashboard.questionnaire import dose_text
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.help_rules import asks_for_help_card
from dashboard.questionnaire.questions import SCALES, vocabulary_word
from db.answers import LAST_WEEK, DoseStep, EffectEpisode, LdnStop, ScaleScores, Survey
from db.vocabulary import (
    EFFECT_GROUPS,
    BenefitAfter,
    ChangeReason,
    Effect,
    EffectsAfter,
    OverallChange,
    Severity,
    StopReason,
    Timing,
)

MOST_WEEKS_LATER = 104
"""Offered since the last time; whoever was away for longer corrects the record."""


FIELD_OF_PROBLEM = {
    "dose": "change.dose",
    "dose_to_confirm": "change.dose",
    "change_changes_nothing": "change.dose",
    "change_in_first_week": "week",
    "step_after_the_end": "stop_week",
    "stop_later_than_now": "stop_week",
    "stop_week_missing": "stop_week",
    "other_device": "week",
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
    answers |= {f"still.{effect.name}": "yes" for effect in effects_still_there(survey)}
    answers |= {
        f"now.{scale}": str(score)
        for scale, score in survey.now.model_dump().items()
        if score is not None
    }
    return {path: said for path, said in answers.items() if said is not None}


def effects_still_there(survey: Survey) -> list[Effect]:
    """Effects that were still there the last time, in the order in which they are asked."""
    return sorted({e.effect for e in survey.episodes if e.still_there})


def new_effects(answers: Answers) -> list[Effect]:
    """Effects that were tapped as new."""
    if answers.get("any_new") != "yes":
        return []
    tapped = {name for group in EFFECT_GROUPS for name in answers.get(f"new.{group}") or ()}
    return [effect for effect in Effect if effect.name in tapped]


def hard_effects(survey: Survey, answers: Answers) -> set[Effect]:
    """Effects that bring the help card: none before anything of this check-in was tapped."""
    if answers == {**check_in_prefill(survey), **_way_in(answers)}:
        return set()
    week = int(answers.get("week") or survey.observed_week)
    change = vocabulary_word(OverallChange, answers.get("overall_change"))
    spells = _episodes_this_week(survey, answers, week)
    return {spell.effect for spell in spells if asks_for_help_card(spell, week, change)}


def _way_in(answers: Answers) -> Answers:
    """Whether it was begun with "I stopped LDN": a tap, but not one on this screen."""
    return {path: said for path, said in answers.items() if path == "stopping"}


def is_lower_or_moved(survey: Survey, answers: Answers) -> bool:
    """Whether a change is a step down or a change of time: then what happened is asked."""
    last = survey.steps[-1]
    ug, timing = _new_dose_and_timing(answers)
    return bool(ug and ug < last.dose_ug) or bool(timing and timing is not last.timing)


def survey_this_week(survey: Survey, answers: Answers) -> Survey:
    """The survey as it is this week.

    Raises:
        NotYetError: something has to be put right first.
    """
    week = int(answers.get("week") or survey.observed_week)
    fields: dict[str, Any] = {
        **dict(survey),
        "observed_week": week,
        "steps": _steps_this_week(survey, answers, week),
        "episodes": _episodes_this_week(survey, answers, week),
        "stop": _stop_if_any(survey, answers),
        "now": _scores_this_week(answers),
        "overall_change": vocabulary_word(OverallChange, answers.get("overall_change"))
        or OverallChange.not_said,
    }
    try:
        return Survey.model_validate(fields)
    except ValidationError as error:
        raise NotYetError(_problem_key(error)) from None


def check_in_problem(survey: Survey, answers: Answers) -> str | None:
    """What has to be put right first, as a key under ``my_record.problem``; None for nothing."""
    try:
        survey_this_week(survey, answers)
    except NotYetError as error:
        return str(error.args[0])
    return None


def _problem_key(error: ValidationError) -> str:
    rule = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
    return rule if rule in {"step_after_the_end", "stop_later_than_now"} else "other"


def _steps_this_week(survey: Survey, answers: Answers, week: int) -> tuple[DoseStep, ...]:
    if survey.stop or answers.get("same") != "changed":
        return survey.steps
    reading = dose_text.dose_from_text(str(answers.get("change.dose") or ""))
    ug, timing = _new_dose_and_timing(answers)
    if reading.problem not in (None, "empty") and not reading.choices:
        raise NotYetError("dose")
    if reading.choices or (reading.is_surprising and answers.get("change.believed") != reading.ug):
        raise NotYetError("dose_to_confirm")
    if ug is None and timing is None:
        raise NotYetError("change_changes_nothing")
    last = survey.steps[-1]
    step = DoseStep(
        week=week,
        dose_ug=ug or last.dose_ug,
        timing=timing or last.timing,
        **_reason_and_outcome(survey, answers),
    )
    kept = [earlier for earlier in survey.steps if earlier.week < week]
    if not kept:  # the first week's own dose is the first dose, and stays
        raise NotYetError("change_in_first_week")
    return (*kept, step)


def _new_dose_and_timing(answers: Answers) -> tuple[int | None, Timing | None]:
    reading = dose_text.dose_from_text(str(answers.get("change.dose") or ""))
    timing = vocabulary_word(Timing, answers.get("change.timing"))
    return (reading.ug if reading.is_good else None), timing


def _reason_and_outcome(survey: Survey, answers: Answers) -> dict[str, Any]:
    said: dict[str, Any] = {"reason": vocabulary_word(ChangeReason, answers.get("change.reason"))}
    if is_lower_or_moved(survey, answers):
        said["effects_after"] = vocabulary_word(EffectsAfter, answers.get("change.effects_after"))
        said["benefit_after"] = vocabulary_word(BenefitAfter, answers.get("change.benefit_after"))
    return {name: found for name, found in said.items() if found is not None}


def _episodes_this_week(survey: Survey, answers: Answers, week: int) -> tuple[EffectEpisode, ...]:
    kept = tuple(_end_episode_if_gone(episode, survey, answers) for episode in survey.episodes)
    known = {episode.effect for episode in kept if episode.still_there}
    begun = (
        EffectEpisode(
            effect=effect,
            began_week=week,
            severity=vocabulary_word(Severity, answers.get(f"severity.{effect.name}"))
            or Severity.not_said,
        )
        for effect in new_effects(answers)
        if effect not in known
    )
    return (*kept, *begun)


def _end_episode_if_gone(episode: EffectEpisode, survey: Survey, answers: Answers) -> EffectEpisode:
    """An effect that has gone was last there the last time that the member said so."""
    gone = answers.get(f"still.{episode.effect.name}") == "gone"
    if not (episode.still_there and gone):
        return episode
    ended = max(survey.observed_week, episode.began_week or 1)
    return episode.model_copy(update={"still_there": False, "ended_week": ended})


def _stop_if_any(survey: Survey, answers: Answers) -> LdnStop | None:
    week = answers.get("stop_week")
    if survey.stop or answers.get("stopping") != "yes":
        return survey.stop
    if week is None:
        raise NotYetError("stop_week_missing")
    reason = vocabulary_word(StopReason, answers.get("stop_reason")) or StopReason.not_said
    return LdnStop(week=int(week), reason=reason)


def _scores_this_week(answers: Answers) -> ScaleScores:
    said = {scale: answers.get(f"now.{scale}") for scale in SCALES}
    return ScaleScores(**{scale: int(score) for scale, score in said.items() if score is not None})
