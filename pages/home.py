"""What this is, how many have answered, the two doors, and the newest finding."""

from dashboard.charts import timelines as charts
from dashboard.findings.timelines import by_week
from dashboard.ui.findings.show_finding import show
from dashboard.ui.home import answered, welcome
from dashboard.ui.layout import doors, heading, next_page
from dashboard.ui.newest_edition import ask

heading("home")
welcome()
answered()
doors("share", "timelines")
show(by_week.by_week, charts.by_week, ask(), "effect_vivid_dreams")
next_page("timelines")
