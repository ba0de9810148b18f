"""Invites: one code for a batch of people, never for one person.

Where an invite is full is drawn once, when it is made, and told to nobody: else whoever hands in
19 surveys of their own for 20 places could tell by the 20th whether anybody else came. That one is
full takes effect at the next midnight, and for good: nobody sees whose survey filled it, nor that
somebody of it erased theirs.
"""

import datetime
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from db import codes
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import InviteRow, Member, SettingRow

FEWEST_USES = 20
"""An invite for fewer people would tell who came with it."""
MOST_USES = 10_000
"""Room for everybody in the largest groups."""
LONGEST_LABEL = 60
NO_INVITE = 0
"""The batch of those who came without an invite."""
FULL = 0
"""``full_at`` of an invite that a midnight found full."""
_BEFORE_CAP = 5
"""From so many uses under the cap on, each one more fills the invite with the same chance."""
_ONE_IN = 10
_LOOKED_ON = "invites_looked_on"
_invite, _member, _setting = (
    core_table(InviteRow),
    core_table(Member),
    core_table(SettingRow),
)


class InviteNotOpen(ValueError):
    """Raised for an invite that nobody gave out, that is full, or that has ended."""


class InviteNeeded(ValueError):
    """Raised where the group lets nobody begin without an invite, and none was given."""


@dataclass(frozen=True)
class InviteBatch:
    """A batch of invitations.

    Attributes:
        batch: its number.
        code: in groups of four, as it is printed.
        label: what leaders call it.
        cap: how many surveys it lets in, roughly.
        full_at: how many it lets in, or ``FULL``: exact, never shown.
        used: how many are there who came with it: exact, never shown as it is.
        ends_on: the last day on which it works, or None.
        closed: whether a leader ended it.
    """

    batch: int
    code: str
    label: str
    cap: int
    full_at: int
    used: int
    ends_on: datetime.date | None
    closed: bool


def create_invite(
    engine: Engine, label: str, cap: int, ends_on: datetime.date | None
) -> InviteBatch:
    """Make a batch and its code.

    Raises:
        ValueError: ``invite_label_missing``, ``invite_cap_small`` or ``invite_cap_large``.
    """
    with writing_transaction(engine) as connection:
        return create_invite_within(connection, label, cap, ends_on)


def create_invite_within(
    connection: Connection,
    label: str,
    cap: int,
    ends_on: datetime.date | None,
    *,
    is_exact: bool = False,
) -> InviteBatch:
    """``create_invite`` within a transaction; ``is_exact`` lets in ``cap`` surveys, no other."""
    label = " ".join(label.split())[:LONGEST_LABEL]
    if not label:
        raise ValueError("invite_label_missing")
    if not FEWEST_USES <= cap <= MOST_USES:
        raise ValueError("invite_cap_small" if cap < FEWEST_USES else "invite_cap_large")
    highest = connection.execute(select(func.max(_invite.c.batch))).scalar()
    batch = int(highest or NO_INVITE) + 1
    full_at = cap if is_exact else _drawn_fullness(cap)
    code = codes.make_invite_code()
    made = InviteBatch(batch, code, label, cap, full_at, 0, ends_on, closed=False)
    connection.execute(insert(_invite), _invite_row(made))
    return made


def all_invites(engine: Engine) -> list[InviteBatch]:
    """All batches, the newest first."""
    with reading_transaction(engine) as connection:
        return all_invites_within(connection)


def all_invites_within(connection: Connection) -> list[InviteBatch]:
    """``all_invites`` within a transaction."""
    rows = connection.execute(select(_invite).order_by(_invite.c.batch.desc())).all()
    return [_invite_from_row(row) for row in rows]


def close_invite(engine: Engine, batch: int) -> None:
    """End a batch; surveys that came with it stay."""
    with writing_transaction(engine) as connection:
        close_invite_within(connection, batch)


def close_invite_within(connection: Connection, batch: int) -> bool:
    """``close_invite`` within a transaction; False where it was closed before, or is no batch."""
    still_open = (_invite.c.batch == batch) & ~_invite.c.closed
    found = connection.execute(update(_invite).where(still_open).values(closed=True))
    return bool(found.rowcount)


def is_invite_open(engine: Engine, written: str, today: datetime.date) -> bool:
    """Whether a survey could be begun with this code today."""
    with reading_transaction(engine) as connection:
        return open_batch(connection, written, today) != NO_INVITE


def open_batch(connection: Connection, written: str, today: datetime.date) -> int:
    """The batch of a code with which a survey could be begun today, or ``NO_INVITE``."""
    invite = _working_invite(connection, written, today)
    return invite.batch if invite and invite.full_at != FULL else NO_INVITE


def use_invite(
    connection: Connection, written: str, today: datetime.date, begun_with: int = NO_INVITE
) -> int:
    """Count one use of a code, within the transaction that stores the survey.

    Args:
        connection: to the members' database, within a write transaction.
        written: the code, as it was written.
        today: on which the invite has to work.
        begun_with: the batch with which the survey was begun; that one may be full by now.

    Returns:
        The batch.

    Raises:
        InviteNotOpen: nothing was counted.
    """
    invite = _working_invite(connection, written, today)
    if invite is None or (invite.full_at == FULL and invite.batch != begun_with):
        raise InviteNotOpen("invite_not_open")
    count_use(connection, invite.batch)
    return invite.batch


def count_use(connection: Connection, batch: int) -> None:
    """Count one use of a batch, whether or not it is open."""
    counted = update(_invite).where(_invite.c.batch == batch).values(used=_invite.c.used + 1)
    connection.execute(counted)


def count_uses_again(connection: Connection) -> None:
    """Count those who are there: an invite tells of nobody who erased their answers."""
    came = select(func.count()).where(_member.c.batch == _invite.c.batch).scalar_subquery()
    connection.execute(update(_invite).where(_invite.c.used != came).values(used=came))


def end_full_invites(engine: Engine, today: datetime.date) -> None:
    """Close, at the first look of a day, those that are full by now.

    Args:
        engine: the members' database.
        today: the group's own day; one before the last look's is none.
    """
    looked_on = select(_setting.c.value).where(_setting.c.name == _LOOKED_ON)
    with reading_transaction(engine) as connection:
        if (connection.execute(looked_on).scalar() or "") >= today.isoformat():
            return  # without the lock that writers wait for
    with writing_transaction(engine) as connection:
        end_full_invites_within(connection)
        connection.execute(delete(_setting).where(_setting.c.name == _LOOKED_ON))
        connection.execute(insert(_setting), {"name": _LOOKED_ON, "value": today.isoformat()})


def end_full_invites_within(connection: Connection) -> None:
    """Close the full ones within a transaction, as at a midnight."""
    is_full = _invite.c.used >= _invite.c.full_at
    connection.execute(update(_invite).where(is_full).values(full_at=FULL))


def _working_invite(
    connection: Connection, written: str, today: datetime.date
) -> InviteBatch | None:
    """The invite of a code that was neither closed nor has ended, full or not."""
    code = codes.normalise_invite_code(written)
    if code is None:
        return None
    row = connection.execute(
        select(_invite).where(_invite.c.code == codes.code_in_fours(code))
    ).first()
    if row is None:
        return None
    invite = _invite_from_row(row)
    ended = invite.closed or (invite.ends_on is not None and today > invite.ends_on)
    return None if ended else invite


def _drawn_fullness(cap: int) -> int:
    """By lot: each use from five under the cap on is the last with one chance in ten.

    That chance is the same at every place, so that no number of surveys of one's own brings an
    invite to where one more decides. Mean: cap + 4.
    """
    full_at = cap - _BEFORE_CAP
    while secrets.randbelow(_ONE_IN):
        full_at += 1
    return full_at


def _invite_row(invite: InviteBatch) -> dict[str, object]:
    ends_on = invite.ends_on.isoformat() if invite.ends_on else None
    return {**vars(invite), "ends_on": ends_on}


def _invite_from_row(row: object) -> InviteBatch:
    found = dict(row._mapping)  # type: ignore[attr-defined]  # noqa: SLF001 - SQLAlchemy's name
    ends_on = found.pop("ends_on")
    return InviteBatch(**found, ends_on=datetime.date.fromisoformat(ends_on) if ends_on else None)
