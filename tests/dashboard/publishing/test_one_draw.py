"""One draw a publishing day, whatever is lost, restored, set back or set by a leader meanwhile."""

import datetime
import secrets
from collections.abc import Callable
from itertools import pairwise

import pytest

from dashboard import demo
from dashboard.edition_dates import PublishedSoFar, edition_dates
from dashboard.edition_days import EditionCalendar, RhythmWeeks
from dashboard.publishing import PublishReason, publish_edition
from dashboard.stores import Stores
from db.desk import group
from db.desk.group import GroupSettings
from db.desk.publishing_day import load_publishing_day, note_publishing_day, note_restored
from db.editions import editions
from db.editions.heads import Edition, GroupsHeld
from db.store.engine import reading_transaction, writing_transaction
from tests.editions_of import SUNDAY, next_day, noon_of, publish_next

DAY = datetime.timedelta(days=1)
HandIn = Callable[..., None]


def look(stores: Stores, day: datetime.date, hour: int = 12) -> PublishReason:
    moment = noon_of(day) + datetime.timedelta(hours=hour - 12)
    return publish_edition(stores, moment=moment).reason


def lose_editions(stores: Stores, number: int = 0) -> None:
    """Take every edition after a number away, as an older copy of the file does."""
    with stores.edition_writer.begin() as connection:
        for table in ("cell", "contrast", "contrast_sums"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE edition > {number}")
        connection.exec_driver_sql(f"DELETE FROM edition WHERE number > {number}")


def amend_note(stores: Stores, **changed: object) -> None:
    with writing_transaction(stores.members) as connection:
        note = load_publishing_day(connection)
        assert note is not None
        note_publishing_day(connection, note.model_copy(update=changed))


def heads(stores: Stores) -> list[Edition]:
    return editions.all_editions(stores.editions)


@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_editions_that_are_lost_are_not_drawn_again_one_after_the_other(
    stores: Stores, left: int
) -> None:
    """Of four, all, three, two or one: the next comes on the day that was planned, and once.

    Before, each lost edition was one more draw over the same people, at looks ten minutes apart.
    """
    demo.fill_with_members(stores.members, 200, seed=1)
    for _ in range(4):
        publish_next(stores)
    planned = next_day(stores)
    lose_editions(stores, left)
    day = planned - 26 * DAY
    assert {look(stores, day) for _ in range(5)} == {PublishReason.too_early}
    assert next_day(stores) == planned
    assert look(stores, planned) is PublishReason.published
    assert {look(stores, planned + DAY) for _ in range(3)} == {PublishReason.too_early}
    assert len(heads(stores)) == left + 1


def test_a_note_of_an_edition_that_nobody_decided_publishes_nothing(stores: Stores) -> None:
    """It names edition 99: the day that was planned stays, and the note is put right."""
    demo.fill_with_members(stores.members, 200, seed=1)
    publish_next(stores)
    amend_note(stores, edition=99, is_written=False)
    assert look(stores, SUNDAY + 2 * DAY) is PublishReason.too_early
    assert len(heads(stores)) == 1
    assert publish_next(stores).edition == 2


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31"])
def test_a_note_of_a_day_that_cannot_be_is_as_good_as_none(stores: Stores, day: str) -> None:
    """Twelve weeks before the year 1 there is no date: it stopped publishing for good."""
    demo.fill_with_members(stores.members, 200, seed=1)
    publish_next(stores)
    with stores.members.begin() as connection:
        connection.exec_driver_sql(
            'UPDATE setting SET value = \'{"next_day":"' + day + '","weeks":12}\' '
            "WHERE name = 'publishing_day'"
        )
    assert look(stores, SUNDAY + DAY) is PublishReason.too_early
    assert look(stores, SUNDAY + 28 * DAY) is PublishReason.published


@pytest.mark.parametrize("late", [0, 2, 9])
def test_a_restored_store_never_catches_up_at_once(stores: Stores, late: int) -> None:
    """The store that was lost may have shown that day's edition: this one waits for another."""
    demo.fill_with_members(stores.members, 200, seed=1)
    publish_next(stores)
    missed = next_day(stores)
    with writing_transaction(stores.members) as connection:
        note_restored(connection)
    assert look(stores, missed + late * DAY) is PublishReason.too_early
    assert next_day(stores) == missed + 28 * DAY
    assert publish_next(stores).reason is PublishReason.published


def test_a_time_zone_moves_no_day_that_was_planned(stores: Stores) -> None:
    """Saturday 10:30 in Greenwich is Sunday on Kiritimati, and Sunday noon Saturday at GMT+12."""
    demo.fill_with_members(stores.members, 200, seed=1)
    publish_next(stores)
    planned = next_day(stores)
    group.write_group(stores.members, GroupSettings(time_zone="Pacific/Kiritimati"))
    assert look(stores, planned - DAY, hour=11) is PublishReason.too_early
    group.write_group(stores.members, GroupSettings(time_zone="Etc/GMT+12"))
    assert look(stores, planned, hour=1) is PublishReason.published
    assert heads(stores)[-1].published_on == planned


@pytest.mark.parametrize("rhythms", [(12, 4), (6, 4, 6)])
def test_no_rhythm_brings_groups_nearer_than_twelve_weeks(
    stores: Stores, rhythms: tuple[RhythmWeeks, ...]
) -> None:
    """Each is set just before a publishing day of a group that had editions every four weeks."""
    demo.fill_with_members(stores.members, 400, seed=1)
    publish_next(stores)
    for rhythm in (*rhythms, *rhythms):
        group.write_group(stores.members, GroupSettings(rhythm_weeks=rhythm))
        publish_next(stores)
    held = [head.published_on for head in heads(stores) if head.groups is GroupsHeld.held]
    assert len(held) > 1
    assert min((b - a).days for a, b in pairwise(held)) >= 84


def test_no_rhythm_brings_a_small_group_an_edition_sooner(stores: Stores, hand_in: HandIn) -> None:
    """Set to twelve weeks before a day on which it waits: it waits on, in the rhythm it has."""
    hand_in(60)
    publish_next(stores)
    group.write_group(stores.members, GroupSettings(rhythm_weeks=12, weekday=2))
    days = []
    for _ in range(3):
        days.append(next_day(stores))
        publish_next(stores)
    assert [head.published_on for head in heads(stores)] == [SUNDAY, SUNDAY + 84 * DAY]
    assert [(day - SUNDAY).days for day in days] == [28, 56, 84]


@pytest.mark.parametrize("rhythm", [4, 12])
@pytest.mark.parametrize("shrinks", [False, True])
def test_by_the_latest_date_no_page_shows_an_edition_of_whoever_erased(
    stores: Stores, rhythm: RhythmWeeks, shrinks: bool
) -> None:
    """A leader slows the rhythm and moves the weekday, the group falls to a few: the date holds.

    The planned one does not (a Saturday is six days later), which is why both are said.
    """
    demo.fill_with_members(stores.members, 400, seed=1)
    publish_next(stores)
    newest = heads(stores)[-1]
    with reading_transaction(stores.members) as connection:
        plan = load_publishing_day(connection)
    assert plan is not None
    told = edition_dates(EditionCalendar(), plan, PublishedSoFar(newest, newest))
    group.write_group(stores.members, GroupSettings(rhythm_weeks=rhythm, weekday=5))
    if shrinks:
        with stores.members.begin() as connection:
            connection.exec_driver_sql("UPDATE member SET standing = 4 WHERE record_key % 9 < 8")
    while len(heads(stores)) < 4:
        publish_next(stores)
    third = heads(stores)[-1].published_on
    assert heads(stores)[1].published_on == told.edition
    assert told.all_gone < third <= told.all_gone_latest


def test_a_look_after_an_edition_was_written_knows_that_it_is_there(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that failed before it was written is made up; one that was written and lost is not."""
    demo.fill_with_members(stores.members, 200, seed=1)

    def disk_is_full(*_: object) -> None:
        raise OSError(28, secrets.token_hex(4))

    with monkeypatch.context() as broken:
        broken.setattr(editions, "write_edition", disk_is_full)
        with pytest.raises(OSError, match="28"):
            look(stores, SUNDAY)
    assert look(stores, SUNDAY) is PublishReason.published
    lose_editions(stores)
    assert look(stores, SUNDAY) is PublishReason.too_early
