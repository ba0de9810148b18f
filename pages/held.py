"""Held surveys: released or dropped by batch."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.held_batches import show_held_page
from dashboard.ui.layout import show_heading

leader = require_leader()
show_heading("leaders.held")
show_held_page(leader)
