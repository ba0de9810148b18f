"""What leaders see of batches: how many came, how many are held. Blurred like any other cell.

A leader has the codes, and could hand in surveys of their own while watching a number for a
friend's. So the numbers are looked at once a day (and anew after each edition), a number that
moved by less than 5 since it was drawn stays as it is, and a decision about held surveys moves
none: the surveys that it is about are counted until the next edition makes it final.
"""

import datetime
import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from dashboard.publishing import carry_forward
from dashboard.publishing.blurring import SECRET_BYTES, TrueCell, publishable_counts
from dashboard.publishing.carry_forward import Blurring, Memory
from dashboard.stores import Stores
from db.counting import builds, draws
from db.desk import invites
from db.members import drafts, held_surveys
from db.store.engine import reading_transaction
from db.vocabulary import HeldFor

MEASURE = "desk"
"""Draws of the desk's numbers: remembered like those of cells, never part of an edition."""
ALL = "all"
_SEPARATOR = "|"

Count = int | None
"""A multiple of 5; None = fewer than 10, nobody included."""


@dataclass(frozen=True)
class BatchOnHold:
    """Held surveys of a batch.

    Attributes:
        people: how many are held, or were decided about since the last edition.
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


class _PeopleSet(NamedTuple):
    """How many people of which batches, exactly; ``part`` says which of them, "" for all.

    Who they are is not known here: a set is named by its numbers, so that the same set has the
    same noise wherever it stands, and nobody gets two draws of it.
    """

    kind: str
    people: tuple[tuple[int, int], ...]
    part: str = ""

    @property
    def number(self) -> int:
        return sum(number for _, number in self.people)

    @property
    def key(self) -> int:
        return int.from_bytes(hashlib.sha256(repr(tuple(self)).encode()).digest()[:8])


_NOBODY = _PeopleSet("", ())
_lock = Lock()
_looked: WeakKeyDictionary[Engine, tuple[tuple[datetime.date, int], dict[str, Count]]] = (
    WeakKeyDictionary()
)
"""Store -> when its numbers were last looked at, as (day, coming build), and what they were."""


def invites_on_desk(stores: Stores, today: datetime.date | None = None) -> list[DeskInvite]:
    """All batches, the newest first.

    Args:
        stores: both stores, open for writing.
        today: the machine's day unless given.
    """
    shown = _counts_of_today(stores, today)

    def desk_invite(invite: invites.InviteBatch) -> DeskInvite:
        known = {name: value for name, value in vars(invite).items() if name != "used"}
        return DeskInvite(**known, used=shown.get(_place_text("used", invite.batch)))

    return [desk_invite(invite) for invite in invites.all_invites(stores.members)]


def uses_of_invites(stores: Stores, today: datetime.date | None = None) -> Count:
    """How many surveys came with an invite, over all batches."""
    return _counts_of_today(stores, today).get(_place_text("used", ALL))


def surveys_under_way(stores: Stores, today: datetime.date | None = None) -> Count:
    """How many surveys are kept to be finished later."""
    return _counts_of_today(stores, today).get(_place_text("started", ALL))


def surveys_on_hold(
    stores: Stores, today: datetime.date | None = None
) -> dict[int | None, BatchOnHold]:
    """Held surveys of every batch that may be told of; None stands for all batches together.

    A batch of which fewer than 10 are held is not among them, whether or not any is.
    """
    shown = _counts_of_today(stores, today)
    found = {}
    for batch in (None, *_batch_numbers(stores)):
        name = ALL if batch is None else batch
        people = shown.get(_place_text("held", name))
        if people:
            reasons = {why: shown.get(_place_text("held", name, why.name)) for why in HeldFor}
            found[batch] = BatchOnHold(people, reasons)
    return found


def _batch_numbers(stores: Stores) -> list[int]:
    return [invites.NO_INVITE, *sorted(i.batch for i in invites.all_invites(stores.members))]


def _place_text(*parts: str | int) -> str:
    return _SEPARATOR.join(map(str, parts))


def _counts_of_today(stores: Stores, today: datetime.date | None) -> dict[str, Count]:
    """The numbers of today: drawn at the day's first look, the same for the rest of it."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    with _lock:
        with reading_transaction(stores.members) as connection:
            at = (today, builds.coming_build(connection))
            seen = _looked.get(stores.members)
            if seen and seen[0] == at:
                return seen[1]
            counted = dict(_true_counts(connection))
            memory = Memory.of(draws.read_draws(connection, MEASURE))
        shown = _blur_counts(counted, memory)
        draws.keep_draws(stores.members, None, [(MEASURE, draw) for draw in memory.made])
        _looked[stores.members] = at, shown
        return shown


def _blur_counts(counted: dict[str, _PeopleSet], memory: Memory) -> dict[str, Count]:
    blurring = Blurring(secrets.token_bytes(SECRET_BYTES), MEASURE)
    known = {axis for _, axis in memory.earlier}
    found: dict[str, Count] = {}
    for place in known | set(counted):
        people = counted.get(place, _NOBODY)
        cell = TrueCell(people.number, 0, people.key, 0)
        shown = publishable_counts(carry_forward.blurred_cell(blurring, memory, ("", place), cell))
        found[place] = shown.people if shown else None
    return found


def _true_counts(connection: Connection) -> Iterator[tuple[str, _PeopleSet]]:
    """True counts by place; they stay in here."""
    used = {invite.batch: invite.used for invite in invites.all_invites_within(connection)}
    yield from _counts_by_batch("used", used, used)
    yield (
        _place_text("started", ALL),
        _PeopleSet("started", ((0, drafts.count_drafts(connection)),)),
    )
    found = held_surveys.load_hold_counts(connection, with_decided=True)
    held = {batch.batch: batch.people for batch in found}
    yield from _counts_by_batch("held", held, held)
    for why in HeldFor:
        some = {batch.batch: batch.reasons.get(why, 0) for batch in found}
        for place, people in _counts_by_batch("held", some, held, why.name):
            yield _place_text(place, why.name), people


def _counts_by_batch(
    kind: str, people: Mapping[int, int], whole: Mapping[int, int], part: str = ""
) -> Iterator[tuple[str, _PeopleSet]]:
    """A count of each batch, and of all together; ``whole`` are the batches that they are of."""
    some = sorted((batch, number) for batch, number in people.items() if number)

    def people_set(*chosen: tuple[int, int]) -> _PeopleSet:
        everybody = all(whole[batch] == number for batch, number in chosen)
        return _PeopleSet(kind, chosen, "" if everybody else part)

    for batch, number in some:
        yield _place_text(kind, batch), people_set((batch, number))
    yield _place_text(kind, ALL), people_set(*some)
