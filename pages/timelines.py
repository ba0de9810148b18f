"""When do side effects come, and when do they pass?"""

from dashboard.findings.timelines.course import COURSE
from dashboard.ui.findings import chart_choices
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.layout import show_heading, show_next_page_link
from db.catalogue import GROUP_OF_EFFECT, SINGLE_EFFECTS

show_heading("timelines")
view = chart_choices.choose_view("timelines", ("by_week", "after_step", "course"))
if view == "by_week":
    effect, asked = chart_choices.choose_effect_and_slice()
    show_finding("timelines.by_week", asked, effect)
    show_finding("timelines.lasting", asked, effect)
    show_finding("timelines.groups", asked)
    show_finding("timelines.map", asked)
    if effect in SINGLE_EFFECTS:
        show_finding("timelines.before", asked.among({}), effect)
elif view == "after_step":
    effect, asked = chart_choices.choose_effect_and_slice()
    show_finding("timelines.after_step", asked, effect)
    show_finding("timelines.helped", asked, GROUP_OF_EFFECT[effect])
    show_finding("timelines.hours", asked)
else:
    show_finding("timelines.course", chart_choices.choose_slice_for(COURSE))
show_next_page_link("doses")
