"""The page of invites: make a batch, see what there is, print a poster, close a batch."""

import datetime

import streamlit as st
from markupsafe import Markup

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts import group_settings, invites
from dashboard.leaders.screens import poster
from dashboard.leaders.screens.confirm import (
    button_confirmed,
    finish_act,
    show_outcome,
)
from dashboard.leaders.screens.desk_visit import DeskPageState, current_visit
from dashboard.leaders.screens.invite_words import show_words_to_post
from dashboard.leaders.screens.sign_in_form import show_problem, show_quiet_sentence
from dashboard.markup import fill_template, style_element
from dashboard.publishing import desk_counts
from dashboard.publishing.desk_counts import DeskInvite
from dashboard.text import say
from dashboard.ui.edition_calendar import today_of_group
from dashboard.ui.group_settings import forget_group_settings, settings_of_group
from dashboard.ui.look import card_container
from dashboard.ui.open_stores import process_stores
from dashboard.ui.site_address import (
    LONGEST_ADDRESS,
    is_here_alone,
    site_in_browser,
    tidy_site_address,
)

USUAL_CAP = 100
DAYS = (14, 30, 90, 0)
"""How long an invite works; 0 is until a leader closes it."""


def show_invites_page(leader: Leader) -> None:
    """Show the whole page below its heading."""
    doing = current_visit().doing.on("invites")
    batches = desk_counts.invites_on_desk(process_stores())
    with st.container(key="desk"):
        with card_container("desk-new"):
            _show_batch_form(doing, leader, is_first=not batches)
        show_outcome(doing)
        with card_container("desk-batches"):
            _show_batches(doing, leader, batches)
        working = [batch for batch in batches if _batch_state(batch) == "open"]
        if working:
            with card_container("desk-poster"):
                _show_poster(working)


def _show_batch_form(doing: DeskPageState, leader: Leader, *, is_first: bool) -> None:
    st.header(say("leaders.invites.new"), anchor=False)
    key = f"desk-invite-{doing.acts}"
    with st.form(key, border=False, enter_to_submit=False):
        label = st.text_input(
            say("leaders.invites.label"), max_chars=invites.LONGEST_LABEL, key=f"{key}-label"
        )
        show_quiet_sentence(say("leaders.invites.label_hint"))
        cap = st.number_input(
            say("leaders.invites.cap"),
            min_value=invites.FEWEST_USES,
            max_value=invites.MOST_USES,
            value=USUAL_CAP,
            step=10,
            key=f"{key}-cap",
        )
        show_quiet_sentence(say("leaders.invites.cap_hint", count=invites.FEWEST_USES))
        days = st.selectbox(
            say("leaders.invites.days"),
            DAYS,
            index=1,
            format_func=lambda found: say(f"leaders.invites.days_{found}"),
            key=f"{key}-days",
            filter_mode=None,
        )
        only_with_invite = is_first and _ask_for_invites_field(key)
        sent = st.form_submit_button(say("leaders.invites.make"), type="primary", width="stretch")
    if sent and _make_batch(doing, leader, label, (int(cap), days)) and only_with_invite:
        group_settings.ask_everyone_for_invites(process_stores().members, leader)
        forget_group_settings()
    if sent:
        st.rerun()


def _ask_for_invites_field(key: str) -> bool:
    """Asked with the first invite; off until a leader turns it on."""
    wanted = st.checkbox(say("leaders.group.only_with_invite"), key=f"{key}-only-with-invite")
    show_quiet_sentence(say("leaders.group.only_with_invite_hint"))
    return wanted


def _make_batch(doing: DeskPageState, leader: Leader, label: str, limits: tuple[int, int]) -> bool:
    """Make a batch, or say what is in the way."""
    cap, days = limits
    ends_on = today_of_group() + datetime.timedelta(days=days) if days else None
    try:
        invites.make_batch(process_stores().members, leader, label, cap, ends_on)
    except ValueError as problem:
        doing.report_failure(say(f"leaders.invites.problem.{problem}"))
        return False
    doing.report_success(say("leaders.invites.made"))
    return True


def _show_batches(doing: DeskPageState, leader: Leader, batches: list[DeskInvite]) -> None:
    st.header(say("leaders.invites.all"), anchor=False)
    if not batches:
        show_quiet_sentence(say("leaders.invites.none"))
        return
    show_quiet_sentence(say("leaders.count.why"))
    for batch in batches:
        with st.container(key=f"desk-batch-{batch.batch}", gap="small"):
            st.html(_batch_summary(batch))
            if _batch_state(batch) == "open":
                _offer_to_close(doing, leader, batch)


def _batch_summary(batch: DeskInvite) -> Markup:
    fullness = say(f"leaders.invites.fullness.{batch.fullness or 'unknown'}")
    used = say("leaders.invites.used", used=fullness, cap=batch.cap)
    state = say(f"leaders.invites.{_batch_state(batch)}")
    ends = say("leaders.invites.ends", day=_day_in_words(batch.ends_on)) if batch.ends_on else ""
    line = say("card.between").join(filter(None, (state, used, ends)))
    return fill_template("desk_batch", batch=batch, line=line)


def _offer_to_close(doing: DeskPageState, leader: Leader, batch: DeskInvite) -> None:
    warning = say("leaders.invites.closing", code=batch.code)
    if button_confirmed(doing, f"close-{batch.batch}", "leaders.invites.close", warning):
        invites.close_batch(process_stores().members, leader, batch.batch)
        finish_act(doing, say("leaders.invites.closed_now", code=batch.code))


def _show_poster(working: list[DeskInvite]) -> None:
    st.header(say("leaders.invites.poster"), anchor=False)
    show_quiet_sentence(say("leaders.invites.poster_lead"))
    labels = {batch.code: batch.label for batch in working}
    code = st.selectbox(
        say("leaders.invites.poster_of"),
        list(labels),
        format_func=lambda code: f"{labels[code]} ({code})",
        key="desk-poster-of",
        filter_mode=None,
    )
    written = st.text_input(
        say("leaders.invites.site"),
        value=site_in_browser(),
        max_chars=LONGEST_ADDRESS,
        key="desk-site",
    )
    show_quiet_sentence(say("leaders.invites.site_hint"))
    site = tidy_site_address(written)
    if site is None:
        show_problem(say("leaders.invites.problem.site"))
        return
    if is_here_alone(site):
        show_problem(say("leaders.invites.problem.site_here"))
    made = poster.InvitePoster(settings_of_group().name or say("report.our_group"), site, code)
    show_words_to_post(made)
    st.html(poster.poster_html(made) + style_element(poster.STYLE))
    st.download_button(
        say("leaders.invites.download"),
        poster.poster_file(made),
        file_name=f"sweetspot-poster-{code}.html",
        mime="text/html",
        on_click="ignore",
        width="stretch",
        key="desk-poster-download",
    )


def _batch_state(batch: DeskInvite) -> str:
    if batch.closed:
        return "closed"
    return "ended" if batch.ends_on and today_of_group() > batch.ends_on else "open"


def _day_in_words(on: datetime.date) -> str:
    return say("report.day", day=on.day, month=say(f"app.months.m{on.month}"), year=on.year)
