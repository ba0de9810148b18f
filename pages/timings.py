"""Is morning kinder than bedtime?"""

from dashboard.charts.timings import difference_forest
from dashboard.charts.two_arms import side_by_side
from dashboard.findings.timings import contrasts, switches
from dashboard.ui.findings.chart_choices import choose_slice_for
from dashboard.ui.findings.obvious_panel import obvious
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("timings")
asked = choose_slice_for(contrasts.BY_MORNING)
show_finding(contrasts.effect_differences, difference_forest, asked, contrasts.BY_MORNING)
show_finding(contrasts.benefit_difference, difference_forest, asked)
show_finding(contrasts.effect_differences, difference_forest, asked, contrasts.BY_DIVIDED)
show_finding(switches.sleep_after_switch, side_by_side, asked)
obvious("timings")
show_next_page_link("response")
