"""Invitations to lead: a name, the keyed hash of a one-time code, a last day; no leader before use.

Who was invited is no leader until they have a passphrase, a telephone and recovery codes of their
own: an invitation that is lost leaves nobody who could let others in.
"""

import datetime
import json
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from db.store.engine import core_table
from db.tables import SettingRow

_NAME = "leader_invitations"
_setting = core_table(SettingRow)
MOST_OPEN = 5


class TooManyInvitations(Exception):
    """As many are open as may be; one has to be used, taken back, or over first."""


@dataclass(frozen=True)
class LeaderInvitation:
    """Who was invited; ``code_hash`` in hexadecimal digits, ``ends_on`` the last day, ISO 8601."""

    name: str
    code_hash: str
    ends_on: str


def open_invitations(connection: Connection, today: datetime.date) -> list[LeaderInvitation]:
    """Those that can still be used, by name."""
    query = select(_setting.c.value).where(_setting.c.name == _NAME)
    kept = connection.execute(query).scalar()
    try:
        found = [LeaderInvitation(**one) for one in json.loads(kept or "[]")]
    except (ValueError, TypeError):  # written by another version
        return []
    return sorted(
        (one for one in found if one.ends_on >= today.isoformat()), key=lambda one: one.name
    )


def add_invitation(
    connection: Connection, invitation: LeaderInvitation, today: datetime.date
) -> None:
    """Store an invitation, in the place of an earlier one of the same name.

    Raises:
        TooManyInvitations: nothing was stored.
    """
    others = [one for one in open_invitations(connection, today) if one.name != invitation.name]
    if len(others) >= MOST_OPEN:
        raise TooManyInvitations
    _store_invitations(connection, [*others, invitation])


def take_invitation(
    connection: Connection, code_hash: str, today: datetime.date
) -> LeaderInvitation | None:
    """Use an invitation up; None where it was used, taken back, is over, or never was."""
    known = open_invitations(connection, today)
    found = next((one for one in known if one.code_hash == code_hash), None)
    if found is not None:
        _store_invitations(connection, [one for one in known if one is not found])
    return found


def _store_invitations(connection: Connection, kept: list[LeaderInvitation]) -> None:
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))
    if kept:
        value = json.dumps([asdict(one) for one in kept])
        connection.execute(insert(_setting), {"name": _NAME, "value": value})
