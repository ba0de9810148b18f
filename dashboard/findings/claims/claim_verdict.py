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

    def percent_from_left(self, value: float) -> int:
        """Where a value lies on the strip, 0 to 100 from the left.

        A strip of a difference reaches from -50 to +50 in 100, one of a share from 0 to 100.
        """
        share = value + 0.5 if self.difference else value
        return round(100 * min(1.0, max(0.0, share)))


@dataclass(frozen=True)
class ClaimRuling:
    """A verdict, the people behind it, and the numbers it rests on; None = too few to show."""

    verdict: Verdict
    people: int
    strip: ClaimStrip | None


NOTHING = ClaimRuling(Verdict.too_few, 0, None)
