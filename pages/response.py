"""Who feels better, and when?"""

from dashboard.charts.bars import share_bars_figure
from dashboard.charts.timelines import lasting_figure, shares_by_week_figure
from dashboard.findings import response
from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("response")
if choose_view("response", ("benefit", "pleasure")) == "benefit":
    asked = choose_slice_for(response.BENEFIT)
    show_finding(response.benefit_by_week, shares_by_week_figure, asked)
    show_finding(response.first_benefit, lasting_figure, asked)
    show_finding(response.no_benefit_late, share_bars_figure, asked)
    show_finding(response.stop_reason, share_bars_figure, asked)
else:
    asked = choose_slice_for(response.CLUSTER)
    show_finding(response.clusters_by_week, shares_by_week_figure, asked, "starters")
    show_finding(response.clusters_by_week, shares_by_week_figure, asked, "stayers")
show_next_page_link("article")
