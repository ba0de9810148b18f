"""The draft -> a validated survey, or every problem in plain words at its own screen."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from dashboard.questionnaire.draft import Answers, effects_handed_in
from dashboard.questionnaire.draft_doses import DoseProblem, dose_steps
from dashboard.questionnaire.questions import (
    ABOUT_YOU,
    MORE,
    SCALES,
    Screen,
    asks_hours_after_dose,
    vocabulary_word,
)
from dashboard.text import say
from db.answers import LAST_WEEK, EffectEpisode, LdnStop, ScaleScores, Survey
from db.vocabulary import (
    Before,
    Effect,
    FirstBenefit,
    Helped,
    HoursAfter,
    OverallChange,
    Severity,
    StopReason,
)

SCREEN_OF = {
    "first_step_not_in_week_1": Screen.doses,
    "steps_out_of_order": Screen.doses,
    "step_after_the_end": Screen.doses,
    "stop_later_than_now": Screen.doses,
    "effect_later_than_now": Screen.effects_more,
    "effect_still_there_and_ended": Screen.effects_more,
    "effect_ends_before_it_begins": Screen.effects_more,
    "episodes_overlap": Screen.effects_more,
}
"""Every rule of ``db.answers`` that a member's answers can break -> where to put it right."""
_FIELD_OF = {
    "first_step_not_in_week_1": "doses.since",
    "steps_out_of_order": "doses.changed",
    "step_after_the_end": "doses.stop_week",
    "stop_later_than_now": "doses.stop_week",
}
"""The field at which such a sentence stands; those about an effect stand at its card."""


@dataclass(frozen=True)
class DraftProblem:
    """Something to put right before handing in.

    Attributes:
        screen: where.
        path: the answer it is about, or "" for the whole screen.
        key: key under ``survey.problem`` in dashboard/text.
        values: what the sentence names.
    """

    screen: Screen
    path: str
    key: str
    values: dict[str, str] = field(default_factory=dict)

    def sentence(self) -> str:
        """What is wrong and what would be right."""
        return say(f"survey.problem.{self.key}", **self.values)


def translate_draft(answers: Answers) -> tuple[Survey | None, list[DraftProblem]]:
    """The survey that can be handed in, or None and what is in the way."""
    steps, in_the_way = dose_steps(answers)
    problems = [_dose_problem(problem) for problem in in_the_way]
    stop = _stop_from_answers(answers, problems)
    episodes = _episodes_from_answers(answers, problems)
    if problems:
        return None, problems
    fields = _facts_and_scores(answers) | {"steps": steps, "stop": stop, "episodes": episodes}
    try:
        return Survey(**fields), []
    except ValidationError as error:
        return None, [_rule_problem(found["msg"]) for found in error.errors()]


def problems_on_screen(answers: Answers, screen: Screen) -> list[DraftProblem]:
    """What is in the way of leaving a screen."""
    return [problem for problem in translate_draft(answers)[1] if problem.screen is screen]


def _dose_problem(problem: DoseProblem) -> DraftProblem:
    return DraftProblem(Screen.doses, problem.path, problem.key, problem.values)


def _rule_problem(message: str) -> DraftProblem:
    key = message.removeprefix("Value error, ")
    if key not in SCREEN_OF:
        return DraftProblem(Screen.check, "", "other")
    values = {"effect": say("survey.an_effect")}
    return DraftProblem(SCREEN_OF[key], _FIELD_OF.get(key, ""), key, values)


def _facts_and_scores(answers: Answers) -> dict[str, Any]:
    about_you = {q.name: vocabulary_word(q.words, answers.get(f"you.{q.name}")) for q in ABOUT_YOU}
    benefit = {
        "overall_change": vocabulary_word(OverallChange, answers.get("benefit.overall_change")),
        "first_benefit": vocabulary_word(FirstBenefit, answers.get("benefit.first_benefit")),
    }
    return {
        **{name: said for name, said in (about_you | benefit).items() if said is not None},
        "observed_week": answers.get("doses.since"),
        "now": _scale_scores(answers, "now"),
        "before": _scale_scores(answers, "before"),
        "answered_pleasure": bool(answers.get("pleasure.answered")),
    }


def _scale_scores(answers: Answers, when: str) -> ScaleScores:
    said = {scale: answers.get(f"benefit.{when}.{scale}") for scale in SCALES}
    return ScaleScores(**{scale: int(score) for scale, score in said.items() if score is not None})


def _stop_from_answers(answers: Answers, problems: list[DraftProblem]) -> LdnStop | None:
    if answers.get("doses.still") != "stopped":
        return None
    week = answers.get("doses.stop_week")
    if week is None:
        problems.append(DraftProblem(Screen.doses, "doses.stop_week", "stop_week_missing"))
        return None
    reason = vocabulary_word(StopReason, answers.get("doses.stop_reason")) or StopReason.not_said
    return LdnStop(week=week, reason=reason)


def _episodes_from_answers(answers: Answers, problems: list[DraftProblem]) -> list[EffectEpisode]:
    found = []
    for tapped_on, screen in MORE.items():
        for effect in effects_handed_in(answers, tapped_on):
            episode = _episode_or_rule(answers, effect)
            if isinstance(episode, str):
                values = {"effect": say(f"words.effect.{effect.name}")}
                problems.append(DraftProblem(screen, f"effect.{effect.name}", episode, values))
            else:
                found.append(episode)
    return found


def _episode_or_rule(answers: Answers, effect: Effect) -> EffectEpisode | str:
    """One spell of an effect, or the key of the rule that its weeks break."""
    at = f"effect.{effect.name}"
    before = vocabulary_word(Before, answers.get(f"{at}.before")) or Before.not_said
    # What was there before LDN did not begin in a week of use: the week is not asked.
    began = None if before is Before.the_same else _week_or_none(answers.get(f"{at}.began"))
    gone = answers.get(f"{at}.still") == "gone"
    ended = _week_or_none(answers.get(f"{at}.ended")) if gone else None
    if max(began or 0, ended or 0) > (answers.get("doses.since") or LAST_WEEK):
        return "effect_later_than_now"
    try:
        return EffectEpisode(
            effect=effect,
            before=before,
            began_week=began,
            still_there=answers.get(f"{at}.still") == "yes",
            ended_week=ended,
            **_strength_fields(answers, effect),
        )
    except ValidationError as error:
        return _rule_problem(error.errors()[0]["msg"]).key


def _strength_fields(answers: Answers, effect: Effect) -> dict[str, Any]:
    at = f"effect.{effect.name}"
    hours = (
        vocabulary_word(HoursAfter, answers.get(f"{at}.hours_after"))
        if asks_hours_after_dose(effect)
        else None
    )
    helped = (vocabulary_word(Helped, said) for said in answers.get(f"{at}.helped") or ())
    return {
        "severity": vocabulary_word(Severity, answers.get(f"{at}.severity")) or Severity.not_said,
        "helped": frozenset(found for found in helped if found is not None),
        "hours_after": hours or HoursAfter.not_said,
    }


def _week_or_none(said: Any) -> int | None:
    """A week of use; "not sure" is 0 in a draft, and None here."""
    return said if isinstance(said, int) and said >= 1 else None
