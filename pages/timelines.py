"""When do side effects come, and when do they pass?"""

from dashboard.charts import timelines as charts
from dashboard.charts.bars import bars
from dashboard.charts.courses import course
from dashboard.charts.maps import share_map
from dashboard.findings.timelines import by_week, durations, spells
from dashboard.findings.timelines import course as course_findings
from dashboard.ui.findings.chart_choices import choose_view, effect_and_filters, filters_for
from dashboard.ui.findings.show_finding import show
from dashboard.ui.layout import heading, next_page

heading("timelines")
view = choose_view("timelines", ("by_week", "after_step", "course"))
if view == "by_week":
    effect, asked = effect_and_filters()
    show(by_week.by_week, charts.by_week, asked, effect)
    show(durations.lasting, charts.lasting, asked, effect)
    show(by_week.groups, charts.by_week, asked)
    show(by_week.effect_map, share_map, asked)
elif view == "after_step":
    effect, asked = effect_and_filters()
    show(course_findings.after_step, charts.by_week, asked, effect)
    show(spells.what_helped, bars, asked, by_week.group_of(effect))
    show(spells.hours_after_dose, bars, asked)
else:
    show(course_findings.course, course, filters_for(course_findings.COURSE))
next_page("doses")
