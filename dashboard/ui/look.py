"""The app-wide look: four style sheets and one card."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from dashboard.markup import fill_template, heading_html, paragraph_html, style_element

SHEETS = ("ui/look.css", "ui/frame.css", "ui/claims.css", "ui/answers.css")
"""Also in the page that loads the front end."""
OWN_STYLE = "ui/own/illness.css"
"""Of everything that is a member's own; the same for everyone."""


def load_style_sheets() -> None:
    """Load the style sheets; once a run, by the script that every page runs under."""
    st.html(style_element(*SHEETS))


def card_container(key: str) -> DeltaGenerator:
    """The container of a card, to put things on.

    Args:
        key: unique on the page.
    """
    return st.container(border=True, key=f"card-{key}")


def card_heading_html(sentence: str, body: str) -> Markup:
    """The heading of a card, and a sentence under it."""
    return heading_html(sentence) + paragraph_html(body, "ss-body")


def finding_heading_html(kicker: str, sentence: str, lines: Sequence[str] = ()) -> Markup:
    """What stands above a figure.

    Args:
        kicker: what is counted, among whom.
        sentence: the result.
        lines: more sentences under it.
    """
    return fill_template("finding_heading", kicker=kicker, sentence=sentence, lines=lines)


def trust_line_html(head: str, body: str) -> Markup:
    """What stands under a figure: why it can, or cannot, be trusted."""
    return Markup('<p class="ss-trust"><b>{}</b> {}</p>').format(head, body)
