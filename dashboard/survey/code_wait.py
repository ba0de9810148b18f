"""The wait before a code is tried, or a survey stored, where there were many: work, or seconds.

A wait, never a refusal: a member behind the same telephone line as somebody who guesses opens
their survey a moment later. Codes have 80 random bits and need no lock; the wait is for the
database's sake.
"""

import secrets
import time
from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.admission import proof_of_work
from dashboard.admission.visitor_address import is_encrypted_visit
from dashboard.survey.browser_work import work_task_html
from dashboard.text import say

PLAIN_HTTP_SECONDS = 5.0
"""Without encryption a browser has no means to compute (``crypto.subtle``): it waits."""
LONGEST_SECONDS = 30.0
"""For a browser that cannot or will not compute: nobody is refused for it."""
LOOK_EVERY_SECONDS = 0.25


def wait_for_work(words_key: str = "survey.start.code_waits") -> None:
    """Set the browser of this visit a task, and come back when it is done, or some seconds later.

    Whoever leaves the page meanwhile ends the wait.

    Args:
        words_key: of the text that is shown meanwhile.
    """
    task = secrets.token_hex(8)
    is_encrypted = is_encrypted_visit()
    place = st.empty()
    words = Markup('<p role="status">{}</p>').format(say(words_key))
    shown = work_task_html(proof_of_work.new_challenge(task)) if is_encrypted else ""
    place.html(f"{words}{shown}", unsafe_allow_javascript=True)
    beat = st.empty()
    _wait(
        lambda: is_encrypted and proof_of_work.work_is_done(task),
        LONGEST_SECONDS if is_encrypted else PLAIN_HTTP_SECONDS,
        beat.empty,
    )
    place.empty()


def _wait(is_done: Callable[[], bool], seconds: float, give_way: Callable[[], object]) -> None:
    """Until it is done, or so many seconds have passed."""
    ends = time.monotonic() + seconds
    while not is_done() and time.monotonic() < ends:
        time.sleep(LOOK_EVERY_SECONDS)
        give_way()  # Streamlit ends this run here where another one was asked for
