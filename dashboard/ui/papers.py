"""What the law asks to be said: who is responsible, what is kept, for how long.

It stands before the survey and on the page *Imprint*, in the same words.
"""

import streamlit as st

from dashboard.markup import definition_list_html, paragraph_html
from dashboard.text import say
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.look import card_container

_KEPT = ("stored", "shown", "until", "erase", "age")


def consent_points() -> list[tuple[str, str]]:
    """Each thing that is agreed to, with what is said of it; who is responsible comes last."""
    points = [(say(f"papers.point.{name}"), _point_text(name)) for name in _KEPT]
    return [*points, (say("papers.point.responsible"), " ".join(responsible_sentences()))]


def responsible_sentences() -> list[str]:
    """Who is responsible and how to reach them; what to do where nobody has said so yet."""
    group = settings_of_group()
    if not group.responsible:
        return [say("imprint.responsible.nobody")]
    contact = group.responsible_contact
    reached = (
        say("imprint.responsible.contact", contact=contact)
        if contact
        else say("imprint.responsible.no_contact")
    )
    whose = [say("imprint.responsible.group", group=group.name)] if group.name else []
    return [*whose, f"{group.responsible}.", reached]


def show_responsible() -> None:
    """Show who is responsible, as text: a leader wrote it."""
    with card_container("responsible"):
        st.header(say("imprint.responsible.title"), anchor="responsible")
        for sentence in responsible_sentences():
            st.html(paragraph_html(sentence, "ss-body"))


def show_what_is_kept() -> None:
    """Show the same as before the survey, in the same words."""
    with card_container("kept"):
        st.header(say("imprint.kept.title"), anchor="kept")
        points = [(say(f"papers.point.{name}"), _point_text(name)) for name in _KEPT]
        st.html(definition_list_html(points, "points"))


def _point_text(name: str) -> str:
    group = settings_of_group()
    if name == "until":
        years = group.retention_years
        return say(f"papers.point.until_{'years' if years else 'never'}", years=years)
    return say(f"papers.point.{name}_more", age=group.least_age)
