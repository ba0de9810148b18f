"""Invites by batch, and posters to print."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.invites import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.invites")
show(leader)
