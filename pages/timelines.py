"""When do side effects come, and when do they pass?"""

from dashboard.charts import timelines as charts
from dashboard.charts.bars import bars
from dashboard.charts.courses import course
from dashboard.charts.maps import share_map
from dashboard.findings import courses, lasting, spells, timelines
from dashboard.ui.choices import choose_view, effect_and_filters, filters_for
from dashboard.ui.layout import heading, next_page
from dashboard.ui.showing import show

heading("timelines")
view = choose_view("timelines", ("by_week", "after_step", "course"))
if view == "by_week":
    effect, asked = effect_and_filters()
    show(timelines.by_week, charts.by_week, asked, effect)
    show(lasting.lasting, charts.lasting, asked, effect)
    show(timelines.groups, charts.by_week, asked)
    show(timelines.effect_map, share_map, asked)
elif view == "after_step":
    effect, asked = effect_and_filters()
    show(courses.after_step, charts.by_week, asked, effect)
    show(spells.what_helped, bars, asked, timelines.group_of(effect))
    show(spells.hours_after_dose, bars, asked)
else:
    show(courses.course, course, filters_for(courses.COURSE))
next_page("doses")
