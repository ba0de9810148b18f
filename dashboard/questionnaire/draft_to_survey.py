"""The draft -> a validated survey, or every problem in plain words at its own screen."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from dashboard.questionnaire.draft import Answers, effects_handed_in, forms_of_draft
from dashboard.questionnaire.draft_doses import FIRST, DoseProblem, dose_steps
from dashboard.questionnaire.draft_pauses import changes_in_pauses, pauses_of_draft
from dashboard.questionnaire.draft_spells import DraftSpell, spells_of_draft
from dashboard.questionnaire.gone_words import gone_word_sentence
from dashboard.questionnaire.questions import (
    ABOUT_YOU,
    AFTER_STOPPING,
    ANSWERS_FOR,
    EARLIER_TRY,
    EXTRA_FACTS,
    MORE,
    MOVED,
    SCALES,
    Question,
    Screen,
    vocabulary_word,
)
from dashboard.questionnaire.step_order import is_before_step
from dashboard.text import say
from db.answers import (
    LAST_WEEK_WITH_DAYS,
    EffectEpisode,
    LdnStop,
    ScaleScores,
    Survey,
    SymptomMoves,
)
from db.form_marks import FormMarks
from db.vocabulary import (
    Condition,
    FirstBenefit,
    Form,
    HadEffects,
    OverallChange,
    StopReason,
    SymptomMove,
)

SCREEN_OF = {
    "first_step_not_in_week_1": Screen.doses,
    "steps_out_of_order": Screen.changes,
    "step_after_the_end": Screen.changes,
    "two_steps_on_one_day": Screen.changes,
    "day_after_week_8": Screen.changes,
    "pause_outside_ldn": Screen.changes,
    "restart_before_pause_ends": Screen.changes,
    "restart_missing": Screen.changes,
    "pauses_overlap": Screen.changes,
    "stop_later_than_now": Screen.changes,
    "effect_later_than_now": Screen.effects_more,
    "effect_still_there_and_ended": Screen.effects_more,
    "effect_ends_before_it_begins": Screen.effects_more,
    "episodes_overlap": Screen.effects_more,
}
"""Every rule of ``db.answers`` that a member's answers can break -> where to put it right."""
_FIELD_OF = {
    "first_step_not_in_week_1": "doses.since",
    "steps_out_of_order": "doses.changed",
    "two_steps_on_one_day": "doses.changed",
    "day_after_week_8": "doses.stop_day",
    "pause_outside_ldn": "doses.paused",
    "restart_before_pause_ends": "doses.paused",
    "restart_missing": "doses.paused",
    "pauses_overlap": "doses.paused",
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
    pauses, around_pauses = pauses_of_draft(answers)
    within = changes_in_pauses(answers, pauses)
    problems = [_dose_problem(problem) for problem in (*in_the_way, *around_pauses, *within)]
    stop = _stop_from_answers(answers, problems)
    if stop and steps and is_before_step(stop, steps[-1]):
        problems.append(DraftProblem(Screen.changes, "doses.stop_day", "step_after_the_end"))
    episodes = _episodes_from_answers(answers, problems)
    if problems:
        return None, problems
    doses = {"steps": steps, "pauses": pauses, "stop": stop}
    try:
        return Survey(**_facts_and_scores(answers), **doses, episodes=episodes), []
    except ValidationError as error:
        return None, [_rule_problem(found["msg"]) for found in error.errors()]


def sentence_at_answer(answers: Answers, problems: list[DraftProblem], path: str) -> str | None:
    """What has to be put right at an answer, or that its word is gone; None where nothing is."""
    found = next((problem.sentence() for problem in problems if problem.path == path), None)
    return found or gone_word_sentence(answers, path)


def problems_on_screen(answers: Answers, screen: Screen) -> list[DraftProblem]:
    """What is in the way of leaving a screen."""
    return [problem for problem in translate_draft(answers)[1] if problem.screen is screen]


def _dose_problem(problem: DoseProblem) -> DraftProblem:
    is_of_first = problem.path.startswith(("doses.since", f"{FIRST}."))
    screen = Screen.doses if is_of_first else Screen.changes
    return DraftProblem(screen, problem.path, problem.key, problem.values)


def _rule_problem(message: str) -> DraftProblem:
    key = message.removeprefix("Value error, ")
    if key not in SCREEN_OF:
        return DraftProblem(Screen.check, "", "other")
    values = {"effect": say("survey.an_effect"), "week": say("survey.a_week")}
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
        **_facts_of_version_2(answers),
    }


def _facts_of_version_2(answers: Answers) -> dict[str, Any]:
    forms, had = forms_of_draft(answers), _had_effects(answers)
    asked = {"you.answers_for": ANSWERS_FOR, "doses.earlier_try": EARLIER_TRY}
    asked |= _extra_facts_that_fit(answers)
    words = {q.name: vocabulary_word(q.words, answers.get(path)) for path, q in asked.items()}
    others = (vocabulary_word(Condition, s) for s in answers.get("you.other_conditions") or ())
    return {
        **{name: said for name, said in words.items() if said is not None},
        "other_conditions": frozenset(found for found in others if found),
        "moved": _symptom_moves(answers),
        "had_effects": had,
        "marks": FormMarks.of_forms(forms, had),
    }


def _extra_facts_that_fit(answers: Answers) -> dict[str, Question]:
    """What was told of the time after stopping is nothing of who has not stopped after all."""
    has_stopped = answers.get("doses.still") == "stopped"
    return {p: q for p, q in EXTRA_FACTS.items() if has_stopped or q is not AFTER_STOPPING}


def _symptom_moves(answers: Answers) -> SymptomMoves:
    said = {s.name: vocabulary_word(SymptomMove, answers.get(path)) for path, s in MOVED.items()}
    return SymptomMoves(**{name: move for name, move in said.items() if move})


def _had_effects(answers: Answers) -> HadEffects:
    """What was said, and "some" where effects were tapped; version 1 did not ask."""
    if effects_handed_in(answers, Screen.effects) and Form.core in forms_of_draft(answers):
        return HadEffects.had_some
    return vocabulary_word(HadEffects, answers.get("effects.had")) or HadEffects.not_said


def _scale_scores(answers: Answers, when: str) -> ScaleScores:
    said = {scale: answers.get(f"benefit.{when}.{scale}") for scale in SCALES}
    return ScaleScores(**{scale: int(score) for scale, score in said.items() if score is not None})


def _stop_from_answers(answers: Answers, problems: list[DraftProblem]) -> LdnStop | None:
    if answers.get("doses.still") != "stopped":
        return None
    week = answers.get("doses.stop_week")
    if week is None:
        problems.append(DraftProblem(Screen.changes, "doses.stop_week", "stop_week_missing"))
        return None
    reason = vocabulary_word(StopReason, answers.get("doses.stop_reason")) or StopReason.not_said
    day = answers.get("doses.stop_day")
    if day and week > LAST_WEEK_WITH_DAYS:
        problems.append(DraftProblem(Screen.changes, "doses.stop_day", "day_after_week_8"))
        return None
    return LdnStop(week=week, day=day, reason=reason)


def _episodes_from_answers(answers: Answers, problems: list[DraftProblem]) -> list[EffectEpisode]:
    found: list[EffectEpisode] = []
    for tapped_on, screen in MORE.items():
        for effect in effects_handed_in(answers, tapped_on):
            for spell in spells_of_draft(answers, effect):
                if spell.episode:
                    found.append(spell.episode)
                else:
                    problems.append(_spell_problem(screen, spell))
    return found


def _spell_problem(screen: Screen, spell: DraftSpell) -> DraftProblem:
    """A spell that came back is told in a minute more, whatever screen the effect is of."""
    values = {"effect": say(f"words.effect.{spell.effect.name}")}
    screen = Screen.minute if ".again." in spell.path else screen
    return DraftProblem(screen, spell.path, spell.rule, values)
