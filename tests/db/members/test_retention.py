"""A year a record, only where a group asks for it; who has not come back for years is erased."""

import datetime
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from dashboard.stores import Stores
from db.answers import Survey
from db.desk.group import GroupSettings, write_group
from db.members import retention_note
from db.members.hand_in import hand_in, is_handed_in
from db.members.record import MemberRecord, amend_record, read_record
from db.members.retention import (
    RecordRetention,
    erase_long_gone,
    keep_record,
    retention_of_record,
)
from db.members.retention_note import RetentionNote, forget_years_within
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member, members_metadata

YEARS = 3
ONE, OTHER = b"1" * 32, b"2" * 32
MakeSurvey = Callable[..., Survey]
_member = core_table(Member)


@pytest.fixture
def year(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock's year."""

    def set_year(number: int) -> None:
        day = datetime.date(number, 6, 1)
        monkeypatch.setattr(retention_note, "day_of_group", lambda _connection: day)

    set_year(2026)
    return set_year


def group_keeps(stores: Stores, years: int | None) -> None:
    write_group(stores.members, GroupSettings(retention_years=years))


def publishing_day(stores: Stores, *years: int) -> None:
    """The first and second publishing day of each year."""
    for number in years:
        for _ in range(2):
            with writing_transaction(stores.members) as connection:
                erase_long_gone(connection, number)


def years_stored(stores: Stores) -> list[int]:
    with reading_transaction(stores.members) as connection:
        return sorted(connection.execute(select(_member.c.came_back_year)).scalars())


def rows_of_everyone(stores: Stores) -> int:
    with reading_transaction(stores.members) as connection:
        tables = [t for t in members_metadata.sorted_tables if t.name not in ("setting", "audit")]
        return sum(len(connection.execute(select(table)).all()) for table in tables)


def test_no_year_is_kept_where_no_group_asks_for_it(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None]
) -> None:
    """Handing in, checking in, publishing days: 0 in every row (control: with a time, the year)."""
    hand_in(stores.members, ONE, a_survey())
    publishing_day(stores, 2026, 2027)
    assert years_stored(stores) == [0]
    group_keeps(stores, YEARS)
    hand_in(stores.members, OTHER, a_survey())
    assert years_stored(stores) == [0, 2026]


def test_turning_it_off_leaves_no_year_of_anybody(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None]
) -> None:
    """At once by the act; and a publishing day finds what another process left."""
    group_keeps(stores, YEARS)
    for forget in ("act", "day"):
        hand_in(stores.members, forget.encode().ljust(32), a_survey())
        assert 2026 in years_stored(stores)
        group_keeps(stores, None)
        with writing_transaction(stores.members) as connection:
            if forget == "act":
                forget_years_within(connection)
            else:
                erase_long_gone(connection, 2026)
        assert set(years_stored(stores)) == {0}
        group_keeps(stores, YEARS)


def test_who_has_not_come_back_for_years_is_erased_whole_and_others_stay(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None]
) -> None:
    """2026 and three whole years: there until the end of 2029, gone in 2030."""
    group_keeps(stores, YEARS)
    hand_in(stores.members, ONE, a_survey())
    nobody = rows_of_everyone(stores)
    hand_in(stores.members, OTHER, a_survey(observed_week=21))
    publishing_day(stores, 2026, 2027)
    year(2027)
    assert keep_record(stores.members, ONE)
    publishing_day(stores, 2028, 2029)
    assert is_handed_in(stores.members, OTHER)
    publishing_day(stores, 2030)
    assert not is_handed_in(stores.members, OTHER)
    assert is_handed_in(stores.members, ONE)
    assert rows_of_everyone(stores) == nobody


def test_checking_in_is_coming_back_and_the_same_again_is_too(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None]
) -> None:
    """Reading is not: then the notice could never be read."""
    group_keeps(stores, YEARS)
    hand_in(stores.members, ONE, a_survey())
    year(2028)
    found = read_record(stores.members, ONE)
    assert found is not None and years_stored(stores) == [2026]
    amend_record(stores.members, ONE, MemberRecord.of(found.value.survey), found.revision)
    assert years_stored(stores) == [2028]


def test_a_record_says_so_a_year_before(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None]
) -> None:
    """Of 2026, with three years: erased from 2030 on, told all through 2029, not before."""
    group_keeps(stores, YEARS)
    hand_in(stores.members, ONE, a_survey())
    told = []
    for number in (2026, 2027, 2028, 2029):
        year(number)
        publishing_day(stores, number)
        told.append(retention_of_record(stores.members, ONE))
    assert told == [RecordRetention(YEARS, 2026, 2030, is_last) for is_last in (0, 0, 0, 1)]
    assert keep_record(stores.members, ONE)
    assert retention_of_record(stores.members, ONE) == RecordRetention(YEARS, 2029, 2033, False)
    group_keeps(stores, None)
    assert retention_of_record(stores.members, ONE) is None
    assert not keep_record(stores.members, OTHER)


@pytest.mark.parametrize("ahead", [2031, 2060, 9999])
def test_a_clock_that_jumps_ahead_erases_nobody(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None], ahead: int
) -> None:
    """One publishing day, and what is handed in under it; put right, all is as before."""
    group_keeps(stores, YEARS)
    hand_in(stores.members, ONE, a_survey())
    publishing_day(stores, 2026)
    year(ahead)
    hand_in(stores.members, OTHER, a_survey(observed_week=21))
    with writing_transaction(stores.members) as connection:
        erase_long_gone(connection, ahead)
    assert years_stored(stores) == [2026, 2027]
    publishing_day(stores, 2026, 2027, 2028, 2029)
    assert is_handed_in(stores.members, ONE)


def test_who_was_there_before_the_group_set_a_time_has_all_of_it(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None]
) -> None:
    """Nobody is erased for years that nobody counted."""
    hand_in(stores.members, ONE, a_survey())
    group_keeps(stores, 2)
    publishing_day(stores, 2040, 2041, 2042)
    assert is_handed_in(stores.members, ONE)
    publishing_day(stores, 2043)
    assert not is_handed_in(stores.members, ONE)


def test_a_shorter_time_is_told_a_year_before_it_holds(
    stores: Stores, a_survey: MakeSurvey, year: Callable[[int], None]
) -> None:
    """Of 2026; in 2031 ten years become two: told from then on, erased from 2033 on."""
    group_keeps(stores, 10)
    hand_in(stores.members, ONE, a_survey())
    publishing_day(stores, *range(2026, 2032))
    year(2031)
    group_keeps(stores, 2)
    for _ in ("before a publishing day", "after it"):
        found = retention_of_record(stores.members, ONE)
        assert found is not None and found.erased_from == 2033
        publishing_day(stores, 2031)
    publishing_day(stores, 2032)
    year(2032)
    found = retention_of_record(stores.members, ONE)
    assert found is not None and found.is_last_year
    assert is_handed_in(stores.members, ONE)
    publishing_day(stores, 2033)
    assert not is_handed_in(stores.members, ONE)


changes = st.lists(st.integers(2, 10), min_size=1, max_size=12)


@given(changes, st.integers(0, 11))
def test_whatever_leaders_set_a_record_is_told_a_whole_year_before(
    set_to: list[int], came_back: int
) -> None:
    """Each year leaders may set another time; gone in a year, it was told all the year before."""
    note = RetentionNote(year=2026, years=set_to[0])
    told_in: set[int] = set()
    for number, years in enumerate(_each_year(set_to), start=2026):
        note = note.model_copy(update={"year": number}).with_years(years)
        member = 2026 + min(came_back, number - 2026)
        if member < number - note.years:  # as erase_long_gone asks
            assert number - 1 in told_in
            return
        if note.erased_from(member) - number <= 1:
            told_in.add(number)


def _each_year(set_to: Iterable[int]) -> list[int]:
    given_years = list(set_to)
    return given_years + [given_years[-1]] * 14


def test_what_a_clock_ahead_wrote_is_taken_back(stores: Stores, a_survey: MakeSurvey) -> None:
    """A year that cannot be would keep a record for ever."""
    group_keeps(stores, YEARS)
    hand_in(stores.members, ONE, a_survey())
    with writing_transaction(stores.members) as connection:
        connection.execute(update(_member).values(came_back_year=9_000))
    publishing_day(stores, 2026)
    assert years_stored(stores) == [2026]
