"""An invite to post: its link alone, and words around it, each with a button to copy."""

import streamlit as st

from dashboard.leaders.screens.poster import InvitePoster
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.text import say


def show_words_to_post(invite: InvitePoster) -> None:
    """Show the link, and a message that holds it; plain text, so that nothing in it acts."""
    show_quiet_sentence(say("leaders.invites.link"))
    st.code(invite.address, language=None, wrap_lines=True)
    show_quiet_sentence(say("leaders.invites.post"))
    st.code(_words_to_post(invite), language=None, wrap_lines=True)


def _words_to_post(invite: InvitePoster) -> str:
    return say(
        "leaders.invites.post_body", group=invite.group, link=invite.address, code=invite.code
    )
