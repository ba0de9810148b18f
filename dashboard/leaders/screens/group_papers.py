"""Settings that the law asks for, and the size of the group: parts of the settings' one form."""

import streamlit as st

from dashboard.leaders.acts.group_settings import PapersInput
from dashboard.leaders.screens.field_seed import seed_field
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.text import say
from dashboard.ui.look import card_container
from db.desk.group import (
    FEWEST_YEARS,
    LONGEST_CONTACT,
    LONGEST_RESPONSIBLE,
    MOST_YEARS,
    OLDEST,
    YOUNGEST,
    GroupSettings,
)

LONGEST_SIZE_TYPED = 12
"""Seven digits, with marks between them."""


def show_papers_fields(now: GroupSettings, key: str) -> PapersInput:
    """Ask who is responsible, from which age, for how long, and how large the group is."""
    with card_container("desk-group-papers"):
        st.header(say("leaders.group.papers"), anchor=False)
        show_quiet_sentence(say("leaders.group.papers_hint"))
        responsible = _text_field("responsible", now.responsible, LONGEST_RESPONSIBLE, key)
        contact = _text_field("responsible_contact", now.responsible_contact, LONGEST_CONTACT, key)
        least_age = st.selectbox(
            say("leaders.group.least_age"),
            range(YOUNGEST, OLDEST + 1),
            key=seed_field(f"{key}-least-age", now.least_age),
            filter_mode=None,
        )
        show_quiet_sentence(say("leaders.group.least_age_hint"))
    with card_container("desk-group-retention"):
        years = _retention_field(now, key)
    with card_container("desk-group-size"):
        size = _size_field(now, key)
    return PapersInput(responsible, contact, least_age, years, size)


def _text_field(name: str, value: str, longest: int, key: str) -> str:
    at = seed_field(f"{key}-{name}", value)
    return st.text_input(say(f"leaders.group.{name}"), max_chars=longest, key=at)


def _retention_field(now: GroupSettings, key: str) -> int | None:
    st.header(say("leaders.group.retention"), anchor=False)
    years: int | None = st.selectbox(
        say("leaders.group.retention_years"),
        (None, *range(FEWEST_YEARS, MOST_YEARS + 1)),
        format_func=retention_in_words,
        key=seed_field(f"{key}-retention", now.retention_years),
        filter_mode=None,
    )
    show_quiet_sentence(say("leaders.group.retention_hint"))
    return years


def retention_in_words(years: int | None) -> str:
    """Such as "After 3 years"; never, where a group sets no time."""
    if years is None:
        return say("leaders.group.retention_never")
    return say("leaders.group.retention_after", years=years)


def _size_field(now: GroupSettings, key: str) -> str:
    """A text field: one for numbers sends its least number, unasked, after a restart."""
    st.header(say("leaders.group.size"), anchor=False)
    written = st.text_input(
        say("leaders.group.group_size"),
        max_chars=LONGEST_SIZE_TYPED,
        key=seed_field(f"{key}-size", "" if now.group_size is None else str(now.group_size)),
    )
    show_quiet_sentence(say("leaders.group.size_hint"))
    return written
