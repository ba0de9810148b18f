"""How a survey arrives: with which invite, how fast, in how large a crowd, after how much work.

All of it lives in memory. What is stored is the batch, and why a survey is held.
"""

import streamlit as st

from dashboard.admission import proof_of_work, rate_limits, visitor_address
from dashboard.admission.crowds import SurveyCrowds
from dashboard.settings import settings
from db import codes
from db.members.hand_in import SurveyArrival
from db.vocabulary import HeldFor

TOO_FAST_SECONDS = 60.0
"""The survey takes six minutes; nobody reads five steps in one."""
PARAMETER = "invite"
"""In the address of a poster: an invite is shared by twenty people or more, and no secret."""


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


def is_hand_in_crowded() -> bool:
    """Whether so many surveys were stored of late that one more waits for a proof of work."""
    return not all(rate_limits.has_room(*limit) for limit in _shared_limits())


def count_stored_survey(invite: str) -> None:
    """Count a survey that was stored just now, and no correction.

    Args:
        invite: as it was written; "" for none.
    """
    _crowds.count_survey(codes.normalise_invite_code(invite) or "")
    for limit in _shared_limits():
        rate_limits.may_go_on(*limit)


def _shared_limits() -> tuple[tuple[str, str], tuple[str, str]]:
    site = visitor_address.site_of_address(visitor_address.address_of_visitor())
    return ("surveys_of_site", site), ("surveys_of_all", visitor_address.UNKNOWN)


def survey_arrival(
    invite: str, seconds: float | None, published_members: int | None
) -> SurveyArrival:
    """How this survey comes in.

    Args:
        invite: as it was written; "" for none.
        seconds: since the first step was opened; None where that is not known.
        published_members: of the newest edition; None before the first.
    """
    code = codes.normalise_invite_code(invite)
    seen = {
        HeldFor.too_fast: seconds is not None and seconds < TOO_FAST_SECONDS,
        HeldFor.surge: _crowds.is_surge(code or "", published_members),
    }
    reasons = frozenset(reason for reason, is_so in seen.items() if is_so)
    return SurveyArrival(invite=invite or None, reasons=reasons)
