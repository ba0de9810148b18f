"""Tickets of drafts: how long they live, what they open, what ends them."""

import datetime
from collections.abc import Callable

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from db.answers import Survey
from db.members import draft_tickets, drafts, hand_in, record
from db.members.draft_tickets import A_DAY, A_WEEK
from db.members.drafts import Draft
from db.store.engine import core_table, reading_transaction
from db.store.revisions import GoneMeanwhile
from db.tables import DraftTicketRow

CODE, OTHER = b"c" * 32, b"o" * 32
MONDAY = datetime.date(2026, 1, 5)
MakeSurvey = Callable[..., Survey]


def day(number: int) -> datetime.date:
    return MONDAY + datetime.timedelta(days=number)


def issued(stores: Stores, days: int = A_DAY, code: bytes = CODE) -> str:
    drafts.save_draft(stores.members, code, Draft(2, "{}"))
    token = draft_tickets.issue_ticket(stores.members, code, days)
    assert token is not None
    return token


def opens(stores: Stores, token: str) -> bytes | None:
    found = draft_tickets.draft_of_ticket(stores.members, token)
    return None if found is None else found.code_hash


def rows(stores: Stores) -> list[tuple[bytes, bytes, int]]:
    with reading_transaction(stores.members) as connection:
        return [tuple(row) for row in connection.execute(select(core_table(DraftTicketRow)))]


@pytest.mark.parametrize(("days", "lives"), [(A_DAY, (1, 2)), (A_WEEK, (6, 7))])
def test_a_ticket_lives_for_its_days(stores: Stores, days: int, lives: tuple[int, int]) -> None:
    """Counted at midnight: one for a day is good for 24 to 48 hours."""
    draft_tickets.count_tickets_down(stores.members, day(0))
    token = issued(stores, days)
    lived = 0
    while opens(stores, token):
        lived += 1
        for _ in range(3):  # looking often counts each day once
            draft_tickets.count_tickets_down(stores.members, day(lived))
    assert lived == days == lives[1]  # midnights; the first may come right after it was issued
    assert lived - 1 == lives[0]


def test_days_on_which_nobody_looked_are_counted_too(stores: Stores) -> None:
    """The server was off for a week."""
    draft_tickets.count_tickets_down(stores.members, day(0))
    token = issued(stores, A_WEEK)
    draft_tickets.count_tickets_down(stores.members, day(7))
    assert opens(stores, token) is None and rows(stores) == []


def test_a_clock_that_was_set_back_keeps_no_ticket_longer(stores: Stores) -> None:
    """Back by two days and on by two again: two more of seven, and never more than its days."""
    draft_tickets.count_tickets_down(stores.members, day(2))
    issued(stores, A_WEEK)
    left = []
    for number in (0, 1, 2):
        draft_tickets.count_tickets_down(stores.members, day(number))
        left += [days for *_, days in rows(stores)]
    assert left == [7, 6, 5]


def test_a_ticket_is_kept_as_a_hash_with_days_and_nothing_else(stores: Stores) -> None:
    """No clock time, no device; and the token stands nowhere."""
    token = issued(stores)
    ((token_hash, code_hash, left),) = rows(stores)
    assert (code_hash, left) == (CODE, A_DAY) and len(token_hash) == 32
    assert token.encode() not in token_hash
    assert set(core_table(DraftTicketRow).c.keys()) == {"token_hash", "code_hash", "days_left"}


def test_a_ticket_opens_its_own_draft_and_a_made_up_one_opens_none(stores: Stores) -> None:
    """Two drafts, two tickets."""
    mine, theirs = issued(stores), issued(stores, code=OTHER)
    assert (opens(stores, mine), opens(stores, theirs)) == (CODE, OTHER)
    assert opens(stores, "made up") is None and opens(stores, "") is None


def test_there_is_no_ticket_where_there_is_no_draft(stores: Stores, a_survey: MakeSurvey) -> None:
    """Neither before there is one, nor for a record."""
    assert draft_tickets.issue_ticket(stores.members, CODE, A_DAY) is None
    hand_in.hand_in(stores.members, CODE, a_survey())
    assert draft_tickets.issue_ticket(stores.members, CODE, A_DAY) is None
    assert rows(stores) == []


def test_handing_in_ends_every_ticket_of_the_draft_and_no_other(
    stores: Stores, a_survey: MakeSurvey
) -> None:
    """Also that of another device."""
    first, second, other = issued(stores), "", issued(stores, code=OTHER)
    second = draft_tickets.issue_ticket(stores.members, CODE, A_WEEK) or ""
    read = drafts.read_draft(stores.members, CODE)
    assert read is not None
    assert hand_in.hand_in(stores.members, CODE, a_survey(), draft_read_with=read.revision)
    assert [opens(stores, token) for token in (first, second, other)] == [None, None, OTHER]
    assert len(rows(stores)) == 1


def test_erasing_ends_it(stores: Stores) -> None:
    """With the draft."""
    issued(stores)
    assert record.erase_member(stores.members, CODE)
    assert rows(stores) == []


def test_it_ends_with_its_draft_when_nobody_comes_back(stores: Stores) -> None:
    """After nine weeks the draft goes, and a ticket of it, however fresh."""
    drafts.count_drafts_down(stores.members, day(0))
    token = issued(stores)
    for week in range(1, 10):
        drafts.count_drafts_down(stores.members, day(7 * week))
    assert opens(stores, token) is None and rows(stores) == []


def test_a_new_one_in_its_place_ends_it(stores: Stores) -> None:
    """The tick "for a week", and the draft of another code in the same browser."""
    old = issued(stores)
    new = draft_tickets.issue_ticket(stores.members, CODE, A_WEEK, instead_of=old)
    assert (opens(stores, old), opens(stores, new or "")) == (None, CODE)


def test_after_a_new_code_the_old_one_and_its_tickets_open_nothing(stores: Stores) -> None:
    """The draft moves whole, with its revision: whoever holds it writes on."""
    token = issued(stores)
    before = drafts.read_draft(stores.members, CODE)
    drafts.move_draft(stores.members, CODE, OTHER)
    assert drafts.read_draft(stores.members, CODE) is None
    assert drafts.read_draft(stores.members, OTHER) == before
    assert opens(stores, token) is None and rows(stores) == []


def test_what_is_not_there_gets_no_new_code(stores: Stores, a_survey: MakeSurvey) -> None:
    """Neither nothing, nor a record: a ticket must not move one."""
    with pytest.raises(GoneMeanwhile):
        drafts.move_draft(stores.members, CODE, OTHER)
    hand_in.hand_in(stores.members, CODE, a_survey())
    with pytest.raises(GoneMeanwhile):
        drafts.move_draft(stores.members, CODE, OTHER)
    assert hand_in.is_handed_in(stores.members, CODE)
