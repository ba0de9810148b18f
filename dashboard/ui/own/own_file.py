"""A member's own file to save, at an address that nobody else can compute."""

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.text import in_this_language

NONCE_BYTES = 16
_NONCE = "own_file_nonce"


def own_file_button(
    label: str,
    made: Callable[[], str | bytes],
    file_name: str,
    mime: str,
    **look: Any,
) -> None:
    """Show a button that makes a file of a member's own answers when it is tapped.

    Args:
        label: on the button.
        made: makes the file's content.
        file_name: what the browser calls it; never anything about the member.
        mime: the file's type.
        look: further arguments of ``st.download_button``.
    """
    st.download_button(
        label,
        in_this_language(made),
        file_name=file_name,
        mime=f"{mime}; visit={_visit_nonce()}",
        on_click="ignore",
        **look,
    )


def _visit_nonce() -> str:
    """A random part of the file's type, one a visit.

    Streamlit serves a file to anyone who asks, under the hash of its content, name and type. Who
    knows nearly all of a member's answers could ask for every file that they may have saved.
    """
    if _NONCE not in st.session_state:
        st.session_state[_NONCE] = secrets.token_hex(NONCE_BYTES)
    return str(st.session_state[_NONCE])
