"""What leaders set for their group."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.group import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.group")
show(leader)
