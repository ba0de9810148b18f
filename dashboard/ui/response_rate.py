"""How many of the group have answered: published members beside the size that leaders tell."""

import streamlit as st

from dashboard.text import say
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.look import card_heading_html

HUNDRED = 100


def show_response(members: int) -> None:
    """Show it in one sentence.

    Args:
        members: of the newest edition, in steps.
    """
    st.html(card_heading_html(say("changes.response"), response_in_words(members)))


def response_in_words(members: int) -> str:
    """How many have answered, of how many where the group's leaders have said so."""
    size = settings_of_group().group_size
    if size is None:
        return say("changes.people_same_plain", now=members)
    told = {"members": members, "size": size}
    if members >= size:
        return say("changes.response_all", **told)
    hundred = round(HUNDRED * members / size)
    if not hundred:
        return say("changes.response_few", **told)
    return say("changes.response_in", hundred=hundred, **told)
