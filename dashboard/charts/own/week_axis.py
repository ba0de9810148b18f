"""The axis of one member's weeks: straight for half a year, and closer together after that.

Most happens in the first weeks. On a straight axis of three years they would be a few pixels.
"""

from math import log2
from typing import Any

from dashboard.charts.marks import DIGITS
from dashboard.charts.theme import SMALL, Palette, plain_axis
from dashboard.text import say

STRAIGHT_TO = 26
SHORTEST = 4
"""A record of one week does not fill the whole figure with it."""
LONG_TICKS = (1, 2, 4, 8, 13, 26, 52, 104, 208, 416, 832, 1664)
STEPS = (1, 2, 4)
MOST_TICKS = 9
BEFORE = 0.15
"""Room left of week 1 for how it was before LDN, as part of the weeks."""
AFTER = 0.03


class OwnWeekAxis:
    """Where a week stands.

    Attributes:
        last: the last week of the record.
        ends: both ends of the axis.
    """

    def __init__(self, last: int) -> None:
        self.last = last
        self._is_straight = last <= STRAIGHT_TO
        length = self.start(max(last, SHORTEST) + 1)
        self.ends = (round(-BEFORE * length, DIGITS), round((1 + AFTER) * length, DIGITS))

    @property
    def before(self) -> float:
        """Where the time before LDN stands."""
        return round(self.ends[0] * 0.55, DIGITS)

    def start(self, week: float) -> float:
        """Where a week begins; week 1 begins at 0."""
        return round(week - 1 if self._is_straight else log2(week), DIGITS)

    def middle_on_axis(self, week: int) -> float:
        """The middle of a week."""
        return round((self.start(week) + self.start(week + 1)) / 2, DIGITS)

    def tick_weeks(self) -> list[int]:
        """The weeks with a number under the axis."""
        if not self._is_straight:
            return [week for week in LONG_TICKS if week <= self.last]
        last = max(self.last, SHORTEST)
        step = next((s for s in STEPS if last <= s * MOST_TICKS), STEPS[-1])
        return [week for week in range(1, last + 1) if week == 1 or week % step == 0]

    def axis(self, anchor: str, colours: Palette) -> dict[str, Any]:
        """The axis under the lowest strip."""
        weeks = self.tick_weeks()
        places = [self.before, *(self.middle_on_axis(week) for week in weeks)]
        words = [say("record.figure.before"), *(str(week) for week in weeks)]
        shown = {"tickmode": "array", "tickvals": places, "ticktext": words}
        font = {"size": SMALL, "color": colours.quiet}
        return plain_axis(colours, range=list(self.ends), tickfont=font, anchor=anchor, **shown)
