"""Who has answered, who is missing, how sure the group can be yet."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.participation import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.answered")
show(leader)
