"""Numbers as they are written inside figures; the words themselves are in ``[charts]``."""

from dashboard.findings import number_phrases
from dashboard.stats.shares import Share
from dashboard.text import say
from db.thresholds import PERCENT_FROM_PEOPLE

THOUSANDS_FROM = 10_000


def people_count_text(number: int) -> str:
    """A count of people, short enough to stand under an axis on a phone."""
    if number >= THOUSANDS_FROM:
        return say("charts.thousands", number=number // 1000)
    return str(number)


def share_words(share: Share) -> str:
    """A share with its interval and people, no finer than its people allow."""
    if share.people < PERCENT_FROM_PEOPLE:
        return say(
            "charts.rough", share=number_phrases.percent_in_words(share), people=share.people
        )
    range_ = number_phrases.percent_range(share)
    return say(
        "charts.share",
        share=number_phrases.percent_in_words(share),
        range=range_,
        people=share.people,
    )


def difference_in_points(value: float) -> str:
    """A difference of shares in points of 100, with a plus or a true minus sign."""
    return number_phrases.points_with_sign(round(100 * value))
