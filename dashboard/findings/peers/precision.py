"""How often, beside one's own value: thirds under 50 people, a number with its range from there.

Source: MEASURES.md, "me and peers". A person reads a number about people like them as a promise,
and under 50 people the range is too wide for one.
"""

from math import ceil, floor

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.peers.peer_numbers import LittleFigures
from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import FEW_PEOPLE, PEER_NUMBER_FROM_PEOPLE

_THIRDS = ("lower", "middle", "upper")


def is_rough(share: Share) -> bool:
    """Whether a share is told in thirds alone."""
    return share.people < PEER_NUMBER_FROM_PEOPLE


def third_of_share(value: float) -> str:
    """The third that a share from 0 to 1 lies in: ``lower``, ``middle`` or ``upper``."""
    return _THIRDS[min(int(3 * value), 2)]


def how_often(share: Share) -> str:
    """How often, for a sentence: "about 4 in 10", or "fewer than a third"."""
    if is_rough(share):
        return say(f"finding.peers.third.{third_of_share(share.value)}")
    return number_phrases.frequency_without_range(share)


def range_in_brackets(share: Share) -> str:
    """The range behind a number, in brackets; nothing behind a third."""
    if is_rough(share):
        return ""
    return say("finding.peers.range", range=number_phrases.percent_range(share))


def share_cells(share: Share | None) -> tuple[str, str, str]:
    """People, share and range for a table."""
    if share is not None and is_rough(share):
        return str(share.people), how_often(share), say("finding.share.no_range")
    return share_bars.share_cells(share)


def little_figures(share: Share, of: int) -> LittleFigures:
    """How many of ``of`` little figures are filled, and how many may be.

    Under PEER_NUMBER_FROM_PEOPLE the filled ones are the lower bound, and the rest of the range may
    be. A share that is too rare for a number is one figure that may be.
    """
    if is_rough(share):
        sure = floor(share.low * of)
        return LittleFigures(sure, ceil(share.high * of) - sure, share.low, share.high)
    if share.cases < FEW_PEOPLE or share.value < 1 / of / 2:
        return LittleFigures(0, 1, share.low, share.high)
    return LittleFigures(round(share.value * of), 0, share.low, share.high)
