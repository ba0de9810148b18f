"""Asks a question of the questionnaire: its label, and its stored words as big targets."""

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.labels import NOT_SURE, choice_label, week_label
from dashboard.questionnaire.questions import Question
from dashboard.text import say
from dashboard.ui.form import AnswerForm


def ask_question(
    form: AnswerForm, path: str, label: str, question: Question
) -> str | list[str] | None:
    """One question; ``path`` is where its answer stands, ``label`` a key in dashboard/text."""
    choices = {name: choice_label(question, name) for name in question.choices}
    ask_for = form.several if question.several else form.one
    return ask_for(path, say(label), choices)


def ask_week(
    form: AnswerForm, path: str, label: str, *, since: int | None, first: int = 1
) -> int | None:
    """A week of use, from ``first`` up to now, or "not sure"."""
    offered = [NOT_SURE, *week_choices.weeks_to_choose(first, since or 1)]
    return _ask_week_from_list(form, path, say(label), offered)


def ask_needed_week(form: AnswerForm, path: str, label: str, offered: list[int]) -> int | None:
    """A week of use that the survey cannot do without."""
    return _ask_week_from_list(form, path, say(label), offered)


def _ask_week_from_list(form: AnswerForm, path: str, label: str, offered: list[int]) -> int | None:
    found = form.one_from_list(path, label, offered, week_label)
    return found if isinstance(found, int) else None
