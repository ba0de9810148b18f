"""Builds an edition: begin, count one snapshot chunk by chunk, blur, remember, write."""

import datetime
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from dashboard.publishing import carrying, counting
from dashboard.publishing.blurring import (
    SECRET_BYTES,
    THRESHOLD,
    Blurred,
    TrueCell,
    publishable,
)
from dashboard.publishing.carrying import Blurring, Memory
from dashboard.publishing.contrasts import BlurredCells, contrasts
from dashboard.publishing.counting import Counts
from dashboard.publishing.due import Reason, reason_to_wait
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.sizes import SIZES, Sizes
from dashboard.stores import Stores
from db import catalogue, cohort, draws, editions, group, members
from db.catalogue import MeasureSpec
from db.cohort import Cohort
from db.editions import Contents, Edition, Progress, PublishedCell
from db.engine import reading, writing
from db.vocabulary import Condition

CASES_ARE_GROUPS = ("who_answered",)
"""Measures whose cases are members with a fact, as large a group elsewhere: under the threshold
they are not shown either. Else three people could be told as "10 of everyone"."""


@dataclass(frozen=True)
class Outcome:
    """Whether an edition was published and why; ``edition`` is the newest there is."""

    reason: Reason
    edition: int | None


@dataclass(frozen=True)
class _Build:
    """One attempt: its number, the edition's number and date, a snapshot, and a secret."""

    build: int
    edition: int
    today: datetime.date
    snapshot: Connection
    secret: bytes


def publish(
    stores: Stores,
    interval_days: int,
    *,
    now: bool = False,
    today: datetime.date | None = None,
) -> Outcome:
    """Publish an edition if one is due.

    Args:
        stores: both stores, open for writing.
        interval_days: days between two editions at the least.
        now: waive the interval; never the ten changed members.
        today: the edition's date; the machine's own unless given.

    Raises:
        draws.Superseded: another publisher began after this one; the store is as it was.
    """
    today = today or datetime.datetime.now(datetime.UTC).date()
    latest = editions.latest(stores.editions)
    with _begun(stores, latest, 0 if now else interval_days, today) as begun:
        if isinstance(begun, Reason):
            if latest is None:
                _tell_progress(stores)
            return Outcome(begun, latest.number if latest else None)
        _build(stores, begun)
        return Outcome(Reason.published, begun.edition)


@contextmanager
def _begun(
    stores: Stores,
    latest: Edition | None,
    interval_days: int,
    today: datetime.date,
) -> Iterator["_Build | Reason"]:
    """A build with its snapshot, or the reason to wait.

    The snapshot is opened while the write lock is held: whoever hands in before it is in it,
    whoever hands in after it carries the next build's number.
    """
    with reading(stores.members) as snapshot:
        with writing(stores.members) as connection:
            reason = reason_to_wait(connection, latest, interval_days, today)
            if reason is None:
                number = latest.number + 1 if latest else 1
                build = draws.begin_build(connection, number)
                draws.members_handed_in(snapshot)  # the first read fixes what it sees
        if reason is not None:
            yield reason
            return
        yield _Build(build, number, today, snapshot, secrets.token_bytes(SECRET_BYTES))


def _build(stores: Stores, begun: _Build) -> None:
    sizes = Sizes(begun.snapshot, begun.secret)
    counts = _count(begun, sizes.small_conditions(), sizes.watched_batches())
    kept: list[tuple[str, draws.Draw]] = [(SIZES, draw) for draw in sizes.made]
    blurred: dict[str, BlurredCells] = {}
    for spec in catalogue.MEASURES.values():
        memory = Memory.of(draws.read_draws(begun.snapshot, spec.name))
        blurred[spec.name] = dict(_blurred(begun, spec, counts[spec.name], memory))
        kept += ((spec.name, draw) for draw in memory.made)
    cells = list(_publishable(blurred))
    edition = Edition(
        begun.edition,
        begun.today,
        _members(cells),
        members.are_invented(stores.members),
    )
    # Draws first: if the process dies between the two, they are what the next attempt carries
    # forward. Nobody has seen them, and nothing is drawn twice for the same change.
    draws.keep_draws(stores.members, begun.build, kept)
    off = group.of(begun.snapshot).filters_off
    shown = [cell for cell in _allowed(cells, edition.members) if not _is_off(cell.filters, off)]
    differences = [found for found in contrasts(blurred) if not _is_off(found.filters, off)]
    editions.write(stores.edition_writer, edition, Contents(shown, differences))


def _count(
    begun: _Build,
    small_conditions: list[int],
    batches: list[int],
) -> dict[str, Counts]:
    totals: dict[str, Counts] = {}
    for chunk in cohort.chunks(begun.snapshot):
        merged = merge_small_conditions(chunk, small_conditions)
        for name, counts in count_chunk(merged, batches).items():
            totals[name] = totals[name] + counts if name in totals else counts
    return totals


def count_chunk(chunk: Cohort, batches: Sequence[int] = ()) -> dict[str, Counts]:
    """True counts of every measure for one chunk; those of two chunks add."""
    specs = catalogue.MEASURES
    return {
        name: counting.count(chunk, specs[name], tally(chunk), pairs=True, batches=batches)
        for name, tally in TALLIES.items()
    }


def merge_small_conditions(chunk: Cohort, small: list[int]) -> Cohort:
    """The chunk with members of small conditions under "other"; "not said" stays itself."""
    condition = chunk.facts["condition"].copy()
    for number in set(small) - {Condition.not_said, Condition.other}:
        condition[condition == number] = Condition.other
    return replace(chunk, facts={**chunk.facts, "condition": condition})


def _blurred(
    begun: _Build,
    spec: MeasureSpec,
    counts: Counts,
    memory: Memory,
) -> Iterator[tuple[tuple[str, str], Blurred]]:
    settings = list(counting.stored_filters(counting.slices(spec, pairs=True)))
    words = counting.axis_words(spec)
    slice_of = {setting: i for i, setting in enumerate(settings)}
    place_of = {word: i for i, word in enumerate(words)}
    known = {(slice_of[f], place_of[a]) for f, a in memory.earlier if a in place_of}
    blurring = Blurring(begun.secret, spec.name)
    for at in sorted(carrying.worth_a_look(counts, known)):
        place = (settings[at[0]], words[at[1]])
        cell = carrying.true_cell(counts, at)
        yield place, carrying.blurred_cell(blurring, memory, place, cell)


def _publishable(blurred: dict[str, BlurredCells]) -> Iterator[PublishedCell]:
    for name, cells in blurred.items():
        if catalogue.MEASURES[name].inner:
            continue
        for place, cell in cells.items():
            shown = publishable(cell)
            if shown is not None and not (name in CASES_ARE_GROUPS and cell.cases < THRESHOLD):
                yield PublishedCell(name, *place, *shown)


def _members(cells: list[PublishedCell]) -> int:
    everyone = (c.people for c in cells if c.measure == "who_answered" and c.axis == "everyone")
    return next(everyone, 0)


def _allowed(cells: list[PublishedCell], published_members: int) -> list[PublishedCell]:
    """Pairs of filters are not even stored before the group is large enough for them."""
    if published_members >= catalogue.PAIRS_FROM_MEMBERS:
        return cells
    return [cell for cell in cells if "&" not in cell.filters]


def _is_off(stored_filters: str, off: frozenset[str]) -> bool:
    """Whether a filter of a slice was switched off by the group's leaders."""
    return any(part.partition("=")[0] in off for part in stored_filters.split("&"))


def _tell_progress(stores: Stores) -> None:
    """Before the first edition: roughly how many have handed in, blurred like any cell."""
    measure = "progress"
    with reading(stores.members) as connection:
        people = draws.members_handed_in(connection)
        memory = Memory.of(draws.read_draws(connection, measure))
    blurring = Blurring(secrets.token_bytes(SECRET_BYTES), measure)
    cell = TrueCell(people, 0, people, 0)
    shown = publishable(carrying.blurred_cell(blurring, memory, ("", "everyone"), cell))
    draws.keep_draws(stores.members, None, [(measure, draw) for draw in memory.made])
    invented = members.are_invented(stores.members)
    people_shown = shown.people if shown else 0
    editions.write_progress(stores.edition_writer, Progress(people_shown, invented))
