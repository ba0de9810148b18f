"""Where did members find their sweet spot, and what came of each dose?"""

from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view
from dashboard.ui.findings.former_links import show_note_on_dose_score
from dashboard.ui.findings.obvious_panel import show_obvious_chart
from dashboard.ui.findings.show_finding import show_finding, show_findings
from dashboard.ui.findings.visit_group import slice_of_visit
from dashboard.ui.layout import show_heading, show_next_page_link("timings")
