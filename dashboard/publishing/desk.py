"""What leaders see of batches: how many came, how many are held. Blurred like any other cell.

A leader has the codes, and could hand in surveys of their own while watching a number for a
friend's. So the numbers are looked at once a day (and anew after each edition), a number that
moved by less than 5 since it was drawn stays as it is, and a decision about held surveys moves
none: the surveys that it is about are counted until the next edition makes it final.
"""

import datetime
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection

from dashboard.publishing import carrying
from dashboard.publishing.blurring import SECRET_BYTES, TrueCell, publishable
from dashboard.publishing.carrying import Blurring, Memory
from dashboard.stores import Stores
from db import builds, drafts, draws, holding, invites
from db.engine import reading
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


_lock = Lock()
_looked: dict[str, tuple[tuple[datetime.date, int], dict[str, Count]]] = {}
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
    store = str(stores.members.url)
    today = today or datetime.datetime.now(datetime.UTC).date()
    with _lock:
        with reading(stores.members) as connection:
            at = (today, builds.coming_build(connection))
            if store in _looked and _looked[store][0] == at:
                return _looked[store][1]
            counted = dict(_counted(connection))
            memory = Memory.of(draws.read_draws(connection, MEASURE))
        shown = _blurred(counted, memory)
        draws.keep_draws(stores.members, None, [(MEASURE, draw) for draw in memory.made])
        _looked[store] = at, shown
        return shown


def _blurred(counted: dict[str, int], memory: Memory) -> dict[str, Count]:
    blurring = Blurring(secrets.token_bytes(SECRET_BYTES), MEASURE)
    known = {axis for _, axis in memory.earlier}
    found: dict[str, Count] = {}
    for number, place in enumerate(sorted(known | set(counted))):
        people = counted.get(place, 0)
        # Only how many is known here, not who: the noise is drawn from the place and its number.
        cell = TrueCell(people, 0, number << 32 | people, 0)
        cell_shown = publishable(carrying.blurred_cell(blurring, memory, ("", place), cell))
        found[place] = cell_shown.people if cell_shown else None
    return found


def _counted(connection: Connection) -> Iterator[tuple[str, int]]:
    """True counts by place; they stay in here."""
    used = {invite.batch: invite.used for invite in invites.every_within(connection)}
    for batch, people in used.items():
        yield _place("used", batch), people
    yield _place("used", ALL), sum(used.values())
    yield _place("started", ALL), drafts.under_way(connection)
    held = holding.held(connection, with_decided=True)
    for found in held:
        yield _place("held", found.batch), found.people
        for why, people in found.reasons.items():
            yield _place("held", found.batch, why.name), people
    yield _place("held", ALL), sum(found.people for found in held)
    for why in HeldFor:
        yield _place("held", ALL, why.name), sum(f.reasons.get(why, 0) for f in held)
