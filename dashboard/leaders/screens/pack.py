"""The page of the meeting pack: choose an edition and findings, make, download."""

import base64
from functools import partial
from html import escape

import streamlit as st

from dashboard.findings.participation import day
from dashboard.gallery import FINDINGS
from dashboard.leaders.access.leader import Leader
from dashboard.leaders.acts import downloads
from dashboard.leaders.acts.downloads import Packed, Slide
from dashboard.leaders.doing import Doing
from dashboard.leaders.screens.confirm import what_happened
from dashboard.leaders.screens.desk_visit import current
from dashboard.leaders.screens.sign_in_form import quiet
from dashboard.report.chromium import NoPicture
from dashboard.text import in_this_language, say
from dashboard.ui.group_settings import group
from dashboard.ui.look import card
from dashboard.ui.newest_edition import newest_or_end
from dashboard.ui.open_stores import stores
from db.editions import editions
from db.editions.editions import Edition, EditionDamaged

CHAPTERS = tuple(dict.fromkeys(choice.chapter for choice in FINDINGS.values()))
PRINTING = 0.85
"""Where the bar stands when the figures are drawn and the PDF is being made."""
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def show(leader: Leader) -> None:
    """The whole page below its heading."""
    doing = current().doing.on("pack")
    with st.container(key="desk"):
        newest_or_end()
        edition = _edition()
        what_happened(doing)
        with card("desk-pack"):
            _pack(doing, leader, edition)
        with card("desk-slide"):
            _slide(doing, leader, edition)
        with card("desk-export"):
            _exports(leader, edition)


def _edition() -> Edition:
    """The edition that everything on the page is made of; the newest at the start."""
    found = {edition.number: edition for edition in editions.every(stores().editions)}
    number = st.selectbox(
        say("leaders.pack.edition"),
        sorted(found, reverse=True),
        format_func=lambda at: say(
            "leaders.pack.edition_of", number=at, day=day(found[at].published_on)
        ),
        key="desk-edition",
        filter_mode=None,
    )
    return found[number]


def _pack(doing: Doing, leader: Leader, edition: Edition) -> None:
    st.header(say("leaders.pack.heading"), anchor=False)
    quiet(say("leaders.pack.pages_lead"))
    chosen = _chosen()
    if not chosen:
        quiet(say("leaders.pack.nothing_chosen"))
    make = say("leaders.pack.make", count=len(chosen))
    pressed = st.button(
        make, type="primary", width="stretch", disabled=not chosen, key="desk-pack-make"
    )
    if pressed:
        _make(doing, leader, edition, chosen)
    made = doing.made.get("pack")
    if isinstance(made, Packed) and made.edition == edition.number:
        _packed(made)


def _chosen() -> list[str]:
    """All findings at the start, page by page."""
    found: list[str] = []
    with st.expander(say("leaders.pack.choose")):
        for chapter in CHAPTERS:
            st.html(f'<p class="desk-chapter">{escape(say(f"pages.{chapter}"))}</p>')
            # Labels are our own texts.
            found += (
                name
                for name, choice in FINDINGS.items()
                if choice.chapter == chapter
                and st.checkbox(choice.title, value=True, key=f"desk-choose-{name}")
            )
    return found


def _make(doing: Doing, leader: Leader, edition: Edition, chosen: list[str]) -> None:
    bar = st.progress(0.0, text=say("leaders.pack.begun"))

    def drawn(done: int, of: int) -> None:
        text = say("leaders.pack.drawing", done=done, of=of)
        if done == of:
            text = say("leaders.pack.printing")
        bar.progress(PRINTING * done / max(of, 1), text=text)

    name = group().name or say("report.our_group")
    try:
        made = downloads.make_pack(stores(), leader, (edition, name), chosen, drawn)
    except EditionDamaged:
        doing.could_not(say("leaders.pack.damaged"))
    else:
        doing.made["pack"] = made
        doing.did(say("leaders.pack.done"))
    st.rerun()


def _packed(made: Packed) -> None:
    """The files, and why one of them is not there."""
    if made.missing:
        quiet(say(f"report.problem.{made.missing}"))
    if made.pdf is not None:
        _download("pdf", made.pdf, f"{made.name}.pdf", "application/pdf")
    _download("html", made.html, f"{made.name}.html", "text/html")


def _download(kind: str, content: bytes, name: str, mime: str) -> None:
    st.download_button(
        say(f"leaders.pack.download_{kind}"),
        content,
        file_name=name,
        mime=mime,
        on_click="ignore",
        width="stretch",
        key=f"desk-download-{kind}",
    )


def _slide(doing: Doing, leader: Leader, edition: Edition) -> None:
    st.header(say("leaders.pack.slide"), anchor=False)
    quiet(say("leaders.pack.slide_lead"))
    name = st.selectbox(
        say("leaders.pack.finding"),
        list(FINDINGS),
        format_func=lambda name: FINDINGS[name].title,
        key="desk-slide-finding",
        filter_mode=None,
    )
    if st.button(say("leaders.pack.slide_make"), width="stretch", key="desk-slide-make"):
        with st.spinner(say("leaders.pack.begun")):
            _make_slide(doing, leader, edition, name)
    made = doing.made.get("slide")
    if isinstance(made, Slide) and made.edition == edition.number:
        picture = base64.b64encode(made.png).decode()
        # In the page itself: a picture of Streamlit's own has an address that anyone could open.
        st.html(
            f'<img class="desk-slide" src="data:image/png;base64,{picture}" '
            f'alt="{escape(say("leaders.pack.slide_alt"))}">'
        )
        _download("png", made.png, f"{made.name}.png", "image/png")


def _make_slide(doing: Doing, leader: Leader, edition: Edition, name: str) -> None:
    try:
        made = downloads.make_slide(stores(), leader, edition, name)
    except NoPicture as problem:
        doing.could_not(say(f"report.problem.{problem.args[0]}"))
    else:
        doing.made["slide"] = made
        doing.did(say("leaders.pack.slide_done"))
    st.rerun()


def _exports(leader: Leader, edition: Edition) -> None:
    st.header(say("leaders.pack.exports"), anchor=False)
    quiet(say("leaders.pack.exports_lead"))
    for kind, mime in MIME.items():
        st.download_button(
            say(f"leaders.pack.download_{kind}"),
            in_this_language(partial(downloads.export, stores(), leader, edition, kind)),
            file_name=downloads.export_name(edition, kind),
            mime=mime,
            on_click="ignore",
            width="stretch",
            key=f"desk-download-{kind}",
        )
