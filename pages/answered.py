"""Who has answered, who is missing, how sure the group can be yet."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.participation import show_participation_page
from dashboard.ui.layout import show_heading

leader = require_leader()
show_heading("leaders.answered")
show_participation_page(leader)
