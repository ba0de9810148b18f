"""The meeting pack, slides, and an edition as a file."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.pack import show_pack_page
from dashboard.ui.layout import show_heading

leader = require_leader()
show_heading("leaders.pack")
show_pack_page(leader)
