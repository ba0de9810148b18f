"""Shares of one whole, made to agree when they are shown: whoever adds them up gets the whole.

Every published cell has a noise and a rounding of its own, so that four shares of one whole may add
up to more than it. Publishing rakes nothing; what is shown is made to agree here (largest
remainders, as Hamilton gave out seats).
"""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.stats.shares import Share
from db.thresholds import FEW_PEOPLE, PERCENT_FROM_PEOPLE, WHOLE_POINTS_FROM_PEOPLE

HUNDRED = 100
COARSE_STEP = 5
"""Points that a share of few people is told in (``number_phrases.percent_in_words``)."""


def agreeing_parts(sizes: Sequence[float], whole: int = HUNDRED) -> list[int]:
    """Whole numbers in proportion to the sizes; they add up to ``whole``.

    Each is its size's part rounded down, and what is left goes to the largest remainders, the first
    of equal ones. Where nothing has a size, every part is 0.

    Args:
        sizes: none below 0.
        whole: what the parts add up to, 0 or more.

    Raises:
        ValueError: a size below 0.
    """
    if any(size < 0 for size in sizes):
        raise ValueError("a part of a whole is not below 0")
    total = sum(sizes)
    if not total:
        return [0] * len(sizes)
    exact = [whole * size / total for size in sizes]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in by_remainder[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def agreeing_shares(shares: Sequence[Share | None]) -> list[Share | None]:
    """The shares of one whole with values that add up to 1, each in the steps it is told in.

    Cases that are too few for a number count as none. Where a share is missing, or the people are
    too few for numbers at all, nothing is changed.

    Args:
        shares: of the same people, who each are in just one of them.
    """
    known = [share for share in shares if share]
    if not known or len(known) < len(shares) or known[0].people < PERCENT_FROM_PEOPLE:
        return [*shares]
    points = points_of_parts([size_with_number(share) for share in known], known[0].people)
    return [share_with_points(share, at) for share, at in zip(known, points, strict=True)]


def size_with_number(share: Share) -> float:
    """Its cases; none where they are too few for a number."""
    return share.cases if share.cases >= FEW_PEOPLE else 0.0


def points_of_parts(sizes: Sequence[float], people: int, whole: int = HUNDRED) -> list[int]:
    """Points of 100 for each part of a whole, in steps of 1, or of 5 for under 100 people.

    Args:
        sizes: none below 0.
        people: whom the parts are of.
        whole: the points of all parts; a multiple of 5 for under 100 people.
    """
    step = 1 if people >= WHOLE_POINTS_FROM_PEOPLE else COARSE_STEP
    return [step * part for part in agreeing_parts(sizes, whole // step)]


def share_with_points(share: Share, points: int) -> Share:
    """The share with another value, in points of 100; its range still holds it."""
    value = points / HUNDRED
    return replace(share, value=value, low=min(share.low, value), high=max(share.high, value))
