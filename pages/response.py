"""Who feels better, and when; and what of those who stopped?"""

from dashboard.findings import response
from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view, everyone_of_link
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("response")
view = choose_view("response", ("benefit", "symptoms", "stopping", "pleasure"))
if view == "benefit":
    asked = choose_slice_for(response.BENEFIT)
    show_finding("response.by_week", asked)
    show_finding("response.first", asked)
    show_finding("response.stopped", asked)
    show_finding("response.late", asked)
elif view == "symptoms":
    everyone = everyone_of_link()
    show_finding("response.symptoms", everyone)
    show_finding("response.scales", everyone)
    show_finding("response.first_weeks", everyone)
    show_finding("response.faded", everyone)
elif view == "stopping":
    everyone = everyone_of_link()
    show_finding("response.stopped_at", everyone)
    show_finding("response.after_stopping", everyone)
else:
    asked = choose_slice_for(response.CLUSTER)
    show_finding("response.starters", asked)
    show_finding("response.stayers", asked)
show_next_page_link("article")
