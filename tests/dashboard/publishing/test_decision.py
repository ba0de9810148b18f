"""When an edition appears: by the calendar and the group's rough size, and no other way."""

import datetime
from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy import text

from dashboard import demo
from dashboard.edition_days import GROUPS_WEEKS, RHYTHMS
from dashboard.publishing import (
    NotInvented,
    PublishOutcome,
    PublishReason,
    Superseded,
    builder,
    decision,
    publish_edition,
)
from dashboard.stores import Stores
from db.desk import group
from db.desk.group import GroupSettings
from db.desk.publishing_day import PublishingDay, note_publishing_day
from db.editions import editions
from db.editions.heads import GroupsHeld
from db.store.engine import writing_transaction
from tests.editions_of import SUNDAY, next_day, noon_of, publish_next

DAY = datetime.timedelta(days=1)
HandIn = Callable[..., None]


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The noise on the group's rough size is none."""
    monkeypatch.setattr(decision, "count_noise", lambda _secret, _name: 0)


def look(stores: Stores, day: datetime.date) -> PublishReason:
    return publish_edition(stores, moment=noon_of(day)).reason


def numbers(stores: Stores) -> list[int]:
    return [head.number for head in editions.all_editions(stores.editions)]


@pytest.mark.usefixtures("quiet")
def test_the_first_edition_waits_for_about_thirty_five_members(
    stores: Stores, hand_in: HandIn
) -> None:
    """Looked at once a week: 34 are too few, and a 35th on Monday waits for Sunday."""
    hand_in(34)
    assert look(stores, SUNDAY) is PublishReason.too_few_for_first
    hand_in(1)
    for days in range(1, 7):
        assert look(stores, SUNDAY + days * DAY) is PublishReason.too_early
    assert look(stores, SUNDAY + 7 * DAY) is PublishReason.published


def test_a_day_is_decided_about_once_however_often_it_is_looked_at(
    stores: Stores, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 33 members the noise decides; a hundred looks are one draw."""
    drawn = []
    monkeypatch.setattr(decision, "count_noise", lambda *_: drawn.append(1) or -5)
    hand_in(33)
    for _ in range(100):
        publish_edition(stores, moment=noon_of(SUNDAY))
    assert len(drawn) == 1


def test_fakes_one_by_one_do_not_tell_the_thirty_fifth(stores: Stores, hand_in: HandIn) -> None:
    """With 40 members or more it appears, with 29 or fewer it does not, whatever the noise."""
    hand_in(29)
    assert publish_next(stores).reason is PublishReason.too_few_for_first
    hand_in(11)
    assert publish_next(stores).reason is PublishReason.published


@pytest.mark.parametrize("weeks", RHYTHMS)
def test_a_group_of_many_has_an_edition_each_publishing_day_and_groups_every_twelve_weeks(
    stores: Stores, weeks: int
) -> None:
    """Whatever anybody did: here nobody does anything for half a year."""
    demo.fill_with_members(stores.members, 400, seed=1)
    group.write_group(stores.members, GroupSettings(rhythm_weeks=weeks))
    days = []
    for _ in range(1 + 2 * GROUPS_WEEKS // weeks):
        days.append(next_day(stores))
        assert publish_next(stores).reason is PublishReason.published
    heads = editions.all_editions(stores.editions)
    assert [head.published_on for head in heads] == days
    assert {(b - a).days for a, b in pairwise(days)} == {7 * weeks}
    held = [head.published_on for head in heads if head.groups is GroupsHeld.held]
    assert [(day - days[0]).days for day in held] == [0, 84, 168]


@pytest.mark.usefixtures("quiet")
def test_a_group_under_a_hundred_has_an_edition_every_twelve_weeks(
    stores: Stores, hand_in: HandIn
) -> None:
    """Everyone in a group of 70 is a slice of 70; from 100 on nobody waits."""
    hand_in(70)
    reasons = [publish_next(stores).reason for _ in range(4)]
    wait, there = PublishReason.small_group, PublishReason.published
    assert reasons == [there, wait, wait, there]
    hand_in(30)
    assert publish_next(stores).reason is there


def test_a_group_that_shrinks_keeps_its_editions_and_gets_more(
    stores: Stores, hand_in: HandIn
) -> None:
    """However small it becomes: every 12 weeks, and what is under the threshold is empty."""
    hand_in(45)
    publish_next(stores)
    with stores.members.begin() as connection:
        connection.exec_driver_sql("UPDATE member SET standing = 4 WHERE record_key % 9 < 8")
    reasons = [publish_next(stores).reason for _ in range(3)]
    assert reasons[-1] is PublishReason.published
    newest = editions.latest_edition(stores.editions)
    assert newest is not None and newest.members == 0
    assert editions.load_contents(stores.editions, newest).cells == []


def test_a_missed_day_is_made_up_once_and_the_next_keeps_its_day(stores: Stores) -> None:
    """Nobody looked for ten days: one edition, dated that day, and the next is on its Sunday."""
    demo.fill_with_members(stores.members, 200, seed=1)
    look(stores, SUNDAY)
    late = SUNDAY + 38 * DAY
    assert look(stores, late) is PublishReason.published
    assert look(stores, late) is PublishReason.too_early
    newest = editions.latest_edition(stores.editions)
    assert newest is not None and newest.published_on == late
    assert next_day(stores) == SUNDAY + 56 * DAY


def test_a_clock_that_was_ahead_stops_nothing(stores: Stores) -> None:
    """An edition dated next year counts as today's: the next comes a rhythm later."""
    demo.fill_with_members(stores.members, 200, seed=1)
    look(stores, SUNDAY)
    look(stores, SUNDAY + 400 * DAY)
    today = SUNDAY + 3 * DAY
    assert look(stores, today) is PublishReason.too_early
    assert next_day(stores) == SUNDAY + 35 * DAY
    assert look(stores, SUNDAY + 34 * DAY) is PublishReason.too_early
    assert look(stores, SUNDAY + 35 * DAY) is PublishReason.published
    assert numbers(stores) == [1, 2, 3]


def test_settings_of_the_calendar_take_effect_after_the_next_edition(stores: Stores) -> None:
    """A leader who moves the day draws no edition nearer, and calls none up."""
    demo.fill_with_members(stores.members, 200, seed=1)
    look(stores, SUNDAY)
    planned = next_day(stores)
    for weekday in range(7):
        group.write_group(stores.members, GroupSettings(weekday=weekday, rhythm_weeks=6))
        assert look(stores, SUNDAY + (weekday + 1) * DAY) is PublishReason.too_early
        assert next_day(stores) == planned
    group.write_group(stores.members, GroupSettings(weekday=2, rhythm_weeks=6))
    assert look(stores, planned) is PublishReason.published
    assert next_day(stores) == planned + (42 + 3) * DAY


def test_nobody_calls_up_an_edition_of_real_members(stores: Stores, hand_in: HandIn) -> None:
    """Only of invented ones, and then whatever the day."""
    hand_in(60)
    with pytest.raises(NotInvented):
        publish_edition(stores, now=True)
    assert numbers(stores) == []


def test_of_two_publishers_the_editions_number_decides(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another wrote the edition while this one counted: the other's stays, whole."""
    demo.fill_with_members(stores.members, 200, seed=1)
    count = builder._count_by_chunk

    def overtaken(*given: object) -> object:
        with monkeypatch.context() as other:
            other.setattr(builder, "_count_by_chunk", count)
            assert look(stores, SUNDAY) is PublishReason.published
        return count(*given)

    monkeypatch.setattr(builder, "_count_by_chunk", overtaken)
    with pytest.raises(Superseded):
        look(stores, SUNDAY)
    newest = editions.latest_edition(stores.editions)
    assert newest is not None and newest.number == 1
    editions.verify_edition(stores.editions, newest)


def test_an_edition_that_failed_half_way_is_written_at_the_next_look(
    stores: Stores, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was decided; the next look, on whatever day, decides nothing again and draws anew."""
    hand_in(60)

    def disk_is_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(editions, "write_edition", disk_is_full)
        with pytest.raises(OSError, match="No space left"):
            look(stores, SUNDAY)
    drawn: list[int] = []
    monkeypatch.setattr(decision, "count_noise", lambda *_: drawn.append(1) or 0)
    found = publish_edition(stores, moment=noon_of(SUNDAY + 2 * DAY))
    assert (found.reason, found.edition) == (PublishReason.published, 1)
    assert not drawn
    assert look(stores, SUNDAY + 2 * DAY) is PublishReason.too_early


def test_progress_is_told_in_steps_and_once_a_week(stores: Stores, hand_in: HandIn) -> None:
    """Under 20, about 20, about 30: of 12 and of 29 members, whatever the lot."""
    hand_in(5)
    publish_next(stores)
    assert editions.load_progress(stores.editions).members == 0
    hand_in(24)
    assert look(stores, SUNDAY + DAY) is PublishReason.too_early
    assert editions.load_progress(stores.editions).members == 0
    publish_next(stores)
    assert editions.load_progress(stores.editions).members in {0, 20, 30}


def test_after_the_upgrade_an_edition_of_this_rule_comes_at_the_first_look(
    stores: Stores, hand_in: HandIn
) -> None:
    """Whatever the day and the group's size; after that by the calendar."""
    hand_in(40)
    day = SUNDAY - 4 * DAY
    old = editions.Edition(7, day - 2 * DAY, 40, invented=False, rule=1)
    editions.write_edition(stores.edition_writer, old, editions.EditionContents([], []))
    found = publish_edition(stores, moment=noon_of(day))
    assert found == PublishOutcome(PublishReason.published, 8, SUNDAY + 28 * DAY)
    assert look(stores, SUNDAY) is PublishReason.too_early


def test_an_upgrade_from_the_rule_before_gives_one_edition_and_no_second_draw(
    stores: Stores, hand_in: HandIn
) -> None:
    """Editions of rule 2 have a note of their day; whoever takes the new one away gets no other."""
    hand_in(40)
    day = SUNDAY - 4 * DAY
    old = editions.Edition(7, day - 2 * DAY, 40, invented=False, rule=2, day_number=5)
    editions.write_edition(stores.edition_writer, old, editions.EditionContents([], []))
    with writing_transaction(stores.members) as connection:
        note = PublishingDay(number=5, next_day=SUNDAY + 21 * DAY, weeks=4, edition=7)
        note_publishing_day(connection, note.model_copy(update={"is_written": True}))
    assert publish_edition(stores, moment=noon_of(day)).edition == 8
    assert look(stores, day) is PublishReason.too_early
    with writing_transaction(stores.edition_writer) as connection:
        connection.execute(text("DELETE FROM edition WHERE number = 8"))
    assert look(stores, day) is PublishReason.too_early
