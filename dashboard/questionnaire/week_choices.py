"""Times as a member remembers them -> the week of use, which is what is stored.

Weeks to 12, then months, then years: nobody remembers more, and a date would tell who it was.
Week 1 is the week of the first dose, so "less than a week ago" is week 1 and "1 week ago" is 2.
A week has one name, in the survey, in a check-in and where somebody stopped: its number, and from
the third month on about how many months or years that is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.text import say
from db.answers import LAST_WEEK

WEEKS_TO = 12
MONTHS = range(3, 24)
YEARS = range(2, 39)
_WEEKS_IN_YEAR = 365.25 / 7
YEARS_FROM = 103
"""From this week on, a week lies nearer to two years than to 23 months."""


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
RECENT = 12
"""Weeks before the latest that are remembered one by one, like those after the first dose."""
LONGEST = 104
"""Weeks that a list names one by one; a longer one would have to be scrolled for minutes."""
LAST_EXACT = WEEKS_TO + 1
"""Up to this week a choice is one week; later ones are about a month or a year wide."""


def weeks_on_offer(first: int = 1, last: int = LAST_WEEK) -> list[int]:
    """How long ago a first dose may have been: both ends included where the ladder has them."""
    return [week for week in LADDER if first <= week <= last]


def weeks_to_choose(first: int, last: int, told: Iterable[int] = ()) -> list[int]:
    """Weeks between two others, in order; never empty, and both ends always among them.

    Args:
        first: the earliest that is allowed.
        last: the latest that is allowed, as a rule now; ``first`` where it is earlier.
        told: weeks that were told before and stay on offer where they are allowed.
    """
    last = max(first, last)
    recent = range(max(first, last - RECENT), last + 1)
    kept = (week for week in told if first <= week <= last)
    return sorted({first, *weeks_on_offer(first, last), *recent, *kept})


def weeks_one_by_one(first: int, last: int) -> list[int]:
    """The same for whoever told by the week before: every week, for up to two years of them."""
    last = max(first, last)
    return list(range(first, last + 1)) if last - first <= LONGEST else weeks_to_choose(first, last)


def time_choice(week: int) -> TimeChoice:
    """How a week of use is said as a time ago: the ladder's words, or in weeks."""
    return LADDER.get(week, TimeChoice("week", week - 1))


def time_ago_in_words(week: int) -> str:
    """How long ago the first dose was, for a member who is in this week of use."""
    moment = time_choice(week)
    if moment.count == 0:
        return say("survey.weeks.this_week")
    return say(f"survey.weeks.ago_{moment.unit}", count=moment.count)


def week_of_use_in_words(week: int) -> str:
    """A week of use in words: "Week 3", or "Week 18 (about 4 months in)"."""
    if week <= LAST_EXACT:
        return say("survey.weeks.in_first" if week == 1 else "survey.weeks.in_week", week=week)
    unit, weeks = ("month", _WEEKS_IN_YEAR / 12) if week < YEARS_FROM else ("year", _WEEKS_IN_YEAR)
    return say(f"survey.weeks.in_{unit}", week=week, count=max(1, round((week - 1) / weeks)))
