"""Where did members find their sweet spot, and what came of each dose?"""

from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view
from dashboard.ui.findings.former_links import show_note_on_dose_score
from dashboard.ui.findings.obvious_panel import show_obvious_chart
from dashboard.ui.findings.show_finding import show_finding, show_findings
from dashboard.ui.findings.visit_group import slice_of_visit
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("doses")
show_note_on_dose_score()
if choose_view("doses", ("both", "kept")) == "both":
    asked = choose_slice_for("sweet_spot_found")
    show_finding("doses.sweet_spot", asked)
    is_shown = show_finding("doses.new_effects", asked)
    show_findings(asked.among({}), "doses.step_up", "doses.next_steps")
    show_obvious_chart("doses", beside_result=is_shown)
else:
    asked = choose_slice_for("dose_kept")
    show_finding("doses.start", slice_of_visit("first_dose"))
    show_finding("doses.kept", asked)
    everyone = asked.among({})
    show_findings(everyone, "doses.flow", "doses.pace", "doses.step_down")
    show_findings(everyone, "doses.lowered", "doses.missed", "doses.restart")
show_next_page_link("timings")
