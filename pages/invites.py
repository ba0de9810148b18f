"""Invites by batch, and posters to print."""

from dashboard.leaders.screens.gate import require_leader
from dashboard.leaders.screens.invites import show_invites_page
from dashboard.ui.layout import show_heading

leader = require_leader()
show_heading("leaders.invites")
show_invites_page(leader)
