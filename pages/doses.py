"""Where did members find their sweet spot, and what came of each dose?"""

from dashboard.findings.doses import dose_kept, sweet_spot
from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view
from dashboard.ui.findings.former_links import show_note_on_dose_score
from dashboard.ui.findings.obvious_panel import obvious
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("doses")
show_note_on_dose_score()
if choose_view("doses", ("both", "kept")) == "both":
    asked = choose_slice_for(sweet_spot.FOUND)
    show_finding("doses.sweet_spot", asked)
    is_shown = show_finding("doses.new_effects", asked)
    everyone = asked.among({})
    show_finding("doses.step_up", everyone)
    show_finding("doses.next_steps", everyone)
    if is_shown:
        obvious("doses")
else:
    asked = choose_slice_for(dose_kept.PACE)
    show_finding("doses.flow", asked)
    show_finding("doses.kept", asked)
    show_finding("doses.pace", asked)
    show_finding("doses.step_down", asked)
    show_finding("doses.lowered", asked)
show_next_page_link("timings")
