"""Invites by batch, and posters to print."""

from dashboard.leaders.desk import require_leader
from dashboard.leaders.invites import show
from dashboard.ui.layout import heading

leader = require_leader()
heading("leaders.invites")
show(leader)
