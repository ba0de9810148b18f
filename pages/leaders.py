"""The leaders' desk: signing in, the ways on, who did what."""

from dashboard.leaders.desk import require_leader
from dashboard.leaders.home import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders")
show(leader)
