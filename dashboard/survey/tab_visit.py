"""The visit of a tab: the one that goes on, one that is found again, or a new one.

Found again by the browser's ticket: after a reload or in a discarded tab the person is asked first;
after a restart of the server the page still shows the step, and it goes on with what is on it.
"""

import streamlit as st

from dashboard.questionnaire.draft import add_form, carry_draft_over
from dashboard.questionnaire.questions import EVERY_GROUP, EXTRAS, MORE, Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.survey.draft_cookie import token_of_browser
from dashboard.survey.member_store import Key
from dashboard.survey.tab_keys import VISIT
from dashboard.survey.ticket_store import FoundByTicket, find_by_ticket
from dashboard.survey.visit import SurveyVisit
from dashboard.survey.ways_in import take_invite_of_address
from dashboard.ui.resent_values import ResentValues, resent_values
from db.members.record import MemberRecord
from db.store.revisions import Reading
from db.vocabulary import Form

_BEFORE_A_DRAFT = ("begin", "stopped", "code", "written", "first-invite", "for-another", "is-carer")
"""Widgets of the first face: what is sent of them is drawn again at once."""
_OF_MINUTE = (
    *("effects_after", "benefit_after", "helped", "hours_after", "back", "first_benefit"),
    "earlier_try",
)
"""How the paths of a minute more end; those of a later spell hold ``.again.``."""
_STARTS = {
    Screen.you: ("you.", "you-"),
    Screen.doses: ("doses.since", "doses.first.", "doses-"),
    Screen.changes: (
        "doses.change",
        "doses.pause",
        "doses.still",
        "doses.stop_",
        "changes-",
        "add-",
        "drop-",
    ),
    Screen.effects: ("effects.", "effects-"),
    Screen.benefit: ("benefit.overall_change", "benefit-"),
    Screen.pleasure: ("pleasure.", "pleasure-"),
    Screen.before_and_now: ("benefit.now.", "benefit.before.", "before_and_now-"),
    Screen.minute: ("minute.", "minute-"),
    Screen.what_changed: (*("extra.first_weeks", "extra.fading", "extra.moved.", "what_changed-"),),
    Screen.after_stopping: ("extra.after_stopping", "after_stopping-"),
    Screen.check: ("check-", "invite", "hand-in", "change-"),
}
"""How the paths of a screen's widgets begin; a button's is "you-go-on", a question's "you.sex"."""


def current_visit() -> SurveyVisit:
    """The visit of this browser session; found again or new where there is none.

    Raises:
        StoreUnavailableError: it cannot be looked for; the next run tries again.
    """
    if VISIT not in st.session_state:
        token = token_of_browser()
        found = None if token is None else find_by_ticket(token)
        st.session_state[VISIT] = _visit_found_again(found, resent_values())
    visit = st.session_state[VISIT]
    assert isinstance(visit, SurveyVisit)
    return visit


def begin_visit() -> SurveyVisit:
    """A new visit in this tab, in the place of any other."""
    visit = st.session_state[VISIT] = SurveyVisit()
    return visit


def take_resent_step(visit: SurveyVisit) -> None:
    """After the code: what was sent again comes back, where it is of the step to open."""
    resent, visit.resent = visit.resent, None
    if resent and visit.view == "survey" and _is_of_screen(resent, visit.screen):
        visit.token = resent.token
        _go_on_with(visit, resent, visit.screen)


def open_for_correction(
    code: Key, record: Reading[MemberRecord], resent: ResentValues | None = None
) -> None:
    """Open a record in the form, at the check; nothing is kept before it is handed in.

    Args:
        code: under what it is kept.
        record: as it was read.
        resent: what the browser had on its screen when the server was started anew.
    """
    visit = begin_visit()
    visit.view, visit.screen = "survey", Screen.check
    visit.answers = answers_of_survey(record.value.survey)
    visit.code_hash = code if isinstance(code, bytes) else None
    visit.code = code if isinstance(code, str) else None
    visit.amends = record
    visit.renew_token()
    if resent and resent.are_of_extra:
        _go_on_with_extra(visit, resent)
        return
    screens = [s for s in Screen if resent and _is_of_screen(resent, s)]
    if resent and screens:
        visit.token, visit.from_check = resent.token, screens[0] is not Screen.check
        _go_on_with(visit, resent, screens[0])


def _go_on_with_extra(visit: SurveyVisit, resent: ResentValues) -> None:
    """Go on with the extra whose screen it was; of effects, with the one whose card was open."""
    for extra, screens in EXTRAS.items():
        for screen in screens:
            if _is_of_screen(resent, screen):
                visit.extra, visit.token = extra, resent.token
                _tap_effects(visit, resent, screens[0])
                _go_on_with(visit, resent, screen)
                return


def _tap_effects(visit: SurveyVisit, resent: ResentValues, tapped_on: Screen) -> None:
    """Tap the effects again of which something is on the screen: the list was kept nowhere."""
    names = {path.split(".")[1] for path in resent.paths if path.startswith("effect.")}
    for group, effects in EVERY_GROUP.get(tapped_on, {}).items():
        told = visit.answers.get(f"{tapped_on.name}.{group}") or []
        more = [e.name for e in effects if e.name in names and e.name not in told]
        if more:
            visit.answers[f"{tapped_on.name}.{group}"] = [*told, *more]


def open_for_extra(code: Key, record: Reading[MemberRecord], extra: Form) -> None:
    """Open a record for an extra: its screens alone, and then it is saved.

    Args:
        code: under what it is kept.
        record: as it was read.
        extra: one of ``EXTRAS``.
    """
    open_for_correction(code, record)
    visit = current_visit()
    visit.extra = extra
    visit.renew_token()
    visit.show("survey", EXTRAS[extra][0])


def _visit_found_again(found: FoundByTicket | None, resent: ResentValues | None) -> SurveyVisit:
    visit = SurveyVisit() if resent is None else SurveyVisit(token=resent.token)
    screen = None if found is None else found.stored.screen
    is_new = resent is not None and not resent.are_of_record
    if resent and is_new and found and screen and _is_of_screen(resent, screen):
        visit.take_up(found, is_hidden=False)
        carry_draft_over(visit.answers)
        _go_on_with(visit, resent, screen)
    elif resent and is_new and _is_of_screen(resent, Screen.you):
        take_invite_of_address(visit)  # there was no draft yet
        add_form(visit.answers, Form.core)
        _go_on_with(visit, resent, Screen.you)
    elif found and (is_new or resent is None):  # to a correction the ticket is a stranger's
        visit.view, visit.found = "come_back", found
        if resent and not _is_of_first_face(resent):  # of a face without answers: the code's own
            visit.told = "restarted_saved"
    elif resent and not _is_of_first_face(resent):
        visit.resent, visit.told = resent, "restarted_code"
    return visit


def _go_on_with(visit: SurveyVisit, resent: ResentValues, screen: Screen) -> None:
    visit.show("survey", screen)
    visit.resent = resent
    for path in resent.paths:  # the card that was open
        match path.split("."):
            case ["doses", "change", number, *_]:
                visit.opened["changes"] = number
                visit.opened["minute"] = f"doses.change.{number}"
            case ["doses", "pause", number, *_]:
                visit.opened["pauses"] = number
                visit.opened["minute"] = f"doses.pause.{number}"
            case ["effect", name, *_]:
                visit.opened[screen.name] = f"effect.{name}" if screen is Screen.minute else name


def _heads(resent: ResentValues) -> set[str]:
    return {path.partition(".")[0] for path in resent.paths}


def _is_of_first_face(resent: ResentValues) -> bool:
    return _heads(resent) <= set(_BEFORE_A_DRAFT)


def _is_of_screen(resent: ResentValues, screen: Screen) -> bool:
    """Whether what was sent again stood on a screen."""
    if any(map(_is_of_minute, resent.paths)):
        return screen is Screen.minute
    if screen in MORE.values():
        return any(_is_of_card(path, screen) for path in resent.paths)
    return any(path.startswith(_STARTS[screen]) for path in resent.paths)


def _is_of_card(path: str, screen: Screen) -> bool:
    """Whether it is about an effect of this screen, or a button of it."""
    tapped_on = next(tapped for tapped, more in MORE.items() if more is screen)
    effects = {e.name for effects in EVERY_GROUP[tapped_on].values() for e in effects}
    is_about = path.startswith("effect.") and path.split(".")[1] in effects
    return is_about or path.startswith(f"{screen.name}-")


def _is_of_minute(path: str) -> bool:
    return path.rpartition(".")[2] in _OF_MINUTE or ".again." in path
