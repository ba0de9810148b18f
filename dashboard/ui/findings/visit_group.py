"""The group that somebody looks at: "my illness" for the whole visit, any other for its page.

It stands in the tab's session alone: in no store, in no log, in no address unless a link is taken.
"""

import streamlit as st

from dashboard.findings.edition_slice import EditionSlice
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.newest_edition import newest_edition_or_end, reader_of_edition
from db.editions.editions import Filters
from db.filter_rules import FiltersNotAllowed, published_filters

ILLNESS = "condition"
"""The filter that stays on from page to page."""
EVERYONE = "everyone"
_MINE, _OTHERS = "visit_illness", "visit_other_groups"


def slice_of_visit(measure: str) -> EditionSlice:
    """The newest edition among those with my illness; everyone where nothing, or no such group, is.

    It draws nothing; ``chart_choices.choose_slice_for`` lets the reader choose.

    Args:
        measure: that the group has to be published for.

    Raises:
        PageEnded: there is no edition, or none can be opened.
    """
    edition = newest_edition_or_end()
    everyone, filters = EditionSlice(reader_of_edition(edition), edition), illness_of_visit()
    allowed = filters_on_offer(measure)
    try:
        return everyone.among(filters if set(filters) <= set(allowed) else {})
    except FiltersNotAllowed:
        return everyone


def filters_on_offer(measure: str) -> tuple[str, ...]:
    """The filters that a measure is published by, without those that the group switched off."""
    off = settings_of_group().filters_off
    return tuple(name for name in published_filters(measure) if name not in off)


def illness_of_visit() -> Filters:
    """My illness, as it was chosen on any page of this visit; empty where none was."""
    return filters_of_text(st.session_state.get(_MINE, EVERYONE))


def filters_of_text(text: str) -> Filters:
    """A stored slice, such as ``"sex=male+other"``, as filters; empty for everyone."""
    name, _, words = text.partition("=")
    return {name: words} if words else {}


def group_of_page(place: str) -> str:
    """The stored slice to begin with: the page's own, or else my illness."""
    others: dict[str, str] = st.session_state.get(_OTHERS, {})
    chosen: str = others.get(place) or st.session_state.get(_MINE, EVERYONE)
    return chosen


def remember_group(place: str, text: str) -> None:
    """Keep a choice for this visit: an illness for all pages, another group for this one.

    Args:
        place: whose choice it is: a measure.
        text: a stored slice, or ``EVERYONE``, which undoes both.
    """
    others = {**st.session_state.get(_OTHERS, {})}
    others.pop(place, None)
    if text == EVERYONE or text.startswith(f"{ILLNESS}="):
        st.session_state[_MINE] = text
    else:
        others[place] = text
    st.session_state[_OTHERS] = others
