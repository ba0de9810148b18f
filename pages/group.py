"""What leaders set for their group."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.group import show_group_page
from dashboard.ui.layout import show_heading

leader = require_leader()
show_heading("leaders.group")
show_group_page(leader)
