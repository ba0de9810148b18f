"""A draft in a few lines a step, in the words that were tapped: all that will be handed in."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.draft import Answers, effects_handed_in, pause_ids
from dashboard.questionnaire.draft_doses import (
    FIRST,
    change_path,
    changes_in_order,
    day_dose_ug,
    is_asked_what_it_did,
    is_still_paused,
    pause_path,
)
from dashboard.questionnaire.draft_spells import spell_numbers, spell_path
from dashboard.questionnaire.labels import (
    choice_label,
    dose_in_words,
    moment_in_words,
    pause_in_words,
    step_in_words,
    way_of_taking_in_words,
    week_label,
)
from dashboard.questionnaire.questions import (
    AFTER_CHANGE,
    AFTER_STOPPING,
    ANSWERS_FOR,
    BEFORE,
    CHANGE_REASON,
    EARLIER_TRY,
    FADING,
    FIRST_BENEFIT,
    FIRST_WEEKS,
    HAD_EFFECTS,
    HELPED,
    HOURS_AFTER,
    JOINED,
    MISSED_DOSES,
    MOVED,
    OTHER_CONDITIONS,
    OVERALL_CHANGE,
    SCALES,
    SEVERITY,
    STOP_REASON,
    SYMPTOM_MOVE,
    TIMING,
    YOU_SCREEN,
    Question,
    Screen,
    asks_hours_after_dose,
)
from dashboard.text import label_in_sentence, say
from db.vocabulary import Before, Effect


@dataclass(frozen=True)
class DraftLine:
    """What was asked, and what was said."""

    asked: str
    said: str


def draft_lines(answers: Answers, screen: Screen) -> list[DraftLine]:
    """The lines of one step."""
    lines = _LINES.get(screen)
    return lines(answers) if lines else _effect_lines(answers, screen)


def _facts_about_you(answers: Answers) -> list[DraftLine]:
    """What was said, and in one line what was not."""
    paths = {f"you.{q.name}": q for q in YOU_SCREEN} | _LATER_FACTS
    texts = {path: _words_of(q, answers.get(path)) for path, q in paths.items()}
    names = {path: say(f"survey.check.{path.removeprefix('you.')}") for path in paths}
    left = [names[path] for path, text in texts.items() if not text and path not in _LATER_FACTS]
    return [
        *(DraftLine(names[path], text) for path, text in texts.items() if text),
        *([DraftLine(say("survey.check.nothing"), ", ".join(left))] if left else []),
    ]


def _words_of(question: Question, said: str | list[str] | None) -> str:
    names = [said] if isinstance(said, str) else said or []
    return ", ".join(choice_label(question, name) for name in names)


def _answer_line(answers: Answers, path: str, asked: str, question: Question) -> DraftLine:
    said = answers.get(path)
    words = choice_label(question, said) if said else say("survey.check.nothing")
    return DraftLine(say(asked), words)


def _first_dose_lines(answers: Answers) -> list[DraftLine]:
    earlier = _words_of(EARLIER_TRY, answers.get("doses.earlier_try"))
    return [
        DraftLine(say("survey.check.first_dose"), _first_dose_text(answers)),
        *([DraftLine(say("survey.check.earlier_try"), earlier)] if earlier else []),
    ]


def _change_lines(answers: Answers) -> list[DraftLine]:
    then = say("survey.check.change_of")
    lines = [
        DraftLine(then, _step_text(answers, change_path(n))) for n in changes_in_order(answers)
    ]
    if not lines:
        lines.append(DraftLine(say("survey.check.changes"), say("survey.check.no_changes")))
    lines += [
        DraftLine(say("survey.check.pause"), _pause_text(answers, n)) for n in pause_ids(answers)
    ]
    if missed := answers.get("extra.missed_doses"):
        said = choice_label(MISSED_DOSES, missed)
        lines.append(DraftLine(say("survey.check.missed_doses"), said))
    if answers.get("doses.still") == "stopped":
        lines.append(DraftLine(say("survey.check.stopped"), _stop_text(answers)))
    return lines


def _pause_text(answers: Answers, number: int) -> str:
    """From when, and the restart or that it lasts."""
    at = pause_path(number)
    if is_still_paused(answers, number):
        return pause_in_words(answers, number)
    began = say(
        "survey.check.paused_from", week=moment_in_words({"week": answers.get(f"{at}.from")}, "")
    )
    return _joined([began, say("survey.check.restart", said=_step_text(answers, at))])


def _step_text(answers: Answers, at: str) -> str:
    """The change, why it was made, and what it did where that is asked."""
    asked = (CHANGE_REASON, *(AFTER_CHANGE if is_asked_what_it_did(answers, at) else ()))
    paths = {CHANGE_REASON.name: f"{at}.reason"}
    more = [
        _if_said(f"survey.check.{q.name}", q, answers.get(paths.get(q.name, f"{at}.{q.name}")))
        for q in asked
    ]
    return _joined([step_in_words(answers, at), *more])


def _first_dose_text(answers: Answers) -> str:
    ug = day_dose_ug(answers, FIRST)
    timing, since = answers.get(f"{FIRST}.timing"), answers.get("doses.since")
    said = [
        dose_in_words(ug) if ug else None,
        choice_label(TIMING, timing) if timing else None,
        *way_of_taking_in_words(answers, FIRST),
        week_choices.time_ago_in_words(since) if since else None,
    ]
    return _in_one_line(said)


def _stop_text(answers: Answers) -> str:
    week, reason = answers.get("doses.stop_week"), answers.get("doses.stop_reason")
    said = [
        moment_in_words(answers, "doses.stop_") if week else None,
        choice_label(STOP_REASON, reason) if reason else None,
    ]
    return _in_one_line(said)


def _in_one_line(said: list[str | None]) -> str:
    """One label behind the other, one capital in all."""
    first, *rest = [part for part in said if part] or [say("survey.check.nothing")]
    return ", ".join([first, *map(label_in_sentence, rest)])


def _effect_lines(answers: Answers, screen: Screen) -> list[DraftLine]:
    if screen is Screen.pleasure and not answers.get("pleasure.answered"):
        return [DraftLine(say("survey.check.this_step"), say("survey.check.skipped"))]
    effects = effects_handed_in(answers, screen)
    if not effects:
        had = answers.get("effects.had") if screen is Screen.effects else None
        said = choice_label(HAD_EFFECTS, had) if had else say("survey.check.none_tapped")
        return [DraftLine(say("survey.check.tapped"), said)]
    return [DraftLine(say(f"words.effect.{e.name}"), _effect_text(answers, e)) for e in effects]


def _effect_text(answers: Answers, effect: Effect) -> str:
    """Every spell of it; the later ones say that it came back."""
    first, *later = (
        _spell_text(answers, effect, spell_path(effect, number))
        for number in spell_numbers(answers, effect)
    )
    return "; ".join([first, *(say("survey.check.back", said=said) for said in later)])


def _spell_text(answers: Answers, effect: Effect, at: str) -> str:
    """Everything that is handed in about it, and nothing else: no last week while it lasts."""
    before = answers.get(f"{at}.before")
    is_older = before == Before.the_same.name and at == spell_path(effect, 1)
    began = None if is_older else answers.get(f"{at}.began")
    said = [
        _if_said("survey.check.had_before", BEFORE, before),
        _if_said("survey.check.severity", SEVERITY, answers.get(f"{at}.severity")),
        _if_said("survey.check.severity_now", SEVERITY, answers.get(f"{at}.now")),
        say("survey.check.from_week", week=week_label(began)) if began is not None else None,
        _course_text(answers, at),
        _if_said("survey.check.helped", HELPED, answers.get(f"{at}.helped")),
        _if_said("survey.check.hours_after", HOURS_AFTER, answers.get(f"{at}.hours_after"))
        if asks_hours_after_dose(effect)
        else None,
    ]
    return _joined(said) or say("survey.check.no_details")


def _course_text(answers: Answers, at: str) -> str | None:
    """Whether it is still there; the week in which it was last there only where it has gone."""
    still, ended = answers.get(f"{at}.still"), answers.get(f"{at}.ended")
    if still == "yes":
        return say("survey.check.still_there")
    if still != "gone":
        return None
    return (
        say("survey.check.gone")
        if ended is None
        else say("survey.check.to_week", week=week_label(ended))
    )


def _if_said(key: str, question: Question, said: str | list[str] | None) -> str | None:
    if not said:
        return None
    return say(key, said=_words_of(question, said))


def _joined(said: list[str | None]) -> str:
    return " · ".join(part for part in said if part)


def _benefit_lines(answers: Answers) -> list[DraftLine]:
    lines = [
        _answer_line(answers, f"benefit.{q.name}", f"survey.check.{q.name}", q)
        for q in (OVERALL_CHANGE, FIRST_BENEFIT)
    ]
    return lines if answers.get("benefit.first_benefit") else lines[:1]


def _scale_lines(answers: Answers) -> list[DraftLine]:
    lines = []
    for when in ("now", "before"):
        said = {scale: answers.get(f"benefit.{when}.{scale}") for scale in SCALES}
        scores = [
            say("survey.check.score", scale=say(f"words.scale.{scale}"), score=score)
            for scale, score in said.items()
            if score is not None
        ]
        words = ", ".join(scores) or say("survey.check.nothing")
        lines.append(DraftLine(say(f"survey.check.scales_{when}"), words))
    return [*lines, _answer_line(answers, "you.joined", "survey.check.joined", JOINED)]


def _after_stopping_lines(answers: Answers) -> list[DraftLine]:
    path = "extra.after_stopping"
    return [_answer_line(answers, path, "survey.check.after_stopping", AFTER_STOPPING)]


def _what_changed_lines(answers: Answers) -> list[DraftLine]:
    """The symptoms are told by which way they moved."""
    moved = {
        move: [say(f"words.symptom.{s.name}") for p, s in MOVED.items() if answers.get(p) == move]
        for move in SYMPTOM_MOVE.choices
    }
    return [
        _answer_line(answers, "extra.first_weeks", "survey.check.first_weeks", FIRST_WEEKS),
        *(
            DraftLine(choice_label(SYMPTOM_MOVE, move), ", ".join(names))
            for move, names in moved.items()
            if names
        ),
        _answer_line(answers, "extra.fading", "survey.check.fading", FADING),
    ]


_LATER_FACTS = {"you.answers_for": ANSWERS_FOR, "you.other_conditions": OTHER_CONDITIONS}
"""These stand on the check only where they were answered."""
_LINES: dict[Screen, Callable[[Answers], list[DraftLine]]] = {
    Screen.you: _facts_about_you,
    Screen.doses: _first_dose_lines,
    Screen.changes: _change_lines,
    Screen.benefit: _benefit_lines,
    Screen.before_and_now: _scale_lines,
    Screen.after_stopping: _after_stopping_lines,
    Screen.what_changed: _what_changed_lines,
}
"""Of a screen; the others are of effects."""
