"""What the law asks to be said: who is responsible, what is kept, for how long.

It stands before the survey and on the page *Imprint*, in the same words.
"""

import datetime

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.markup import definition_list_html, paragraph_html
from dashboard.text import say
from dashboard.ui.edition_calendar import day_and_month, today_of_group
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.look import card_container
from dashboard.ui.open_stores import process_stores
from db.desk import audit
from db.store.engine import reading_transaction
from db.store.errors import StoreError

_SAID_DAYS = 84
"""So long it is said that a command on the server let somebody in to lead."""
_AGREED_TO = ("stored", "until", "erase", "age")
_KEPT = ("stored", "shown", "until", "erase", "age")


def consent_points() -> list[tuple[str, str]]:
    """Each thing that is agreed to, with what is said of it; who is responsible comes last."""
    points = [(say(f"papers.point.{name}"), _point_text(name)) for name in _AGREED_TO]
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
        _show_server_acts()


def show_what_is_kept() -> None:
    """Show the same as before the survey, in the same words."""
    with card_container("kept"):
        st.header(say("imprint.kept.title"), anchor="kept")
        points = [(say(f"papers.point.{name}"), _point_text(name)) for name in _KEPT]
        st.html(definition_list_html(points, "points"))


def _show_server_acts() -> None:
    """Say on which days the server let somebody in to lead; nothing where it did not.

    A group's leaders can all be lost, and whoever runs the server can make one: members are told.
    """
    since = today_of_group() - datetime.timedelta(_SAID_DAYS)
    try:
        with reading_transaction(process_stores().members) as connection:
            days = audit.server_days(connection, since)
    except (SQLAlchemyError, StoreError):
        return  # said again when the database is back
    if days:
        named = say("finding.between").join(day_and_month(day) for day in days)
        st.html(paragraph_html(say("imprint.responsible.server", days=named), "ss-foot"))


def _point_text(name: str) -> str:
    group = settings_of_group()
    if name == "until":
        years = group.retention_years
        return say(f"papers.point.until_{'years' if years else 'never'}", years=years)
    return say(f"papers.point.{name}_more", age=group.least_age)
