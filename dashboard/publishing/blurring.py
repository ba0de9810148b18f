"""True counts -> published counts: noise, threshold, rounding. The whole of disclosure control.

Sources: ABS TableBuilder and ONS Census 2021 (cell-key noise), CMS cell size policy
(resdac.org/node/1506), OpenSAFELY (rounding to 5); attacks on sticky and bounded noise:
arXiv:1902.06414, arXiv:1804.06752.
"""

import hashlib
import hmac
from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from dashboard.stats.noise import CUT, PROBABILITIES, ROUND_TO
from db.thresholds import SMALLEST_GROUP

THRESHOLD = SMALLEST_GROUP + CUT
"""A blurred people count below it is not published. With a threshold of 10 a group of 9 would
show as "10" in two editions of five; with the largest noise on top, 0, 1 and 9 look the same."""
SECRET_BYTES = 32
_DRAW_BITS = 64

_CUMULATIVE = np.cumsum(PROBABILITIES).tolist()


class NoisyCounts(NamedTuple):
    """Counts with their noise, not yet rounded; never below 0, cases never above people."""

    people: int
    cases: int


NOBODY = NoisyCounts(0, 0)


def cell_noise(secret: bytes, measure: str, cell_key: int) -> int:
    """The noise of a set of people: the same set has the same noise within an edition.

    Args:
        secret: the edition's, thrown away when the edition is written.
        measure: a measure has noise of its own.
        cell_key: sum of the record keys of the people in the cell, modulo 2^64.

    Returns:
        A whole number from -CUT to CUT.
    """
    message = f"{measure}|{cell_key}".encode()
    digest = hmac.digest(secret, message, hashlib.sha256)
    uniform = int.from_bytes(digest[: _DRAW_BITS // 8]) / 2**_DRAW_BITS
    return bisect_right(_CUMULATIVE, uniform) - CUT


class TrueCell(NamedTuple):
    """Exact counts of a cell and whose they are; never leaves publishing."""

    people: int
    cases: int
    people_key: int
    cases_key: int
    largest_batch: int = 0


def blur_cell(secret: bytes, measure: str, cell: TrueCell, axis: str = "") -> NoisyCounts:
    """A cell's counts with noise: for derived numbers as they are, else to be published.

    A cell without a case takes its noise from its people and its place on the axis: nobody stands
    behind the empty set, so one noise shared by all empty cells, or by those of a row, would show
    them up together, and with them the few that are not empty. People and cases have
    noise apart: were it one, a cell in which everybody is a case would show equal counts, and
    whoever filled it but for one friend could read the friend off (tests/attacks/test_fakes.py).
    """
    if not cell.people:
        return NOBODY
    people = max(0, cell.people + cell_noise(secret, f"{measure}|people", cell.people_key))
    if cell.cases:
        drawn = cell_noise(secret, f"{measure}|cases", cell.cases_key)
    else:
        drawn = cell_noise(secret, f"{measure}|no case|{axis}", cell.people_key)
    return NoisyCounts(people, min(people, max(0, cell.cases + drawn)))


def publishable_counts(blurred: NoisyCounts) -> NoisyCounts | None:
    """The cell as everyone may see it: None under the threshold, else rounded."""
    if blurred.people < THRESHOLD:
        return None
    return NoisyCounts(nearest_multiple_of_5(blurred.people), nearest_multiple_of_5(blurred.cases))


def nearest_multiple_of_5(count: int) -> int:
    """The nearest multiple of 5."""
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)
