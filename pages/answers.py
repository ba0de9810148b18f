"""What members ask most: every question with its answer, or one of them whole."""

from dashboard.ui.answers import question_from_link, show_answers, show_question
from dashboard.ui.layout import show_heading

question = question_from_link()
if question is None:
    show_heading("answers")
    show_answers()
else:
    show_question(question)
