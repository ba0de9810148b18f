"""The leaders' desk: signing in, the ways on, who did what."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.home import show_desk_home
from dashboard.ui.layout import show_heading

leader = require_leader()
show_heading("leaders")
show_desk_home(leader)
