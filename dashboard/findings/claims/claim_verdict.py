"""What judging a claim gives."""

from dataclasses import dataclass

from dashboard.findings.claims.rules import Verdict


@dataclass(frozen=True)
class ClaimStrip:
    """A value with its interval and the bound it is held against; shares, 0 to 1.

    ``difference``: a difference of two shares, -1 to 1.
    """

    value: float
    low: float
    high: float
    bound: float
    difference: bool = False


@dataclass(frozen=True)
class ClaimRuling:
    """A verdict, the people behind it, and the numbers it rests on; None = too few to show."""

    verdict: Verdict
    people: int
    strip: ClaimStrip | None


NOTHING = ClaimRuling(Verdict.too_few, 0, None)
