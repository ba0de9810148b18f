"""Times as a member remembers them -> the week of use, which is what is stored.

Weeks to 12, then months, then years: nobody remembers more, and a date would tell who it was.
Week 1 is the week of the first dose, so "less than a week ago" is week 1 and "1 week ago" is 2.
"""

from dataclasses import dataclass

from dashboard.text import say
from db.answers import LAST_WEEK

WEEKS_TO = 12
MONTHS = range(3, 24)
YEARS = range(2, 39)
_WEEKS_IN_YEAR = 365.25 / 7


@dataclass(frozen=True)
class TimeChoice:
    """One choice: so many weeks, months or years after the first dose."""

    unit: str
    count: int

    @property
    def week(self) -> int:
        """Week of use, from 1."""
        in_weeks = {"week": 1.0, "month": _WEEKS_IN_YEAR / 12, "year": _WEEKS_IN_YEAR}
        return round(self.count * in_weeks[self.unit]) + 1


LADDER: dict[int, TimeChoice] = {
    moment.week: moment
    for moment in (
        *(TimeChoice("week", count) for count in range(WEEKS_TO + 1)),
        *(TimeChoice("month", count) for count in MONTHS),
        *(TimeChoice("year", count) for count in YEARS),
    )
    if moment.week <= LAST_WEEK
}
"""Week of use -> how it is said, in order."""
LAST_EXACT = WEEKS_TO + 1
"""Up to this week a choice is one week; later ones are about a month or a year wide."""


def weeks_on_offer(first: int = 1, last: int = LAST_WEEK) -> list[int]:
    """Weeks that can be chosen, both ends included where the ladder has them."""
    return [week for week in LADDER if first <= week <= last]


def time_ago_in_words(week: int) -> str:
    """How long ago the first dose was, for a member who is in this week of use."""
    moment = LADDER.get(week, TimeChoice("week", week - 1))
    if moment.count == 0:
        return say("survey.weeks.this_week")
    return say(f"survey.weeks.ago_{moment.unit}", count=moment.count)


def week_of_use_in_words(week: int) -> str:
    """A week of use in words: "Week 3", or "About 4 months in"."""
    moment = LADDER.get(week)
    if moment is None or moment.unit == "week":
        return say("survey.weeks.in_first" if week == 1 else "survey.weeks.in_week", week=week)
    return say(f"survey.weeks.in_{moment.unit}", count=moment.count)
