"""When do side effects come, and when do they pass?"""

from dashboard.charts import timelines as charts
from dashboard.charts.maps import share_map
from dashboard.findings import lasting, timelines
from dashboard.ui.choices import effect_and_filters
from dashboard.ui.layout import heading, next_page
from dashboard.ui.showing import show

heading("timelines")
effect, asked = effect_and_filters()
show(timelines.by_week, charts.by_week, asked, effect)
show(lasting.lasting, charts.lasting, asked, effect)
show(timelines.groups, charts.by_week, asked)
show(timelines.effect_map, share_map, asked)
next_page("doses")
