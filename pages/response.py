"""Who feels better, and when; and what of those who stopped?"""

from dashboard.findings import response
from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view, everyone_of_link
from dashboard.ui.findings.show_finding import show_findings
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("response")
view = choose_view("response", ("benefit", "symptoms", "stopping", "pleasure"))
if view == "benefit":
    asked = choose_slice_for(response.BENEFIT)
    names = ("by_week", "first", "stopped", "late")
elif view == "symptoms":
    asked = everyone_of_link()
    names = ("symptoms", "scales", "first_weeks", "faded")
elif view == "stopping":
    asked = everyone_of_link()
    names = ("stopped_at", "after_stopping")
else:
    asked = choose_slice_for(response.CLUSTER)
    names = ("starters", "stayers")
show_findings(asked, *(f"response.{name}" for name in names))
show_next_page_link("article")
