"""A leader's visit: what one browser session holds. The session itself is in the store."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.leaders.access.cookie_tickets import tickets
from dashboard.leaders.access.enrolment import NewCredentials
from dashboard.leaders.access.sign_in import NewSession
from dashboard.questionnaire.three_way import Disagreement
from dashboard.text import say
from db.store.revisions import Reading

_VISIT = "leaders_visit"
SETTINGS_PAGE = "group"
FORM_OF_SETTINGS = "desk-group-"
"""With the number of acts behind it, the beginning of every key of the settings' fields."""


@dataclass
class DeskPageState:
    """Changed in place, and forgotten when another desk page is opened, or at sign-out.

    Attributes:
        page: name of the page.
        acts: how many acts were done; fields with it in their key are new and empty after each.
        asking: what a second tap is asked for, or "".
        told: a sentence about the last act, shown until the next.
        wrong: a sentence about what the last act could not do.
        made: what was made to be downloaded, by name.
        read: what the fields were filled with, as it was read; None until they are.
        disagreement: what two leaders changed, and this one has to decide.
    """

    page: str = ""
    acts: int = 0
    asking: str = ""
    told: str = ""
    wrong: str = ""
    made: dict[str, Any] = field(default_factory=dict)
    read: Reading[Any] | None = None
    disagreement: Disagreement[Any] | None = None

    def on(self, page: str) -> "DeskPageState":
        """The same, empty where another page had it."""
        if self.page != page:
            self.__init__(page)  # type: ignore[misc] # nothing of the other page may be left
        return self

    def report_success(self, sentence: str) -> None:
        """Remember that an act is done."""
        self.acts += 1
        self.asking, self.told, self.wrong = "", sentence, ""
        self.read = self.disagreement = None

    def report_failure(self, sentence: str) -> None:
        """Remember that an act was not possible; the fields keep what was written."""
        self.asking, self.told, self.wrong = "", "", sentence


@dataclass(frozen=True)
class UnsavedPage:
    """What a leader had under way on a desk page when the session ended; for this leader alone.

    Attributes:
        leader: their name.
        doing: of the page, with what its fields were filled with.
        fields: what stood in them, by the widgets' keys.
    """

    leader: str
    doing: DeskPageState
    fields: dict[str, Any]


@dataclass
class PendingRenewal:
    """New credentials that are not stored yet, until a code of the new secret was typed."""

    handed: NewCredentials
    passphrase_hash: str


@dataclass
class PendingInvitation:
    """Whoever was invited to lead, on the way in: nothing is stored until the last step.

    Attributes:
        handed: name, secret and recovery codes to be.
        written: the code of the invitation; used up with the last step.
        passphrase_hash: of the passphrase that was chosen; empty until it is.
    """

    handed: NewCredentials
    written: str
    passphrase_hash: str = ""


@dataclass
class DeskVisit:
    """Changed in place: a second tap may end a run at any look into the session's own state.

    Attributes:
        token: of the session, where there is one.
        ticket: for the cookie, until a script has used it.
        tries: how often the form was sent; its fields are new and empty after each.
        problem: a sentence about the last try, shown once more with each run until the next.
        told: a sentence about how the last session ended.
        recovery_left: recovery codes that are left where one was used to sign in.
        renewal: a new sign-in under way.
        renewed: what a leader takes home of it; shown until they say that they have it.
        page: of the log.
        doing: what a desk page has under way.
        leader: name of who was signed in last.
        unsaved: what the last session left unsaved when it ended by itself.
        invitations: what the card for inviting leaders has under way.
        invited: who was invited to lead, on the way in.
        invited_problem: a sentence about the last step of that.
    """

    token: str | None = None
    ticket: str | None = None
    tries: int = 0
    problem: str | None = None
    told: str | None = None
    recovery_left: int | None = None
    renewal: PendingRenewal | None = None
    renewed: NewCredentials | None = None
    page: int = 0
    doing: DeskPageState = field(default_factory=DeskPageState)
    leader: str | None = None
    unsaved: UnsavedPage | None = None
    invitations: DeskPageState = field(default_factory=DeskPageState)
    invited: PendingInvitation | None = None
    invited_problem: str | None = None

    def hold_leader(self, token: str, leader: str) -> None:
        """Hold who is signed in; what they had left unsaved is in its fields again.

        What somebody else left is forgotten: nothing of the last leader is for the next.
        """
        self.token, self.leader = token, leader
        unsaved, self.unsaved = self.unsaved, None
        if unsaved and unsaved.leader == leader:
            self.doing = unsaved.doing
            self.doing.report_failure(say("leaders.sign_in.still_there"))
            for key, value in unsaved.fields.items():
                st.session_state[key] = value

    def begin(self, signed_in: NewSession) -> None:
        """Hold a session that has begun."""
        self.token, self.recovery_left = signed_in.token, signed_in.recovery_left
        self.ticket = tickets.issue(signed_in.token)
        self.problem = self.told = None

    def fail(self, problem: str) -> None:
        """Say what went wrong, over empty fields."""
        self.problem, self.told = problem, None
        self.tries += 1

    def signed_out(self) -> None:
        """Forget everything, and take the cookie away."""
        self._forget()
        self.ticket = tickets.issue("")
        self.told = say("leaders.sign_in.signed_out")

    def session_ended(self) -> None:
        """Say so once: to who was signed in here, and to who comes back with an old cookie."""
        if self.told is None and self.problem is None:
            unsaved = self.unsaved or self._unsaved_page()
            self._forget()
            self.unsaved = unsaved
            self.told = say("leaders.sign_in.ended")

    def _unsaved_page(self) -> UnsavedPage | None:
        """Of the pages with a form that is written for a while: the group's settings."""
        prefix = f"{FORM_OF_SETTINGS}{self.doing.acts}-"
        if self.leader is None or self.doing.page != SETTINGS_PAGE:
            return None
        fields = {
            key: value
            for key, value in st.session_state.items()
            if isinstance(key, str) and key.startswith(prefix)
        }
        return UnsavedPage(self.leader, self.doing, fields)

    def _forget(self) -> None:
        tries = self.tries
        self.__init__()  # type: ignore[misc] # nothing of the last leader may be left
        self.tries = tries + 1


def current_visit() -> DeskVisit:
    """The visit of this browser session; a new one where there is none."""
    if _VISIT not in st.session_state:
        st.session_state[_VISIT] = DeskVisit()
    visit = st.session_state[_VISIT]
    assert isinstance(visit, DeskVisit)
    return visit
