"""A word that LDN and opioid medicines do not go together, wherever a dose is asked."""

import streamlit as st
from markupsafe import Markup

from dashboard.text import say

SOURCE = "https://drugcentral.org/label/adb7c4dc-221a-4d91-9687-0d78913a92ad/view"
"""The FDA's label of naltrexone tablets, "Contraindications: patients receiving opioid analgesics";
looked up on 2026-12-01. "How it works" links to the same page."""


_HTML = Markup('<details class="note"><summary>{}</summary><p>{} {}</p></details>')


def show_opioid_note() -> None:
    """Show the word, calm; why, and its source, open with a tap."""
    link = Markup('<a href="{}" target="_blank">{}</a>').format(SOURCE, say("opioids.source"))
    st.html(_HTML.format(say("opioids.short"), say("opioids.note"), link))
