"""What comes after handing in or checking in: both dates, why they are so, and what changed."""

import streamlit as st

from dashboard.markup import definition_list_html
from dashboard.questionnaire.thing_words import thing_name, thing_text
from dashboard.record.record_things import RECORDS, REPORT, SINCE
from dashboard.text import say
from dashboard.ui.drawn_group import show_drawn_group
from dashboard.ui.edition_calendar import sentences_after_hand_in
from dashboard.ui.form import show_note
from db.members.record import MemberRecord

Change = tuple[str, str]
"""How a thing is called, and what is said about it now."""


def show_what_comes() -> None:
    """Show when the charts are drawn from this survey too, and behind "why?" how they are."""
    said = sentences_after_hand_in()
    if said:
        show_note(" ".join(said))
        with st.expander(say("how.drawn.why")):
            show_drawn_group()


def record_changes(before: MemberRecord, now: MemberRecord) -> tuple[Change, ...]:
    """What a check-in changed in a member's own record, in words.

    A report of the week comes last: it is new each time.
    """
    old, new = RECORDS.things_of(before), RECORDS.things_of(now)
    names = [name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name)]
    names.sort(key=lambda name: name.startswith(REPORT))
    gone = say("my_record.told.taken_away")
    return tuple(
        (thing_name(name), thing_text(name, new[name]) if name in new else gone)
        for name in names
        if name != SINCE
    )


def show_record_changes(changes: tuple[Change, ...]) -> None:
    """Show what changed; nothing where nothing did."""
    if changes:
        st.html(definition_list_html(changes, "points"))
