"""What leaders see of batches: how many came, how many are held. Of the last publishing day.

A leader has the codes, and could hand in surveys of their own while watching a number for a
friend's. So the numbers are drawn once a publishing day, by a lot and a noise of that day, and
noted; nothing that is done in between moves one.
"""

import datetime
import json
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from dashboard.publishing.blurring import CountNoise, publishable_count
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stores import Stores
from db.desk import invites
from db.members import drafts, held_surveys
from db.members.held_surveys import BatchMember
from db.store.engine import core_table, reading_transaction
from db.tables import SettingRow
from db.vocabulary import HeldFor

ALL = "all"
_SEPARATOR = "|"
_NAME = "desk_counts"
_setting = core_table(SettingRow)

Count = int | None
"""A multiple of 5; None = fewer than 20, nobody included."""


@dataclass(frozen=True)
class BatchOnHold:
    """Held surveys of a batch.

    Attributes:
        people: how many were held on the last publishing day, roughly.
        reasons: how many of them for each reason.
    """

    people: Count
    reasons: Mapping[HeldFor, Count]


@dataclass(frozen=True)
class DeskInvite:
    """An invite as leaders see it; its number of uses is blurred.

    Attributes:
        batch: its number.
        code: in groups of four, as it is printed.
        label: what leaders call it.
        cap: how many surveys it lets in.
        used: how many came, roughly.
        ends_on: the last day on which it works, or None.
        closed: whether a leader ended it.
    """

    batch: int
    code: str
    label: str
    cap: int
    used: Count
    ends_on: datetime.date | None
    closed: bool


def invites_on_desk(stores: Stores) -> list[DeskInvite]:
    """All batches, the newest first.

    Args:
        stores: both stores, open for writing.
    """
    shown = _noted_counts(stores)

    def desk_invite(invite: invites.InviteBatch) -> DeskInvite:
        known = {name: value for name, value in vars(invite).items() if name != "used"}
        return DeskInvite(**known, used=shown.get(_place_text("used", invite.batch)))

    return [desk_invite(invite) for invite in invites.all_invites(stores.members)]


def uses_of_invites(stores: Stores) -> Count:
    """How many surveys came with an invite, over all batches."""
    return _noted_counts(stores).get(_place_text("used", ALL))


def surveys_under_way(stores: Stores) -> Count:
    """How many surveys are kept to be finished later."""
    return _noted_counts(stores).get(_place_text("started", ALL))


def surveys_on_hold(stores: Stores) -> dict[int | None, BatchOnHold]:
    """Held surveys of every batch that may be told of; None stands for all batches together.

    A batch of which fewer than 20 are held is not among them, whether or not any is.
    """
    shown = _noted_counts(stores)
    found = {}
    for batch in (None, *_batch_numbers(stores)):
        name = ALL if batch is None else batch
        people = shown.get(_place_text("held", name))
        if people:
            reasons = {why: shown.get(_place_text("held", name, why.name)) for why in HeldFor}
            found[batch] = BatchOnHold(people, reasons)
    return found


def note_counts(connection: Connection) -> None:
    """Count for leaders by a lot and a noise of this publishing day, and note it.

    Args:
        connection: to the members' database, within a write transaction.
    """
    secret = secrets.token_bytes(SECRET_BYTES)
    noise, found = CountNoise(secret), {}
    for place, people in _weighted_counts(connection, LotKey(secret)).items():
        shown = publishable_count(noise.blurred(people, f"desk|{place}"))
        if shown is not None:
            found[place] = shown
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))
    connection.execute(insert(_setting), {"name": _NAME, "value": json.dumps(found)})


def _noted_counts(stores: Stores) -> dict[str, Count]:
    """The numbers of the last publishing day."""
    with reading_transaction(stores.members) as connection:
        kept = connection.execute(select(_setting.c.value).where(_setting.c.name == _NAME)).scalar()
    try:
        return {str(place): int(count) for place, count in json.loads(kept or "{}").items()}
    except (ValueError, TypeError, AttributeError):  # written by another version
        return {}


def _batch_numbers(stores: Stores) -> list[int]:
    return [invites.NO_INVITE, *sorted(i.batch for i in invites.all_invites(stores.members))]


def _place_text(*parts: str | int) -> str:
    return _SEPARATOR.join(map(str, parts))


def _weighted_counts(connection: Connection, lot: LotKey) -> Mapping[str, int]:
    """Weighted counts by place; they stay in here."""
    found: Counter[str] = Counter()
    found[_place_text("started", ALL)] = drafts.count_drafts(connection)
    members = held_surveys.load_batch_members(connection)
    weights = lot.weights(np.array([member.record_key for member in members], dtype=np.int64))
    for member, weight in zip(members, map(int, weights), strict=True):
        for place in _places_of_member(member):
            found[place] += weight
    return found


def _places_of_member(member: BatchMember) -> list[str]:
    places = []
    if member.batch != invites.NO_INVITE:
        places += [_place_text("used", name) for name in (member.batch, ALL)]
    if member.is_held:
        for name in (member.batch, ALL):
            places.append(_place_text("held", name))
            places += [_place_text("held", name, why.name) for why in member.reasons]
    return places
