"""The page of invites: make a batch, see what there is, print a poster, close a batch."""

import datetime
from html import escape

import streamlit as st

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts import invites
from dashboard.leaders.counts import in_words
from dashboard.leaders.doing import Doing
from dashboard.leaders.screens import poster
from dashboard.leaders.screens.confirm import act, asked_twice, what_happened
from dashboard.leaders.screens.desk_visit import current
from dashboard.leaders.screens.sign_in_form import quiet, wrong
from dashboard.publishing import desk_counts
from dashboard.publishing.desk_counts import Batch
from dashboard.text import say
from dashboard.ui.group_settings import group
from dashboard.ui.look import card
from dashboard.ui.open_stores import stores

USUAL_CAP = 100
DAYS = (14, 30, 90, 0)
"""How long an invite works; 0 is until a leader closes it."""


def show(leader: Leader) -> None:
    """The whole page below its heading."""
    doing = current().doing.on("invites")
    batches = desk_counts.batches(stores())
    with st.container(key="desk"):
        with card("desk-new"):
            _new(doing, leader)
        what_happened(doing)
        with card("desk-batches"):
            _batches(doing, leader, batches)
        working = [batch for batch in batches if _state(batch) == "open"]
        if working:
            with card("desk-poster"):
                _poster(working)


def _new(doing: Doing, leader: Leader) -> None:
    st.header(say("leaders.invites.new"), anchor=False)
    key = f"desk-invite-{doing.acts}"
    with st.form(key, border=False, enter_to_submit=False):
        label = st.text_input(
            say("leaders.invites.label"), max_chars=invites.LONGEST_LABEL, key=f"{key}-label"
        )
        quiet(say("leaders.invites.label_hint"))
        cap = st.number_input(
            say("leaders.invites.cap"),
            min_value=invites.FEWEST_USES,
            max_value=invites.MOST_USES,
            value=USUAL_CAP,
            step=10,
            key=f"{key}-cap",
        )
        quiet(say("leaders.invites.cap_hint", count=invites.FEWEST_USES))
        days = st.selectbox(
            say("leaders.invites.days"),
            DAYS,
            index=1,
            format_func=lambda found: say(f"leaders.invites.days_{found}"),
            key=f"{key}-days",
            filter_mode=None,
        )
        sent = st.form_submit_button(say("leaders.invites.make"), type="primary", width="stretch")
    if sent:
        _make(doing, leader, label, (int(cap), days))


def _make(doing: Doing, leader: Leader, label: str, limits: tuple[int, int]) -> None:
    cap, days = limits
    ends_on = _today() + datetime.timedelta(days=days) if days else None
    try:
        invites.make(stores().members, leader, label, cap, ends_on)
    except ValueError as problem:
        doing.could_not(say(f"leaders.invites.problem.{problem}"))
    else:
        doing.did(say("leaders.invites.made"))
    st.rerun()


def _batches(doing: Doing, leader: Leader, batches: list[Batch]) -> None:
    st.header(say("leaders.invites.all"), anchor=False)
    if not batches:
        quiet(say("leaders.invites.none"))
        return
    quiet(say("leaders.count.why"))
    for batch in batches:
        with st.container(key=f"desk-batch-{batch.batch}", gap="small"):
            st.html(_told(batch))
            if _state(batch) == "open":
                _close(doing, leader, batch)


def _told(batch: Batch) -> str:
    used = say("leaders.invites.used", used=in_words(batch.used), cap=batch.cap)
    state = say(f"leaders.invites.{_state(batch)}")
    ends = say("leaders.invites.ends", day=_day(batch.ends_on)) if batch.ends_on else ""
    line = say("card.between").join(filter(None, (state, used, ends)))
    return (
        f'<h3 class="desk-label">{escape(batch.label)}</h3>'
        f'<p class="desk-code" translate="no">{escape(batch.code)}</p>'
        f'<p class="desk-quiet">{escape(line)}</p>'
    )


def _close(doing: Doing, leader: Leader, batch: Batch) -> None:
    warning = say("leaders.invites.closing", code=batch.code)
    if asked_twice(doing, f"close-{batch.batch}", "leaders.invites.close", warning):
        invites.close(stores().members, leader, batch.batch)
        act(doing, say("leaders.invites.closed_now", code=batch.code))


def _poster(working: list[Batch]) -> None:
    st.header(say("leaders.invites.poster"), anchor=False)
    quiet(say("leaders.invites.poster_lead"))
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
        value=_here(),
        max_chars=poster.LONGEST_ADDRESS,
        key="desk-site",
    )
    quiet(say("leaders.invites.site_hint"))
    site = poster.site_of(written)
    if site is None:
        wrong(say("leaders.invites.problem.site"))
        return
    if poster.is_here_alone(site):
        wrong(say("leaders.invites.problem.site_here"))
    made = poster.Poster(group().name or say("report.our_group"), site, code)
    st.html(f"{poster.sheet(made)}<style>{poster.style()}</style>")
    st.download_button(
        say("leaders.invites.download"),
        poster.page(made),
        file_name=f"sweetspot-poster-{code}.html",
        mime="text/html",
        on_click="ignore",
        width="stretch",
        key="desk-poster-download",
    )


def _here() -> str:
    """The site's address as this browser sees it, without the page's own name."""
    url: object = st.context.url
    site = url.rstrip("/").removesuffix("/invites") if isinstance(url, str) else ""
    return poster.site_of(site.partition("?")[0]) or ""


def _state(batch: Batch) -> str:
    if batch.closed:
        return "closed"
    return "ended" if batch.ends_on and _today() > batch.ends_on else "open"


def _day(on: datetime.date) -> str:
    return say("report.day", day=on.day, month=say(f"app.months.m{on.month}"), year=on.year)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
