"""My record asks those whom it may concern whether a divided dose was told as one of each time."""

from functools import partial

import streamlit as st

from dashboard.questionnaire.divided_doses import doses_in_doubt, survey_with_divided_doses
from dashboard.questionnaire.labels import dose_in_words
from dashboard.survey.member_store import store_record
from dashboard.survey.open_record import OpenRecord
from dashboard.survey.record.check_in_form import store_or_ask
from dashboard.text import say
from dashboard.ui.form import show_part_heading
from db.members.record import MemberRecord


def show_divided_question(opened: OpenRecord) -> None:
    """Ask once; both answers are stored, so that it is not asked again."""
    if opened.record is None:
        return
    steps = doses_in_doubt(opened.record.survey)
    if not steps:
        return
    doses = ", ".join(dict.fromkeys(dose_in_words(step.dose_ug) for step in steps))
    with st.container(key="panel-divided", gap="small"):
        lead = say("my_record.divided.lead", doses=doses)
        show_part_heading(say("my_record.divided.heading"), lead)
        for word in ("right", "each"):
            key = f"{opened.token}-divided-{word}"
            if st.button(say(f"my_record.divided.{word}"), key=key, width="stretch"):
                _store_answer(opened, are_each_time=word == "each")
                st.rerun()


def _store_answer(opened: OpenRecord, *, are_each_time: bool) -> None:
    assert opened.read is not None
    record = opened.read.value
    survey = survey_with_divided_doses(record.survey, are_each_time=are_each_time)
    corrected = MemberRecord.of(survey, record.reports)
    store_or_ask(opened, partial(store_record, opened.key, opened.read, corrected), "corrected")
