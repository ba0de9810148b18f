"""Words of an old draft that are not asked any more: which answer had one, until it is chosen anew.

A mark stands in the draft beside the answers, so that a reload does not lose it.
"""

from typing import Any

from dashboard.questionnaire.draft_rules import GONE_MARK, fits_path, is_path_of_form
from dashboard.questionnaire.questions import EVERY_GROUP, Screen
from dashboard.text import say


def answers_with_marks(found: dict[str, Any]) -> dict[str, Any]:
    """What can be read of a draft, and a mark where something cannot.

    Of several words those stay that are known.
    """
    answers: dict[str, Any] = {}
    for path, said in found.items():
        if fits_path(path, said):
            answers[path] = said
            continue
        known = [one for one in said if fits_path(path, [one])] if isinstance(said, list) else []
        answers |= {path: known} if known else {}
        answers |= {f"{GONE_MARK}{path}": True} if is_path_of_form(path) else {}
    return answers


def gone_word_sentence(answers: dict[str, Any], path: str) -> str | None:
    """What stands at a field whose word is gone, or None."""
    return say("survey.problem.word_gone") if f"{GONE_MARK}{path}" in answers else None


def forget_gone_word(answers: dict[str, Any], path: str) -> None:
    """Take the mark away: the question was answered anew."""
    answers.pop(f"{GONE_MARK}{path}", None)


def forget_gone_words_below(answers: dict[str, Any], path: str) -> None:
    """Take the marks of a change or a pause away that is told no more."""
    for mark in [name for name in answers if name.startswith(f"{GONE_MARK}{path}.")]:
        del answers[mark]


def has_gone_word(answers: dict[str, Any], screen: Screen) -> bool:
    """Whether the part of the check that tells of a screen has an answer with such a word."""
    marked = (name.removeprefix(GONE_MARK) for name in answers if name.startswith(GONE_MARK))
    return any(_screen_of_path(path) is screen for path in marked)


def _screen_of_path(path: str) -> Screen | None:
    if path.startswith("effect."):
        clusters = EVERY_GROUP[Screen.pleasure].values()
        is_of_extra = path.split(".")[1] in {e.name for effects in clusters for e in effects}
        return Screen.pleasure if is_of_extra else Screen.effects
    return next((screen for start, screen in _SCREENS.items() if path.startswith(start)), None)


_SCREENS = {
    "you.joined": Screen.before_and_now,
    "benefit.now.": Screen.before_and_now,
    "benefit.before.": Screen.before_and_now,
    "doses.first.": Screen.doses,
    "doses.since": Screen.doses,
    "doses.earlier_try": Screen.doses,
    "you.": Screen.you,
    "doses.": Screen.changes,
    "effects.": Screen.effects,
    "pleasure.": Screen.pleasure,
    "extra.after_stopping": Screen.after_stopping,
    "extra.missed_doses": Screen.changes,
    "extra.": Screen.what_changed,
    "benefit.": Screen.benefit,
}
"""How a path begins -> where it is told on the check; the first that fits."""
