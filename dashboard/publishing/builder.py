"""Builds an edition: begin, count one snapshot chunk by chunk, blur, remember, write."""

import datetime
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from dashboard.publishing import carry_forward, counting
from dashboard.publishing.audit import bounds
from dashboard.publishing.blurring import (
    NOBODY,
    SECRET_BYTES,
    THRESHOLD,
    NoisyCounts,
    TrueCell,
    publishable_counts,
)
from dashboard.publishing.carry_forward import Blurring, Memory
from dashboard.publishing.chunks import Totals, count_chunk, merge_small_conditions, sum_of_totals
from dashboard.publishing.contrasts import BlurredCells, edition_contrasts
from dashboard.publishing.counting import TrueCounts
from dashboard.publishing.due import PublishReason, reason_to_wait
from dashboard.publishing.group_sizes import SIZES, Sizes
from dashboard.stats.noise import CUT
from dashboard.stores import Stores
from db import catalogue
from db.catalogue import MeasureSpec
from db.counting import cohort, draws
from db.counting.cohort import CohortChunk
from db.counting.draws import Superseded
from db.desk import group
from db.editions import editions
from db.editions.editions import Edition, EditionCell, EditionContents, EditionProgress
from db.members import hand_in
from db.store.engine import reading_transaction, writing_transaction
from db.thresholds import PAIRS_FROM_MEMBERS

Counting = Callable[[Connection, list[int], list[int]], Totals]
"""A snapshot, conditions to be counted under "other", batches to be watched -> true cells."""
CASES_ARE_GROUPS = tuple(n for n, spec in catalogue.MEASURES.items() if spec.cases_are_groups)
"""Measures whose cases are members with a fact, as large a group elsewhere: under the threshold
they are not shown either. Else three people could be told as "10 of everyone"."""


@dataclass(frozen=True)
class PublishOutcome:
    """Whether an edition was published and why; ``edition`` is the newest there is."""

    reason: PublishReason
    edition: int | None


@dataclass(frozen=True)
class _EditionBuild:
    """One attempt: its number, the edition's number and date, a snapshot, and a secret."""

    build: int
    edition: int
    today: datetime.date
    snapshot: Connection
    secret: bytes


def publish_edition(
    stores: Stores,
    interval_days: int,
    *,
    now: bool = False,
    today: datetime.date | None = None,
    count: Counting | None = None,
) -> PublishOutcome:
    """Publish an edition if one is due.

    Args:
        stores: both stores, open for writing.
        interval_days: days between two editions at the least.
        now: waive the interval; never the ten changed members.
        today: the edition's date; the machine's own unless given.
        count: how the members are counted; here, chunk by chunk, unless given.

    Raises:
        draws.Superseded: another publisher began after this one; the store is as it was.
    """
    today = today or datetime.datetime.now(datetime.UTC).date()
    latest = editions.latest_edition(stores.editions)
    with _open_build(stores, latest, 0 if now else interval_days, today) as begun:
        if isinstance(begun, PublishReason):
            if latest is None:
                _tell_progress(stores)
            return PublishOutcome(begun, latest.number if latest else None)
        _build_edition(stores, begun, count or _count_by_chunk)
        return PublishOutcome(PublishReason.published, begun.edition)


@contextmanager
def _open_build(
    stores: Stores,
    latest: Edition | None,
    interval_days: int,
    today: datetime.date,
) -> Iterator["_EditionBuild | PublishReason"]:
    """A build with its snapshot, or the reason to wait.

    The snapshot is opened while the write lock is held: whoever hands in before it is in it,
    whoever hands in after it carries the next build's number.
    """
    with reading_transaction(stores.members) as snapshot:
        with writing_transaction(stores.members) as connection:
            reason = reason_to_wait(connection, latest, interval_days, today)
            if reason is None:
                number = latest.number + 1 if latest else 1
                build = draws.begin_build(connection, number)
                draws.members_handed_in(snapshot)  # the first read fixes what it sees
        if reason is not None:
            yield reason
            return
        yield _EditionBuild(build, number, today, snapshot, secrets.token_bytes(SECRET_BYTES))


def _build_edition(stores: Stores, begun: _EditionBuild, count: Counting) -> None:
    sizes = Sizes(begun.snapshot, begun.secret)
    counts = count(begun.snapshot, sizes.small_conditions(), sizes.watched_batches())
    kept: list[tuple[str, draws.Draw]] = [(SIZES, draw) for draw in sizes.made]
    blurred: dict[str, BlurredCells] = {}
    for spec in catalogue.MEASURES.values():
        memory = Memory.of(draws.read_draws(begun.snapshot, spec.name))
        blurred[spec.name] = dict(_cells_with_noise(begun, spec, counts[spec.name], memory))
        kept += ((spec.name, draw) for draw in memory.made)
    cells = list(_publishable_cells(blurred))
    edition = Edition(
        begun.edition,
        begun.today,
        _number_of_members(cells),
        hand_in.are_invented(stores.members),
    )
    off = group.load_group_within(begun.snapshot).filters_off
    shown = [
        cell
        for cell in _without_early_pairs(cells, edition.members)
        if not _is_switched_off(cell.filters, off)
    ]
    published = bounds.Published.of(
        shown,
        _slices_switched_off(off, edition.members),
        CASES_ARE_GROUPS,
        _cells_hidden_otherwise(counts, blurred),
    )
    shown, kept = _withhold_cells(published, kept)
    # Draws first: if the process dies between the two, they are what the next attempt carries
    # forward. Nobody has seen them, and nothing is drawn twice for the same change.
    draws.keep_draws(stores.members, begun.build, kept)
    differences = [
        found for found in edition_contrasts(blurred) if not _is_switched_off(found.filters, off)
    ]
    try:
        editions.write_edition(stores.edition_writer, edition, EditionContents(shown, differences))
    except IntegrityError:  # another one wrote this number after we looked for the newest
        raise Superseded from None


def _count_by_chunk(
    snapshot: Connection, small_conditions: list[int], batches: list[int]
) -> Totals:
    def chunk_totals(chunk: CohortChunk) -> Totals:
        return count_chunk(merge_small_conditions(chunk, small_conditions), batches)

    # ``map`` lets go of a chunk before the next is read: one at a time is in memory.
    return sum_of_totals(map(chunk_totals, cohort.load_chunks(snapshot)))


def _cells_with_noise(
    begun: _EditionBuild,
    spec: MeasureSpec,
    counts: TrueCounts,
    memory: Memory,
) -> Iterator[tuple[tuple[str, str], NoisyCounts]]:
    settings = list(counting.filter_texts(counting.slices_of_measure(spec, pairs=True)))
    words = counting.axis_words(spec)
    slice_of = {setting: i for i, setting in enumerate(settings)}
    place_of = {word: i for i, word in enumerate(words)}
    known = {(slice_of[f], place_of[a]) for f, a in memory.earlier if a in place_of}
    blurring = Blurring(begun.secret, spec.name)
    for at in sorted(carry_forward.worth_a_look(counts, known)):
        place = (settings[at[0]], words[at[1]])
        cell = carry_forward.true_cell(counts, at)
        yield place, carry_forward.blurred_cell(blurring, memory, place, cell)


def _publishable_cells(blurred: dict[str, BlurredCells]) -> Iterator[EditionCell]:
    for name, cells in blurred.items():
        if catalogue.MEASURES[name].inner:
            continue
        for place, cell in cells.items():
            shown = publishable_counts(cell)
            if shown is not None and not (name in CASES_ARE_GROUPS and cell.cases < THRESHOLD):
                yield EditionCell(name, *place, *shown)


def _withhold_cells(
    published: bounds.Published,
    kept: list[tuple[str, draws.Draw]],
) -> tuple[list[EditionCell], list[tuple[str, draws.Draw]]]:
    """Without the cells that would narrow a count; they stay away until they are drawn afresh.

    Shown later with the number that was withheld, a cell would close the sum of this edition.
    """
    drawn_now = frozenset((measure, draw.filters, draw.axis) for measure, draw in kept)
    away = {*bounds.withheld(published, drawn_now)}
    return (
        [cell for place, cell in published.cells.items() if place not in away],
        [(m, _draw_of_nobody(d) if (m, d.filters, d.axis) in away else d) for m, d in kept],
    )


def _slices_switched_off(off: frozenset[str], published_members: int) -> set[str]:
    pairs = published_members >= PAIRS_FROM_MEMBERS
    return {f for f in bounds.every_slice() if _is_switched_off(f, off) or ("&" in f and not pairs)}


def _cells_hidden_otherwise(counts: Totals, blurred: dict[str, BlurredCells]) -> set[bounds.Place]:
    """Cells that are as if empty without being small: mostly one batch, or withheld before."""
    nobody = (
        (name, *place)
        for name, cells in blurred.items()
        if not catalogue.MEASURES[name].inner
        for place, cell in cells.items()
        if cell == NOBODY
    )
    return {at for at in nobody if counts[at[0]].people[bounds.position(at)] > CUT}


def _draw_of_nobody(draw: draws.Draw) -> draws.Draw:
    return draw._replace(blurred_people=NOBODY.people, blurred_cases=NOBODY.cases)


def _number_of_members(cells: list[EditionCell]) -> int:
    everyone = (c.people for c in cells if c.measure == "who_answered" and c.axis == "everyone")
    return next(everyone, 0)


def _without_early_pairs(cells: list[EditionCell], published_members: int) -> list[EditionCell]:
    """Pairs of filters are not even stored before the group is large enough for them."""
    if published_members >= PAIRS_FROM_MEMBERS:
        return cells
    return [cell for cell in cells if "&" not in cell.filters]


def _is_switched_off(stored_filters: str, off: frozenset[str]) -> bool:
    """Whether a filter of a slice was switched off by the group's leaders."""
    return any(part.partition("=")[0] in off for part in stored_filters.split("&"))


def _tell_progress(stores: Stores) -> None:
    """Before the first edition: roughly how many have handed in, blurred like any cell."""
    measure = "progress"
    with reading_transaction(stores.members) as connection:
        people = draws.members_handed_in(connection)
        memory = Memory.of(draws.read_draws(connection, measure))
    blurring = Blurring(secrets.token_bytes(SECRET_BYTES), measure)
    cell = TrueCell(people, 0, people, 0)
    shown = publishable_counts(carry_forward.blurred_cell(blurring, memory, ("", "everyone"), cell))
    draws.keep_draws(stores.members, None, [(measure, draw) for draw in memory.made])
    invented = hand_in.are_invented(stores.members)
    people_shown = shown.people if shown else 0
    editions.write_progress(stores.edition_writer, EditionProgress(people_shown, invented))
