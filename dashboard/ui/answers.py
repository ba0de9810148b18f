"""Members' questions on the screen: each with its answer, and whole when it is tapped."""

import streamlit as st
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from streamlit.logger import get_logger

from dashboard.findings.answers.questions import (
    FOR_EVERYONE,
    QUESTIONS,
    MemberQuestion,
    answer_questions,
)
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.starts import STARTS
from dashboard.gallery import FIGURES, FIRST_EFFECT, first_effect
from dashboard.markup import fill_template, heading_html
from dashboard.navigation import app_page
from dashboard.text import language, say
from dashboard.ui.empty_states import show_unavailable
from dashboard.ui.findings.chart_choices import choose_slice_for
from dashboard.ui.findings.finding_links import QUESTION
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.language import language_query
from dashboard.ui.look import card_container
from dashboard.ui.newest_edition import newest_slice
from dashboard.ui.page_ended import PageEnded

_log = get_logger("dashboard")
KEPT_EDITIONS = 100
"""Groups within the group, editions and languages: about 20 kB each."""


def show_answers() -> None:
    """Show every question with its answer; before the first edition the questions alone."""
    try:
        everyone = newest_slice()
    except PageEnded:
        _show_questions_ahead()
        raise
    chosen = choose_slice_for(STARTS)
    place = repr((str(everyone.reader.url), everyone.edition.number, language.get()))
    among = repr((chosen.edition.number, sorted(chosen.filters.items())))
    try:
        answers = _answers_once(place, among, (chosen, everyone))
    except SQLAlchemyError as error:
        _log.error("an edition cannot be read: %s", type(error).__name__)
        show_unavailable("answers")
        return
    with st.container(key="answers"):
        for name, answer in answers.items():
            _show_answer(QUESTIONS[name], answer)


def show_question() -> None:
    """Show the question that the link asks for, whole; without one, the first."""
    first = next(iter(QUESTIONS))
    asked_for = QUESTIONS.get(st.query_params.get(QUESTION, first))
    question = asked_for if asked_for and asked_for.cards else QUESTIONS[first]
    st.title(question.title, anchor=False)
    _show_link("back", "answers", say("answers.back"))
    chosen = choose_slice_for(question.measure) if question.measure else newest_slice()
    for name in question.cards:
        word = first_effect(chosen) if FIRST_EFFECT in FIGURES[name].words[:1] else ""
        asked = chosen.among({}) if name in FOR_EVERYONE else chosen
        # Two empty cards would say one thing twice.
        show_finding(name, asked, word, stands_alone=name == question.cards[0])
    _show_link("next", question.page, say("answers.onward", title=say(f"pages.{question.page}")))


@st.cache_resource(max_entries=KEPT_EDITIONS, show_spinner=False)
def _answers_once(
    place: str,  # noqa: ARG001 - with among, the key
    among: str,  # noqa: ARG001
    _slices: tuple[EditionSlice, EditionSlice],
) -> dict[str, Markup]:
    """Kept for everyone: published cells and the language make it."""
    return {
        name: fill_template(
            "answer",
            answer=answer,
            question=QUESTIONS[name].title,
            is_link=bool(QUESTIONS[name].cards),
        )
        for name, answer in answer_questions(*_slices).items()
    }


def _show_answer(question: MemberQuestion, answer: Markup) -> None:
    with card_container(f"answer-{question.name}"):
        if question.cards:
            query = {QUESTION: question.name, **(language_query() or {})}
            st.page_link(app_page(QUESTION), label=question.title, query_params=query)
        st.html(answer)


def _show_questions_ahead() -> None:
    titles = Markup().join(Markup("<li>{}</li>").format(each.title) for each in QUESTIONS.values())
    with card_container("ahead"):
        st.html(heading_html(say("answers.ahead")) + Markup("<ul>{}</ul>").format(titles))


def _show_link(key: str, page: str, label: str) -> None:
    with st.container(key=key):
        st.page_link(app_page(page), label=label, query_params=language_query())
