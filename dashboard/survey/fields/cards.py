"""A list of cards of which one is open at a time: a long story stays short on a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import SCRIPT


@dataclass(frozen=True)
class SurveyCard:
    """One card of a list.

    Attributes:
        name: what is told apart.
        title: its heading.
        status: how far it is, in a few words.
        is_done: whether it can stay closed.
        is_wrong: whether something in it has to be put right.
    """

    name: str
    title: str
    status: str
    is_done: bool
    is_wrong: bool = False


def show_cards(
    visit: SurveyVisit,
    stack: str,
    cards: Sequence[SurveyCard],
    body: Callable[[str], None],
) -> None:
    """Show the cards; ``body`` asks what stands in the open one.

    At first the one that needs something is open: what is wrong before what is missing. It
    stays open while it is filled in.
    """
    opened = visit.opened.setdefault(stack, _first_card_in_need(cards))
    with st.container(key=f"folds-{stack}"):
        for card in cards:
            is_open = card.name == opened
            with st.container(key=f"fold-{_card_state(card, is_open=is_open)}-{stack}-{card.name}"):
                _show_card_head(visit, stack, card, is_open=is_open)
                if is_open:
                    _scroll_to_card(card, by_tap=stack in visit.by_tap)
                    body(card.name)


def show_next_button(
    visit: SurveyVisit, stack: str, cards: Sequence[SurveyCard], name: str
) -> None:
    """Close this card and open the next that is not done."""
    names = [card.name for card in cards]
    after = [card for card in cards[names.index(name) + 1 :] if not card.is_done]
    target = after[0] if after else None
    label = say("survey.card.next", title=target.title) if target else say("survey.card.close")
    if st.button(label, key=f"{visit.token}-{stack}-next-{name}", width="stretch"):
        visit.open_card(stack, target.name if target else None)
        st.rerun()


def _first_card_in_need(cards: Sequence[SurveyCard]) -> str | None:
    in_need = [card for card in cards if card.is_wrong] or [c for c in cards if not c.is_done]
    return in_need[0].name if in_need else None


def _card_state(card: SurveyCard, *, is_open: bool) -> str:
    if is_open:
        return "open"
    return "wrong" if card.is_wrong else "done" if card.is_done else "todo"


def _show_card_head(visit: SurveyVisit, stack: str, card: SurveyCard, *, is_open: bool) -> None:
    label = f"{card.title} :gray[{card.status}]" if card.status else card.title
    key = f"{visit.token}-{stack}-head-{card.name}"
    if st.button(label, key=key, type="tertiary", width="stretch"):
        visit.open_card(stack, None if is_open else card.name)
        st.rerun()


def _scroll_to_card(card: SurveyCard, *, by_tap: bool) -> None:
    """Bring a card that was tapped open to the top: closing another moved everything."""
    if by_tap:
        marker = Markup('<div class="arrive-card" data-arrive="{}"></div>').format(card.name)
        st.html(f"{marker}{SCRIPT}", unsafe_allow_javascript=True)
