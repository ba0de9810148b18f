"""What findings share that show one share under the other."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dashboard.findings import number_phrases
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.stats.shares import Share, share_with_blur
from dashboard.tables import Table
from dashboard.text import say
from db.editions.editions import CellCounts

SAID_FROM_PEOPLE = 30
"""A bar is named in a sentence only from here on."""


def cell_share(cell: CellCounts | None) -> Share | None:
    """The share of a published cell; None where too few people are."""
    return None if cell is None else share_with_blur(cell.cases, cell.people)


def bars_from_cells(
    cells: Mapping[Any, CellCounts], labels: Iterable[tuple[Any, str]]
) -> ShareBars:
    """One bar for each (place on the axis, label), in their order."""
    return ShareBars(
        tuple(ShareBar(label, cell_share(cells.get(place))) for place, label in labels)
    )


def shares_table(numbers: ShareBars, first: str) -> Table:
    """Label, people, share and range of every bar; ``first`` is the first column's head."""
    names = ("people", "share", "range")
    head = (first, *(say(f"finding.timelines.by_week.column_{name}") for name in names))
    return Table(head, tuple((bar.label, *share_cells(bar.share)) for bar in numbers.bars))


def share_cells(share: Share | None) -> tuple[str, str, str]:
    """People, share and range as words."""
    if share is None:
        return say("finding.share.too_few"), "", ""
    return (
        str(share.people),
        number_phrases.percent_in_words(share),
        number_phrases.percent_range(share),
    )


class CommonestBar(NamedTuple):
    """The highest bar; ``apart`` = its interval lies above the next one's."""

    label: str
    share: Share
    apart: bool


def commonest_bar(numbers: ShareBars) -> CommonestBar | None:
    """The highest bar of 30 people or more; None where there is none."""
    known = [
        (bar.label, bar.share)
        for bar in numbers.bars
        if bar.share and bar.share.people >= SAID_FROM_PEOPLE
    ]
    if not known:
        return None
    known.sort(key=lambda pair: -pair[1].value)
    (label, share), rest = known[0], known[1:]
    return CommonestBar(label, share, not rest or share.low > rest[0][1].high)
