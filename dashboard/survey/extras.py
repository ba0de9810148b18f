"""Extras: one minute each, offered one at a time after the thanks and in My record.

One a week: as many as the member has told weeks of. When they were answered is stored nowhere.
"""

import streamlit as st

from dashboard.navigation import app_page
from dashboard.questionnaire.questions import AFTER_STOPPING_WEEKS, EXTRAS, FIRST_WEEKS_PAST
from dashboard.survey.open_record import OpenRecord
from dashboard.survey.tab_visit import open_for_extra
from dashboard.text import say
from dashboard.ui.edition_calendar import dates_read_now, day_with_weekday
from dashboard.ui.form import show_lead, show_part_heading
from dashboard.ui.language import language_query
from db.members.record import MemberRecord
from db.thresholds import SAID_FROM_PEOPLE
from db.vocabulary import Form, Topic


def next_extra(record: MemberRecord) -> Form | None:
    """The extra that is offered now; None where all are answered, or one was this week."""
    marks = record.survey.marks
    left = [form for form in EXTRAS if _is_for(record, form) and not _was_answered(record, form)]
    answered = sum(form in marks.forms for form in EXTRAS)
    return left[0] if left and answered < len(record.reports) else None


def _is_for(record: MemberRecord, form: Form) -> bool:
    """Whether an extra is about weeks that have been: the first four, or those after a stop."""
    survey = record.survey
    if form is Form.what_changed:
        return survey.observed_week >= FIRST_WEEKS_PAST
    if form is not Form.after_stopping:
        return True
    stop = survey.stop
    return stop is not None and survey.observed_week - stop.week >= AFTER_STOPPING_WEEKS


def _was_answered(record: MemberRecord, form: Form) -> bool:
    """By the extra itself, or by version 1, which asked it in the story."""
    if form is Form.before_and_now:
        return Topic.scales_before in record.survey.marks.topics
    if form is Form.pleasure:
        return record.survey.answered_pleasure
    return form in record.survey.marks.forms


def show_extra_offer(opened: OpenRecord) -> None:
    """Offer the next extra, below everything that somebody came for."""
    if opened.record is None or opened.read is None:
        return
    extra = next_extra(opened.record)
    if extra is None:
        return
    with st.container(key="panel-extra", gap="small"):
        name = say(f"survey.extra.{extra.name}")
        show_part_heading(say("survey.extra.heading", name=name), say("survey.extra.lead"))
        show_lead(_what_it_feeds(extra))
        if st.button(say("survey.extra.open"), key=f"{opened.token}-extra", width="stretch"):
            if opened.refresh_record() and opened.read:
                open_for_extra(opened.key, opened.read, extra)
            st.switch_page(app_page("share"), query_params=language_query())


def _what_it_feeds(extra: Form) -> str:
    """Which chart, from how many answers on it is shown, and when it is drawn."""
    feeds = say(f"survey.extra.feeds_{extra.name}")
    feeds += f" {say('survey.extra.from_answers', people=SAID_FROM_PEOPLE)}"
    dates = dates_read_now()
    if dates is None:
        return f"{feeds} {say('survey.extra.next_edition')}"
    return f"{feeds} {say('survey.extra.edition_on', day=day_with_weekday(dates.edition))}"
