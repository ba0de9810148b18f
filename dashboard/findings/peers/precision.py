"""How often, in one denominator a card: so many in 10, 20 or 100, with the range in the same.

Headline, little figures, range and table count in it, so that none of them says more than another.
Source: MEASURES.md, "me and peers": natural frequencies with a range, cells from 30 people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import NamedTuple

from dashboard.findings import number_phrases
from dashboard.findings.peers.peer_numbers import IconRow, IconRows, LittleFigures, NamedShare
from dashboard.findings.whole_shares import agreeing_parts, size_with_number
from dashboard.stats.shares import Share, share_of_added_counts
from dashboard.text import say
from db.thresholds import FEW_PEOPLE, PEERS_FROM_PEOPLE, WHOLE_POINTS_FROM_PEOPLE

FIGURES = (10, 20, 100)
TENTHS_FROM, TWENTIETHS_FROM = 0.1, 0.05
"""A rarer share needs 20 little figures, or 100, or its row would be empty."""
WIDEST_RANGE, WIDEST_OF_FEW = 0.5, 0.3
"""A range that is wider says nothing: half of all shares lie in it. Where "none or a few" is told,
it may reach no further than 6 in 20."""
_ROUNDED = 1e-9
"""Of a bound that is a whole number of figures but for the last bit."""


def has_number(share: Share | None) -> bool:
    """Whether a share is of enough people, and its range narrow enough, to be told."""
    if share is None or share.people < PEERS_FROM_PEOPLE:
        return False
    widest = WIDEST_OF_FEW if share.cases < FEW_PEOPLE else WIDEST_RANGE
    return share.high - share.low <= widest


def card_denominator(shares: Iterable[Share]) -> int:
    """In how many the shares of one card are counted."""
    rarest = min(shares, key=lambda share: share.value, default=None)
    tens, twenties, hundreds = FIGURES
    if rarest is None or rarest.value >= TENTHS_FROM:
        return tens
    return hundreds if needs_hundred(rarest) else twenties


def needs_hundred(share: Share) -> bool:
    """Whether a share is too rare for 20 figures, and of enough people for 100."""
    is_rare = share.cases >= FEW_PEOPLE and share.value < TWENTIETHS_FROM
    return is_rare and share.people >= WHOLE_POINTS_FROM_PEOPLE


def little_figures(share: Share, of: int) -> LittleFigures:
    """How many of ``of`` little figures are filled, and the range in whole figures."""
    low, high = floor(share.low * of + _ROUNDED), min(of, ceil(share.high * of - _ROUNDED))
    others = share.people - share.cases
    filled = 0 if share.cases < FEW_PEOPLE else of if others < FEW_PEOPLE else share.value * of
    return LittleFigures(round(filled), low, high)


def _count_form(share: Share, of: int) -> tuple[str, dict[str, int]]:
    """Under 1 in 20 is said only where the range is, too (MEASURES.md, rule 8)."""
    figures = little_figures(share, of)
    if figures.filled == 0:
        return ("at_most" if figures.high == 1 else "few"), {"number": 1, "of": of}
    return ("most" if figures.filled == of else "about"), {"number": figures.filled, "of": of}


def people_in_words(share: Share, of: int) -> str:
    """How many people, as a sentence begins: "About 8 in 20 people", "None or a few people"."""
    form, numbers = _count_form(share, of)
    return say(f"finding.peers.people_{form}", **numbers)


def count_in_words(share: Share, of: int) -> str:
    """How many, beside a row: "8 in 20", "none or a few"."""
    form, numbers = _count_form(share, of)
    return say(f"finding.peers.count_{form}", **numbers)


def range_in_words(share: Share, of: int) -> str:
    """The range in whole figures: "6 to 11 in 20", "at most 2 in 20"."""
    figures = little_figures(share, of)
    form = "at_most" if figures.low == 0 else "at_least" if figures.high == of else "between"
    return say(f"finding.peers.range_{form}", low=figures.low, high=figures.high, of=of)


def people_line(share: Share, of: int, who: str) -> str:
    """Whom a number is of, and its range: the line under a headline."""
    people, within = share.people, range_in_words(share, of)
    return say("finding.peers.people_line", people=people, who=who, range=within)


def icon_row(label: str, share: Share | None, of: int, tag: str = "") -> IconRow:
    """A share as a row; without a number it says that too few answered, and nothing is drawn."""
    name = number_phrases.sentence_case(label)
    if share is None or not has_number(share):
        return IconRow(name, say("finding.peers.no_number"), None, (), tag)
    return IconRow(name, count_in_words(share, of), little_figures(share, of), (), tag)


def rows_of_shares(named: Iterable[NamedShare], of: int = 0) -> IconRows:
    """Rows of label, share and tag in one denominator; 0 = the one that fits them."""
    rows = [*named]
    of = of or card_denominator(share for _, share, _ in rows if share and has_number(share))
    return IconRows(
        tuple(icon_row(label, share, of, tag) for label, share, tag in rows),
        of,
        tuple(table_row(label, share, of) for label, share, _ in rows),
    )


def table_row(label: str, share: Share | None, of: int) -> tuple[str, ...]:
    """A row of a table: its label, people, number and range."""
    return (number_phrases.sentence_case(label), *table_cells(share, of))


def table_cells(share: Share | None, of: int) -> tuple[str, str, str]:
    """People, number and range for a table."""
    if share is None or not has_number(share):
        return say("finding.share.too_few"), "", ""
    return str(share.people), count_in_words(share, of), range_in_words(share, of)


class WholeParts(NamedTuple):
    """Parts of one whole, and in how many they are counted."""

    of: int
    shares: list[Share]

    @property
    def are_told(self) -> bool:
        """Whether each of them has a number."""
        return bool(self.shares) and all(map(has_number, self.shares))


NO_PARTS = WholeParts(FIGURES[1], [])


def parts_of_whole(shares: Sequence[Share]) -> WholeParts:
    """The parts of one whole with values that add up to it.

    Args:
        shares: of the same people, who each are in just one of them.
    """
    whole = FIGURES[2] if any(map(needs_hundred, shares)) else FIGURES[1]
    parts = agreeing_parts([size_with_number(share) for share in shares], whole)
    pairs = zip(shares, parts, strict=True)
    return WholeParts(whole, [share_with_value(share, part / whole) for share, part in pairs])


def share_with_value(share: Share, value: float) -> Share:
    """The share with another value, 0 to 1; its range still holds it.

    What is told as a part has at least as many cases as a number needs, so that all parts are told.
    """
    most = share.people if value >= 1 else share.people - FEW_PEOPLE
    cases = min(max(value * share.people, FEW_PEOPLE), most) if value else 0
    low, high = min(share.low, value), max(share.high, value)
    return replace(share, cases=cases, value=value, low=low, high=high)


def sum_of_parts(parts: Sequence[Share]) -> Share:
    """The share of several parts together, which is told as their sum.

    Args:
        parts: at least one, of the same people.
    """
    cases, people = sum(part.cases for part in parts), parts[0].people
    editions = min(part.editions for part in parts)
    summed = share_of_added_counts(min(cases, people), people, len(parts), editions)
    return share_with_value(summed, min(1.0, sum(part.value for part in parts)))
