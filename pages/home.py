"""What this is, how many have answered, the two doors, and the newest finding."""

from dashboard.gallery import first_effect
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.home import show_members_line, show_welcome
from dashboard.ui.layout import show_doors, show_heading, show_next_page_link
from dashboard.ui.newest_edition import newest_slice

show_heading("home")
show_welcome()
show_members_line()
show_doors("share", "timelines")
asked = newest_slice()
show_finding("timelines.by_week", asked, first_effect(asked))
show_next_page_link("timelines")
