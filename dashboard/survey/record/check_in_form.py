"""The check-in on one screen: everything prefilled, one button at the end."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.check_in import (
    FIELD_OF_PROBLEM,
    MOST_WEEKS_LATER,
    NotYetError,
    check_in_problem,
    hard_effects,
    survey_this_week,
)
from dashboard.questionnaire.check_in_effects import effects_still_there, new_effects
from dashboard.questionnaire.help_rules import is_red_flag_of_article
from dashboard.questionnaire.questions import (
    EVERY_GROUP,
    OVERALL_CHANGE,
    SCALES,
    SCORES,
    SEVERITY,
    Screen,
)
from dashboard.questionnaire.three_way import PersonDecides
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.frame import show_heading
from dashboard.survey.member_store import StoreUnavailableError, store_record
from dashboard.survey.open_record import OpenRecord
from dashboard.survey.record.check_in_doses import ask_about_stop, ask_dose_now
from dashboard.survey.what_comes import record_changes
from dashboard.text import say
from dashboard.ui.form import (
    AnswerForm,
    go_to_first_problem,
    show_lead,
    show_note,
    show_part_heading,
    show_problem,
)
from dashboard.ui.help_panel import show_help_card
from db.answers import LAST_WEEK, Survey
from db.members.record import MemberRecord
from db.store.revisions import GoneMeanwhile, Reading
from db.vocabulary import CLUSTERS, Effect

Places = dict[Effect, DeltaGenerator]
"""Where the help card of an effect would stand."""
_STILL = ("yes", "changed", "gone")


def show_check_in_form(opened: OpenRecord) -> None:
    """Show the whole check-in; ``opened`` holds a record."""
    resent = opened.resent
    if resent:
        resent.bring_back()
    survey, keys = _survey_of_record(opened), resent.keys if resent else frozenset()
    form = AnswerForm(opened.answers, opened.token, partial(_problem_sentence, opened), keys)
    stopping = form.answers.get("stopping") == "yes"
    words = "stopping" if stopping else "check_in"
    show_heading(say(f"my_record.{words}.heading"), say(f"my_record.{words}.lead"))
    if opened.told:
        show_note(say(f"my_record.told.{opened.told}"))
    _ask_observed_week(form, survey)
    if stopping and not survey.stop:
        ask_about_stop(form, survey)
    elif not survey.stop:
        ask_dose_now(form, survey)
    places: Places = {}
    _ask_about_effects(form, survey, places)
    _ask_how_you_are(form, survey, places)
    if resent:  # all of it is among the answers now
        opened.finish_restart()
        st.rerun()
    _show_help_cards(form, survey, places)
    show_note(say("survey.nobody_reads"))
    _show_buttons(opened, survey)


def _survey_of_record(opened: OpenRecord) -> Survey:
    assert opened.record is not None
    return opened.record.survey


def _ask_observed_week(form: AnswerForm, survey: Survey) -> None:
    first = survey.observed_week
    offered = list(range(first, min(first + MOST_WEEKS_LATER, LAST_WEEK) + 1))
    form.one_from_list(
        "week", say("my_record.check_in.week"), offered, week_choices.week_of_use_in_words
    )


def _ask_about_effects(form: AnswerForm, survey: Survey, places: Places) -> None:
    still = effects_still_there(survey)
    if still:
        show_part_heading(say("my_record.check_in.still"), say("my_record.check_in.still_lead"))
    for effect in still:
        _ask_effect_now(form, effect)
        places[effect] = st.container()
    choices = {word: say(f"my_record.check_in.new_{word}") for word in ("no", "yes")}
    if form.one("any_new", say("my_record.check_in.any_new"), choices) == "yes":
        _ask_new_effects(form, survey, places)


def _ask_effect_now(form: AnswerForm, effect: Effect) -> None:
    """Still there, gone, or as bad no more: then how bad it is now."""
    path, name = f"still.{effect.name}", say(f"words.effect.{effect.name}")
    choices = {word: say(f"my_record.check_in.still_{word}") for word in _STILL}
    now = f"severity_now.{effect.name}"
    if form.one(path, name, choices) == "changed":
        label = say("my_record.check_in.severity", effect=name)
        form.one(now, label, {w: say(f"words.severity.{w}") for w in SEVERITY.choices})
    else:
        form.answers.pop(now, None)


def _ask_new_effects(form: AnswerForm, survey: Survey, places: Places) -> None:
    """Also one that had gone before: then it comes back. Those of an extra where it was told."""
    there = effects_still_there(survey)
    of_extra = CLUSTERS if survey.answered_pleasure else {}
    with st.container(key="panel-check-in-new"):
        for group, effects in EVERY_GROUP[Screen.effects].items():
            _ask_new_group(form, f"words.effect_group.{group}", group, [*effects], there)
        for group, effects in of_extra.items():
            _ask_new_group(form, f"words.cluster.{group}", group, [*effects], there)
        for effect in new_effects(form.answers):
            label = say("my_record.check_in.severity", effect=say(f"words.effect.{effect.name}"))
            labels = {w: say(f"words.severity.{w}") for w in SEVERITY.choices}
            form.one(f"severity.{effect.name}", label, labels)
            places[effect] = st.container()


def _ask_new_group(
    form: AnswerForm, label: str, group: str, effects: list[Effect], there: list[Effect]
) -> None:
    offered = {e.name: say(f"words.effect.{e.name}") for e in effects if e not in there}
    if offered:
        form.several(f"new.{group}", say(label), offered)


def _show_help_cards(form: AnswerForm, survey: Survey, places: Places) -> None:
    """Beside each effect that asks for one; known only once every answer of the screen is."""
    for effect in hard_effects(survey, form.answers) & set(places):
        with places[effect]:
            show_help_card(is_red_flag=is_red_flag_of_article(effect))


def _ask_how_you_are(form: AnswerForm, survey: Survey, places: Places) -> None:
    ask_question(form, "overall_change", "survey.benefit.overall_change", OVERALL_CHANGE)
    places[Effect.anxiety] = st.container()  # judged together with the overall change
    if any(score is not None for score in survey.now.model_dump().values()):
        with st.expander(say("my_record.check_in.scales")):
            _ask_scales(form)


def _ask_scales(form: AnswerForm) -> None:
    """Of whoever answered them before; the others are asked in an extra."""
    show_lead(say("survey.benefit.scales_lead"))
    for scale in SCALES:
        with st.container(key=f"scale-{scale}"):
            label = say("survey.benefit.now", scale=say(f"words.scale.{scale}"))
            form.score(f"now.{scale}", label, SCORES)


def _show_buttons(opened: OpenRecord, survey: Survey) -> None:
    _show_trouble(opened)
    send = say("my_record.check_in.send")
    if st.button(send, type="primary", width="stretch", key=f"{opened.token}-send"):
        _store_check_in(opened, survey)
        st.rerun()
    if st.button(say("my_record.back"), type="tertiary", key=f"{opened.token}-back"):
        opened.show("record")
        st.rerun()


def _current_trouble(opened: OpenRecord) -> str | None:
    """What is in the way of sending, judged anew: a mark goes when its answer is right."""
    if not opened.tries or opened.trouble:
        return opened.trouble
    return check_in_problem(_survey_of_record(opened), opened.answers)


def _problem_sentence(opened: OpenRecord, path: str) -> str | None:
    trouble = _current_trouble(opened)
    at_field = trouble is not None and FIELD_OF_PROBLEM.get(trouble) == path
    return say(f"my_record.problem.{trouble}") if at_field else None


def _show_trouble(opened: OpenRecord) -> None:
    """Near the button: what has no field of its own, or that a field is marked."""
    trouble = _current_trouble(opened)
    if trouble is None:
        return
    if trouble in FIELD_OF_PROBLEM:
        show_problem(say("survey.put_right", count=1))
    else:
        show_problem(say(f"my_record.problem.{trouble}"))
    go_to_first_problem(f"{opened.token}-{opened.tries}")


def _store_check_in(opened: OpenRecord, survey: Survey) -> None:
    """Store it; sent twice, it is stored once."""
    assert opened.read is not None
    opened.tries, opened.trouble = opened.tries + 1, None
    try:
        this_week = survey_this_week(survey, opened.answers)
    except NotYetError:
        return
    mine = MemberRecord.of(this_week, opened.read.value.reports)
    store_or_ask(opened, partial(store_record, opened.key, opened.read, mine))


def store_or_ask(
    opened: OpenRecord, store: Callable[[], Reading[MemberRecord]], told: str = "checked_in"
) -> None:
    """Store a check-in, or put before the person what another device changed too."""
    before = opened.record
    try:
        opened.hold(store(), told)
        if before and opened.record:
            opened.changes = record_changes(before, opened.record)
    except PersonDecides as found:
        opened.disagreement = found.disagreement
        opened.show("choose")
    except GoneMeanwhile:
        opened.close("erased")
    except StoreUnavailableError:
        opened.trouble = "store_away"
