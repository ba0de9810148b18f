"""Leaders who sign in at their organisation (OpenID Connect through ``st.login``).

Streamlit keeps that sign-in for 30 days, in a cookie without Secure. So it counts only while it is
fresh, once, and for an address on the list; then a session of our own begins, which ends as every
other.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.settings import settings

FRESH_SECONDS = 300
"""From the organisation's answer, which leads to the first page, to the tap on the desk."""


@dataclass
class OrganisationSignIns:
    """Sign-ins that were taken, each once, by whom and when they were issued."""

    clock: Callable[[], float] = time.time
    _used: dict[tuple[str, int], float] = field(default_factory=dict)

    def leader(self, user: Mapping[str, Any], allowed: frozenset[str]) -> str | None:
        """The address that an organisation vouches for, if it may lead and was not taken before.

        Args:
            user: the claims of ``st.user``.
            allowed: addresses in lower case.
        """
        email, issued = str(user.get("email", "")).casefold(), user.get("iat")
        if not _is_verified_user(user) or email not in allowed or not isinstance(issued, int):
            return None
        now = self.clock()
        self._used = {k: at for k, at in self._used.items() if now - at < 2 * FRESH_SECONDS}
        # A minute ahead: their clock and ours differ.
        if not -60 <= now - issued < FRESH_SECONDS or (email, issued) in self._used:
            return None
        self._used[email, issued] = now
        return email


vouched = OrganisationSignIns()
"""Of this process."""


def is_open() -> bool:
    """Whether this way in is set up: a list of addresses, and ``[auth]`` in Streamlit's secrets."""
    if not settings().organisation_leaders():
        return False
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def returning_leader_email() -> str | None:
    """The leader who comes back from their organisation, or None."""
    if not is_open():
        return None
    return vouched.leader(st.user.to_dict(), settings().organisation_leaders())


def end_streamlit_sign_in() -> None:
    """Also end the sign-in that Streamlit keeps."""
    if is_open() and st.user.get("is_logged_in"):
        st.logout()


def _is_verified_user(user: Mapping[str, Any]) -> bool:
    # Some providers write the claim as a word.
    verified = str(user.get("email_verified", "")).casefold() == "true"
    return user.get("is_logged_in") is True and verified
