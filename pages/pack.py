"""The meeting pack, slides, and an edition as a file."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.pack import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.pack")
show(leader)
