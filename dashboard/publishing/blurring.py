"""Weighted counts -> published counts: a little noise, the threshold, rounding.

With the lot of ``weights`` the whole of disclosure control. Two types keep an unrounded count out
of an edition: a blurred count is no whole number to the type checker, a published one is.

Sources: ABS TableBuilder and ONS Census 2021 (noise by a secret key), CMS cell size policy
(resdac.org/node/1506), OpenSAFELY (rounding to 5); attacks on noise drawn cell by cell:
arXiv:1902.06414, arXiv:1804.06752.
"""

import hashlib
import hmac
from bisect import bisect_right
from math import floor
from typing import NamedTuple, NewType

import numpy as np

from dashboard.stats.noise import PROBABILITIES, ROUND_TO, VALUES
from db.thresholds import THRESHOLD

BlurredCount = NewType("BlurredCount", float)
"""Weighted, with its noise, not rounded, not cut at 0: never to leave publishing."""
PublishedCount = NewType("PublishedCount", int)
"""A multiple of 5, as everyone may see it."""

_DRAW_BITS = 64
_CUMULATIVE = np.cumsum(PROBABILITIES)[:-1].tolist()


class BlurredCell(NamedTuple):
    """A cell for derived numbers, and to be published; cases may be below 0 or above people."""

    people: BlurredCount
    cases: BlurredCount


BlurredCells = dict[tuple[str, str], BlurredCell]
"""(stored filters, stored axis words) -> blurred counts."""


class PublishedCell(NamedTuple):
    """A cell as it stands in an edition."""

    people: PublishedCount
    cases: PublishedCount


NOBODY = BlurredCell(BlurredCount(0), BlurredCount(0))


def count_noise(secret: bytes, name: str) -> int:
    """The noise of a count: the same wherever the count stands in the edition.

    Two-sided geometric of scale 2.5, drawn again beyond +-5 (dashboard.stats.noise).

    Args:
        secret: the edition's, thrown away when the edition is written.
        name: of the count; counts that are the same by definition have one (``count_names``).
    """
    digest = hmac.digest(secret, name.encode(), hashlib.sha256)
    uniform = int.from_bytes(digest[: _DRAW_BITS // 8], "big") / 2**_DRAW_BITS
    return int(VALUES[bisect_right(_CUMULATIVE, uniform)])


class CountNoise:
    """The noise of an edition's counts; its secret stands in no text."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._drawn: dict[str, int] = {}

    def blurred(self, count: float, name: str) -> BlurredCount:
        """A weighted count with the noise of its name."""
        noise = self._drawn.get(name)
        if noise is None:
            noise = self._drawn[name] = count_noise(self._secret, name)
        return BlurredCount(count + noise)


def publishable_cell(blurred: BlurredCell) -> PublishedCell | None:
    """The cell as everyone may see it: None under the threshold, else rounded and in order."""
    people = publishable_count(blurred.people)
    if people is None:
        return None
    cases = max(PublishedCount(0), rounded_count(blurred.cases))
    return PublishedCell(people, min(people, cases))


def publishable_count(blurred: BlurredCount) -> PublishedCount | None:
    """A count of people as everyone may see it: None under the threshold."""
    return None if blurred < THRESHOLD else rounded_count(blurred)


def rounded_count(blurred: BlurredCount) -> PublishedCount:
    """The nearest multiple of 5."""
    return PublishedCount(ROUND_TO * floor(blurred / ROUND_TO + 1 / 2))
