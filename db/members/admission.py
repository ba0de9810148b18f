"""Who may begin and who may hand in: with which invite, or without one.

Whoever began before an invite was full, or before the group asked for one, may hand in: what
counts is the draft, and with what it was begun.
"""

import datetime

from sqlalchemy import Connection, select

from db.desk import invites
from db.desk.group import load_group_within
from db.desk.invites import NO_INVITE, InviteNeeded
from db.store.engine import core_table
from db.tables import DraftRow

_draft = core_table(DraftRow)


def batch_to_begin_with(
    connection: Connection, code_hash: bytes, written: str | None, today: datetime.date
) -> int:
    """With which batch a draft is kept: that of its invite, once it was open for it.

    Args:
        connection: to the members' database.
        code_hash: of the draft.
        written: the invite as it was written; "" or None for none.
        today: on which the invite has to be open.

    Raises:
        InviteNeeded: it is the first draft under its code, and the group asks for an invite.
    """
    begun_with = _batch_of_draft(connection, code_hash)
    batch = begun_with or (invites.open_batch(connection, written, today) if written else NO_INVITE)
    if begun_with is None and not batch and load_group_within(connection).only_with_invite:
        raise InviteNeeded("invite_needed")
    return batch


def batch_of_survey(
    connection: Connection, code_hash: bytes, written: str | None, today: datetime.date
) -> int:
    """Count one use of the invite of a survey that is handed in, and return its batch.

    Raises:
        InviteNotOpen: a code was written that does not work, or was full before this survey began.
        InviteNeeded: none was written, the group asks for one, and this survey has no draft.
    """
    begun_with = _batch_of_draft(connection, code_hash)
    if written:
        return invites.use_invite(connection, written, today, begun_with or NO_INVITE)
    if not load_group_within(connection).only_with_invite:
        return NO_INVITE
    if begun_with is None:
        raise InviteNeeded("invite_needed")
    if begun_with:  # taken out of the form again: it takes a place all the same
        invites.count_use(connection, begun_with)
    return begun_with


def _batch_of_draft(connection: Connection, code_hash: bytes) -> int | None:
    """The batch with which a draft was begun; None where there is no draft."""
    query = select(_draft.c.batch).where(_draft.c.code_hash == code_hash)
    return connection.execute(query).scalar()
