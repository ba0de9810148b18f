"""What leaders did: added to, never changed (the database refuses that), never about a member."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from db import codes
from db.store.engine import core_table
from db.tables import AuditRow

SERVER = "server"
"""Stands in a leader's place where a command on the server did it; no leader may have this name."""
NOBODY = ""
"""Stands in a leader's place where a sign-in failed under a name that no leader has."""
LONGEST_OBJECT = 120
_KEY_LIKE = re.compile(r"\d{9,}")
"""A member key has nine digits or more in all but one of ten thousand million cases."""
_CODE_LIKE = re.compile(
    rf"[{codes.ALPHABET}]{{4}}(?:[- ]?[{codes.ALPHABET}]{{4}}){{3}}", re.IGNORECASE
)

_audit = core_table(AuditRow)


class LeaderAction(StrEnum):
    """Every word that may stand in the log; a stored word never changes its meaning."""

    signed_in = "signed_in"
    sign_in_failed = "sign_in_failed"
    signed_out = "signed_out"
    leader_added = "leader_added"
    leader_reset = "leader_reset"
    leader_removed = "leader_removed"
    leader_left = "leader_left"
    leader_invited = "leader_invited"
    invitation_taken_back = "invitation_taken_back"
    invitation_accepted = "invitation_accepted"
    sign_in_renewed = "sign_in_renewed"
    invite_made = "invite_made"
    invite_changed = "invite_changed"
    invite_closed = "invite_closed"
    held_released = "held_released"
    held_dropped = "held_dropped"
    decision_undone = "decision_undone"
    pack_made = "pack_made"
    cells_exported = "cells_exported"
    setting_changed = "setting_changed"
    answers_imported = "answers_imported"
    import_undone = "import_undone"
    backup_made = "backup_made"
    backup_restored = "backup_restored"


@dataclass(frozen=True)
class AuditEntry:
    """One line of the log.

    Attributes:
        entry: its number, in the order of writing.
        happened_at: such as ``2026-10-31T14:05:09Z``.
        leader: who did it; ``SERVER`` or ``NOBODY`` where no leader did.
        action: a word of ``LeaderAction``, or one of a newer version.
        object: the batch, setting, edition or leader that it was done to; may be empty.
    """

    entry: int
    happened_at: str
    leader: str
    action: str
    object: str


def note_action(
    connection: Connection,
    leader: str,
    action: LeaderAction,
    about: str = "",
    at: dt.datetime | None = None,
) -> None:
    """Add a line, in the transaction of what it tells of.

    Args:
        connection: inside ``db.store.engine.writing_transaction``.
        leader: who did it.
        action: what was done.
        about: the batch, setting, edition or leader that it was done to.
        at: when, with a time zone; now unless given.

    Raises:
        ValueError: ``about`` is too long, or may be a member's key or return code.
    """
    if len(about) > LONGEST_OBJECT or _may_be_a_member(about):
        raise ValueError("audit_object")
    moment = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
    happened_at = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    row = {"happened_at": happened_at, "leader": leader, "action": action.value, "object": about}
    connection.execute(insert(_audit), row)


def _may_be_a_member(about: str) -> bool:
    code = _CODE_LIKE.search(about)
    # Four words of four letters are no code; 399 codes in 400 have a digit.
    return bool(_KEY_LIKE.search(about) or (code and any(map(str.isdigit, code[0]))))


def load_entries(connection: Connection, entries: int, skip: int = 0) -> list[AuditEntry]:
    """The newest ``entries`` lines after the first ``skip`` ones, newest first."""
    newest = select(_audit).order_by(_audit.c.entry.desc()).limit(entries).offset(skip)
    return [AuditEntry(**row) for row in connection.execute(newest).mappings()]


def server_days(connection: Connection, since: dt.date) -> list[dt.date]:
    """The days on which a command on the server let somebody in to lead, the newest first.

    Args:
        connection: to the members' database.
        since: the first day to look at.
    """
    let_in = (LeaderAction.leader_added.value, LeaderAction.leader_reset.value)
    query = select(_audit.c.happened_at).where(
        _audit.c.leader == SERVER,
        _audit.c.action.in_(let_in),
        _audit.c.happened_at >= since.isoformat(),
    )
    moments = connection.execute(query).scalars()
    return sorted({dt.datetime.fromisoformat(moment).date() for moment in moments}, reverse=True)


def count_entries(connection: Connection) -> int:
    """How many lines there are."""
    return int(connection.execute(select(func.count()).select_from(_audit)).scalar_one())
