"""Which dose is a sweet spot?"""

from dashboard.charts import doses as charts
from dashboard.findings import doses
from dashboard.ui.choices import filters_for
from dashboard.ui.layout import heading, next_page
from dashboard.ui.showing import show

heading("doses")
asked = filters_for("benefit_at_dose")
show(doses.sweet_spot, charts.benefit_and_burden, asked)
show(doses.score, charts.score, asked)
next_page("timings")
