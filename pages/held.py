"""Held surveys: released or dropped by batch."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.held_batches import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.held")
show(leader)
