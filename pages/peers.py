"""How is it for people like me?"""

from dashboard.ui.layout import show_heading, show_next_page_link
from dashboard.ui.own.peers_page import show_peers_page

show_heading("peers")
show_peers_page()
show_next_page_link("timelines")
