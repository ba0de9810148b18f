"""The first face of the page: begin, or go on under a return code."""

import streamlit as st

from dashboard.admission import arrival
from dashboard.navigation import app_page
from dashboard.questionnaire.story_time import MINUTES
from dashboard.survey import member_store
from dashboard.survey.fields.code_field import ask_return_code
from dashboard.survey.fields.frame import show_heading
from dashboard.survey.open_record import current_open_record
from dashboard.survey.tab_visit import open_for_correction, take_resent_step
from dashboard.survey.visit import SurveyVisit
from dashboard.survey.ways_in import resume_under_code
from dashboard.text import say
from dashboard.ui.form import show_lead, show_note, show_part_heading, show_points, show_problem
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.language import language_query
from db import codes
from db.vocabulary import AnswersFor

_POINTS = ("time", "private", "needed")
_CARED_FOR = (AnswersFor.child, AnswersFor.adult)


def show_start_face(visit: SurveyVisit) -> None:
    """Show what this is, the way in, and the way back in."""
    show_heading(say("survey.start.heading"), say("survey.start.lead"))
    if visit.told:
        show_note(say(f"survey.{visit.told}"))
    least, most = MINUTES
    show_points(
        [
            (say(f"survey.start.{p}", least=least, most=most), say(f"survey.start.{p}_more"))
            for p in _POINTS
        ]
    )
    only_with_invite = settings_of_group().only_with_invite
    _tell_full_invite(only_with_invite=only_with_invite)
    if only_with_invite:
        _ask_invite(visit)
    is_confirmed = _ask_for_whom(visit)
    begin, stopped = say("survey.start.begin"), say("survey.start.stopped")
    begins = st.button(begin, type="primary", width="stretch", key=f"{visit.token}-begin")
    begins_stopped = st.button(stopped, width="stretch", key=f"{visit.token}-stopped")
    begins_at_all = (begins or begins_stopped) and is_confirmed
    if (begins or begins_stopped) and not is_confirmed:
        show_problem(say("survey.start.carer_missing", age=settings_of_group().least_age))
    if begins_at_all and (not only_with_invite or _is_admitted(visit)):
        if begins_stopped:
            visit.answers["doses.still"] = "stopped"
        visit.show("consent")
        st.rerun()
    with st.container(key="panel-have-code"):
        found = ask_return_code(visit.token, "survey.start")
    if found is not None:
        _go_on_under_code(visit, *found)
    st.page_link(
        app_page("record"), label=say("survey.start.check_in"), query_params=language_query()
    )


def _ask_for_whom(visit: SurveyVisit) -> bool:
    """Offer to answer for somebody else; False while a carer of a child has not confirmed it."""
    with st.expander(say("survey.start.for_another")):
        show_lead(say("survey.start.for_another_lead", age=settings_of_group().least_age))
        choices = {w.name: say(f"words.answers_for.{w.name}") for w in _CARED_FOR}
        chosen = st.pills(
            say("survey.start.for_whom"),
            list(choices),
            format_func=lambda name: choices[name],
            key=f"{visit.token}-for-another",
        )
        if chosen:
            visit.answers["you.answers_for"] = chosen
        else:
            visit.answers.pop("you.answers_for", None)
        if chosen != AnswersFor.child.name:
            return True
        label = say("survey.start.is_carer")
        visit.answers["you.is_carer"] = st.checkbox(label, key=f"{visit.token}-is-carer")
        return bool(visit.answers["you.is_carer"])


def _ask_invite(visit: SurveyVisit) -> None:
    """Say that the group asks for an invite, and ask for it."""
    with st.container(key="panel-invite", gap="small"):
        show_part_heading(say("survey.start.invite_only"), say("survey.start.invite_only_hint"))
        st.text_input(
            say("survey.start.invite"),
            value=visit.answers.get("invite") or arrival.invite_of_address(),
            max_chars=codes.LONGEST_INPUT,
            key=_invite_key(visit),
            autocomplete="off",
        )


def _tell_full_invite(*, only_with_invite: bool) -> None:
    """Say before anything is typed that the link's invite admits nobody any more.

    What is asked is what beginning asks: full by lot, and from a midnight on.
    """
    written = arrival.invite_of_address()
    if not written:
        return
    try:
        is_open = member_store.is_invite_open(written)
    except member_store.StoreUnavailableError:
        return  # said when they begin
    if not is_open:
        free = "" if only_with_invite else " " + say("survey.start.invite_full_free")
        show_note(say("survey.start.invite_full") + free)


def _is_admitted(visit: SurveyVisit) -> bool:
    """Take the invite into the answers where a survey can be begun with it; else say why not."""
    written = str(st.session_state.get(_invite_key(visit)) or "").strip()
    try:
        is_open = member_store.is_invite_open(written)
    except member_store.StoreUnavailableError:
        show_problem(say("survey.store_away"))
        return False
    if not is_open:
        show_problem(
            say("survey.start.invite_not_open" if written else "survey.start.invite_empty")
        )
        return False
    visit.answers["invite"] = written
    return True


def _invite_key(visit: SurveyVisit) -> str:
    return f"{visit.token}-first-invite"


def _go_on_under_code(visit: SurveyVisit, code: str, kept: member_store.StoredUnderCode) -> None:
    """Go on with a draft; what was handed in opens as a record, or as the correction of before."""
    if not kept.handed_in:
        resume_under_code(visit, code, kept)
        take_resent_step(visit)
        st.rerun()
    record = current_open_record()
    try:
        record.open(code)
    except member_store.StoreUnavailableError:
        show_problem(say("survey.start.store_away"))
        return
    if visit.resent and record.read:
        open_for_correction(record.key, record.read, visit.resent)
        st.rerun()
    st.switch_page(app_page("record"), query_params=language_query())
