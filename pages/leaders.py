"""The leaders' desk: signing in, the ways on, who did what."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.home import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders")
show(leader)
