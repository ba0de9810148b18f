"""What changed since the last edition, and how many of the group have answered."""

from dashboard.ui.changes_page import show_changes
from dashboard.ui.layout import show_heading

show_heading("changes")
show_changes()
