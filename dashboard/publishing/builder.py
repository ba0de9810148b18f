"""Builds an edition: decide, draw a group, count one snapshot chunk by chunk, blur, write."""

import datetime
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from dashboard.edition_dates import calendar_in_force
from dashboard.publishing import desk_counts, earlier_groups, progress
from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.chunks import Totals, count_chunk, sum_of_totals
from dashboard.publishing.contrasts import edition_contrasts
from dashboard.publishing.decision import (
    EditionPlan,
    PublishLook,
    PublishReason,
    calendar_within,
    decide_within,
)
from dashboard.publishing.early_ends import early_end_contrasts
from dashboard.publishing.edition_cells import ANSWERED, EditionCounts, published_cells
from dashboard.publishing.invite_rule import InviteRule
from dashboard.publishing.older_forms import older_forms_text
from dashboard.publishing.shown_effects import (
    ShownEffects,
    effects_in_groups,
    is_small_group,
)
from dashboard.publishing.slices import Words
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stores import Stores
from db import catalogue
from db.counting import cohort
from db.desk import group
from db.desk.publishing_day import load_publishing_day, note_written
from db.editions import editions
from db.editions.editions import EditionCell, EditionContents
from db.editions.heads import Edition, GroupsHeld, member_steps
from db.members import hand_in, imported_batches
from db.store.engine import reading_transaction, writing_transaction

Counting = Callable[[Connection, LotKey], Totals]
"""A snapshot and what weights are drawn from -> weighted cells."""


class Superseded(Exception):
    """Raised where another publisher wrote the edition first; the store is as that one left it."""


class NotInvented(Exception):
    """Raised where an edition is asked for out of turn, and the members are real."""


@dataclass(frozen=True)
class PublishOutcome:
    """Whether an edition was published and why.

    Attributes:
        reason: why, or why not.
        edition: the newest there is.
        next_day: on which it is decided next.
    """

    reason: PublishReason
    edition: int | None
    next_day: datetime.date | None = None


@dataclass(frozen=True, repr=False)
class _EditionBuild:
    """One attempt: what was decided, the day, a snapshot, and the lot and noise of this attempt."""

    plan: EditionPlan
    today: datetime.date
    snapshot: Connection
    lot: LotKey
    noise: CountNoise


@dataclass(frozen=True)
class _Groups:
    """Slices of an edition, and the effects that it shows in them and of everyone."""

    slices: list[tuple[str, Words]]
    effects: ShownEffects


def publish_edition(
    stores: Stores,
    operators_days: int = 28,
    *,
    now: bool = False,
    moment: datetime.datetime | None = None,
    count: Counting | None = None,
) -> PublishOutcome:
    """Publish an edition if the calendar says so.

    Args:
        stores: both stores, open for writing.
        operators_days: the operator's interval, where leaders set no rhythm.
        now: whatever the day, on invented members alone.
        moment: of the look, with a time zone; the machine's own unless given.
        count: how the members are counted; here, chunk by chunk, unless given.

    Raises:
        NotInvented: ``now`` for members who are real.
        Superseded: another publisher wrote this edition first.
    """
    if now and not hand_in.are_invented(stores.members):
        raise NotInvented
    with reading_transaction(stores.members) as connection:
        calendar = calendar_within(connection, operators_days)
        in_force = calendar_in_force(calendar, load_publishing_day(connection))
    today = in_force.local_day(moment or datetime.datetime.now(datetime.UTC))
    look = PublishLook(editions.all_editions(stores.editions), calendar, today, now)
    with _open_build(stores, look) as begun:
        if isinstance(begun, PublishReason):
            if begun is PublishReason.too_few_for_first:
                progress.tell_progress(stores)
            number = look.newest.number if look.newest else None
            return PublishOutcome(begun, number, _next_day(stores))
        _build_edition(stores, look, begun, count or _count_by_chunk)
        number = begun.plan.edition
    return PublishOutcome(PublishReason.published, number, _next_day(stores))


def _next_day(stores: Stores) -> datetime.date | None:
    with reading_transaction(stores.members) as connection:
        note = load_publishing_day(connection)
    return note.next_day if note else None


@contextmanager
def _open_build(stores: Stores, look: PublishLook) -> Iterator["_EditionBuild | PublishReason"]:
    """What was decided: a build with its snapshot, or the reason to wait.

    Whoever hands in before the snapshot is in it, whoever hands in after waits for the next.
    """
    with writing_transaction(stores.members) as connection:
        reason, plan = decide_within(connection, look)
    if reason is not PublishReason.published:
        yield reason
        return
    secret = secrets.token_bytes(SECRET_BYTES)
    with reading_transaction(stores.members) as snapshot:
        yield _EditionBuild(plan, look.today, snapshot, LotKey(secret), CountNoise(secret))


def _build_edition(
    stores: Stores, look: PublishLook, begun: _EditionBuild, count: Counting
) -> None:
    totals = count(begun.snapshot, begun.lot)
    note = load_publishing_day(begun.snapshot)
    rule = InviteRule(
        totals.batches,
        imported_batches.batches_ever(begun.snapshot),
        begun.noise,
        note.front_doors if note else None,
    )
    counts = EditionCounts(totals, begun.noise, rule)
    groups = _groups_of_edition(stores, look, begun, counts)
    edition = Edition(
        begun.plan.edition,
        begun.today,
        member_steps(counts.members()),
        hand_in.are_invented(stores.members),
        groups=_groups_held(begun.plan, groups),
        day_number=begun.plan.day_number,
        older_forms=older_forms_text(begun.snapshot),
    )
    contrasts = [
        *edition_contrasts(totals.cells, groups.slices, begun.noise),
        *early_end_contrasts(totals.cells, sorted(totals.lists), begun.noise),
    ]
    contents = EditionContents(
        _cells_to_publish(counts, groups),
        [c for c in contrasts if groups.effects.holds_place(c.contrast, c.filters, c.axis)],
    )
    try:
        editions.write_edition(stores.edition_writer, edition, contents)
    except IntegrityError:  # another one wrote this number after we looked for the newest
        raise Superseded from None
    _note_for_desk(stores, begun, rule)


def _note_for_desk(stores: Stores, begun: _EditionBuild, rule: InviteRule) -> None:
    """Note that the edition is there, and the invites that are the group's front door.

    And say to leaders what comes with this edition. Lost in a crash, it comes with the next.
    """
    found = desk_counts.count_for_desk(begun.snapshot, begun.lot, begun.noise)
    with writing_transaction(stores.members) as connection:
        note_written(connection, begun.plan.edition, rule.front_doors)
        desk_counts.note_for_desk(connection, found)


def _cells_to_publish(counts: EditionCounts, groups: _Groups) -> list[EditionCell]:
    cells = [*counts.answered_cells(groups.slices)]
    for spec in catalogue.MEASURES.values():
        if not spec.inner and spec.name != ANSWERED:
            blurred = counts.blurred_cells(spec, groups.slices)
            cells += published_cells(spec.name, blurred, groups.effects)
    return cells


def _groups_of_edition(
    stores: Stores, look: PublishLook, begun: _EditionBuild, counts: EditionCounts
) -> _Groups:
    everyone = counts.blurred_cells(catalogue.MEASURES["effect_by_week"], [])
    was_small = not earlier_groups.showed_every_effect(stores.editions, look.newest)
    is_small = is_small_group(counts.members(), was_small=was_small)
    if not begun.plan.are_groups_due:
        return _Groups([], ShownEffects(is_small))
    before = earlier_groups.shown_before(stores.editions, look.newest)
    off = group.load_group_within(begun.snapshot).filters_off
    in_groups = effects_in_groups(everyone, before.effects)
    return _Groups(counts.groups(off, before), ShownEffects(is_small, in_groups))


def _groups_held(plan: EditionPlan, groups: _Groups) -> GroupsHeld:
    if groups.slices:
        return GroupsHeld.held
    return GroupsHeld.too_small if plan.are_groups_due else GroupsHeld.not_due


def _count_by_chunk(snapshot: Connection, lot: LotKey) -> Totals:
    # ``map`` lets go of a chunk before the next is read: one at a time is in memory.
    return sum_of_totals(count_chunk(chunk, lot) for chunk in cohort.load_chunks(snapshot))
