"""Held surveys: released or dropped by batch."""

from dashboard.leaders.desk import require_leader
from dashboard.leaders.held import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.held")
show(leader)
