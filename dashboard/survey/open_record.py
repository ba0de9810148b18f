"""A record that is open in this browser session: whose code, what it says, which face is shown."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from dashboard.questionnaire.check_in import check_in_prefill
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.three_way import Disagreement
from dashboard.survey import member_store
from dashboard.survey.tab_keys import RECORD, VISIT
from dashboard.ui.own import own_survey
from dashboard.ui.resent_values import ResentValues, new_token, resent_values
from dashboard.ui.tab_memory import forget_when_idle
from db.members.record import MemberRecord
from db.store.revisions import Reading

_OF_STOPPING = frozenset({"stop_week", "stop_reason"})
_OF_CHECK_IN = frozenset({"week", "overall_change", "send"})
_OF_LOCKED = frozenset({"written", "code"})
Face = Literal["locked", "record", "check_in", "choose", "erase", "erased"]


@dataclass
class OpenRecord:
    """One member's open record, or none.

    Attributes:
        token: part of every widget's key; a new one for every face.
        face: what is shown.
        code_hash: of the return code, while it is open; the code itself is let go at once.
        read: what is kept under it, as it was read last.
        answers: of the check-in under way.
        trouble: what the last tap could not do, as a key under ``my_record``.
        told: what the last tap did, as a key under ``my_record``.
        changes: what the last check-in changed, thing by thing in words.
        tries: how often this face was sent; from the first on, what is wrong is marked.
        disagreement: what two devices changed, and a person has to decide.
        resent: a check-in that the browser sent again after the server was started anew.
    """

    token: str = field(default_factory=new_token)
    face: Face = "locked"
    code_hash: bytes | None = None
    read: Reading[MemberRecord] | None = None
    answers: Answers = field(default_factory=dict)
    trouble: str | None = None
    told: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    tries: int = 0
    disagreement: Disagreement[MemberRecord] | None = None
    resent: ResentValues | None = None

    @property
    def key(self) -> member_store.Key:
        """Under what the open record is kept."""
        return self.code_hash or ""

    @property
    def record(self) -> MemberRecord | None:
        """What is kept under the code."""
        return self.read.value if self.read else None

    def open(self, code: member_store.Key) -> bool:
        """Open the record of a code; False where there is none.

        Raises:
            keeping.StoreUnavailableError: the database does not answer.
        """
        found = member_store.record_under_code(code)
        if found is None:
            return False
        self.code_hash = member_store.hash_of_code(code)
        self.hold(found)
        return True

    def hold(self, found: Reading[MemberRecord], told: str | None = None) -> None:
        """Show a record as it is stored now."""
        self.read, self.disagreement = found, None
        own_survey.hold_survey(found.value.survey)
        forget_when_idle(RECORD, own_survey.KEY)
        self.show("record", told)

    def hold_handed_in(
        self, code: member_store.Key, corrected: Reading[MemberRecord] | None
    ) -> None:
        """After handing in: the record is open in this tab, without the code being typed.

        Args:
            code: under what it is kept.
            corrected: a correction as it was stored; None after a first survey.
        """
        self.code_hash = member_store.hash_of_code(code)
        if corrected:
            self.hold(corrected)  # else the old answers would be shown, and written back
            return
        with suppress(member_store.StoreUnavailableError):  # then the code opens it
            self.open(code)

    def refresh_record(self) -> bool:
        """Before anything is made of it: another device may have changed it. False if it cannot."""
        try:
            if not self.open(self.key):
                self.close("erased")
        except member_store.StoreUnavailableError:
            self.trouble = "store_away"
            return False
        return self.read is not None

    def show(self, face: Face, told: str | None = None) -> None:
        """Put another face up."""
        self.face, self.told, self.trouble, self.tries = face, told, None, 0
        self.changes = ()
        self.token = new_token()

    def begin_check_in(self, *, stopping: bool = False) -> None:
        """Open the check-in, prefilled from the last time."""
        if not self.refresh_record() or self.record is None:
            return
        self.answers = check_in_prefill(self.record.survey)
        if stopping:
            self.answers["stopping"] = "yes"
        self.show("check_in")

    def begin_resent_check_in(self) -> None:
        """After the code: a check-in that was on the screen when the server was started anew."""
        if self.resent is None:
            return
        self.begin_check_in(stopping=bool(self.resent.paths & _OF_STOPPING))
        self.token = self.resent.token

    def finish_restart(self) -> None:
        """Fill the widgets anew: what the browser sent again is among the answers."""
        self.resent = None
        self.show("check_in", "restarted")

    def close(self, face: Face = "locked") -> None:
        """Let go of the record, and of the survey's visit; the record stays where it is kept."""
        self.code_hash, self.read, self.answers, self.disagreement = None, None, {}, None
        self.resent = None
        own_survey.let_survey_go()
        st.session_state.pop(VISIT, None)
        self.show(face)


def _record_found_again(resent: ResentValues | None) -> OpenRecord:
    """A locked one; a check-in that a restart of the server broke off waits for the code."""
    if resent is None:
        return OpenRecord()
    found = OpenRecord(token=resent.token)
    if resent.paths & _OF_CHECK_IN:
        found.resent, found.told = resent, "restarted"
        forget_when_idle(RECORD)
    elif not resent.paths <= _OF_LOCKED:
        found.told = "restarted_record"
    return found


def current_open_record() -> OpenRecord:
    """The record of this browser session; a locked one where there is none."""
    if RECORD not in st.session_state:
        st.session_state[RECORD] = _record_found_again(resent_values())
    found = st.session_state[RECORD]
    assert isinstance(found, OpenRecord)
    return found
