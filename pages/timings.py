"""Is morning kinder than bedtime?"""

from dashboard.charts.timings import forest
from dashboard.charts.two_arms import side_by_side
from dashboard.findings import switches, timings
from dashboard.ui.choices import filters_for
from dashboard.ui.layout import heading, next_page
from dashboard.ui.obvious import obvious
from dashboard.ui.showing import show

heading("timings")
asked = filters_for(timings.BY_MORNING)
show(timings.effects, forest, asked, timings.BY_MORNING)
show(timings.benefit, forest, asked)
show(timings.effects, forest, asked, timings.BY_DIVIDED)
show(switches.switched, side_by_side, asked)
obvious("timings")
next_page("response")
