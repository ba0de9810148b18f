"""The newest edition's own sentence about older forms, on the page *How it works*."""

import streamlit as st

from dashboard.findings.older_forms import older_forms_sentence
from dashboard.markup import paragraph_html
from dashboard.ui.newest_edition import newest_edition_or_none


def show_older_forms() -> None:
    """Show it, where the newest edition holds answers of an older form."""
    edition = newest_edition_or_none()
    sentence = older_forms_sentence(edition) if edition else ""
    if sentence:
        st.html(paragraph_html(sentence, "ss-foot"))
