"""One member's visit to the survey: what is on the screen, and what was answered so far.

It lives in the browser session alone. What outlives it is the draft on the server: the return code
opens it, and the browser's ticket (dashboard/survey/ticket_holder.py).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from dashboard.admission import arrival
from dashboard.questionnaire.draft import note_screen_left, screen_before, screen_to_follow
from dashboard.questionnaire.draft_to_survey import (
    DraftProblem,
    problems_on_screen,
    sentence_at_answer,
    translate_draft,
)
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.three_way import PersonDecides
from dashboard.survey import member_store
from dashboard.survey.code_wait import wait_for_work
from dashboard.survey.device_copy import NotYetStored
from dashboard.survey.faces import Then, View, face_before_screen
from dashboard.survey.open_record import current_open_record
from dashboard.survey.tab_keys import VISIT
from dashboard.survey.ticket_holder import NeedsCode, TicketHolder
from dashboard.survey.ticket_store import FoundByTicket
from dashboard.ui.form import AnswerForm
from dashboard.ui.newest_edition import newest_member_count
from dashboard.ui.own import own_survey
from dashboard.ui.resent_values import ResentValues, new_token
from dashboard.ui.tab_memory import forget_when_idle, forget_with_page
from db.answers import Survey
from db.desk.invites import InviteNeeded, InviteNotOpen
from db.store.revisions import GoneMeanwhile
from db.vocabulary import Form

DOUBLE_TAP_SECONDS = 0.6
"""A second tap this soon was meant for the screen before, not for the button that came under it."""


@dataclass
class SurveyVisit(TicketHolder):
    """Everything about one visit; only ``answers`` and ``screen`` are ever kept.

    Attributes:
        token: part of every widget's key; a new one for every visit.
        view: which of the faces of the page is shown.
        extra: the extra that is answered; it ends with being saved, not at the check.
        from_check: whether the member came back from the check to change something.
        opened: which card is open, by list of cards.
        by_tap: lists of cards whose open card was opened by a tap.
        tries: how often going on was stopped here; from the first on, what is wrong is marked.
        trouble: what the last tap could not do, as a key under ``survey`` in the texts.
        trouble_by: the part of the check whose button that tap was on; None for those at the end.
        shown_at: when this screen came up, by the process's own clock.
        began_at: when the first step was opened, by that clock; None for one that is resumed.
        task: the browser's proof of work, where one is asked for.
        told: what was joined from another device, as a key under ``survey``.
        then: what is done once a person has decided what two devices changed.
        found: what this browser's ticket opens, until the person says whose it is.
        resent: what the browser sent again after the server was started anew.
    """

    token: str = field(default_factory=new_token)
    view: View = "start"
    screen: Screen = Screen.you
    extra: Form | None = None
    from_check: bool = False
    opened: dict[str, str | None] = field(default_factory=dict)
    by_tap: set[str] = field(default_factory=set)
    tries: int = 0
    trouble: str | None = None
    shown_at: float = field(default_factory=time.monotonic)
    began_at: float | None = None
    task: str | None = None
    trouble_by: Screen | None = None
    told: str | None = None
    then: Then = "pause"
    found: FoundByTicket | None = None
    resent: ResentValues | None = None

    @property
    def form(self) -> AnswerForm:
        """The questions of this visit."""
        resent = self.resent.keys if self.resent else frozenset()
        return AnswerForm(self.answers, self.token, self._sentence_at, resent)

    def _sentence_at(self, path: str) -> str | None:
        return sentence_at_answer(self.answers, self.problems_to_mark, path)

    @property
    def problems_to_mark(self) -> list[DraftProblem]:
        """What is marked on this screen, judged anew: a mark goes when its answer is right."""
        if not self.tries:
            return []
        found = translate_draft(self.answers)[1]
        return [p for p in found if self.screen in (p.screen, Screen.check)]

    def renew_token(self) -> None:
        """Fill every widget anew from the answers."""
        is_of_record, is_of_extra = self.amends is not None, self.extra is not None
        self.token = new_token(is_of_record=is_of_record, is_of_extra=is_of_extra)
        self.task = None

    def show(self, view: View, screen: Screen | None = None) -> None:
        """Put another screen up."""
        self.view, self.screen = view, screen or self.screen
        self.tries, self.trouble, self.trouble_by, self.told = 0, None, None, None
        self.opened, self.by_tap = {}, set()
        self.shown_at = time.monotonic()

    def turn_away_double_tap(self) -> bool:
        """Whether a tap came too soon to be meant for what is on the screen; then that is said."""
        is_soon = time.monotonic() - self.shown_at < DOUBLE_TAP_SECONDS
        self.trouble = "tap_again" if is_soon else self.trouble
        return is_soon

    def go_on(self) -> None:
        """Leave this screen for the next, unless something has to be put right first."""
        if self.turn_away_double_tap():
            return
        note_screen_left(self.answers, self.screen)
        if problems_on_screen(self.answers, self.screen):
            self._stop_here()
            return
        after = screen_to_follow(self.answers, self.screen, from_check=self.from_check)
        if self.extra and after is Screen.check:
            self.hand_in()
        else:
            self.leave_for(after)

    def go_back(self) -> None:
        """Leave this screen for the one before it; nothing has to be right for that."""
        if self.turn_away_double_tap():
            return
        if self.screen is Screen.you:
            self.show("start")
        else:
            self.leave_for(screen_before(self.answers, self.screen))

    def leave_for(self, screen: Screen) -> None:
        """Keep the draft and show another screen; stay where it cannot be kept."""
        told = self._keep(screen, then=screen)
        if told is not None:
            self.from_check = self.from_check and screen is not Screen.check
            self.open_screen(screen)
            self.told = told or None

    def open_screen(self, screen: Screen) -> None:
        """Show a screen, or first what a person has to be asked or given before it."""
        self.show(face_before_screen(self, screen), screen)

    def finish_restart(self) -> None:
        """Fill the widgets anew: what the browser sent again is among the answers."""
        opened, self.resent = self.opened, None
        self.renew_token()
        self.show("survey")
        self.opened = opened
        self.told = "restarted_correction" if self.amends else "restarted"

    def pause_survey(self) -> None:
        """Keep the draft and show the return code."""
        told = self._keep(self.screen, then="pause")
        if told == "handed_in_elsewhere":  # there is nothing to come back to with the draft
            self.leave_for(self.screen)
            self.told = told
        elif told is not None:
            self.show("paused")

    def change(self, screen: Screen) -> None:
        """Go from the check to a screen, and come back to the check after it."""
        self.from_check = True
        self.leave_for(screen)
        self.trouble_by = screen if self.trouble else None

    def hand_in(self) -> None:
        """Hand the survey in, or show what is in the way. Twice is once."""
        if self.turn_away_double_tap() or self.key is None:
            return
        self.trouble_by = None
        survey, problems = translate_draft(self.answers)
        if survey is None:
            self._go_to_problem(problems[0])
            return
        obstacle = None if self.amends else arrival.hand_in_obstacle(self.token)
        self.trouble = obstacle or self.trouble_of(self._store_survey, then="hand_in")
        if self.trouble is None and self.stored:
            self._show_done(self.stored)

    def choose(self, *, for_mine: bool) -> None:
        """Decide the next thing that two devices changed; after the last, go on as was tapped."""
        if self.turn_away_double_tap():
            return
        self.shown_at = time.monotonic()
        self.trouble = self.trouble_of(partial(self.decide, for_mine=for_mine), self.then)
        if self.trouble or self.disagreement:
            return
        if self.stored:
            self._show_done(self.stored)
        else:
            self._go_on_as_tapped()

    def leave_undecided(self) -> None:
        """Back to the survey; nothing was stored."""
        self.disagreement = self.meets = None
        self.show("survey")

    def _go_on_as_tapped(self) -> None:
        then = self.then
        self.show("survey")
        self.shown_at = -DOUBLE_TAP_SECONDS  # this was no tap
        if then == "hand_in":
            self.hand_in()
        elif then == "pause":
            self.pause_survey()
        else:
            self.leave_for(then)

    def open_card(self, stack: str, name: str | None) -> None:
        """Open a card of a list, or none; the page then follows it."""
        self.opened[stack] = name
        self.by_tap.add(stack)
        if self.key:  # a card that is closed is not on the screen: nothing would send it again
            self._keep(self.screen, then=self.screen)

    def _show_done(self, stored: Survey) -> None:
        """End the draft's visit and its ticket; the record is open in this tab."""
        own_survey.hold_survey(stored)
        current_open_record().hold_handed_in(self.key or "", self.amends)
        self.end_draft()
        self.show("done")
        forget_with_page(VISIT, "share")
        forget_when_idle(VISIT)

    def _store_survey(self) -> None:
        seconds = None if self.began_at is None else time.monotonic() - self.began_at
        invite, is_first = str(self.answers.get("invite") or "").strip(), self.amends is None
        if is_first and arrival.is_hand_in_crowded():
            wait_for_work("survey.hand_in_waits")
        self.store(arrival.survey_arrival(invite, seconds, newest_member_count()))
        if self.stored and is_first:
            arrival.count_stored_survey(invite)

    def trouble_of(self, store: Callable[[], object], then: Then) -> str | None:
        """Do what stores; what could not be stored is told, or put before the person."""
        try:
            store()
        except PersonDecides:
            self.show("choose")
            self.then = then
        except NotYetStored as problem:
            if not problem.args[0]:
                self._stop_here()
            return str(problem.args[0])
        except GoneMeanwhile:
            return "code_erased" if self.amends else "draft_erased"
        except NeedsCode:
            return "needs_code"
        except member_store.NotKeptError as problem:
            return problem.sentence
        except (InviteNeeded, InviteNotOpen) as problem:
            return str(problem.args[0])
        return None

    def _stop_here(self) -> None:
        self.tries += 1
        self.opened, self.by_tap = {}, set()  # the card with something wrong opens by itself

    def _go_to_problem(self, problem: DraftProblem) -> None:
        """Open the screen where it can be put right, marked; from there on, back to the check."""
        if problem.screen is not Screen.check:
            self.show("survey", problem.screen)
            self.from_check = True
        self._stop_here()

    def _keep(self, screen: Screen, then: Then) -> str | None:
        """Keep the draft.

        Returns:
            None where nothing was kept; else what another device had stored, as a key, or "".
        """
        was_correction, merged = self.amends is not None, list[bool]()
        self.trouble = self.trouble_of(lambda: merged.append(self.save(screen)), then)
        if not merged:
            return None
        if not any(merged):
            return ""
        self.renew_token()
        is_correction = self.amends is not None and not was_correction
        return "handed_in_elsewhere" if is_correction else "joined"
