"""A word that LDN and opioid medicines do not go together, wherever a dose is asked.

Whoever taps an opioid as the reason for stopping sees all of it at once: in this browser alone.
"""

from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.text import say
from db.vocabulary import StopReason

SOURCE = "https://drugcentral.org/label/adb7c4dc-221a-4d91-9687-0d78913a92ad/view"
"""The FDA's label of naltrexone tablets, "Contraindications: patients receiving opioid analgesics";
looked up on 2026-12-01. "How it works" links to the same page."""


_HTML = Markup('<details class="note"{}><summary>{}</summary><p>{} {}</p></details>')


def show_opioid_note(*, is_open: bool = False) -> None:
    """Show the word, calm; why, and its source, open with a tap unless they are to be seen."""
    link = Markup('<a href="{}" target="_blank">{}</a>').format(SOURCE, say("opioids.source"))
    state = Markup(" open") if is_open else ""
    st.html(_HTML.format(state, say("opioids.short"), say("opioids.note"), link))


def show_opioid_note_if_told(stop_reason: Any) -> None:
    """Show all of it right where an opioid was tapped as the reason for stopping."""
    if stop_reason == StopReason.surgery_or_opioids.name:
        show_opioid_note(is_open=True)
