"""A draft's ticket: issued, looked up, ended; and a draft that gets a new code."""

import datetime
from dataclasses import dataclass

from dashboard.survey.member_store import (
    Key,
    StoredUnderCode,
    find_under_hash,
    hash_of_code,
    store_errors,
)
from dashboard.ui.open_stores import process_stores
from db import codes
from db.members import draft_tickets, drafts
from db.members.draft_tickets import A_DAY, A_WEEK


@dataclass(frozen=True)
class FoundByTicket:
    """A draft that this browser may open without its code.

    Attributes:
        token: of the ticket.
        code_hash: what the draft is kept under.
        for_a_week: whether the ticket was to outlive the browser.
        stored: the draft.
    """

    token: str
    code_hash: bytes
    for_a_week: bool
    stored: StoredUnderCode


def issue_ticket(key: Key, token: str | None, *, for_a_week: bool) -> str | None:
    """Issue a ticket for a draft, in the place of an earlier ``token`` of this browser.

    Returns:
        Its token; None where there is no draft any more.

    Raises:
        StoreUnavailableError: nothing was stored; so of every function here.
    """
    days = A_WEEK if for_a_week else A_DAY
    with store_errors():
        members = process_stores().members
        return draft_tickets.issue_ticket(members, hash_of_code(key), days, token)


def find_by_ticket(token: str) -> FoundByTicket | None:
    """What a ticket opens: a draft, never what was handed in."""
    today = datetime.datetime.now(datetime.UTC).date()
    with store_errors():
        members = process_stores().members
        draft_tickets.count_tickets_down(members, today)  # however seldom the server's clock looks
        found = draft_tickets.draft_of_ticket(members, token)
    stored = None if found is None else find_under_hash(found.code_hash)
    if found is None or stored is None or stored.handed_in:
        return None
    return FoundByTicket(token, found.code_hash, found.days_left > A_DAY, stored)


def end_ticket(token: str) -> None:
    """Take one ticket away; the draft stays under its code."""
    with store_errors():
        draft_tickets.end_ticket(process_stores().members, token)


def give_new_code(key: Key) -> str:
    """Put a draft under a new code, which is returned; the old one opens nothing from then on.

    Raises:
        GoneMeanwhile: the draft is not there any more.
    """
    code = codes.make_return_code()
    with store_errors():
        drafts.move_draft(process_stores().members, hash_of_code(key), hash_of_code(code))
    return code
