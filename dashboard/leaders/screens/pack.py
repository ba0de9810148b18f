"""The page of the meeting pack: choose an edition and findings, make, download."""

import base64
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboard.findings.participation import day_in_words
from dashboard.gallery import FINDINGS
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts import downloads
from dashboard.leaders.acts.downloads import FindingSlide, MeetingPack
from dashboard.leaders.screens.confirm import show_outcome
from dashboard.leaders.screens.desk_visit import DeskPageState, current_visit
from dashboard.leaders.screens.finding_words import show_words_to_post
from dashboard.leaders.screens.sign_in_form import show_quiet_sentence
from dashboard.markup import paragraph_html
from dashboard.report.chromium import NoPicture
from dashboard.text import in_this_language, say
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.look import card_container
from dashboard.ui.newest_edition import newest_edition_or_end
from dashboard.ui.open_stores import process_stores
from db.editions import editions
from db.editions.editions import Edition, EditionDamaged

CHAPTERS = tuple(dict.fromkeys(choice.chapter for choice in FINDINGS.values()))
PRINTING = 0.85
"""Where the bar stands when the figures are drawn and the PDF is being made."""
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def show_pack_page(leader: Leader) -> None:
    """Show the whole page below its heading."""
    doing = current_visit().doing.on("pack")
    with st.container(key="desk"):
        newest_edition_or_end()
        edition = _select_edition()
        show_outcome(doing)
        if edition.is_of_this_rule:
            with card_container("desk-pack"):
                _show_pack(doing, leader, edition)
            with card_container("desk-slide"):
                _show_slide(doing, leader, edition)
        else:
            show_quiet_sentence(say("leaders.pack.earlier_rule", number=edition.number))
        with card_container("desk-export"):
            _show_exports(leader, edition)


def _select_edition() -> Edition:
    """The edition that everything on the page is made of; the newest at the start."""
    found = {
        edition.number: edition for edition in editions.all_editions(process_stores().editions)
    }
    number = st.selectbox(
        say("leaders.pack.edition"),
        sorted(found, reverse=True),
        format_func=lambda at: say(
            "leaders.pack.edition_of", number=at, day=day_in_words(found[at].published_on)
        ),
        key="desk-edition",
        filter_mode=None,
    )
    return found[number]


def _show_pack(doing: DeskPageState, leader: Leader, edition: Edition) -> None:
    st.header(say("leaders.pack.heading"), anchor=False)
    show_quiet_sentence(say("leaders.pack.pages_lead"))
    chosen = _select_findings()
    if not chosen:
        show_quiet_sentence(say("leaders.pack.nothing_chosen"))
    make = say("leaders.pack.make", count=len(chosen))
    pressed = st.button(
        make, type="primary", width="stretch", disabled=not chosen, key="desk-pack-make"
    )
    if pressed:
        _make_pack(doing, leader, edition, chosen)
    made = doing.made.get("pack")
    if isinstance(made, MeetingPack) and made.edition == edition.number:
        _show_pack_files(made)


def _select_findings() -> list[str]:
    """All findings at the start, page by page."""
    found: list[str] = []
    with st.expander(say("leaders.pack.choose")):
        for chapter in CHAPTERS:
            st.html(paragraph_html(say(f"pages.{chapter}"), "desk-chapter"))
            # Labels are our own texts.
            found += (
                name
                for name, choice in FINDINGS.items()
                if choice.chapter == chapter
                and st.checkbox(choice.title, value=True, key=f"desk-choose-{name}")
            )
    return found


def _make_pack(doing: DeskPageState, leader: Leader, edition: Edition, chosen: list[str]) -> None:
    bar = st.progress(0.0, text=say("leaders.pack.begun"))

    def show_progress(done: int, of: int) -> None:
        text = say("leaders.pack.drawing", done=done, of=of)
        if done == of:
            text = say("leaders.pack.printing")
        bar.progress(PRINTING * done / max(of, 1), text=text)

    name = settings_of_group().name or say("report.our_group")
    try:
        made = downloads.make_pack(process_stores(), leader, (edition, name), chosen, show_progress)
    except EditionDamaged:
        doing.report_failure(say("leaders.pack.damaged"))
    else:
        doing.made["pack"] = made
        doing.report_success(say("leaders.pack.done"))
    st.rerun()


def _show_pack_files(made: MeetingPack) -> None:
    """Show the files, and why one of them is not there."""
    if made.missing:
        show_quiet_sentence(say(f"report.problem.{made.missing}"))
    if made.pdf is not None:
        _download_button("pdf", made.pdf, f"{made.name}.pdf", "application/pdf")
    _download_button("html", made.html, f"{made.name}.html", "text/html")


def _download_button(kind: str, content: bytes, name: str, mime: str) -> None:
    st.download_button(
        say(f"leaders.pack.download_{kind}"),
        content,
        file_name=name,
        mime=mime,
        on_click="ignore",
        width="stretch",
        key=f"desk-download-{kind}",
    )


def _show_slide(doing: DeskPageState, leader: Leader, edition: Edition) -> None:
    st.header(say("leaders.pack.slide"), anchor=False)
    show_quiet_sentence(say("leaders.pack.slide_lead"))
    name = st.selectbox(
        say("leaders.pack.finding"),
        list(FINDINGS),
        format_func=lambda name: FINDINGS[name].title,
        key="desk-slide-finding",
        filter_mode=None,
    )
    show_words_to_post(FINDINGS[name], edition)
    if st.button(say("leaders.pack.slide_make"), width="stretch", key="desk-slide-make"):
        with st.spinner(say("leaders.pack.begun")):
            _make_slide(doing, leader, edition, name)
    made = doing.made.get("slide")
    if isinstance(made, FindingSlide) and made.edition == edition.number:
        picture = base64.b64encode(made.png).decode()
        # In the page itself: a picture of Streamlit's own has an address that anyone could open.
        slide = Markup('<img class="desk-slide" src="data:image/png;base64,{}" alt="{}">')
        st.html(slide.format(picture, say("leaders.pack.slide_alt")))
        _download_button("png", made.png, f"{made.name}.png", "image/png")


def _make_slide(doing: DeskPageState, leader: Leader, edition: Edition, name: str) -> None:
    try:
        made = downloads.make_slide(process_stores(), leader, edition, name)
    except NoPicture as problem:
        doing.report_failure(say(f"report.problem.{problem.args[0]}"))
    else:
        doing.made["slide"] = made
        doing.report_success(say("leaders.pack.slide_done"))
    st.rerun()


def _show_exports(leader: Leader, edition: Edition) -> None:
    st.header(say("leaders.pack.exports"), anchor=False)
    show_quiet_sentence(say("leaders.pack.exports_lead"))
    for kind, mime in MIME.items():
        st.download_button(
            say(f"leaders.pack.download_{kind}"),
            in_this_language(
                partial(downloads.export_cells, process_stores(), leader, edition, kind)
            ),
            file_name=downloads.export_file_name(edition, kind),
            mime=mime,
            on_click="ignore",
            width="stretch",
            key=f"desk-download-{kind}",
        )
