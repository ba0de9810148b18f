"""Who has answered, who is missing, and how sure the group can be of each page yet.

Everything but the line about invites comes from published editions.
"""

from html import escape

import streamlit as st

from dashboard.charts.bars import bars
from dashboard.charts.courses import course
from dashboard.charts.participation import members
from dashboard.findings.certainty import Certainty, certainties
from dashboard.findings.edition_slice import Asked
from dashboard.findings.participation import over_editions, who
from dashboard.findings.timelines import course as course_findings
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.counts import in_words
from dashboard.leaders.screens.sign_in_form import quiet
from dashboard.navigation import page
from dashboard.publishing import desk_counts
from dashboard.text import language, say
from dashboard.ui.findings.finding_card import foot
from dashboard.ui.findings.show_finding import show as show_finding
from dashboard.ui.language import carried
from dashboard.ui.look import card
from dashboard.ui.newest_edition import ask
from dashboard.ui.open_stores import stores

LOOKED_AT = ("condition", "age_band", "sensitivity")
MORE = (30, 60, 120, 250, 500, 1000)
"""Answers more, to choose from."""
A_QUARTER = 4
WIDEST = 0.3
"""Half-width, 0 to 1, that fills a bar; a wider one is cut off."""


def show(_leader: Leader) -> None:
    """The whole page below its heading.

    Args:
        _leader: asked for, so that nobody else gets here.
    """
    with st.container(key="desk"):
        with card("desk-arrived"):
            _arrived()
        asked = ask()
        show_finding(over_editions, members, asked)
        for name in LOOKED_AT:
            show_finding(who, bars, asked, name)
        show_finding(course_findings.course, course, asked)
        with card("desk-sure"):
            _sure(asked)


def _arrived() -> None:
    """Places, surveys under way, surveys that came with an invite."""
    places = sum(batch.cap for batch in desk_counts.batches(stores()))
    rows = {
        "places": say("leaders.answered.places_value", count=places),
        "started": in_words(desk_counts.blurred_started(stores())),
        "used": in_words(desk_counts.blurred_uses(stores())),
    }
    items = "".join(
        f"<div><dt>{escape(say(f'leaders.answered.{name}'))}</dt><dd>{escape(told)}</dd></div>"
        for name, told in rows.items()
    )
    st.header(say("leaders.answered.arrived"), anchor=False)
    st.html(f'<dl class="desk-counts">{items}</dl>')
    quiet(say("leaders.count.why"))


def _sure(asked: Asked) -> None:
    st.header(say("leaders.answered.sure"), anchor=False)
    quiet(say("leaders.answered.sure_lead"))
    near = min(MORE, key=lambda more: abs(more - asked.edition.members / A_QUARTER))
    more = st.selectbox(
        say("leaders.answered.more"),
        MORE,
        index=MORE.index(near),
        format_func=lambda number: say("leaders.answered.more_answers", count=number),
        key="desk-more",
        filter_mode=None,
    )
    for found in _certainties(str(asked.reader.url), asked.edition.number, language.get(), asked):
        _row(found, more)
    quiet(say("leaders.answered.estimate"))
    st.html(foot(asked.edition))


@st.cache_resource(max_entries=20, show_spinner=False)
def _certainties(_store: str, _number: int, _language: str, _asked: Asked) -> tuple[Certainty, ...]:
    """Kept for everyone: it depends on published cells alone."""
    return certainties(_asked)


def _row(found: Certainty, more: int) -> None:
    with st.container(key=f"desk-sure-{found.page}", gap=None):
        label = say(f"leaders.answered.number.{found.page}")
        st.page_link(page(found.page), label=label, query_params=carried())
        then = found.with_more(more)
        if found.half_width is None or then is None:
            quiet(say("leaders.answered.too_few"))
            return
        st.html(
            f"{_bar('now', found.half_width)}{_bar('then', then)}{_sentence(found, then, more)}"
        )


def _bar(kind: str, half_width: float) -> str:
    width = round(100 * min(1.0, half_width / WIDEST))
    return f'<div class="desk-width {kind}" aria-hidden="true"><i style="width:{width}%"></i></div>'


def _sentence(found: Certainty, then: float, more: int) -> str:
    now_points, then_points = (round(100 * width) for width in (found.half_width or 0, then))
    form = "narrower" if then_points < now_points else "as_wide"
    told = say(f"leaders.answered.{form}", now=now_points, then=then_points, more=more)
    return f"<p>{escape(told)}</p>"
