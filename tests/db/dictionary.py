"""What a plain dictionary knows of each return code, beside the store that is to equal it."""

import datetime
from typing import NamedTuple

import pytest
from hypothesis.stateful import RuleBasedStateMachine
from pydantic import ValidationError
from records import checked_in
from sqlalchemy import Engine, select

from db.answers import Survey
from db.members import held_surveys
from db.members.drafts import Draft
from db.members.plausibility import is_impossible, likeness_hashes, reasons_of_change
from db.members.record import MemberRecord
from db.store.engine import core_table, reading_transaction
from db.tables import Member, ReturnCodeRow
from db.vocabulary import HeldFor, Standing
from tests.amending import check_in_now

FIRST_DAY = datetime.date(2026, 1, 1)


class ForGood(NamedTuple):
    """Columns of a member's row that the member cannot change, but for becoming held."""

    member_key: int
    record_key: int
    batch: int
    standing: int
    held_for: int


class Dictionary(RuleBasedStateMachine):
    """Drafts and records by code, and what each act makes of them."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self.records: dict[bytes, MemberRecord] = {}
        self.drafts: dict[bytes, tuple[Draft, int]] = {}
        self.for_good: dict[bytes, ForGood] = {}
        self.today = FIRST_DAY
        self.sent: list[tuple[bytes, Survey]] = []

    def check_in(self, code: bytes, survey: Survey) -> None:
        """Check in, and the same in the dictionary."""
        stored = self.records.get(code)
        if stored is None:
            assert not check_in_now(self.engine, code, survey)
        elif survey.observed_week < stored.survey.observed_week:
            with pytest.raises(ValidationError, match="report_later_than_now"):
                check_in_now(self.engine, code, survey)
        else:
            assert check_in_now(self.engine, code, survey)
            self.store(code, checked_in(stored, survey))
            self.sent.append((code, survey))

    def store(self, code: bytes, new: MemberRecord) -> None:
        """What is the same as before is no change; what became implausible is held from now on."""
        old = self.records[code]
        if new == old:
            return
        self.records[code] = new
        bits = self.for_good[code].held_for
        became = self.reasons_of_change(code, old.survey, new.survey)
        bits |= held_surveys.reason_bits(became)
        if is_impossible(old.survey) and not is_impossible(new.survey):
            bits &= ~(1 << HeldFor.impossible)
        self.for_good[code] = self.for_good[code]._replace(held_for=bits)
        if became and self.is_counted(code):
            self.for_good[code] = self.for_good[code]._replace(standing=Standing.held)

    def reasons_of_change(self, code: bytes, old: Survey, new: Survey) -> set[HeldFor]:
        """Also where the change made it like another one as that is now."""
        others = {
            likeness
            for other, kept in self.records.items()
            if other != code
            for likeness in likeness_hashes(kept.survey)
        }
        came = set(likeness_hashes(new)) - set(likeness_hashes(old))
        alike = {HeldFor.near_duplicate} if came & others else set()
        return reasons_of_change(old, new) | alike

    def is_counted(self, code: bytes) -> bool:
        """Whether hand-in did not hold the survey."""
        return self.for_good[code].standing in held_surveys.COUNTED

    def columns_for_good(self, code: bytes) -> ForGood:
        """As they are stored."""
        table, link = core_table(Member), core_table(ReturnCodeRow)
        query = select(*(table.c[name] for name in ForGood._fields))
        query = query.join(link, link.c.member_key == table.c.member_key)
        with reading_transaction(self.engine) as connection:
            return ForGood(*connection.execute(query.where(link.c.code_hash == code)).one())
