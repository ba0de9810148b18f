"""A record that is open in this browser session: whose code, what it says, which face is shown."""

import secrets
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from dashboard.questionnaire.check_in import check_in_prefill
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.three_way import Disagreement
from dashboard.survey import member_store
from dashboard.ui.own import own_survey
from db.members.record import MemberRecord
from db.store.revisions import Reading

Face = Literal["locked", "record", "check_in", "choose", "erase", "erased"]
_OPENED = "opened_record"


@dataclass
class OpenRecord:
    """One member's open record, or none.

    Attributes:
        token: part of every widget's key; a new one for every face.
        face: what is shown.
        code: the return code, while it is open.
        read: what is kept under it, as it was read last.
        answers: of the check-in under way.
        trouble: what the last tap could not do, as a key under ``my_record``.
        told: what the last tap did, as a key under ``my_record``.
        tries: how often this face was sent; from the first on, what is wrong is marked.
        disagreement: what two devices changed, and a person has to decide.
    """

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    face: Face = "locked"
    code: str | None = None
    read: Reading[MemberRecord] | None = None
    answers: Answers = field(default_factory=dict)
    trouble: str | None = None
    told: str | None = None
    tries: int = 0
    disagreement: Disagreement[MemberRecord] | None = None

    @property
    def record(self) -> MemberRecord | None:
        """What is kept under the code."""
        return self.read.value if self.read else None

    def open(self, code: str) -> bool:
        """Open the record of a code; False where there is none.

        Raises:
            keeping.StoreUnavailableError: the database does not answer.
        """
        found = member_store.record_under_code(code)
        if found is None:
            return False
        self.code = code
        self.hold(found)
        return True

    def hold(self, found: Reading[MemberRecord], told: str | None = None) -> None:
        """Show a record as it is stored now."""
        self.read, self.disagreement = found, None
        own_survey.hold_survey(found.value.survey)
        self.show("record", told)

    def read_anew(self) -> bool:
        """Before anything is made of it: another device may have changed it. False if it cannot."""
        try:
            if not self.open(self.code or ""):
                self.close("erased")
        except member_store.StoreUnavailableError:
            self.trouble = "store_away"
            return False
        return self.read is not None

    def show(self, face: Face, told: str | None = None) -> None:
        """Put another face up."""
        self.face, self.told, self.trouble, self.tries = face, told, None, 0
        self.token = secrets.token_hex(8)

    def begin_check_in(self, *, stopping: bool = False) -> None:
        """Open the check-in, prefilled from the last time."""
        if not self.read_anew() or self.record is None:
            return
        self.answers = check_in_prefill(self.record.survey)
        if stopping:
            self.answers["stopping"] = "yes"
        self.show("check_in")

    def close(self, face: Face = "locked") -> None:
        """Let go of the record; it stays where it is kept."""
        self.code, self.read, self.answers, self.disagreement = None, None, {}, None
        own_survey.let_survey_go()
        self.show(face)


def current_open_record() -> OpenRecord:
    """The record of this browser session; a locked one where there is none."""
    if _OPENED not in st.session_state:
        st.session_state[_OPENED] = OpenRecord()
    found = st.session_state[_OPENED]
    assert isinstance(found, OpenRecord)
    return found
