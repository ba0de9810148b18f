"""Is morning kinder than bedtime?"""

from dashboard.charts.timings import forest
from dashboard.charts.two_arms import side_by_side
from dashboard.findings.timings import contrasts, switches
from dashboard.ui.findings.chart_choices import filters_for
from dashboard.ui.findings.obvious_panel import obvious
from dashboard.ui.findings.show_finding import show
from dashboard.ui.layout import heading, next_page

heading("timings")
asked = filters_for(contrasts.BY_MORNING)
show(contrasts.effects, forest, asked, contrasts.BY_MORNING)
show(contrasts.benefit, forest, asked)
show(contrasts.effects, forest, asked, contrasts.BY_DIVIDED)
show(switches.switched, side_by_side, asked)
obvious("timings")
next_page("response")
