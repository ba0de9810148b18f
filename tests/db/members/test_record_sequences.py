"""Any sequence of what members can do leaves the store equal to a plain dictionary."""

import datetime
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test
from records import records, scores, unbelievable
from sqlalchemy import Engine, delete, select
from stored import columns

from dashboard.stores import Stores
from db.answers import ScaleScores
from db.counting import cohort
from db.members import drafts, record
from db.members import hand_in as hand_in_rows
from db.members.drafts import Draft
from db.members.record import MemberRecord
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import DRAFT_WEEKS, DraftRow, Member, members_metadata
from db.vocabulary import Condition, OverallChange
from tests.amending import amend_now
from tests.db.dictionary import Dictionary
from tests.story_cohorts import Story, cohort_of

CODES = (b"a" * 32, b"b" * 32, b"c" * 32, b"d" * 32)
MEMBERS_A_CHUNK = 2
EDITION = 1

codes = st.sampled_from(CODES)
number = st.integers(0, 11)
"""Picks one of what is there, by its remainder."""
EMPTIED = [table for table in members_metadata.sorted_tables if table.name != "audit"]
"""The audit's rows cannot be deleted; no member's way leads there."""
there_is_somebody = precondition(lambda self: self.records)


class Sequences(Dictionary):
    """Four codes, each with a draft, a record or nothing."""

    @initialize(first=records(), second=records())
    def a_store_with_two_members_and_a_draft(
        self, first: MemberRecord, second: MemberRecord
    ) -> None:
        """One is counted, one held, both in the first build; nothing of the example before."""
        with writing_transaction(self.engine) as connection:
            for table in EMPTIED:
                connection.execute(delete(table))
        drafts.count_drafts_down(self.engine, self.today)
        self.hand_in(CODES[0], first, is_held=False)
        self.hand_in(CODES[1], second, is_held=True)
        self.save_draft(CODES[2], 1)

    @rule(code=codes, step=st.integers(1, 7))
    def save_draft(self, code: bytes, step: int) -> None:
        """Kept until its survey is handed in; a late one is not kept."""
        draft = Draft(step, f'{{"step": {step}}}')
        if code in self.records:
            with pytest.raises(drafts.HandedInMeanwhile):
                drafts.save_draft(self.engine, code, draft)
            return
        drafts.save_draft(self.engine, code, draft, self.revision_of_draft(code))
        self.drafts[code] = (draft, DRAFT_WEEKS)

    def revision_of_draft(self, code: bytes) -> int | None:
        """As a device that read the draft just now."""
        read = drafts.read_draft(self.engine, code)
        return read.revision if read else None

    @rule()
    def a_week_passes(self) -> None:
        """Every draft has one week less."""
        self.today += datetime.timedelta(days=7)
        drafts.count_drafts_down(self.engine, self.today)
        counted = {code: (draft, weeks - 1) for code, (draft, weeks) in self.drafts.items()}
        self.drafts = {code: kept for code, kept in counted.items() if kept[1] > 0}

    @rule(code=codes, first=records(), is_held=st.booleans())
    def hand_in(self, code: bytes, first: MemberRecord, is_held: bool) -> None:
        """The first under a code counts; after an erasure the code is as new."""
        survey = unbelievable(first.survey) if is_held else first.survey
        stored = hand_in_rows.hand_in(
            self.engine, code, survey, draft_read_with=self.revision_of_draft(code)
        )
        assert stored is (code not in self.records)
        if stored:
            self.records[code] = MemberRecord.of(survey)
            self.for_good[code] = self.columns_for_good(code)
            self.drafts.pop(code, None)

    @rule(code=codes, other=records())
    def check_in_with_another_story(self, code: bytes, other: MemberRecord) -> None:
        """Everything may have changed, and it may be too early."""
        self.check_in(code, other.survey)

    @there_is_somebody
    @rule(who=number, weeks=st.integers(0, 3), change=st.sampled_from(OverallChange), now=scores)
    def check_in_as_last_time(
        self, who: int, weeks: int, change: OverallChange, now: ScaleScores
    ) -> None:
        """Prefilled: only the week and how the member is differ."""
        code = one_of(self.records, who)
        survey = self.records[code].survey
        changes = {"observed_week": survey.observed_week + weeks, "overall_change": change}
        self.check_in(code, survey.model_copy(update={**changes, "now": now}))

    @there_is_somebody
    @rule(who=number)
    def check_in_with_nothing_new(self, who: int) -> None:
        """A double tap, or a retry a week later: no change."""
        code = one_of(self.records, who)
        self.check_in(code, self.records[code].survey)

    @rule(which=number)
    def send_an_old_check_in_again(self, which: int) -> None:
        """A retry, another tab, a telephone that was off."""
        if self.sent:
            self.check_in(*one_of(self.sent, which))

    @rule(code=codes, corrected=records())
    def amend(self, code: bytes, corrected: MemberRecord) -> None:
        """Anything may be corrected, the week and earlier reports too."""
        assert amend_now(self.engine, code, corrected) is (code in self.records)
        if code in self.records:
            self.store(code, corrected)

    @there_is_somebody
    @rule(who=number, condition=st.sampled_from(Condition))
    def amend_one_fact(self, who: int, condition: Condition) -> None:
        """The main condition, and nothing else."""
        code = one_of(self.records, who)
        survey = self.records[code].survey.model_copy(update={"condition": condition})
        self.amend(code, MemberRecord(survey=survey, reports=self.records[code].reports))

    @there_is_somebody
    @rule(who=number, which=number, now=scores)
    def amend_one_report(self, who: int, which: int, now: ScaleScores) -> None:
        """The scores of an earlier week, and nothing else."""
        code = one_of(self.records, who)
        *earlier, latest = self.records[code].reports
        if earlier:
            corrected = one_of(earlier, which).model_copy(update={"scores": now})
            reports = {r.week: r for r in (*earlier, latest)} | {corrected.week: corrected}
            new = MemberRecord(survey=self.records[code].survey, reports=tuple(reports.values()))
            self.amend(code, new)

    @rule(code=codes)
    def erase(self, code: bytes) -> None:
        """Everything under a code, once."""
        there = code in self.records or code in self.drafts
        assert record.erase_member(self.engine, code) is there
        assert record.erase_member(self.engine, code) is False
        self.drafts.pop(code, None)
        if self.records.pop(code, None):
            del self.for_good[code]

    @invariant()
    def the_records_are_the_dictionarys(self) -> None:
        """Read back under their codes."""
        found = {code: record.load_record(self.engine, code) for code in CODES}
        assert found == {code: self.records.get(code) for code in CODES}

    @invariant()
    def the_drafts_are_the_dictionarys(self) -> None:
        """With the weeks that they have left."""
        table = core_table(DraftRow)
        with reading_transaction(self.engine) as connection:
            weeks = dict(connection.execute(select(table.c.code_hash, table.c.weeks_left)).all())
        found = {code: (drafts.load_draft(self.engine, code), left) for code, left in weeks.items()}
        assert found == self.drafts

    @invariant()
    def the_cohort_is_the_dictionarys(self) -> None:
        """What publishing counts: the columns of those whom it counts, chunk by chunk."""
        counted = sorted(filter(self.is_counted, self.records), key=self.for_good.__getitem__)
        told = [
            Story(
                self.records[code].survey,
                tuple((r.week, r.overall_change) for r in self.records[code].reports),
                self.for_good[code].record_key,
                tuple(r.scores for r in self.records[code].reports),
            )
            for code in counted
        ]
        with reading_transaction(self.engine) as connection:
            chunks = list(cohort.load_chunks(connection, MEMBERS_A_CHUNK))
        assert len(chunks) == -(-len(told) // MEMBERS_A_CHUNK)
        for number, chunk in enumerate(chunks):
            at = number * MEMBERS_A_CHUNK
            assert columns(chunk) == columns(cohort_of(told[at : at + MEMBERS_A_CHUNK]))

    @invariant()
    def keys_and_standing_stay(self) -> None:
        """Whatever was changed, and no row of anybody else is left."""
        assert {code: self.columns_for_good(code) for code in self.records} == self.for_good
        with reading_transaction(self.engine) as connection:
            keys = set(connection.execute(select(core_table(Member).c.member_key)).scalars())
            for table in members_metadata.sorted_tables:
                if "member_key" in table.c:
                    assert set(connection.execute(select(table.c.member_key)).scalars()) <= keys
        assert keys == {kept.member_key for kept in self.for_good.values()}


def one_of(found: Iterable[Any], which: int) -> Any:
    """One of what there is."""
    choices = list(found)
    return choices[which % len(choices)]


def run(engine: Engine, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        lambda: Sequences(engine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_sequence_leaves_the_store_equal_to_a_dictionary(stores: Stores) -> None:
    """Drafts, hand-ins, check-ins, corrections and erasures by four members, twice and late."""
    run(stores.members, examples=8, steps=20)


@pytest.mark.slow
def test_any_long_sequence_leaves_the_store_equal_to_a_dictionary(stores: Stores) -> None:
    """The same, 300 times up to 60 steps."""
    run(stores.members, examples=300, steps=60)
