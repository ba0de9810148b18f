"""What leaders see of batches: how full an invite is, how many are held. In words, by edition.

A leader has the codes, and could hand in surveys of their own while watching a number for a
friend's. So what the desk says comes with an edition, by that edition's lot and noise, in coarse
steps; nothing that is done in between moves it. Numbers drawn more often could be averaged.
"""

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from dashboard.publishing.blurring import CountNoise, publishable_count
from dashboard.publishing.weights import LotKey
from dashboard.stores import Stores
from db.desk import invites
from db.members import drafts, held_surveys
from db.members.held_surveys import BatchMember
from db.store.engine import core_table, reading_transaction
from db.tables import SettingRow
from db.vocabulary import HeldFor

ALL = "all"
TENS = 10
_SEPARATOR = "|"
_NAME = "desk_counts"
_setting = core_table(SettingRow)

Count = int | None
"""A multiple of 10, from 20; None = fewer than 20, nobody included."""
Fullness = Literal["none", "some", "half", "nearly"]
_FULL_FROM: Mapping[Fullness, float] = {"none": -1.0, "some": 0.15, "half": 0.35, "nearly": 0.75}
"""From which share of an invite's places on each word is said, 0 to 1."""


@dataclass(frozen=True)
class BatchOnHold:
    """Held surveys of a batch.

    Attributes:
        people: how many were held at the newest edition, roughly.
        reasons: how many of them for each reason.
    """

    people: Count
    reasons: Mapping[HeldFor, Count]


@dataclass(frozen=True)
class DeskInvite:
    """An invite as leaders see it; how full it is is told in a word.

    Attributes:
        batch: its number.
        code: in groups of four, as it is printed.
        label: what leaders call it.
        cap: how many surveys it lets in, roughly.
        fullness: at the newest edition; None where there was none since it was made.
        ends_on: the last day on which it works, or None.
        closed: whether a leader ended it.
    """

    batch: int
    code: str
    label: str
    cap: int
    fullness: Fullness | None
    ends_on: datetime.date | None
    closed: bool


def invites_on_desk(stores: Stores) -> list[DeskInvite]:
    """All batches, the newest first.

    Args:
        stores: both stores, open for writing.
    """
    words = _noted_words(stores)

    def desk_invite(invite: invites.InviteBatch) -> DeskInvite:
        exact = {"used", "full_at"}
        known = {name: value for name, value in vars(invite).items() if name not in exact}
        word = words.get(_place_text("used", invite.batch))
        return DeskInvite(
            **known, fullness=next((w for w in get_args(Fullness) if w == word), None)
        )

    return [desk_invite(invite) for invite in invites.all_invites(stores.members)]


def uses_of_invites(stores: Stores) -> Count:
    """How many surveys came with an invite, over all batches."""
    places = sum(invite.cap for invite in invites.all_invites(stores.members))
    return _within_places(_noted_count(_noted_words(stores), "used", ALL), places)


def surveys_under_way(stores: Stores) -> Count:
    """How many surveys are kept to be finished later."""
    return _noted_count(_noted_words(stores), "started", ALL)


def surveys_on_hold(stores: Stores) -> dict[int | None, BatchOnHold]:
    """Held surveys of every batch there is; None stands for all batches together.

    A batch of which fewer than 20 are held is told alike, whether or not any is. No number is
    above the places that leaders gave the invite: lot and noise alone could take it there.
    """
    words = _noted_words(stores)
    made = invites.all_invites(stores.members)

    def on_hold(name: str | int, places: int | None = None) -> BatchOnHold:
        def count_on_hold(*reason: str) -> Count:
            return _within_places(_noted_count(words, "held", name, *reason), places)

        return BatchOnHold(count_on_hold(), {why: count_on_hold(why.name) for why in HeldFor})

    batches = {invite.batch: on_hold(invite.batch, invite.cap) for invite in made}
    return {None: on_hold(ALL), invites.NO_INVITE: on_hold(invites.NO_INVITE)} | batches


def count_for_desk(snapshot: Connection, lot: LotKey, noise: CountNoise) -> dict[str, str | int]:
    """What the desk says after an edition: place -> a word, or a number of tens.

    Args:
        snapshot: that the edition counts.
        lot: of the edition.
        noise: of the edition.
    """
    found: dict[str, str | int] = {}
    counts = _weighted_counts(snapshot, lot)
    for place, people in counts.items():
        count = publishable_count(noise.blurred(people, f"desk|{place}"))
        if count is not None:
            found[place] = count // TENS * TENS
    for invite in invites.all_invites_within(snapshot):
        place = _place_text("used", invite.batch)
        blurred = noise.blurred(counts.get(place, 0), f"desk|{place}")
        found[place] = _fullness_word(blurred / invite.cap)
    return found


def note_for_desk(connection: Connection, found: Mapping[str, str | int]) -> None:
    """Replace what the desk says by what ``count_for_desk`` found."""
    connection.execute(delete(_setting).where(_setting.c.name == _NAME))
    connection.execute(insert(_setting), {"name": _NAME, "value": json.dumps(dict(found))})


def _fullness_word(share: float) -> Fullness:
    return [word for word, least in _FULL_FROM.items() if share >= least][-1]


def _noted_words(stores: Stores) -> dict[str, str | int]:
    """What came with the newest edition."""
    with reading_transaction(stores.members) as connection:
        kept = connection.execute(select(_setting.c.value).where(_setting.c.name == _NAME)).scalar()
    try:
        return dict(json.loads(kept or "{}"))
    except (ValueError, TypeError):  # written by another version
        return {}


def _noted_count(words: Mapping[str, str | int], *place: str | int) -> Count:
    count = words.get(_place_text(*place))
    return count if isinstance(count, int) else None


def _within_places(count: Count, places: int | None) -> Count:
    """A count, at most the places that there are, in tens."""
    return count if count is None or places is None else min(count, places // TENS * TENS)


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
