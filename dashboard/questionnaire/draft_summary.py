"""A draft in a few lines a step, in the words that were tapped."""

from dataclasses import dataclass

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import Answers, chosen
from dashboard.questionnaire.draft_doses import FIRST, changes_in_order
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
from dashboard.survey.fields.ask import label_of, week_label
from dashboard.survey.fields.change_cards import doses_said, said_of
from dashboard.text import say
from db.vocabulary import Effect


@dataclass(frozen=True)
class Line:
    """What was asked, and what was said."""

    asked: str
    said: str


def told(answers: Answers, screen: Screen) -> list[Line]:
    """The lines of one step."""
    if screen is Screen.you:
        return [_line(answers, f"you.{q.name}", f"survey.check.{q.name}", q) for q in ABOUT_YOU]
    if screen is Screen.doses:
        return _doses(answers)
    if screen is Screen.benefit:
        return _benefit(answers)
    return _effects(answers, screen)


def _line(answers: Answers, path: str, asked: str, question: Question) -> Line:
    said = answers.get(path)
    words = label_of(question, said) if said else say("survey.check.nothing")
    return Line(say(asked), words)


def _doses(answers: Answers) -> list[Line]:
    lines = [Line(say("survey.check.first_dose"), _first_dose(answers))]
    then = say("survey.check.change_of")
    lines += [Line(then, said_of(answers, number)) for number in changes_in_order(answers)]
    if len(lines) == 1:
        lines.append(Line(say("survey.check.changes"), say("survey.check.no_changes")))
    if answers.get("doses.still") == "stopped":
        lines.append(Line(say("survey.check.stopped"), _stopped(answers)))
    return lines


def _first_dose(answers: Answers) -> str:
    reading = dose_text.read(answers.get(f"{FIRST}.dose") or "")
    timing, since = answers.get(f"{FIRST}.timing"), answers.get("doses.since")
    said = [
        doses_said(reading.ug) if reading.ug else None,
        label_of(TIMING, timing) if timing else None,
        week_choices.ago(since) if since else None,
    ]
    return ", ".join(part for part in said if part) or say("survey.check.nothing")


def _stopped(answers: Answers) -> str:
    week, reason = answers.get("doses.stop_week"), answers.get("doses.stop_reason")
    said = [
        week_choices.within(week) if week else None,
        label_of(STOP_REASON, reason) if reason else None,
    ]
    return ", ".join(part for part in said if part) or say("survey.check.nothing")


def _effects(answers: Answers, screen: Screen) -> list[Line]:
    if screen is Screen.pleasure and not answers.get("pleasure.answered"):
        return [Line(say("survey.check.this_step"), say("survey.check.skipped"))]
    effects = chosen(answers, screen)
    if not effects:
        return [Line(say("survey.check.tapped"), say("survey.check.none_tapped"))]
    return [Line(say(f"words.effect.{e.name}"), _effect(answers, e)) for e in effects]


def _effect(answers: Answers, effect: Effect) -> str:
    at = f"effect.{effect.name}"
    severity, began = answers.get(f"{at}.severity"), answers.get(f"{at}.began")
    still, ended = answers.get(f"{at}.still"), answers.get(f"{at}.ended")
    said = [
        label_of(SEVERITY, severity) if severity else None,
        say("survey.check.from_week", week=week_label(began)) if began else None,
        say("survey.effect.still_yes") if still == "yes" else None,
        say("survey.check.to_week", week=week_label(ended)) if ended else None,
    ]
    return " · ".join(part for part in said if part) or say("survey.check.no_details")


def _benefit(answers: Answers) -> list[Line]:
    lines = [
        _line(answers, f"benefit.{q.name}", f"survey.check.{q.name}", q)
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
        lines.append(Line(say(f"survey.check.scales_{when}"), words))
    return lines
