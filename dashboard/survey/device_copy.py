"""What one device holds of a survey: what it read last, and what was made of it since.

A second device may hold the same survey. What both changed is put together here before it is
stored (dashboard.questionnaire.three_way); where a person has to decide, nothing is stored.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pydantic import ValidationError

from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.draft_things import DRAFTS
from dashboard.questionnaire.draft_to_survey import translate_draft
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.questionnaire.three_way import Disagreement, PersonDecides
from dashboard.record.record_things import RECORDS
from dashboard.survey import member_store
from db import codes
from db.answers import Survey
from db.members.drafts import HandedInMeanwhile
from db.members.hand_in import SurveyArrival
from db.members.record import MemberRecord
from db.store.revisions import ChangedMeanwhile, GoneMeanwhile, Reading, write_merged

_NOTHING: Reading[Answers] = Reading({}, None)


class NotYetStored(Exception):
    """Nothing was stored; ``args[0]`` is a key under ``survey``, or "" for what is marked."""


@dataclass
class DeviceCopy:
    """A survey on one device.

    Attributes:
        answers: as they stand on this device.
        code: the return code, once there is a draft under it; None where a ticket opened it.
        code_hash: the code's hash, where a ticket opened the draft.
        read: the draft as this device read or saved it last.
        amends: the record that is being corrected, as it was read; None for a first survey.
            With no revision: the survey that another device handed in, as both had read it.
        meets: a record that another device handed in, while a person decides.
        disagreement: what a person has to decide before anything is stored.
        stored: the survey as it is stored, once it was handed in from here.
    """

    answers: Answers = field(default_factory=dict)
    code: str | None = None
    code_hash: bytes | None = None
    read: Reading[Answers] = _NOTHING
    amends: Reading[MemberRecord] | None = None
    meets: Reading[MemberRecord] | None = None
    disagreement: Disagreement[Any] | None = None
    stored: Survey | None = None

    @property
    def key(self) -> member_store.Key | None:
        """Under what the survey is kept; None before it is."""
        return self.code or self.code_hash

    def save(self, screen: Screen) -> bool:
        """Keep the draft; in a correction nothing is kept before it is handed in.

        Returns:
            Whether another device had changed something, which is in ``answers`` now.

        Raises:
            PersonDecides: both changed the same; ``disagreement`` says what. So of ``store``.
            GoneMeanwhile: it was erased, or its time was over; ``code`` is a new one.
            member_store.StoreUnavailableError: so of every method. Each time nothing was stored.
        """
        if self.amends:
            return False
        new_code = None if self.key else codes.make_return_code()
        write = partial(_write_draft, new_code or self.key or "", screen)
        try:
            with self._noting_disagreement():
                kept = write_merged(self.read, self.answers, DRAFTS.merge, write)
        except HandedInMeanwhile:
            self._turn_into_correction()
            return True
        except GoneMeanwhile:
            self._start_anew()
            raise
        was_merged = kept.value is not self.answers
        self.code, self.answers = self.code or new_code, kept.value
        self.read = Reading(deepcopy(kept.value), kept.revision)
        return was_merged

    def store(self, arrival: SurveyArrival) -> None:
        """Hand the survey in, or its correction.

        Raises:
            NotYetStored: something has to be put right first.
            InviteNotOpen: nothing was stored.
            GoneMeanwhile: the record was erased.
        """
        survey, _ = translate_draft(self.answers)
        if survey is None or self.key is None:
            raise NotYetStored("")
        if self.amends:
            self._store_correction(self.key, self.amends, survey)
            return
        try:
            if member_store.hand_in(self.key, survey, arrival, self.read.revision):
                self.stored = survey
                return
            self._turn_into_correction()
        except ChangedMeanwhile as found:
            with self._noting_disagreement():
                self.answers = DRAFTS.merge(self.read.value, self.answers, found.stored)
            self.read = found.stored
        self.store(arrival)

    def decide(self, *, for_mine: bool) -> bool:
        """Decide the next conflict.

        Returns:
            Whether all are decided; a correction is stored then, a draft is still to be.

        Raises:
            PersonDecides: one about a record came meanwhile.
            GoneMeanwhile: the record was erased.
        """
        if self.disagreement is None:
            return True
        decided = self.disagreement.decide(for_mine=for_mine)
        if decided.conflicts:
            self.disagreement = decided
            return False
        if isinstance(decided.stored.value, MemberRecord):
            with self._noting_disagreement():
                record = RECORDS.settle(decided)
                kept = member_store.store_record(self.key or "", decided.stored, record)
            self._hold_stored(kept)
        else:
            self._take_draft(decided)
        self.disagreement = None
        return True

    def _take_draft(self, decided: Disagreement[Answers]) -> None:
        self.answers = DRAFTS.settle(decided)
        if self.meets:
            self.amends, self.meets = self.meets, None
        else:
            self.read = decided.stored

    def _turn_into_correction(self) -> None:
        """Another device handed in: what this one adds is a correction of what both had read.

        Check-ins may have followed, and "now" is another week there: what both had read is no
        record that is stored, so storing puts this device's weeks and those together.
        """
        both_read, _ = translate_draft(self.read.value)
        if both_read:
            self.amends = Reading(MemberRecord.of(both_read), None)
        else:
            self._merge_with_record()

    def _merge_with_record(self) -> None:
        """Put answers together one by one: what both had read was no survey yet."""
        read = member_store.record_under_code(self.key or "")
        if read is None:
            self._start_anew()
            raise GoneMeanwhile
        self.meets = read
        theirs = Reading(answers_of_survey(read.value.survey), read.revision)
        with self._noting_disagreement():
            self.answers = DRAFTS.merge(self.read.value, _in_one_form(self.answers), theirs)
        self.amends, self.meets = self.meets, None

    def _store_correction(
        self, code: member_store.Key, before: Reading[MemberRecord], survey: Survey
    ) -> None:
        """Earlier check-ins stay."""
        try:
            corrected = MemberRecord.of(survey, before.value.reports[:-1])
        except ValidationError:
            raise NotYetStored("check_in_is_later") from None
        with self._noting_disagreement():
            self._hold_stored(member_store.store_record(code, before, corrected))

    def _hold_stored(self, kept: Reading[MemberRecord]) -> None:
        self.amends, self.stored = kept, kept.value.survey

    def _start_anew(self) -> None:
        """Take a new code: what was kept is gone, what is on this device may be kept."""
        self.code, self.code_hash = codes.make_return_code(), None
        self.read, self.meets = _NOTHING, None

    @contextmanager
    def _noting_disagreement(self) -> Iterator[None]:
        try:
            yield
        except PersonDecides as found:
            self.disagreement = found.disagreement
            raise


def _write_draft(
    code: member_store.Key, screen: Screen, answers: Answers, read_with: int | None
) -> int:
    return member_store.save_draft(code, screen, answers, read_with)


def _in_one_form(answers: Answers) -> Answers:
    """As the form would show them after handing in; as they are where that is not possible yet."""
    survey, _ = translate_draft(answers)
    return answers if survey is None else answers_of_survey(survey)
