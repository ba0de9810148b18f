"""What leaders set for their group."""

from dashboard.leaders.desk import require_leader
from dashboard.leaders.group_page import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.group")
show(leader)
