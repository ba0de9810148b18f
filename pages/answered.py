"""Who has answered, who is missing, how sure the group can be yet."""

from dashboard.leaders.answered import show
from dashboard.leaders.desk import require_leader
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.answered")
show(leader)
