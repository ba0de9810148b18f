"""The secret of one-time codes on the screen: a picture to scan, and the same to type."""

import base64

import streamlit as st

from dashboard.leaders.access import one_time_codes
from dashboard.leaders.access.enrolment import NewCredentials
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.markup import fill_template
from dashboard.text import say


def show_secret(handed: NewCredentials) -> None:
    """Show it, with a sentence that says what to do with it."""
    # In the page itself: a picture of Streamlit's own has an address that anyone could open.
    picture = base64.b64encode(one_time_codes.qr_picture(handed.secret, handed.name)).decode()
    show_quiet_sentence(say("leaders.renewal.picture"))
    secret = one_time_codes.secret_in_groups(handed.secret)
    st.html(fill_template("desk_secret", picture=picture, secret=secret))
