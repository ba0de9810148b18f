"""Invites: one code for a batch of people, never for one person."""

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, select, update

from db import codes
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import InviteRow

FEWEST_USES = 20
"""An invite for fewer people would tell who came with it."""
MOST_USES = 2_000
LONGEST_LABEL = 60
NO_INVITE = 0
"""The batch of those who came without an invite."""
_invite = core_table(InviteRow)


class InviteNotOpen(ValueError):
    """Raised for an invite that nobody gave out, that is full, or that has ended."""


@dataclass(frozen=True)
class InviteBatch:
    """A batch of invitations.

    Attributes:
        batch: its number.
        code: in groups of four, as it is printed.
        label: what leaders call it.
        cap: how many surveys it lets in.
        used: how many came: exact, never shown as it is.
        ends_on: the last day on which it works, or None.
        closed: whether a leader ended it.
    """

    batch: int
    code: str
    label: str
    cap: int
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
    connection: Connection, label: str, cap: int, ends_on: datetime.date | None
) -> InviteBatch:
    """``create_invite`` within a transaction."""
    label = " ".join(label.split())[:LONGEST_LABEL]
    if not label:
        raise ValueError("invite_label_missing")
    if not FEWEST_USES <= cap <= MOST_USES:
        raise ValueError("invite_cap_small" if cap < FEWEST_USES else "invite_cap_large")
    highest = connection.execute(select(func.max(_invite.c.batch))).scalar()
    batch = int(highest or NO_INVITE) + 1
    made = InviteBatch(batch, codes.make_invite_code(), label, cap, 0, ends_on, closed=False)
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
    """Whether a survey could be handed in with this code today."""
    with reading_transaction(engine) as connection:
        return _open_batch(connection, written, today) is not None


def use_invite(connection: Connection, written: str, today: datetime.date) -> int:
    """Count one use of a code, within the transaction that stores the survey.

    Returns:
        The batch.

    Raises:
        InviteNotOpen: nothing was counted.
    """
    batch = _open_batch(connection, written, today)
    if batch is None:
        raise InviteNotOpen("invite_not_open")
    counted = update(_invite).where(_invite.c.batch == batch).values(used=_invite.c.used + 1)
    connection.execute(counted)
    return batch


def _open_batch(connection: Connection, written: str, today: datetime.date) -> int | None:
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
    return None if ended or invite.used >= invite.cap else invite.batch


def _invite_row(invite: InviteBatch) -> dict[str, object]:
    ends_on = invite.ends_on.isoformat() if invite.ends_on else None
    return {**vars(invite), "ends_on": ends_on}


def _invite_from_row(row: object) -> InviteBatch:
    found = dict(row._mapping)  # type: ignore[attr-defined]  # noqa: SLF001 - SQLAlchemy's name
    ends_on = found.pop("ends_on")
    return InviteBatch(**found, ends_on=datetime.date.fromisoformat(ends_on) if ends_on else None)
