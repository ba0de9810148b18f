"""Asks a question of the questionnaire: its label, and its stored words as big targets."""

from dashboard.questionnaire.labels import choice_label, question_text
from dashboard.questionnaire.questions import Question
from dashboard.ui.form import AnswerForm


def ask_question(
    form: AnswerForm, path: str, label: str, question: Question
) -> str | list[str] | None:
    """One question; ``path`` is where its answer stands, ``label`` a key in dashboard/text."""
    choices = {name: choice_label(question, name) for name in question.choices}
    ask_for = form.several if question.several else form.one
    return ask_for(path, question_text(form.answers, label), choices)
