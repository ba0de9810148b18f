"""Who feels better, and when?"""

from dashboard.findings import response
from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("response")
if choose_view("response", ("benefit", "pleasure")) == "benefit":
    asked = choose_slice_for(response.BENEFIT)
    show_finding("response.by_week", asked)
    show_finding("response.first", asked)
    show_finding("response.stopped", asked)
    show_finding("response.stopped_at", asked.among({}))
    show_finding("response.late", asked)
else:
    asked = choose_slice_for(response.CLUSTER)
    show_finding("response.starters", asked)
    show_finding("response.stayers", asked)
show_next_page_link("article")
