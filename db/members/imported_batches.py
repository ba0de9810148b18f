"""Batches that came from a spreadsheet: which there are, what they were asked, and the way out.

Which batch was imported stands in the leaders' log, where nobody can change it.
"""

from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from db.desk import audit
from db.desk.invites import count_uses_again
from db.members.held_surveys import is_counted
from db.members.record import OF_A_MEMBER
from db.store.engine import core_table
from db.tables import Member

_BATCH = "batch "
_member = core_table(Member)


class AskedBits(NamedTuple):
    """Topics and effects that a form asked about, a bit each (db.form_marks)."""

    topics: int
    effects: int


def audit_object(batch: int) -> str:
    """A batch as the log names it."""
    return f"{_BATCH}{batch}"


def batches_ever(connection: Connection) -> frozenset[int]:
    """Batches that came from a spreadsheet: no invite that somebody could fill."""
    return _batches_of_action(connection, audit.LeaderAction.answers_imported)


def batches_there(connection: Connection) -> frozenset[int]:
    """Those that were not taken out again."""
    return batches_ever(connection) - _batches_of_action(
        connection, audit.LeaderAction.import_undone
    )


def counted_lists(connection: Connection) -> list[AskedBits]:
    """What the members of batches that are there were asked, of those who are counted."""
    is_there = _member.c.batch.in_(sorted(batches_there(connection)))
    query = select(_member.c.topics, _member.c.effects_list).where(is_there, is_counted())
    return [AskedBits(topics, effects) for topics, effects in connection.execute(query.distinct())]


def erase_batch(connection: Connection, batch: int) -> int:
    """Take away every row of a batch's members, within a transaction; how many there were."""
    of_batch = select(_member.c.member_key).where(_member.c.batch == batch)
    for table in OF_A_MEMBER:
        if table is not _member:  # last: it says whose the other rows are
            connection.execute(delete(table).where(table.c.member_key.in_(of_batch)))
    erased = connection.execute(delete(_member).where(_member.c.batch == batch)).rowcount
    count_uses_again(connection)
    return erased


def _batches_of_action(connection: Connection, action: audit.LeaderAction) -> frozenset[int]:
    entries = audit.load_entries(connection, audit.count_entries(connection))
    return frozenset(
        int(entry.object.removeprefix(_BATCH))
        for entry in entries
        if entry.action == action and entry.object.removeprefix(_BATCH).isdecimal()
    )
