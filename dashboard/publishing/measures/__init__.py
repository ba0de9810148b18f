"""One file a theme; each measure is a pure function from a cohort to a tally.

``TALLIES`` names them as the catalogue does; a test holds the two against each other.
"""

from collections.abc import Callable

from dashboard.publishing.counting import Tally
from dashboard.publishing.measures import doses, members, timelines, timings
from db.cohort import Cohort

TALLIES: dict[str, Callable[[Cohort], Tally]] = {
    "who_answered": members.who_answered,
    "effect_by_week": timelines.effect_by_week,
    "effect_lasting": timelines.effect_lasting,
    "effect_on_reaching_dose": doses.effect_on_reaching_dose,
    "benefit_at_dose": doses.benefit_at_dose,
    "effect_by_first_timing": timings.effect_by_first_timing,
    "benefit_by_first_timing": timings.benefit_by_first_timing,
}
