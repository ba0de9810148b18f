"""Tickets: by one, a browser opens the draft that it was filling in, without its return code.

The browser holds a random token, the store its hash and the days that it is good for yet. A ticket
is bound to a draft, never to a record: handing in, erasing and a new code end it.
"""

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, Engine, bindparam, delete, insert, select

from db.members.countdown import Countdown
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import DraftRow, DraftTicketRow

A_DAY, A_WEEK = 2, 7
"""Days that are stored: a count comes at midnight, so a ticket for a day lives for one to two."""
TOKEN_BYTES = 32
_ticket, _draft = core_table(DraftTicketRow), core_table(DraftRow)
_DAYS = Countdown(_ticket, "days_left", 1, "tickets_ticked_on")
_hash: BindParameter[bytes] = bindparam("hash")
_drop_of = delete(_ticket).where(_ticket.c.code_hash == _hash)


@dataclass(frozen=True)
class OpenDraft:
    """What a ticket opens.

    Attributes:
        code_hash: of the draft's return code, 32 bytes; the code itself is nowhere.
        days_left: 1 to 7.
    """

    code_hash: bytes
    days_left: int


def issue_ticket(
    engine: Engine, code_hash: bytes, days: int, instead_of: str | None = None
) -> str | None:
    """Issue a ticket for a draft.

    Args:
        engine: the members' database.
        code_hash: of the draft's code.
        days: ``A_DAY`` or ``A_WEEK``.
        instead_of: a token that the same browser held; it opens nothing from now on.

    Returns:
        The token, which is stored nowhere; None where there is no draft under the code.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with writing_transaction(engine) as connection:
        if instead_of:
            _drop_ticket(connection, instead_of)
        is_there = select(_draft.c.step).where(_draft.c.code_hash == code_hash)
        if connection.execute(is_there).first() is None:
            return None
        row = {"token_hash": _hash_token(token), "code_hash": code_hash, "days_left": days}
        connection.execute(insert(_ticket), row)
    return token


def draft_of_ticket(engine: Engine, token: str) -> OpenDraft | None:
    """The draft that a ticket opens; None for one that has ended, or is made up."""
    query = (
        select(_ticket.c.code_hash, _ticket.c.days_left)
        .join(_draft, _draft.c.code_hash == _ticket.c.code_hash)
        .where(_ticket.c.token_hash == _hash_token(token))
    )
    with reading_transaction(engine) as connection:
        row = connection.execute(query).first()
    return None if row is None else OpenDraft(bytes(row.code_hash), row.days_left)


def end_ticket(engine: Engine, token: str) -> None:
    """Take one ticket away; the draft stays under its code."""
    with writing_transaction(engine) as connection:
        _drop_ticket(connection, token)


def drop_tickets_of(connection: Connection, code_hash: bytes) -> None:
    """Take away every ticket of one draft, within a transaction."""
    connection.execute(_drop_of, {"hash": code_hash})


def drop_tickets_without_draft(connection: Connection) -> None:
    """Take away the tickets of drafts whose time is over, within a transaction."""
    there = select(_draft.c.code_hash)
    connection.execute(delete(_ticket).where(_ticket.c.code_hash.not_in(there)))


def count_tickets_down(engine: Engine, today: datetime.date) -> None:
    """Count every ticket down, once for each day since the last count, and drop the old.

    Args:
        engine: the members' database.
        today: the machine's day; the first call only notes it.
    """
    with reading_transaction(engine) as connection:
        if not _DAYS.is_due(connection, today):
            return  # without the lock that writers wait for
    with writing_transaction(engine) as connection:
        _DAYS.count(connection, today)
        drop_tickets_without_draft(connection)


def _drop_ticket(connection: Connection, token: str) -> None:
    connection.execute(delete(_ticket).where(_ticket.c.token_hash == _hash_token(token)))


def _hash_token(token: str) -> bytes:
    """SHA-256, 32 bytes; 256 random bits need neither salt nor pepper."""
    return hashlib.sha256(token.encode()).digest()
