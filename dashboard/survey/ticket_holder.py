"""A survey on one device, with the ticket by which this browser opens its draft again.

A ticket opens a draft and nothing else: no record, and no earlier answer before the person asks for
it. It does not know the return code: who did not write that down gets a new one.
"""

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass

from dashboard.questionnaire.draft import screens_answered
from dashboard.questionnaire.help_rules import effects_that_ask_for_help
from dashboard.questionnaire.questions import Screen
from dashboard.survey import ticket_store
from dashboard.survey.device_copy import DeviceCopy
from dashboard.survey.draft_cookie import DraftCookie, cookie_tickets
from dashboard.survey.member_store import StoredUnderCode, StoreUnavailableError, hash_of_code
from dashboard.survey.ticket_store import FoundByTicket
from db.store.revisions import Reading


class NeedsCode(Exception):
    """Nothing was stored: the survey was handed in elsewhere, and only its code opens that."""


@dataclass
class TicketHolder(DeviceCopy):
    """Everything that a browser may know of its draft.

    Attributes:
        ticket: the token that its cookie holds, or is about to.
        for_a_week: whether the cookie outlives the browser.
        to_cookie: a one-time ticket, until a script has traded it for the cookie.
        has_code: whether the person has the code: they said so, or typed it.
        hidden: screens with answers of before that are not shown before the person asks for them.
        needs_lines: on the thanks page, whether the lines of the help card stay in reach.
    """

    ticket: str | None = None
    for_a_week: bool = False
    to_cookie: str | None = None
    has_code: bool = False
    hidden: frozenset[Screen] = frozenset()
    needs_lines: bool = False

    def save(self, screen: Screen) -> bool:
        """As in ``DeviceCopy``; a first draft gets its ticket.

        Raises:
            NeedsCode: so of ``store``, too.
        """
        is_merged = super().save(screen)
        if self.amends:
            self.end_ticket()
        elif self.ticket is None:
            self.hold_ticket()
        return is_merged

    def hold_ticket(self, *, for_a_week: bool | None = None) -> None:
        """Get a ticket for this browser in the place of an earlier one.

        Without one the code opens the draft, so a store that is away is no trouble here.
        """
        if for_a_week is not None:
            self.for_a_week = for_a_week
        with suppress(StoreUnavailableError):
            key, old = self.key or "", self.ticket
            self.ticket = ticket_store.issue_ticket(key, old, for_a_week=self.for_a_week)
            self.to_cookie = cookie_tickets.issue(DraftCookie(self.ticket or "", self.for_a_week))

    def end_ticket(self) -> None:
        """Take the ticket away, here and in the browser."""
        if self.ticket is None:
            return
        with suppress(StoreUnavailableError):  # then it ends with its days
            ticket_store.end_ticket(self.ticket)
        self.ticket, self.to_cookie = None, cookie_tickets.issue(DraftCookie(""))

    def end_draft(self) -> None:
        """After handing in: nothing of the draft is held but the code, to be shown once.

        And, until this page is left, whether its help lines stay in reach.
        """
        self.end_ticket()
        self.needs_lines = bool(effects_that_ask_for_help(self.answers))
        self.answers, self.read, self.code_hash = {}, Reading({}, None), None

    def take_up(self, found: FoundByTicket, *, is_hidden: bool) -> None:
        """Go on with a draft that was found by its ticket."""
        self.ticket, self.for_a_week = found.token, found.for_a_week
        self.code, self.code_hash = None, found.code_hash
        self.answers = found.stored.answers or {}
        self.read = Reading(deepcopy(self.answers), found.stored.revision)
        self.hidden = screens_answered(self.answers) if is_hidden else frozenset()

    def take_code(self, code: str, kept: StoredUnderCode) -> None:
        """Go on with a draft that its code opened; this browser's ticket is for it from now on."""
        self.end_ticket()
        self.code, self.code_hash, self.has_code = code, None, True
        self.answers, self.hidden = kept.answers or {}, frozenset()
        self.read = Reading(deepcopy(self.answers), kept.revision)
        self.amends = self.disagreement = self.stored = None
        self.hold_ticket()

    def take_new_code(self) -> None:
        """Put the draft under a new code, because nobody has the old one.

        Raises:
            GoneMeanwhile: the draft is not there any more.
            StoreUnavailableError: nothing was stored.
        """
        self.code = ticket_store.give_new_code(self.key or "")
        self.code_hash, self.has_code, self.ticket = None, False, None
        self.hold_ticket()

    def show_with_code(self, code: str) -> bool:
        """Show what was answered before; False for a code of something else."""
        if hash_of_code(code) != hash_of_code(self.key or ""):
            return False
        self.code, self.code_hash, self.has_code = code, None, True
        self.hidden = frozenset()
        return True

    def _turn_into_correction(self) -> None:
        if self.code is None:
            raise NeedsCode
        super()._turn_into_correction()

    def _start_anew(self) -> None:
        super()._start_anew()
        self.has_code, self.ticket = False, None
