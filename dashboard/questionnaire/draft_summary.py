"""A draft in a few lines a step, in the words that were tapped."""

from dataclasses import dataclass

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import Answers, effects_chosen_on
from dashboard.questionnaire.draft_doses import FIRST, changes_in_order
from dashboard.questionnaire.labels import change_in_words, choice_label, dose_in_words, week_label
from dashboard.questionnaire.questions import (
    ABOUT_YOU,
    FIRST_BENEFIT,
    OVERALL_CHANGE,
    SCALES,
    SEVERITY,
    STOP_REASON,
    TIMING,
    Question,
    Screen,
)
from dashboard.text import say
from db.vocabulary import Effect


@dataclass(frozen=True)
class DraftLine:
    """What was asked, and what was said."""

    asked: str
    said: str


def draft_lines(answers: Answers, screen: Screen) -> list[DraftLine]:
    """The lines of one step."""
    if screen is Screen.you:
        return [
            _answer_line(answers, f"you.{q.name}", f"survey.check.{q.name}", q) for q in ABOUT_YOU
        ]
    if screen is Screen.doses:
        return _dose_lines(answers)
    if screen is Screen.benefit:
        return _benefit_lines(answers)
    return _effect_lines(answers, screen)


def _answer_line(answers: Answers, path: str, asked: str, question: Question) -> DraftLine:
    said = answers.get(path)
    words = choice_label(question, said) if said else say("survey.check.nothing")
    return DraftLine(say(asked), words)


def _dose_lines(answers: Answers) -> list[DraftLine]:
    lines = [DraftLine(say("survey.check.first_dose"), _first_dose_text(answers))]
    then = say("survey.check.change_of")
    lines += [
        DraftLine(then, change_in_words(answers, number)) for number in changes_in_order(answers)
    ]
    if len(lines) == 1:
        lines.append(DraftLine(say("survey.check.changes"), say("survey.check.no_changes")))
    if answers.get("doses.still") == "stopped":
        lines.append(DraftLine(say("survey.check.stopped"), _stop_text(answers)))
    return lines


def _first_dose_text(answers: Answers) -> str:
    reading = dose_text.dose_from_text(answers.get(f"{FIRST}.dose") or "")
    timing, since = answers.get(f"{FIRST}.timing"), answers.get("doses.since")
    said = [
        dose_in_words(reading.ug) if reading.ug else None,
        choice_label(TIMING, timing) if timing else None,
        week_choices.time_ago_in_words(since) if since else None,
    ]
    return ", ".join(part for part in said if part) or say("survey.check.nothing")


def _stop_text(answers: Answers) -> str:
    week, reason = answers.get("doses.stop_week"), answers.get("doses.stop_reason")
    said = [
        week_choices.week_of_use_in_words(week) if week else None,
        choice_label(STOP_REASON, reason) if reason else None,
    ]
    return ", ".join(part for part in said if part) or say("survey.check.nothing")


def _effect_lines(answers: Answers, screen: Screen) -> list[DraftLine]:
    if screen is Screen.pleasure and not answers.get("pleasure.answered"):
        return [DraftLine(say("survey.check.this_step"), say("survey.check.skipped"))]
    effects = effects_chosen_on(answers, screen)
    if not effects:
        return [DraftLine(say("survey.check.tapped"), say("survey.check.none_tapped"))]
    return [DraftLine(say(f"words.effect.{e.name}"), _effect_text(answers, e)) for e in effects]


def _effect_text(answers: Answers, effect: Effect) -> str:
    at = f"effect.{effect.name}"
    severity, began = answers.get(f"{at}.severity"), answers.get(f"{at}.began")
    still, ended = answers.get(f"{at}.still"), answers.get(f"{at}.ended")
    said = [
        choice_label(SEVERITY, severity) if severity else None,
        say("survey.check.from_week", week=week_label(began)) if began else None,
        say("survey.effect.still_yes") if still == "yes" else None,
        say("survey.check.to_week", week=week_label(ended)) if ended else None,
    ]
    return " · ".join(part for part in said if part) or say("survey.check.no_details")


def _benefit_lines(answers: Answers) -> list[DraftLine]:
    lines = [
        _answer_line(answers, f"benefit.{q.name}", f"survey.check.{q.name}", q)
        for q in (OVERALL_CHANGE, FIRST_BENEFIT)
    ]
    for when in ("now", "before"):
        said = {scale: answers.get(f"benefit.{when}.{scale}") for scale in SCALES}
        scores = [
            say("survey.check.score", scale=say(f"words.scale.{scale}"), score=score)
            for scale, score in said.items()
            if score is not None
        ]
        words = ", ".join(scores) or say("survey.check.nothing")
        lines.append(DraftLine(say(f"survey.check.scales_{when}"), words))
    return lines
