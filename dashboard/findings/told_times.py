"""How far off a share may be because its times were told in weeks and months, and no days.

In worlds where everything is known (docs/truth.md, 100 groups of 3,000 each), shares of what
follows a step are off by up to a twentieth of the share or of the rest, small ones by a point of
100; what is told by the month falls together on one week of each, so that shares of a week are
off by up to a tenth. Ranges have room for it.
"""

from dataclasses import replace

from dashboard.stats.shares import Share
from db import bands

WEEKS_OFF_BY, MONTHS_OFF_BY, OFF_BY_AT_LEAST = 1 / 20, 1 / 10, 0.01
_LAST_TOLD_WEEK = 12
"""Up to so many weeks ago the survey asks for the week; later ones by the month."""
TOLD_BY_MONTH = frozenset(
    word for word, first, _ in bands.WEEK_OF_BAND.spans() if first > _LAST_TOLD_WEEK
)


def share_by_weeks(share: Share) -> Share:
    """The share of something that is told to the week, with room in its range."""
    return _wider_share(share, WEEKS_OFF_BY)


def share_in_band(share: Share, band: str) -> Share:
    """The share in one week of a band of ``bands.WEEK_OF_BAND``, with room where months are told.

    Args:
        share: as published.
        band: a word of the bands.
    """
    return _wider_share(share, MONTHS_OFF_BY) if band in TOLD_BY_MONTH else share


def _wider_share(share: Share, part: float) -> Share:
    more = max(OFF_BY_AT_LEAST, part * min(share.value, 1 - share.value))
    return replace(share, low=max(0.0, share.low - more), high=min(1.0, share.high + more))
