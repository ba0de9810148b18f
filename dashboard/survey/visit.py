"""One member's visit to the survey: what is on the screen, and what was answered so far.

It lives in the browser session alone. A reload starts a new one; the draft on the server, under
the return code, is what outlives it.
"""

import secrets
import time
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from dashboard.admission import arrival
from dashboard.questionnaire.draft import Answers, effects_handed_in, screen_after, screen_before
from dashboard.questionnaire.draft_to_survey import (
    DraftProblem,
    problems_on_screen,
    translate_draft,
)
from dashboard.questionnaire.questions import MORE, Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.survey import member_store
from dashboard.survey.member_store import store_correction
from dashboard.ui.form import AnswerForm
from dashboard.ui.newest_edition import newest_edition_or_none
from dashboard.ui.own import own_survey
from db import codes
from db.answers import Survey
from db.desk.invites import InviteNeeded, InviteNotOpen
from db.members.record import MemberRecord

View = Literal["start", "survey", "paused", "done"]
DOUBLE_TAP_SECONDS = 0.6
"""A second tap this soon was meant for the screen before, not for the button that came under it."""
_VISIT = "survey_visit"


def _random_token() -> str:
    return secrets.token_hex(8)


@dataclass
class SurveyVisit:
    """Everything about one visit; only ``answers`` and ``screen`` are ever kept.

    Attributes:
        token: part of every widget's key; a new one for every visit.
        view: which of the four faces of the page is shown.
        code: the return code, once there is a draft under it.
        from_check: whether the member came back from the check to change something.
        opened: which card is open, by list of cards.
        by_tap: lists of cards whose open card was opened by a tap.
        tries: how often going on was stopped on this screen; from the first on, what is wrong
            is marked, until it is right.
        trouble: what the last tap could not do, as a key under ``survey`` in the texts.
        again: whether the survey had been handed in before this visit.
        shown_at: when this screen came up, by the process's own clock.
        began_at: when the first step was opened, by that clock; None for one that is resumed.
        task: the browser's proof of work, where one is asked for.
        amends: the record that is being corrected; None for a first survey.
    """

    token: str = field(default_factory=_random_token)
    view: View = "start"
    screen: Screen = Screen.you
    answers: Answers = field(default_factory=dict)
    code: str | None = None
    from_check: bool = False
    opened: dict[str, str | None] = field(default_factory=dict)
    by_tap: set[str] = field(default_factory=set)
    tries: int = 0
    trouble: str | None = None
    again: bool = False
    shown_at: float = field(default_factory=time.monotonic)
    began_at: float | None = None
    task: str | None = None
    amends: MemberRecord | None = None

    @property
    def form(self) -> AnswerForm:
        """The questions of this visit."""
        return AnswerForm(self.answers, self.token, self._problem_sentence)

    @property
    def problems_to_mark(self) -> list[DraftProblem]:
        """What is marked on this screen, judged anew: a mark goes when its answer is right."""
        if not self.tries:
            return []
        found = translate_draft(self.answers)[1]
        return [p for p in found if self.screen in (p.screen, Screen.check)]

    def show(self, view: View, screen: Screen | None = None) -> None:
        """Put another screen up."""
        self.view, self.screen = view, screen or self.screen
        self.tries, self.trouble = 0, None
        self.opened, self.by_tap = {}, set()
        self.shown_at = time.monotonic()

    def is_double_tap(self) -> bool:
        """Whether a tap came too soon to be meant for what is on the screen."""
        return time.monotonic() - self.shown_at < DOUBLE_TAP_SECONDS

    def go_on(self) -> None:
        """Leave this screen for the next, unless something has to be put right first."""
        if self.is_double_tap():
            return
        if self.screen is Screen.pleasure:  # left by this way it was answered, even with no tap
            self.answers["pleasure.answered"] = True
        if problems_on_screen(self.answers, self.screen):
            self._stop_here()
        else:
            self.leave_for(self._next_screen())

    def go_back(self) -> None:
        """Leave this screen for the one before it; nothing has to be right for that."""
        if self.is_double_tap():
            return
        if self.screen is Screen.you:
            self.show("start")
        else:
            self.leave_for(screen_before(self.answers, self.screen))

    def leave_for(self, screen: Screen) -> None:
        """Keep the draft and show another screen; stay where it cannot be kept."""
        if self._keep(screen):
            self.from_check = self.from_check and screen is not Screen.check
            self.show("survey", screen)

    def pause_survey(self) -> None:
        """Keep the draft and show the return code."""
        if self._keep(self.screen):
            self.show("paused")

    def change(self, screen: Screen) -> None:
        """Go from the check to a screen, and come back to the check after it."""
        self.from_check = True
        self.leave_for(screen)

    def hand_in(self) -> None:
        """Hand the survey in, or show what is in the way. Twice is once."""
        if self.is_double_tap() or self.code is None:
            return
        survey, _ = translate_draft(self.answers)
        if survey is None:
            self._stop_here()
            return
        if self.amends:
            self.trouble = store_correction(self.code, self.amends, survey)
        else:
            self.trouble = arrival.hand_in_obstacle(self.token) or self._hand_over(
                self.code, survey
            )
        if self.trouble is None:
            own_survey.hold_survey(survey)
            self.show("done")

    def begin(self) -> None:
        """Open the first step."""
        self.began_at = time.monotonic()
        if invite := arrival.invite_of_address():
            self.answers.setdefault("invite", invite)
        self.show("survey", Screen.you)

    def resume_survey(self, code: str, kept: member_store.StoredUnderCode) -> None:
        """Open what was kept under a code, where it was."""
        self.code, self.token = code, _random_token()
        self.began_at = self.task = self.amends = None
        if kept.handed_in:
            self.again = True
            self.show("done")
            return
        self.answers = kept.answers or {}
        self.show("survey", kept.screen)

    def open_card(self, stack: str, name: str | None) -> None:
        """Open a card of a list, or none; the page then follows it."""
        self.opened[stack] = name
        self.by_tap.add(stack)

    def _hand_over(self, code: str, survey: Survey) -> str | None:
        seconds = None if self.began_at is None else time.monotonic() - self.began_at
        invite = str(self.answers.get("invite") or "").strip()
        try:
            edition = newest_edition_or_none()
            came = arrival.survey_arrival(invite, seconds, edition.members if edition else None)
            member_store.hand_in(code, survey, came)
        except member_store.StoreUnavailableError:
            return "store_away"
        except InviteNotOpen:
            return "invite_not_open"
        except InviteNeeded:
            return "invite_needed"
        return None

    def _problem_sentence(self, path: str) -> str | None:
        return next((p.sentence() for p in self.problems_to_mark if p.path == path), None)

    def _stop_here(self) -> None:
        self.tries += 1
        self.opened, self.by_tap = {}, set()  # the card with something wrong opens by itself

    def _next_screen(self) -> Screen:
        more = MORE.get(self.screen)
        if self.from_check and not (more and effects_handed_in(self.answers, self.screen)):
            return Screen.check
        return screen_after(self.answers, self.screen)

    def _keep(self, screen: Screen) -> bool:
        code = self.code or codes.make_return_code()
        try:
            member_store.save_draft(code, screen, self.answers)
        except member_store.StoreUnavailableError:
            self.trouble = "store_away"
            return False
        except InviteNeeded:
            self.trouble = "invite_needed"
            return False
        self.code = code
        return True


def open_for_correction(code: str, record: MemberRecord) -> None:
    """Open a record in the form, at the check; nothing is kept before it is handed in."""
    answers = answers_of_survey(record.survey)
    st.session_state[_VISIT] = SurveyVisit(
        view="survey",
        screen=Screen.check,
        answers=answers,
        code=code,
        amends=record,
    )


def current_visit() -> SurveyVisit:
    """The visit of this browser session; a new one where there is none."""
    if _VISIT not in st.session_state:
        st.session_state[_VISIT] = SurveyVisit()
    visit = st.session_state[_VISIT]
    assert isinstance(visit, SurveyVisit)
    return visit
