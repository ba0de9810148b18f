"""The check-in on one screen: everything prefilled, one button at the end."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.check_in import (
    MOST_WEEKS_LATER,
    NotYetError,
    effects_still_there,
    is_lower_or_moved,
    new_effects,
    survey_this_week,
)
from dashboard.questionnaire.questions import (
    AFTER_CHANGE,
    CHANGE_REASON,
    OVERALL_CHANGE,
    SCALES,
    SCORES,
    SEVERITY,
    STOP_REASON,
    TIMING,
)
from dashboard.questionnaire.three_way import PersonDecides
from dashboard.survey.fields.ask import ask_needed_week, ask_question
from dashboard.survey.fields.dose_field import ask_dose
from dashboard.survey.fields.frame import show_heading
from dashboard.survey.member_store import StoreUnavailableError, store_record
from dashboard.survey.open_record import OpenRecord
from dashboard.text import say
from dashboard.ui.form import AnswerForm, show_note, show_part_heading, show_problem
from dashboard.ui.help_panel import show_help_card
from db.answers import LAST_WEEK, Survey
from db.members.record import MemberRecord
from db.store.revisions import GoneMeanwhile, Reading
from db.vocabulary import EFFECT_GROUPS, RED_FLAGS, Effect, Severity

HARD = frozenset({Severity.severe, Severity.very_severe})


def show_check_in_form(opened: OpenRecord) -> None:
    """Show the whole check-in; ``opened`` holds a record."""
    survey, form = (
        _survey_of_record(opened),
        AnswerForm(opened.answers, opened.token, lambda _path: None),
    )
    stopping = form.answers.get("stopping") == "yes"
    words = "stopping" if stopping else "check_in"
    show_heading(say(f"my_record.{words}.heading"), say(f"my_record.{words}.lead"))
    _ask_observed_week(form, survey)
    if stopping and not survey.stop:
        _ask_about_stop(form)
    elif not survey.stop:
        _ask_dose_now(form, survey)
    _ask_about_effects(form, survey)
    _ask_how_you_are(form)
    show_note(say("survey.nobody_reads"))
    _show_buttons(opened, survey)


def _survey_of_record(opened: OpenRecord) -> Survey:
    assert opened.record is not None
    return opened.record.survey


def _ask_observed_week(form: AnswerForm, survey: Survey) -> None:
    first = survey.observed_week
    offered = list(range(first, min(first + MOST_WEEKS_LATER, LAST_WEEK) + 1))
    form.one_from_list("week", say("my_record.check_in.week"), offered, _week_in_words)


def _week_in_words(week: int) -> str:
    return say("survey.weeks.in_first" if week == 1 else "survey.weeks.in_week", week=week)


def _ask_dose_now(form: AnswerForm, survey: Survey) -> None:
    last = survey.steps[-1]
    now = say(
        "my_record.check_in.dose_now",
        mg=dose_text.local_mg_text(last.dose_ug),
        timing=say(f"words.timing.{last.timing.name}"),
    )
    choices = {word: say(f"my_record.check_in.same_{word}") for word in ("yes", "changed")}
    if form.one("same", now, choices) != "changed":
        return
    with st.container(key="panel-check-in-dose"):
        hint = say("survey.change.dose_same", mg=dose_text.local_mg_text(last.dose_ug))
        ask_dose(form, "change", say("survey.change.dose"), hint)
        ask_question(form, "change.timing", "survey.change.timing", TIMING)
        ask_question(form, "change.reason", "survey.change.change_reason", CHANGE_REASON)
        if is_lower_or_moved(survey, form.answers):
            for question in AFTER_CHANGE:
                ask_question(
                    form, f"change.{question.name}", f"survey.change.{question.name}", question
                )


def _ask_about_stop(form: AnswerForm) -> None:
    with st.container(key="panel-check-in-stop"):
        offered = week_choices.weeks_on_offer(1, form.answers.get("week") or 1)
        ask_needed_week(form, "stop_week", "survey.doses.stop_week", offered)
        ask_question(form, "stop_reason", "survey.doses.stop_reason", STOP_REASON)


def _ask_about_effects(form: AnswerForm, survey: Survey) -> None:
    still = effects_still_there(survey)
    if still:
        show_part_heading(say("my_record.check_in.still"), say("my_record.check_in.still_lead"))
    choices = {word: say(f"survey.effect.still_{word}") for word in ("yes", "gone")}
    for effect in still:
        said = form.one(f"still.{effect.name}", say(f"words.effect.{effect.name}"), choices)
        if said != "gone" and effect in RED_FLAGS and _was_severe_last_time(survey, effect):
            show_help_card()
    choices = {word: say(f"my_record.check_in.new_{word}") for word in ("no", "yes")}
    if form.one("any_new", say("my_record.check_in.any_new"), choices) == "yes":
        _ask_new_effects(form)


def _ask_new_effects(form: AnswerForm) -> None:
    with st.container(key="panel-check-in-new"):
        for group, effects in EFFECT_GROUPS.items():
            offered = {e.name: say(f"words.effect.{e.name}") for e in effects}
            form.several(f"new.{group}", say(f"words.effect_group.{group}"), offered)
        for effect in new_effects(form.answers):
            label = say("my_record.check_in.severity", effect=say(f"words.effect.{effect.name}"))
            labels = {w: say(f"words.severity.{w}") for w in SEVERITY.choices}
            said = form.one(f"severity.{effect.name}", label, labels)
            if effect in RED_FLAGS and said in {severity.name for severity in HARD}:
                show_help_card()


def _was_severe_last_time(survey: Survey, effect: Effect) -> bool:
    return any(e.effect is effect and e.still_there and e.severity in HARD for e in survey.episodes)


def _ask_how_you_are(form: AnswerForm) -> None:
    show_part_heading(say("my_record.check_in.scales"), say("survey.benefit.scales_lead"))
    for scale in SCALES:
        with st.container(key=f"scale-{scale}"):
            label = say("survey.benefit.now", scale=say(f"words.scale.{scale}"))
            form.score(f"now.{scale}", label, SCORES)
    ask_question(form, "overall_change", "survey.benefit.overall_change", OVERALL_CHANGE)


def _show_buttons(opened: OpenRecord, survey: Survey) -> None:
    if opened.trouble:
        show_problem(say(f"my_record.problem.{opened.trouble}"))
    send = say("my_record.check_in.send")
    if st.button(send, type="primary", width="stretch", key=f"{opened.token}-send"):
        _store_check_in(opened, survey)
        st.rerun()
    if st.button(say("my_record.back"), type="tertiary", key=f"{opened.token}-back"):
        opened.show("record")
        st.rerun()


def _store_check_in(opened: OpenRecord, survey: Survey) -> None:
    """Store it; sent twice, it is stored once."""
    assert opened.read is not None
    try:
        this_week = survey_this_week(survey, opened.answers)
    except NotYetError as error:
        opened.trouble = str(error.args[0])
        return
    mine = MemberRecord.of(this_week, opened.read.value.reports)
    store_or_ask(opened, partial(store_record, opened.code or "", opened.read, mine))


def store_or_ask(opened: OpenRecord, store: Callable[[], Reading[MemberRecord]]) -> None:
    """Store a check-in, or put before the person what another device changed too."""
    try:
        opened.hold(store(), "checked_in")
    except PersonDecides as found:
        opened.disagreement = found.disagreement
        opened.show("choose")
    except GoneMeanwhile:
        opened.close("erased")
    except StoreUnavailableError:
        opened.trouble = "store_away"
