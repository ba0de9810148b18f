"""Which filters a measure may be asked for, and whether a stored slice holds them.

A forged widget or a forged link gets no further than a member's own click could.
"""

from db.catalogue import CONTRAST_FILTERS, CONTRASTS, ENDED_EARLY, FILTERS, MEASURES, WORD_SEPARATOR


class FiltersNotAllowed(ValueError):
    """Raised for filters or words under which a measure is never published."""


def check_filters(measure: str, filters: dict[str, str]) -> tuple[str, frozenset[str]] | None:
    """The filter that is set, and its words; None for everyone.

    Args:
        measure: name of a measure or a contrast.
        filters: filter name -> word, or several of one slice; empty for everyone.

    Raises:
        FiltersNotAllowed: an unknown measure, filter or word, or more than one filter.
    """
    allowed = published_filters(measure)
    if len(filters) > 1 or not set(filters) <= set(allowed):
        raise FiltersNotAllowed(measure)
    for name, text in filters.items():
        words = frozenset(text.split(WORD_SEPARATOR))
        if not words <= set(FILTERS[name]):
            raise FiltersNotAllowed(measure)
        return name, words
    return None


def published_filters(measure: str) -> tuple[str, ...]:
    """The filters under which a measure or a contrast is published.

    Raises:
        FiltersNotAllowed: no such measure, or one that stays inside publishing.
    """
    if measure in CONTRASTS:
        return () if measure == ENDED_EARLY else CONTRAST_FILTERS
    spec = MEASURES.get(measure)
    if spec is None or spec.inner:
        raise FiltersNotAllowed(measure)
    return spec.filters


def is_held_by(name: str, words: frozenset[str], stored: str) -> bool:
    """Whether a stored slice, such as ``"sex=male+other"``, holds these words of a filter."""
    filter_name, _, text = stored.partition("=")
    return filter_name == name and words <= set(text.split(WORD_SEPARATOR))
