"""Who has answered, who is missing, and how sure the group can be of each page yet.

Everything but the line about invites comes from published editions.
"""

import streamlit as st
from markupsafe import Markup

from dashboard.findings.certainty import PageCertainty, page_certainties
from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FIGURES
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.screens.confirm import count_in_words
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.markup import definition_list_html
from dashboard.navigation import app_page
from dashboard.publishing import desk_counts
from dashboard.text import language, say
from dashboard.ui.edition_calendar import dates_read_now, day_with_weekday
from dashboard.ui.findings.finding_card import edition_line
from dashboard.ui.findings.show_finding import show_finding
from dashboard.ui.findings.truth_tables import show_power_table
from dashboard.ui.language import language_query
from dashboard.ui.look import card_container
from dashboard.ui.newest_edition import newest_slice
from dashboard.ui.open_stores import process_stores
from dashboard.ui.response_rate import show_response

MORE = (30, 60, 120, 250, 500, 1000)
"""Answers more, to choose from."""
A_QUARTER = 4
WIDEST = 0.3
"""Half-width, 0 to 1, that fills a bar; a wider one is cut off."""


def show_participation_page(_leader: Leader) -> None:
    """Show the whole page below its heading.

    Args:
        _leader: asked for, so that nobody else gets here.
    """
    with st.container(key="desk"):
        with card_container("desk-arrived"):
            _show_survey_counts()
        asked = newest_slice()
        with card_container("desk-response"):
            show_response(asked.edition.members)
        show_finding("answered.members", asked)
        for name in FIGURES["answered.who"].words:
            show_finding("answered.who", asked, name)
        show_finding("answered.joined", asked)
        show_finding("timelines.course", asked)
        with card_container("desk-sure"):
            _show_certainty(asked)
        with card_container("desk-post"):
            _show_words_to_post()


def _show_words_to_post() -> None:
    """Why nobody finds themselves in the charts at once: ready to post, with a button to copy."""
    st.header(say("leaders.answered.post"), anchor=False)
    show_quiet_sentence(say("leaders.answered.post_lead"))
    dates = dates_read_now()
    said = [say("leaders.answered.post_body")]
    if dates:
        said.append(say("leaders.answered.post_next", day=day_with_weekday(dates.edition)))
    st.code(" ".join(said), language=None, wrap_lines=True)


def _show_survey_counts() -> None:
    """Places, surveys under way, surveys that came with an invite."""
    places = sum(batch.cap for batch in desk_counts.invites_on_desk(process_stores()))
    rows = {
        "places": say("leaders.answered.places_value", count=places),
        "started": count_in_words(desk_counts.surveys_under_way(process_stores())),
        "used": count_in_words(desk_counts.uses_of_invites(process_stores())),
    }
    named = [(say(f"leaders.answered.{name}"), count) for name, count in rows.items()]
    st.header(say("leaders.answered.arrived"), anchor=False)
    st.html(definition_list_html(named, "desk-counts"))
    show_quiet_sentence(say("leaders.count.why"))


def _show_certainty(asked: EditionSlice) -> None:
    st.header(say("leaders.answered.sure"), anchor=False)
    show_quiet_sentence(say("leaders.answered.sure_lead"))
    near = min(MORE, key=lambda more: abs(more - asked.edition.members / A_QUARTER))
    more = st.selectbox(
        say("leaders.answered.more"),
        MORE,
        index=MORE.index(near),
        format_func=lambda number: say("leaders.answered.more_answers", count=number),
        key="desk-more",
        filter_mode=None,
    )
    for found in _certainties_per_page(
        str(asked.reader.url), asked.edition.number, language.get(), asked
    ):
        _show_certainty_row(found, more)
    show_quiet_sentence(say("leaders.answered.estimate"))
    show_power_table()
    st.html(edition_line(asked.edition))


@st.cache_resource(max_entries=20, show_spinner=False)
def _certainties_per_page(
    _store: str, _number: int, _language: str, _asked: EditionSlice
) -> tuple[PageCertainty, ...]:
    """Kept for everyone: it depends on published cells alone."""
    return page_certainties(_asked)


def _show_certainty_row(found: PageCertainty, more: int) -> None:
    with st.container(key=f"desk-sure-{found.page}", gap=None):
        label = say(f"leaders.answered.number.{found.page}")
        st.page_link(app_page(found.page), label=label, query_params=language_query())
        then = found.half_width_with_more(more)
        if found.half_width is None or then is None:
            show_quiet_sentence(say("leaders.answered.too_few"))
            return
        st.html(
            f"{_width_bar('now', found.half_width)}{_width_bar('then', then)}"
            f"{_width_sentence(found, then, more)}"
        )


def _width_bar(kind: str, half_width: float) -> Markup:
    width = round(100 * min(1.0, half_width / WIDEST))
    bar = Markup('<div class="desk-width {}" aria-hidden="true"><i style="width:{}%"></i></div>')
    return bar.format(kind, width)


def _width_sentence(found: PageCertainty, then: float, more: int) -> Markup:
    now_points, then_points = (round(100 * width) for width in (found.half_width or 0, then))
    form = "narrower" if then_points < now_points else "as_wide"
    sentence = say(f"leaders.answered.{form}", now=now_points, then=then_points, more=more)
    return Markup("<p>{}</p>").format(sentence)
