"""Which dose is a sweet spot?"""

from dashboard.charts import doses as charts
from dashboard.charts.bars import share_bars_figure
from dashboard.charts.maps import share_map_figure
from dashboard.findings.doses import dose_kept, sweet_spot
from dashboard.ui.findings.chart_choices import choose_slice_for, choose_view
from dashboard.ui.findings.obvious_panel import obvious
from dashboard.ui.findings.score_slider import score_by_weight
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link

show_heading("doses")
if choose_view("doses", ("both", "kept")) == "both":
    asked = choose_slice_for(sweet_spot.BENEFIT)
    show_finding(sweet_spot.sweet_spot, charts.benefit_and_burden, asked)
    score_by_weight(asked)
    obvious("doses")
else:
    asked = choose_slice_for(dose_kept.PACE)
    show_finding(dose_kept.dose_kept, share_bars_figure, asked)
    show_finding(dose_kept.start_to_kept, share_map_figure, asked)
    show_finding(dose_kept.effects_by_pace, share_bars_figure, asked)
    show_finding(dose_kept.after_step_down, share_bars_figure, asked)
show_next_page_link("timings")
