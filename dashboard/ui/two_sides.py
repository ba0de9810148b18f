"""Both values of what two sides changed, each on a button of its own."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.markup import heading_html
from dashboard.questionnaire.thing_words import thing_name, thing_text
from dashboard.questionnaire.three_way import WHOLE, Conflict, Disagreement
from dashboard.text import say
from dashboard.ui.form import show_lead, show_problem

Words = tuple[Callable[[str], str], Callable[[str, Any], str]]
_ANSWERS: Words = (thing_name, thing_text)


def ask_which_side(
    undecided: Disagreement[Any], words: str, token: str, names: Words = _ANSWERS
) -> bool | None:
    """Ask about the next conflict.

    Args:
        undecided: with at least one conflict.
        words: table of the texts ``mine``, ``theirs``, ``number``, ``whole``, ``nothing``.
        token: part of the widgets' keys.
        names: how a thing is called, and how what was said about it reads.

    Returns:
        True for this side, False for the other, None before a tap.
    """
    conflict, number = undecided.conflicts[0], undecided.number
    name, text = names
    heading = say(f"{words}.whole") if conflict.thing == WHOLE else name(conflict.thing)
    st.html(heading_html(heading, "which"))
    if undecided.count > 1:
        show_lead(say(f"{words}.number", number=number, of=undecided.count))
    if conflict.thing == WHOLE:
        show_problem(say(f"{words}.whole_why"))
    for side, said in (
        ("mine", _side_text(conflict, text, words, is_mine=True)),
        ("theirs", _side_text(conflict, text, words, is_mine=False)),
    ):
        with st.container(key=f"panel-which-{side}", gap="small"):
            show_lead(say(f"{words}.{side}"))
            key = f"{token}-{number}-{side}"
            if st.button(said, width="stretch", key=key):
                return side == "mine"
    return None


def _side_text(
    conflict: Conflict, text: Callable[[str, Any], str], words: str, *, is_mine: bool
) -> str:
    said, other = conflict.mine, conflict.theirs
    if not is_mine:
        said, other = other, said
    if conflict.thing != WHOLE:
        return say(f"{words}.nothing") if said is None else text(conflict.thing, said)
    differing = [name for name in (*said, *other) if said.get(name) != other.get(name)]
    parts = [text(name, said[name]) for name in dict.fromkeys(differing) if name in said]
    return " · ".join(parts) or say(f"{words}.nothing")
