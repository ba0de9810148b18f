"""Is morning kinder than bedtime?"""

from dashboard.findings.timings import contrasts
from dashboard.ui.findings.chart_choices import choose_slice_for
from dashboard.ui.findings.obvious_panel import show_obvious_chart
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("timings")
asked = choose_slice_for(contrasts.BY_MORNING)
is_shown = show_finding("timings.morning", asked)
show_finding("timings.benefit", asked)
show_finding("timings.divided", asked)
show_finding("timings.switched", asked)
show_obvious_chart("timings", beside_result=is_shown)
show_next_page_link("response")
