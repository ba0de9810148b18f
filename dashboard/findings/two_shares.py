"""Two shares that were chosen before looking: which is higher, or whether that can be told."""

from math import hypot

from dashboard.findings import number_phrases
from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import SAME_PART, SAME_WITHIN


def change_between(early: Share, late: Share) -> str:
    """``falls`` or ``rises`` where the intervals are apart; ``same`` or ``level`` elsewhere.

    ``same``: the whole range of the difference lies within 10 points of 100 either way, and within
    half of the larger share: from 9 in 100 to nobody is not "about as common". The range is put
    together of the two shares' own, which hold the blur (Newcombe 1998, method 10).
    """
    if late.high < early.low:
        return "falls"
    if late.low > early.high:
        return "rises"
    difference = late.value - early.value
    down = hypot(late.value - late.low, early.high - early.value)
    up = hypot(late.high - late.value, early.value - early.low)
    within = min(SAME_WITHIN, SAME_PART * max(early.value, late.value))
    return "same" if max(down - difference, up + difference) <= within else "level"


def basis_of_both(first: tuple[str, Share], second: tuple[str, Share], form: str) -> str:
    """Both shares, each behind what it is of, with people and ranges.

    Args:
        first: what the first is of, in words, and the share.
        second: of the second.
        form: from ``change_between``.
    """
    both = (
        say(
            "finding.basis.of",
            what=number_phrases.sentence_case(what),
            often=number_phrases.share_with_basis(share),
        )
        for what, share in (first, second)
    )
    said = " ".join(both)
    return f"{said} {say('finding.basis.close')}" if form == "level" else said
