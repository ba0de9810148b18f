"""The page *What changed*: the newest edition beside the one before, from published cells alone."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.findings.changes import EditionChanges, MovedShare, edition_changes
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.number_phrases import share_with_basis
from dashboard.gallery import FINDINGS
from dashboard.markup import definition_list_html, paragraph_html
from dashboard.text import language, say
from dashboard.ui.empty_states import show_unavailable
from dashboard.ui.form import show_lead
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.look import card_container, card_heading_html
from dashboard.ui.newest_edition import newest_slice
from dashboard.ui.open_stores import process_stores
from dashboard.ui.response_rate import response_in_words
from db.editions import editions
from db.editions.editions import Edition


def show_changes() -> None:
    """Show the whole page below its heading; before the second edition, that it waits for one."""
    now = newest_slice()
    try:
        before = _edition_before(now.edition)
        found = _changes_once(now.edition, before, language.get()) if before else None
    except SQLAlchemyError:
        show_unavailable("changes")
        return
    if found is None or before is None:
        show_lead(say("changes.first"))
    else:
        numbers = {"before": before.number, "now": now.edition.number}
        st.html(paragraph_html(say("changes.between", **numbers), "ss-body"))
        _show_moved(found)
        _show_newly_shown(found)
        _show_people(found)


def _edition_before(newest: Edition) -> Edition | None:
    """The one before; None where there is none, or where it was counted by another rule."""
    found = [
        e for e in editions.all_editions(process_stores().editions) if e.number < newest.number
    ]
    return found[-1] if found and found[-1].rule == newest.rule else None


@st.cache_resource(max_entries=8, show_spinner=False)
def _changes_once(
    now: Edition,
    before: Edition,
    language_code: str,  # noqa: ARG001 - what the cache forgets by
) -> EditionChanges:
    reader = process_stores().editions
    asked = {
        name: (lambda each, figure=figure: figure.question(each, *figure.arguments))
        for name, figure in FINDINGS.items()
    }
    return edition_changes(EditionSlice(reader, before), EditionSlice(reader, now), asked)


def _show_moved(found: EditionChanges) -> None:
    with card_container("changes-moved"):
        st.html(card_heading_html(say("changes.moved"), say("changes.moved_lead")))
        if not found.moved:
            still = say("changes.nothing_moved", count=found.compared)
            st.html(paragraph_html(still if found.compared else say("changes.too_few"), "ss-body"))
        else:
            points = [(say(f"changes.watched.{m.key}"), _move_in_words(m)) for m in found.moved]
            st.html(definition_list_html(points, "points"))
        st.html(paragraph_html(say("changes.moved_trust"), "ss-foot"))


def _move_in_words(moved: MovedShare) -> str:
    word = "more" if moved.now.value > moved.before.value else "fewer"
    told = {"now": share_with_basis(moved.now), "before": share_with_basis(moved.before)}
    return say(f"changes.{word}", **told)


def _show_newly_shown(found: EditionChanges) -> None:
    with card_container("changes-new"):
        st.html(card_heading_html(say("changes.newly_shown"), say("changes.newly_shown_lead")))
        if not found.newly_shown:
            st.html(paragraph_html(say("changes.nothing_new"), "ss-body"))
            return
        points = [
            (FINDINGS[name].title, say(f"{FINDINGS[name].chapter}.title"))
            for name in found.newly_shown
        ]
        st.html(definition_list_html(points, "points"))


def _show_people(found: EditionChanges) -> None:
    with card_container("changes-people"):
        same = found.members == found.members_before
        told = {"now": found.members, "before": found.members_before}
        said = say("changes.people_same" if same else "changes.people_other", **told)
        st.html(card_heading_html(say("changes.response"), said))
        if settings_of_group().group_size:
            st.html(paragraph_html(response_in_words(found.members), "ss-body"))
