"""The questions that members bring with their answers; the ways to take part and to come back."""

from dashboard.ui.answers import show_answers
from dashboard.ui.home import show_changes_link, show_doors, show_members_line, show_welcome
from dashboard.ui.layout import show_heading

show_heading("home")
show_doors()
show_welcome()
show_answers()
show_members_line()
show_changes_link()
