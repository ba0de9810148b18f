"""Who feels better, and when?"""

from dashboard.charts.bars import bars
from dashboard.charts.timelines import by_week, lasting
from dashboard.findings import response
from dashboard.ui.findings.chart_choices import choose_view, filters_for
from dashboard.ui.findings.show_finding import show
from dashboard.ui.layout import heading, next_page

heading("response")
if choose_view("response", ("benefit", "pleasure")) == "benefit":
    asked = filters_for(response.BENEFIT)
    show(response.benefit_by_week, by_week, asked)
    show(response.first_benefit, lasting, asked)
    show(response.no_benefit_late, bars, asked)
    show(response.stop_reason, bars, asked)
else:
    asked = filters_for(response.CLUSTER)
    show(response.clusters, by_week, asked, "starters")
    show(response.clusters, by_week, asked, "stayers")
next_page("article")
