"""What members ask most: every question with its answer."""

from dashboard.ui.answers import show_answers
from dashboard.ui.layout import show_heading

show_heading("answers")
show_answers()
