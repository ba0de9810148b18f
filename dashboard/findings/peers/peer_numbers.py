"""The numbers that figures of "people like me" are drawn from; those with my values show none."""

from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from dashboard.findings.finding import Finding
from dashboard.stats.shares import Share

Numbers = TypeVar("Numbers")
NamedShare = tuple[str, Share | None, str]
"""A row to be made: its label, its share, and what makes it mine ("" where it is not)."""


@dataclass(frozen=True, repr=False)
class PeerAnswer(Generic[Numbers]):
    """A finding beside my own value.

    Attributes:
        finding: as any other; made for me alone, never to be kept for others.
        lines: under its sentence: whom it is of and the range, then what else belongs to it.
    """

    finding: Finding[Numbers]
    lines: tuple[str, ...] = ()


class LittleFigures(NamedTuple):
    """Of a row of little figures: how many are filled, and between which two the range lies."""

    filled: int
    low: int
    high: int


@dataclass(frozen=True, repr=False)
class IconRow:
    """One share as a row of little figures.

    Attributes:
        label: as the reader sees it.
        count: how often, in words, such as "8 in 20".
        figures: what to draw; None = too few people, so nothing.
        lines: under the figures: range and people, how long it lasted.
        tag: what makes it mine, such as "you have it"; "" where it is not.
    """

    label: str
    count: str
    figures: LittleFigures | None
    lines: tuple[str, ...] = ()
    tag: str = ""


@dataclass(frozen=True, repr=False)
class IconRows:
    """Rows of ``of`` little figures each; ``cells``: the same for a table, row by row."""

    rows: tuple[IconRow, ...]
    of: int
    cells: tuple[tuple[str, ...], ...] = field(default=())
