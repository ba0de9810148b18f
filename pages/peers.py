"""How is it for people like me?"""

from dashboard.ui.layout import heading, next_page
from dashboard.ui.own.peers_page import peers

heading("peers")
peers()
next_page("timelines")
