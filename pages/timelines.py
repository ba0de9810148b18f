"""When do side effects come, and when do they pass?"""

from dashboard.charts import timelines as charts
from dashboard.charts.bars import share_bars_figure
from dashboard.charts.courses import course_figure
from dashboard.charts.maps import share_map_figure
from dashboard.findings.timelines import by_week, durations, spells
from dashboard.findings.timelines import course as course_findings
from dashboard.ui.findings.chart_choices import (
    choose_effect_and_slice,
    choose_slice_for,
    choose_view,
)
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link
from db.catalogue import GROUP_OF_EFFECT

show_heading("timelines")
view = choose_view("timelines", ("by_week", "after_step", "course"))
if view == "by_week":
    effect, asked = choose_effect_and_slice()
    show_finding(by_week.effect_by_week, charts.shares_by_week_figure, asked, effect)
    show_finding(durations.effect_lasting, charts.lasting_figure, asked, effect)
    show_finding(by_week.groups_by_week, charts.shares_by_week_figure, asked)
    show_finding(by_week.effect_map, share_map_figure, asked)
elif view == "after_step":
    effect, asked = choose_effect_and_slice()
    show_finding(course_findings.effect_after_step, charts.shares_by_week_figure, asked, effect)
    show_finding(spells.what_helped, share_bars_figure, asked, GROUP_OF_EFFECT[effect])
    show_finding(spells.hours_after_dose, share_bars_figure, asked)
else:
    show_finding(
        course_findings.course_by_week, course_figure, choose_slice_for(course_findings.COURSE)
    )
show_next_page_link("doses")
