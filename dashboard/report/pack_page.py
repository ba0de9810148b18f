"""What the pages of a pack say: every word and number of them, before it is set in HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.findings.finding import Finding
from dashboard.gallery import PublishedFigure
from dashboard.report.chromium import PixelSize
from dashboard.text import say
from db.editions.editions import Edition

WIDTH, TALLEST = 658, 520
"""The room that a figure has on a page, in CSS pixels: 174 by 138 mm."""
FURTHEST, NEAREST, NEAREST_SHORT = 0.86, 1.25, 1.5
"""A figure is made for a phone. On paper it may be set so much smaller, or larger."""
STRETCH = 1.15
"""And so much taller: more would pull the bars of rows into their names."""
SHORT = 200
"""A figure of fewer pixels is set larger yet, and the table of its numbers stands under it."""
DOTS_MOST = 120
_DOT_MEMBERS = (5, 10, 20, 50, 100, 200, 500)
_COUNTS = ("people", "at_risk")
"""Fields of a finding's numbers that hold people."""


@dataclass(frozen=True)
class PackPage:
    """One finding of a pack.

    Attributes:
        choice: what was chosen.
        finding: the answer.
        figure: as the chart page draws it.
        number: its page in the pack.
    """

    choice: PublishedFigure
    finding: Finding[Any]
    figure: go.Figure
    number: int

    @property
    def size(self) -> PixelSize:
        """The pixels that the figure is drawn in."""
        return size_on_paper(self.figure.layout.height)

    @property
    def short(self) -> bool:
        """Whether there is room for the table under the figure."""
        return bool(self.figure.layout.height < SHORT)

    @property
    def people(self) -> str:
        """How many people stand behind the numbers of the figure."""
        return people_behind(self.finding)


def size_on_paper(height: int) -> PixelSize:
    """In which pixels to draw a figure that is set over the width of a page.

    Args:
        height: of the figure on a phone.
    """
    zoom = max(FURTHEST, min(NEAREST_SHORT if height < SHORT else NEAREST, TALLEST / height))
    return PixelSize(round(WIDTH / zoom), round(min(STRETCH * height, max(height, TALLEST / zoom))))


def people_behind(finding: Finding[Any]) -> str:
    """Such as "Behind each number: 60 to 570 people."; empty where none is shown."""
    counts = sorted(count for count in _people_counts(finding.numbers) if count)
    if not finding.is_shown or not counts:
        return ""
    form = "same" if counts[0] == counts[-1] else "each"
    return say(f"report.finding.people_{form}", low=counts[0], high=counts[-1])


def _people_counts(numbers: Any) -> Iterator[int]:
    """Every count of people in a finding's numbers, however deep it lies."""
    if isinstance(numbers, tuple):
        for part in numbers:
            yield from _people_counts(part)
    elif is_dataclass(numbers) and not isinstance(numbers, type):
        for field in fields(numbers):
            value = getattr(numbers, field.name)
            yield from _whole_numbers(value) if field.name in _COUNTS else _people_counts(value)


def _whole_numbers(value: Any) -> Iterator[int]:
    values = value if isinstance(value, Sequence) else (value,)
    yield from (count for count in values if isinstance(count, int))


def publication_day(edition: Edition) -> str:
    """The day on which an edition was published."""
    on = edition.published_on
    return say("report.day", day=on.day, month=say(f"app.months.m{on.month}"), year=on.year)


def member_dots(members: int) -> tuple[int, int]:
    """How many dots stand for the members, and how many members each stands for."""
    each = next((unit for unit in _DOT_MEMBERS if members / unit <= DOTS_MOST), _DOT_MEMBERS[-1])
    return round(members / each), each
