"""The return code in its sand panel; the only place where it is ever shown."""

import streamlit as st

from dashboard.markup import fill_template

_SCRIPT = '<script src="app/static/survey.js"></script>'


def show_code_box(code: str, *, with_buttons: bool = False) -> None:
    """Show a return code; with ``with_buttons`` also "Copy" and "Print".

    The buttons are hidden until the script behind them has run, so none is ever dead.
    """
    box = fill_template("code_box", code=code, with_buttons=with_buttons)
    st.html(f"{box}{_SCRIPT}", unsafe_allow_javascript=True)
