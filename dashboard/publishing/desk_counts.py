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
from dashboard.publishing.blurring import SECRET_BYTES, TrueCell, publishable
from dashboard.publishing.carry_forward import Blurring, Memory
from dashboard.stores import Stores
from db.counting import builds, draws
from db.desk import invites
from db.members import drafts, held_surveys
from db.store.engine import reading
from db.vocabulary import HeldFor

MEASURE = "desk"
"""Draws of the desk's numbers: remembered like those of cells, never part of an edition."""
ALL = "all"
_SEPARATOR = "|"

Count = int | None
"""A multiple of 5; None = fewer than 10, nobody included."""


@dataclass(frozen=True)
class HeldBatch:
    """Held surveys of a batch.

    Attributes:
        people: how many are held, or were decided about since the last edition.
        reasons: how many of them for each reason.
    """

    people: Count
    reasons: Mapping[HeldFor, Count]


@dataclass(frozen=True)
class Batch:
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


class _Set(NamedTuple):
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


_NOBODY = _Set("", ())
_lock = Lock()
_looked: WeakKeyDictionary[Engine, tuple[tuple[datetime.date, int], dict[str, Count]]] = (
    WeakKeyDictionary()
)
"""Store -> when its numbers were last looked at, as (day, coming build), and what they were."""


def batches(stores: Stores, today: datetime.date | None = None) -> list[Batch]:
    """All batches, the newest first.

    Args:
        stores: both stores, open for writing.
        today: the machine's day unless given.
    """
    shown = _shown(stores, today)

    def batch(invite: invites.Invite) -> Batch:
        known = {name: value for name, value in vars(invite).items() if name != "used"}
        return Batch(**known, used=shown.get(_place("used", invite.batch)))

    return [batch(invite) for invite in invites.every(stores.members)]


def blurred_uses(stores: Stores, today: datetime.date | None = None) -> Count:
    """How many surveys came with an invite, over all batches."""
    return _shown(stores, today).get(_place("used", ALL))


def blurred_started(stores: Stores, today: datetime.date | None = None) -> Count:
    """How many surveys are kept to be finished later."""
    return _shown(stores, today).get(_place("started", ALL))


def blurred_held(stores: Stores, today: datetime.date | None = None) -> dict[int | None, HeldBatch]:
    """Held surveys of every batch that may be told of; None stands for all batches together.

    A batch of which fewer than 10 are held is not among them, whether or not any is.
    """
    shown = _shown(stores, today)
    found = {}
    for batch in (None, *_batches(stores)):
        name = ALL if batch is None else batch
        people = shown.get(_place("held", name))
        if people:
            reasons = {why: shown.get(_place("held", name, why.name)) for why in HeldFor}
            found[batch] = HeldBatch(people, reasons)
    return found


def _batches(stores: Stores) -> list[int]:
    return [invites.NO_INVITE, *sorted(i.batch for i in invites.every(stores.members))]


def _place(*parts: str | int) -> str:
    return _SEPARATOR.join(map(str, parts))


def _shown(stores: Stores, today: datetime.date | None) -> dict[str, Count]:
    """The numbers of today: drawn at the day's first look, the same for the rest of it."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    with _lock:
        with reading(stores.members) as connection:
            at = (today, builds.coming_build(connection))
            seen = _looked.get(stores.members)
            if seen and seen[0] == at:
                return seen[1]
            counted = dict(_counted(connection))
            memory = Memory.of(draws.read_draws(connection, MEASURE))
        shown = _blurred(counted, memory)
        draws.keep_draws(stores.members, None, [(MEASURE, draw) for draw in memory.made])
        _looked[stores.members] = at, shown
        return shown


def _blurred(counted: dict[str, _Set], memory: Memory) -> dict[str, Count]:
    blurring = Blurring(secrets.token_bytes(SECRET_BYTES), MEASURE)
    known = {axis for _, axis in memory.earlier}
    found: dict[str, Count] = {}
    for place in known | set(counted):
        people = counted.get(place, _NOBODY)
        cell = TrueCell(people.number, 0, people.key, 0)
        shown = publishable(carry_forward.blurred_cell(blurring, memory, ("", place), cell))
        found[place] = shown.people if shown else None
    return found


def _counted(connection: Connection) -> Iterator[tuple[str, _Set]]:
    """True counts by place; they stay in here."""
    used = {invite.batch: invite.used for invite in invites.every_within(connection)}
    yield from _by_batch("used", used, used)
    yield _place("started", ALL), _Set("started", ((0, drafts.under_way(connection)),))
    found = held_surveys.held(connection, with_decided=True)
    held = {batch.batch: batch.people for batch in found}
    yield from _by_batch("held", held, held)
    for why in HeldFor:
        some = {batch.batch: batch.reasons.get(why, 0) for batch in found}
        for place, people in _by_batch("held", some, held, why.name):
            yield _place(place, why.name), people


def _by_batch(
    kind: str, people: Mapping[int, int], whole: Mapping[int, int], part: str = ""
) -> Iterator[tuple[str, _Set]]:
    """A count of each batch, and of all together; ``whole`` are the batches that they are of."""
    some = sorted((batch, number) for batch, number in people.items() if number)

    def of(*chosen: tuple[int, int]) -> _Set:
        everybody = all(whole[batch] == number for batch, number in chosen)
        return _Set(kind, chosen, "" if everybody else part)

    for batch, number in some:
        yield _place(kind, batch), of((batch, number))
    yield _place(kind, ALL), of(*some)
