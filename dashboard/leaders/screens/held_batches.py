"""The page of held surveys: why they are held, how many by batch, release or drop, take back."""

from html import escape

import streamlit as st

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts import held_surveys
from dashboard.leaders.acts.held_surveys import TooFewHeld
from dashboard.leaders.counts import in_words
from dashboard.leaders.doing import Doing
from dashboard.leaders.screens.confirm import act, asked_twice, what_happened
from dashboard.leaders.screens.desk_visit import current
from dashboard.leaders.screens.sign_in_form import quiet, told
from dashboard.publishing import desk_counts
from dashboard.publishing.desk_counts import HeldBatch
from dashboard.text import say
from dashboard.ui.look import card
from dashboard.ui.open_stores import stores
from db.vocabulary import HeldFor, Standing

NO_INVITE = 0
"""The batch of those who came without an invite."""


def show(leader: Leader) -> None:
    """The whole page below its heading."""
    doing = current().doing.on("held")
    held = desk_counts.blurred_held(stores())
    decided = held_surveys.can_undo(stores().members)
    labels = {batch.batch: batch.label for batch in desk_counts.batches(stores())}
    with st.container(key="desk"):
        what_happened(doing)
        for batch, found in held.items():
            if batch is not None:
                with card(f"desk-held-{batch}"):
                    _batch(_title(labels, batch), found)
                    _ways(doing, leader, batch, undo=batch in decided)
        if None in held:
            with card("desk-held-all"):
                _batch(say("leaders.held.all"), held[None])
                _ways(doing, leader, None, undo=bool(decided))
        with card("desk-held-rest"):
            quiet(say("leaders.held.rest" if held else "leaders.held.none"))
            quiet(say("leaders.count.why"))
        with card("desk-held-why"):
            _reasons()


def _title(labels: dict[int, str], batch: int) -> str:
    if batch == NO_INVITE:
        return say("leaders.held.no_invite")
    return say("leaders.held.batch", label=labels.get(batch, ""))


def _batch(title: str, found: HeldBatch) -> None:
    """How many, and how many for each reason."""
    rows = "".join(
        f"<div><dt>{escape(say(f'leaders.held.reason.{why.name}.title'))}</dt>"
        f"<dd>{escape(in_words(people))}</dd></div>"
        for why, people in found.reasons.items()
        if people
    )
    count = say("leaders.held.count", count=in_words(found.people))
    st.html(
        f'<h3 class="desk-label">{escape(title)}</h3><p>{escape(count)}</p>'
        f'<dl class="desk-counts">{rows}</dl>',
    )


def _ways(doing: Doing, leader: Leader, batch: int | None, *, undo: bool) -> None:
    """Release or drop; or, where that was done since the last edition, take it back."""
    name = "all" if batch is None else str(batch)
    if undo:
        told(say("leaders.held.decided_some" if batch is None else "leaders.held.decided"))
        if st.button(say("leaders.held.undo"), key=f"desk-undo-{name}-{doing.acts}"):
            held_surveys.take_back(stores().members, leader, batch)
            act(doing, say("leaders.held.undone"))
        return
    for standing in (Standing.released, Standing.dropped):
        warning = say(f"leaders.held.{standing.name}.warning")
        what = f"{standing.name}-{name}"
        if asked_twice(doing, what, f"leaders.held.{standing.name}", warning):
            _decide(doing, leader, batch, standing)


def _decide(doing: Doing, leader: Leader, batch: int | None, standing: Standing) -> None:
    try:
        held_surveys.decide(stores(), leader, batch, standing)
    except TooFewHeld:
        doing.could_not(say("leaders.held.too_few"))
        st.rerun()
    act(doing, say(f"leaders.held.{standing.name}.done"))


def _reasons() -> None:
    """What each reason means."""
    st.header(say("leaders.held.why"), anchor=False)
    quiet(say("leaders.held.why_lead"))
    items = "".join(
        f"<dt>{escape(say(f'leaders.held.reason.{why.name}.title'))}</dt>"
        f"<dd>{escape(say(f'leaders.held.reason.{why.name}.body'))}</dd>"
        for why in HeldFor
    )
    st.html(f'<dl class="desk-reasons">{items}</dl>')
