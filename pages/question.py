"""One of the members' questions, with all that answers it."""

from dashboard.ui.answers import show_question

show_question()
