"""A word that LDN and opioid medicines do not go together, wherever a dose is asked."""

from html import escape

import streamlit as st

from dashboard.text import say

SOURCE = "https://drugcentral.org/label/adb7c4dc-221a-4d91-9687-0d78913a92ad/view"
"""The FDA's label of naltrexone tablets, "Contraindications: patients receiving opioid analgesics";
looked up on 2026-12-01. "How it works" links to the same page."""


def show_opioid_note() -> None:
    """The word, calm, with its source."""
    st.html(
        f'<p class="note">{escape(say("opioids.note"))} '
        f'<a href="{SOURCE}" target="_blank">{escape(say("opioids.source"))}</a></p>'
    )
