"""Who feels better, and when; and what of those who stopped?"""

from dashboard.findings import response
from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view, everyone_of_link
from dashboard.ui.findings.show_finding import show_findings
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("response")
view = choose_view("response", ("benefit", "symptoms", "stopping", "pleasure"))
if view == "benefit":
    asked = choose_slice_for(response.BENEFIT)
    show_findings(asked, "response.by_week", "response.first")
    show_findings(asked, "response.stopped", "response.late")
elif view == "symptoms":
    asked = everyone_of_link()
    show_findings(asked, "response.symptoms", "response.scales")
    show_findings(asked, "response.first_weeks", "response.faded")
elif view == "stopping":
    show_findings(everyone_of_link(), "response.stopped_at", "response.after_stopping")
else:
    asked = choose_slice_for(response.CLUSTER)
    show_findings(asked, "response.starters", "response.stayers")
show_next_page_link("article")
