"""The return code in its sand panel; the only place where it is ever shown."""

from html import escape

import streamlit as st

from dashboard.text import say

_SCRIPT = '<script src="app/static/survey.js"></script>'


def show_code_box(code: str, *, with_buttons: bool = False) -> None:
    """Show a return code; with ``with_buttons`` also "Copy" and "Print".

    The buttons are hidden until the script behind them has run, so none is ever dead.
    """
    st.html(
        f'<div class="code-box"><p>{escape(say("survey.code.keep"))}</p>'
        f'<p class="code" translate="no">{escape(code)}</p>'
        f"{_code_buttons() if with_buttons else ''}"
        f"</div>{_SCRIPT}",
        unsafe_allow_javascript=True,
    )


def _code_buttons() -> str:
    copy, copied, printed = (escape(say(f"survey.code.{w}")) for w in ("copy", "copied", "print"))
    return (
        '<div class="code-buttons">'
        f'<button type="button" data-do="copy" data-done="{copied}" hidden>{copy}</button>'
        f'<button type="button" data-do="print" hidden>{printed}</button></div>'
    )
