"""Which dose is a sweet spot?"""

from dashboard.charts import doses as charts
from dashboard.charts.bars import bars
from dashboard.charts.maps import share_map
from dashboard.findings.doses import dose_kept, sweet_spot
from dashboard.ui.findings.chart_choices import choose_view, filters_for
from dashboard.ui.findings.obvious_panel import obvious
from dashboard.ui.findings.score_slider import score_by_weight
from dashboard.ui.findings.show_finding import show
from dashboard.ui.layout import heading, next_page

heading("doses")
if choose_view("doses", ("both", "kept")) == "both":
    asked = filters_for(sweet_spot.BENEFIT)
    show(sweet_spot.sweet_spot, charts.benefit_and_burden, asked)
    score_by_weight(asked)
    obvious("doses")
else:
    asked = filters_for(dose_kept.PACE)
    show(dose_kept.dose_kept, bars, asked)
    show(dose_kept.start_to_kept, share_map, asked)
    show(dose_kept.pace, bars, asked)
    show(dose_kept.step_down, bars, asked)
next_page("timings")
