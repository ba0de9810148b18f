"""The page of held surveys: why they are held, how many by batch, order, take back."""

import streamlit as st

from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts import held_surveys
from dashboard.leaders.screens.confirm import (
    button_confirmed,
    count_in_words,
    finish_act,
    show_outcome,
)
from dashboard.leaders.screens.desk_visit import DeskPageState, current_visit
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.markup import definition_list_html, fill_template, paragraph_html
from dashboard.publishing import desk_counts
from dashboard.publishing.desk_counts import BatchOnHold
from dashboard.text import say
from dashboard.ui.look import card_container
from dashboard.ui.open_stores import process_stores
from db.vocabulary import HeldFor, Standing

NO_INVITE = 0
"""The batch of those who came without an invite."""


def show_held_page(leader: Leader) -> None:
    """Show the whole page below its heading."""
    doing = current_visit().doing.on("held")
    orders = held_surveys.orders_given(process_stores().members)
    labels = {batch.batch: batch.label for batch in desk_counts.invites_on_desk(process_stores())}
    with st.container(key="desk"):
        show_outcome(doing)
        with card_container("desk-held-rest"):
            for sentence in ("how", "waits", "long"):
                show_quiet_sentence(say(f"leaders.held.{sentence}"))
            show_quiet_sentence(say("leaders.count.why"))
        for batch, found in desk_counts.surveys_on_hold(process_stores()).items():
            with card_container(f"desk-held-{_batch_key(batch)}"):
                _show_batch(_batch_title(labels, batch), found)
                _offer_orders(doing, leader, batch, orders.get(batch))
        with card_container("desk-held-why"):
            _show_reasons()


def _batch_key(batch: int | None) -> str:
    return "all" if batch is None else str(batch)


def _batch_title(labels: dict[int, str], batch: int | None) -> str:
    if batch is None:
        return say("leaders.held.all")
    if batch == NO_INVITE:
        return say("leaders.held.no_invite")
    return say("leaders.held.batch", label=labels.get(batch, ""))


def _show_batch(title: str, found: BatchOnHold) -> None:
    """How many, and how many for each reason."""
    rows = [
        (say(f"leaders.held.reason.{why.name}.title"), count_in_words(people))
        for why, people in found.reasons.items()
        if people
    ]
    count = say("leaders.held.count", count=count_in_words(found.people))
    reasons = definition_list_html(rows, "desk-counts")
    st.html(fill_template("held_batch", title=title, count=count, reasons=reasons))


def _offer_orders(
    doing: DeskPageState, leader: Leader, batch: int | None, order: Standing | None
) -> None:
    """Release, drop, take back: always the same, whatever is held, whatever was carried out."""
    name = _batch_key(batch)
    if order is not None:
        ordered = say(f"leaders.held.{order.name}.ordered")
        st.html(paragraph_html(ordered, f"desk-told desk-{order.name}", role="status"))
        if st.button(say("leaders.held.undo"), key=f"desk-undo-{name}-{doing.acts}"):
            held_surveys.take_back_order(process_stores().members, leader, batch)
            finish_act(doing, say("leaders.held.undone"))
    for standing in (Standing.released, Standing.dropped):
        warning = say(f"leaders.held.{standing.name}.warning")
        what = f"{standing.name}-{name}"
        if button_confirmed(doing, what, f"leaders.held.{standing.name}", warning):
            held_surveys.order_about_held(process_stores().members, leader, batch, standing)
            finish_act(doing, say(f"leaders.held.{standing.name}.done"))


def _show_reasons() -> None:
    """Show what each reason means."""
    st.header(say("leaders.held.why"), anchor=False)
    show_quiet_sentence(say("leaders.held.why_lead"))
    st.html(fill_template("held_reasons", reasons=HeldFor))
