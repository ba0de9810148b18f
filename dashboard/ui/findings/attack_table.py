"""The table of the page "What could still leak": what was tried, and what it gained."""

import streamlit as st

from dashboard.evidence.attack_results import Attack, latest_attacks
from dashboard.tables import Table, table_region_html
from dashboard.text import has_text, say, text_table
from dashboard.ui.look import card_container


def show_attack_table() -> None:
    """Every attack with a sentence of its own, what it gained, and what it would gain otherwise."""
    with card_container("tried"):
        st.header(say("leaks.tried"), anchor="tried")
        st.markdown(say("leaks.tried_lead"))
        measured = {attack.name: attack for attack in latest_attacks()}
        # In the order of the texts: one row is about "the same" as the one before it.
        names = [name for name in text_table("leaks.attacks") if name in measured]
        rows = tuple(_attack_row(measured[name]) for name in names)
        table = Table(tuple(say(f"leaks.{head}") for head in _HEADS), rows)
        st.html(table_region_html(table, say("card.table_of", what=say("leaks.tried"))))


_HEADS = ("what", "gained", "exact")


def _text_key(attack: Attack) -> str:
    return f"leaks.attacks.{attack.name}"


def _attack_row(attack: Attack) -> tuple[str, str, str]:
    values = attack.values()
    what = say(f"{_text_key(attack)}.what")
    gained = say(f"{_text_key(attack)}.gained", **values)
    exact = (
        say(f"{_text_key(attack)}.exact", **values)
        if has_text(f"{_text_key(attack)}.exact")
        else ""
    )
    return what, gained, exact
