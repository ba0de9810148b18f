"""Ways into the survey: anew, under a code, or by this browser's ticket."""

import time

from dashboard.admission import arrival
from dashboard.questionnaire.draft import (
    add_form,
    carry_draft_over,
    lacks_details,
    screen_after,
)
from dashboard.questionnaire.draft_to_survey import problems_on_screen
from dashboard.questionnaire.questions import Screen
from dashboard.survey.member_store import StoredUnderCode
from dashboard.survey.visit import SurveyVisit
from db.vocabulary import Form


def begin_survey(visit: SurveyVisit) -> None:
    """Open the first step."""
    visit.began_at = time.monotonic()
    take_invite_of_address(visit)
    add_form(visit.answers, Form.core)
    visit.show("survey", Screen.you)


def take_invite_of_address(visit: SurveyVisit) -> None:
    """Put the invite of a poster's link into the answers, unless one is there."""
    if invite := arrival.invite_of_address():
        visit.answers.setdefault("invite", invite)


def resume_under_code(visit: SurveyVisit, code: str, kept: StoredUnderCode) -> None:
    """Open a draft that its code opened, where it was."""
    visit.take_code(code, kept)
    carry_draft_over(visit.answers)
    visit.renew_token()
    visit.began_at = None
    visit.show("survey", kept.screen)


def go_on_with_draft(visit: SurveyVisit) -> None:
    """Go on with what this browser's ticket opens, at the next step without an answer."""
    if visit.found is None:
        return
    visit.take_up(visit.found, is_hidden=True)
    carry_draft_over(visit.answers)
    screen, visit.found = visit.found.stored.screen, None
    while screen in visit.hidden and not _needs_answers(visit, screen):
        screen = screen_after(visit.answers, screen)
    visit.open_screen(screen)


def _needs_answers(visit: SurveyVisit, screen: Screen) -> bool:
    """Whether a screen that would show earlier answers is not to be passed over unasked."""
    is_wrong = bool(problems_on_screen(visit.answers, screen))
    return is_wrong or lacks_details(visit.answers, screen)


def start_anew(visit: SurveyVisit) -> None:
    """Not me: this browser forgets the draft, which stays under its code."""
    if visit.found:
        visit.ticket, visit.found = visit.found.token, None
    visit.end_ticket()
    visit.show("start")


def say_has_code(visit: SurveyVisit) -> None:
    """Go on from the code's own screen."""
    visit.has_code = True
    visit.open_screen(visit.screen)


def get_new_code(visit: SurveyVisit) -> None:
    """Show a new code, after which the old one opens nothing."""
    visit.trouble = visit.trouble_of(visit.take_new_code, then=visit.screen)
    if visit.trouble is None:
        visit.open_screen(visit.screen)


def show_earlier(visit: SurveyVisit) -> None:
    """Show what was answered before."""
    visit.hidden = frozenset()
    visit.open_screen(visit.screen)
