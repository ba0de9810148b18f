"""The meeting pack, slides, and an edition as a file."""

from dashboard.leaders.desk import require_leader
from dashboard.leaders.pack_page import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.pack")
show(leader)
