"""The table of the page "What could still leak": what was tried, and what it gained."""

from html import escape

import streamlit as st

from dashboard.evidence.attack_results import Attack, latest_attacks
from dashboard.text import has_text, say
from dashboard.ui.findings.finding_card import scroll_region
from dashboard.ui.look import card_container


def show_attack_table() -> None:
    """Every attack with a sentence of its own, what it gained, and what exact counts would give."""
    with card_container("tried"):
        st.header(say("leaks.tried"), anchor="tried")
        st.markdown(say("leaks.tried_lead"))
        rows = "".join(
            _attack_row(attack) for attack in latest_attacks() if has_text(_text_key(attack))
        )
        heads = "".join(f'<th scope="col">{escape(say(f"leaks.{h}"))}</th>' for h in _HEADS)
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        st.html(scroll_region(say("leaks.tried"), table))


_HEADS = ("what", "gained", "exact")


def _text_key(attack: Attack) -> str:
    return f"leaks.attacks.{attack.name}"


def _attack_row(attack: Attack) -> str:
    values = attack.values()
    what = say(f"{_text_key(attack)}.what")
    gained = say(f"{_text_key(attack)}.gained", **values)
    exact = (
        say(f"{_text_key(attack)}.exact", **values)
        if has_text(f"{_text_key(attack)}.exact")
        else ""
    )
    cells = "".join(f"<td>{escape(text)}</td>" for text in (gained, exact))
    return f'<tr><th scope="row">{escape(what)}</th>{cells}</tr>'
