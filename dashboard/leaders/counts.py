"""A blurred count of the desk in words."""

from dashboard.publishing.desk_counts import Count
from dashboard.text import say


def count_in_words(count: Count) -> str:
    """Such as "about 25"; nobody, one and nine are told alike."""
    if count is None:
        return say("leaders.count.few")
    return say("leaders.count.about", number=count)
