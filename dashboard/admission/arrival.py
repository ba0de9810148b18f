"""How a survey arrives: with which invite, how fast, in how large a crowd, after how much work.

All of it lives in memory. What is stored is the batch, and why a survey is held.
"""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

import streamlit as st

from dashboard.admission import proof_of_work, rate_limits, visitor_address
from dashboard.settings import settings
from db import codes
from db.members.hand_in import SurveyArrival
from db.vocabulary import HeldFor

TOO_FAST_SECONDS = 60.0
"""The survey takes six minutes; nobody reads five steps in one."""
CROWD_SECONDS = 600.0
CROWD = {True: 30, False: 150}
"""Surveys in ten minutes from one invite (True), or without one, from which on they are held:
more than a room full of people, less than the whole group that follows one post."""
MOST_INVITES = 1_000
PARAMETER = "invite"
"""In the address of a poster: an invite is shared by twenty people or more, and no secret."""


class SurveyCrowds:
    """When the latest surveys of each invite came: a handful of numbers in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._came: OrderedDict[str, deque[float]] = OrderedDict()

    def is_surge(self, invite: str) -> bool:
        """Count one more survey, and say whether it belongs to a crowd; "" is no invite."""
        now = self._clock()
        with self._lock:
            came = self._came.setdefault(invite, deque(maxlen=max(CROWD.values()) + 1))
            came.append(now)
            self._came.move_to_end(invite)
            if len(self._came) > MOST_INVITES:  # made-up codes; the latest are kept
                self._came.popitem(last=False)
            latest = sum(now - moment < CROWD_SECONDS for moment in came)
        return latest > CROWD[bool(invite)]


_crowds = SurveyCrowds()


def invite_of_address() -> str:
    """The invite in the address that a poster leads to, or nothing."""
    written = st.query_params.get(PARAMETER, "")[: codes.LONGEST_INPUT]
    code = codes.normalise_invite_code(written)
    return codes.code_in_fours(code) if code else ""


def hand_in_obstacle(token: str) -> str | None:
    """Why no survey may be handed in now, as a key under ``survey`` in the texts; or None.

    Args:
        token: of the visit, under which the browser's work is known.
    """
    if settings().proof_of_work and not proof_of_work.work_is_done(token):
        return "still_working"
    return (
        None
        if rate_limits.may_go_on("survey", visitor_address.address_of_visitor())
        else "too_many_surveys"
    )


def survey_arrival(invite: str, seconds: float | None) -> SurveyArrival:
    """How this survey comes in.

    Args:
        invite: as it was written; "" for none.
        seconds: since the first step was opened; None where that is not known.
    """
    code = codes.normalise_invite_code(invite)
    seen = {
        HeldFor.too_fast: seconds is not None and seconds < TOO_FAST_SECONDS,
        HeldFor.surge: _crowds.is_surge(code or ""),
    }
    reasons = frozenset(reason for reason, is_so in seen.items() if is_so)
    return SurveyArrival(invite=invite or None, reasons=reasons)
