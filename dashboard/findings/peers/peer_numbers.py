"""The numbers that figures of "people like me" are drawn from; those with my values show none."""

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ByWeek
from dashboard.stats.shares import Share

Numbers = TypeVar("Numbers")


@dataclass(frozen=True, repr=False)
class PeerAnswer(Generic[Numbers]):
    """A finding beside my own value.

    Attributes:
        finding: as any other; made for me alone, never to be kept for others.
        lines: further sentences under it.
        left: what the group leaves out of my facts, one sentence a reason.
    """

    finding: Finding[Numbers]
    lines: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class LittleFigures(NamedTuple):
    """Of a row of little figures: how many are filled, how many more may be, and the bounds."""

    filled: int
    maybe: int
    low: float
    high: float


@dataclass(frozen=True, repr=False)
class IconRow:
    """One effect as a row of little figures.

    Attributes:
        label: as the reader sees it.
        told: how often, in words.
        figures: what to draw.
        mine: whether I have it.
    """

    label: str
    told: str
    figures: LittleFigures
    mine: bool


@dataclass(frozen=True, repr=False)
class IconRows:
    """Rows of ``of`` little figures each, among the same people; ``rough`` = told in thirds."""

    rows: tuple[IconRow, ...]
    of: int
    people: int
    rough: bool


@dataclass(frozen=True, repr=False)
class PeerWeeks:
    """Their share by week, and where I am.

    Attributes:
        theirs: the group's own line.
        first: place of the week band in which it began for me; ``now`` where that is not known.
        now: place of the week band that I am in.
        said: what stands at my mark.
    """

    theirs: ByWeek
    first: int
    now: int
    said: str


@dataclass(frozen=True, repr=False)
class DoseRow:
    """A dose band, or "still changing", or "stopped"; ``share`` None = too few people."""

    label: str
    share: Share | None
    told: str
    mine: bool


@dataclass(frozen=True, repr=False)
class DoseRows:
    """Where people have got to; ``said`` = what stands at the dose band I am on, "" without one."""

    rows: tuple[DoseRow, ...]
    said: str = ""
