"""Erase everything: a word to type, and then it is gone at once."""

import streamlit as st

from dashboard.settings import settings
from dashboard.survey.fields.frame import show_heading
from dashboard.survey.member_store import StoreUnavailableError, erase_record
from dashboard.survey.open_record import OpenRecord
from dashboard.text import say
from dashboard.ui.edition_calendar import dates_read_now, day_with_weekday
from dashboard.ui.form import go_to_first_problem, show_lead, show_points, show_problem


def show_erase_form(opened: OpenRecord) -> None:
    """Show what goes, what stays until the next edition, and the word to type."""
    show_heading(say("my_record.erase.heading"), say("my_record.erase.lead"))
    show_points([(say(f"my_record.erase.{p}"), more) for p, more in _what_goes_when().items()])
    word = say("my_record.erase.word")
    with st.form(f"{opened.token}-erase", border=False):
        written = st.text_input(
            say("my_record.erase.type", word=word),
            key=f"{opened.token}-word",
            max_chars=20,
            autocomplete="off",
        )
        if opened.trouble == "word":
            show_problem(say("my_record.problem.word"))
        label = say("my_record.erase.send")
        sent = st.form_submit_button(label, type="primary", width="stretch")
    if opened.trouble and opened.trouble != "word":
        show_problem(say(f"my_record.problem.{opened.trouble}"))
    if opened.trouble:
        go_to_first_problem(f"{opened.token}-{opened.tries}")
    if sent:
        _erase_if_meant(opened, is_meant=written.strip().casefold() == word.casefold())
        st.rerun()
    if st.button(say("my_record.back"), type="tertiary", key=f"{opened.token}-back"):
        opened.show("record")
        st.rerun()


def _what_goes_when() -> dict[str, str]:
    """What goes at once, from the charts by both dates, and from backup copies."""
    days = settings().backups_kept_days
    return {
        "now": say("my_record.erase.now_more"),
        "numbers": numbers_sentence(),
        "copies": say("my_record.erase.copies_days", count=days)
        if days
        else say("my_record.erase.copies_more"),
    }


def numbers_sentence() -> str:
    """From when on editions are drawn without this member, and when no page shows an older one."""
    dates = dates_read_now()
    if dates is None:
        return say("my_record.erase.numbers_more")
    if not dates.has_begun:
        return say("my_record.erase.numbers_none")
    return say(
        "my_record.erase.numbers_dates",
        day=day_with_weekday(dates.edition),
        gone=day_with_weekday(dates.all_gone),
        latest=day_with_weekday(dates.all_gone_latest),
    )


def show_erased(opened: OpenRecord) -> None:
    """Gone, and what that means for the charts."""
    show_heading(say("my_record.erased.heading"), say("my_record.erased.lead"))
    show_lead(numbers_sentence())
    if st.button(say("my_record.erased.done"), key=f"{opened.token}-done", width="stretch"):
        opened.show("locked")
        st.rerun()


def _erase_if_meant(opened: OpenRecord, *, is_meant: bool) -> None:
    opened.tries += 1
    if not is_meant:
        opened.trouble = "word"
        return
    try:
        erase_record(opened.key)
    except StoreUnavailableError:
        opened.trouble = "store_away"
        return
    opened.close("erased")
