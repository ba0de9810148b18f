"""Hostile text in every field that takes any: shown as the letters that it is, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attacks_crawl import CODE, as_member, pages, words
from attacks_leader import signed_in
from attacks_server import Attacked, serving
from attacks_text import HOSTILE, MARK, WRITTEN_IN, echoed, interpreted
from attacks_visit import Visit, opened

from dashboard.stores import open_stores
from dashboard.survey import doses
from dashboard.text import say

DOSE = say("survey.doses.dose_typed")
CARELESS = {
    "markdown": "st.markdown(text)",
    "unescaped HTML": 'st.html(f"<p>{text}</p>")',
    "attribute": """st.html(f"<p title='{text}'>x</p>")""",
    "label": "st.button(text)",
    "caption": "st.caption(text)",
    "success": 'st.success(f"You wrote {text}")',
    "figure": "st.plotly_chart({'data': [], 'layout': {'title': {'text': text}}})",
}
"""Ways to show what someone wrote that let it do more than stand there."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The app on an empty store."""
    with serving(tmp_path_factory.mktemp("hostile") / "store") as running:
        yield running


def fields(visit: Visit) -> list[Any]:
    return visit.elements(*WRITTEN_IN)


def send(visit: Visit, field: Any, text: str) -> None:
    """Write into a field and press what belongs to it, as far as it is on the screen."""
    visit.write(field.label, text)
    for button in visit.elements("button"):
        if button.is_form_submitter and button.form_id == field.form_id:
            visit.press(button.label)


def attack(visit: Visit) -> dict[str, list[str]]:
    """Every hostile text in every field of the screen -> where it was more than text.

    Leaves the screen as it was.
    """
    found: dict[str, list[str]] = {}
    kept, screen = dict(visit.widgets), visit.shown
    for field in fields(visit):
        found[field.label] = []
        for name, text in HOSTILE.items():
            visit.shown = screen
            send(visit, field, text)
            wrong = [alert.body for alert in visit.elements("alert", "exception")]
            found[field.label] += [f"{name}: {x}" for x in (*interpreted(visit, text), *wrong)]
        visit.widgets = dict(kept)
        visit.write(field.label, kept[field.id].string_value if field.id in kept else "")
    visit.shown = screen if not found else visit.shown
    return found


def test_no_field_of_any_page_or_step_does_more_than_show_what_was_written(
    server: Attacked,
    gained: Callable[..., None],
) -> None:
    """The attacker writes what a browser, Markdown, Python or a spreadsheet would act on.

    He speaks the protocol, so that no field cuts his text short: 10,000 letters, null bytes. The
    fields are those that the pages show: a new one is attacked without another line here.
    """
    found: dict[str, list[str]] = {}
    for cookie in (None, signed_in(open_stores(server.store), server.pepper)):
        with opened(server.port, cookie) as visit:
            for page in pages(visit):
                visit.open(page)
                found |= attack(visit)
            for page in pages(visit):  # what one page stored, another may show
                visit.open(page)
                found[page] = [line for text in HOSTILE.values() for line in interpreted(visit, text)]
    with opened(server.port) as visit:
        for _ in as_member(visit):
            found |= attack(visit)
    assert {say("survey.start.code"), DOSE} <= set(found)
    acted = [line for lines in found.values() for line in lines]
    gained("hostile_text", len(acted), "0", run=f"{len(found)} fields, {len(HOSTILE)} texts")
    assert not acted


def at_doses(visit: Visit) -> None:
    """Go to the step that asks for a dose in words."""
    screens = as_member(visit)
    while DOSE not in [field.label for field in fields(visit)]:
        next(screens)


@pytest.mark.parametrize("name", ["short picture", "braces", "long", "right to left", "null"])
def test_what_was_kept_in_a_draft_comes_back_as_text(server: Attacked, name: str) -> None:
    """Stored, read again in another tab under its code, and shown in the field."""
    with opened(server.port) as visit:
        at_doses(visit)
        visit.write(DOSE, HOSTILE[name])
        visit.press(say("survey.stop_here"))
        (code,) = set(CODE.findall(words(visit)))
    with opened(server.port) as visit:
        visit.open("share")
        visit.write(say("survey.start.code"), code)
        visit.press(say("survey.start.open"))
        assert MARK in str(visit.elements("text_input"))
        assert not interpreted(visit, HOSTILE[name])


def test_what_cannot_be_read_as_a_dose_is_told_back_letter_by_letter(server: Attacked) -> None:
    """So the look above had something to look at: only what is cut off shows nothing."""
    with opened(server.port) as visit:
        at_doses(visit)
        for text in HOSTILE.values():
            visit.write(DOSE, text)
            assert echoed(visit) == (MARK in doses.read(text).written)
    assert sum(MARK in doses.read(text).written for text in HOSTILE.values()) > 15


@pytest.fixture(scope="module")
def careless(server: Attacked, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Pages that show what was written without care."""
    script = tmp_path_factory.mktemp("careless") / "page.py"
    choose = f'exec({CARELESS!r}[st.selectbox("Way", {list(CARELESS)!r})])'
    script.write_text(f'import streamlit as st\ntext = st.text_input("Say")\n{choose}')
    with serving(server.store, script) as running:
        yield running


@pytest.mark.parametrize("way", CARELESS)
def test_the_same_look_finds_a_page_that_shows_text_carelessly(
    careless: Attacked,
    way: str,
) -> None:
    """The control: Markdown, HTML, labels and titles act on some of it."""
    with opened(careless.port) as visit:
        visit.open("")
        visit.choose("Way", way)
        assert any(attack(visit)["Say"])
