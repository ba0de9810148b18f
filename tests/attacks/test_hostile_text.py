"""Hostile text in every field that takes any: shown as the letters that it is, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attacks_crawl import CODE, as_member, as_visitor, pages, words
from attacks_leader import signed_in
from attacks_server import Attacked, serving
from attacks_text import HOSTILE, MARK, WRITTEN_IN, beginning, interpreted, told
from attacks_visit import Visit, opened

from dashboard.stores import open_stores
from dashboard.text import say

DOSE, CODE_FIELD = say("survey.doses.dose_typed"), say("survey.start.code")
DESK = {say("leaders.group.name"), say("leaders.group.welcome"), say("leaders.invites.label")}
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


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The app on another empty store, at which nobody has tried too many codes."""
    with serving(tmp_path_factory.mktemp("calm") / "store") as running:
        yield running


def fields(visit: Visit) -> list[Any]:
    return visit.elements(*WRITTEN_IN)


def send(visit: Visit, label: str, text: str) -> None:
    """Write into a field and press what belongs to it, as far as it is on the screen."""
    form = next(field.form_id for field in fields(visit) if field.label == label)
    visit.write(label, text)
    for button in visit.elements("button"):
        if form and button.is_form_submitter and button.form_id == form:
            visit.press(button.label)
            return


def attack(visit: Visit, place: str) -> dict[str, list[str]]:
    """Every hostile text in every field of the screen: field -> where it was more than text.

    Leaves what was written before.
    """
    found: dict[str, list[str]] = {}
    before = {field.label: field.default for field in fields(visit)}
    before |= {
        f.label: visit.widgets[f.id].string_value for f in fields(visit) if f.id in visit.widgets
    }
    for label, kept in before.items():
        acted = found[f"{place}, {label}"] = []
        for name, text in HOSTILE.items():
            if label not in [field.label for field in fields(visit)]:
                break  # such as after too many tries
            send(visit, label, text)
            failed = visit.elements("alert", "exception")
            acted += [f"{name}: {where}" for where in (*interpreted(visit), *failed)]
        if label in [field.label for field in fields(visit)]:
            visit.write(label, kept)
    return found


def test_no_field_of_any_page_or_step_does_more_than_show_what_was_written(
    server: Attacked,
    gained: Callable[..., None],
) -> None:
    """The attacker writes what a browser, Markdown, Python or a spreadsheet would act on.

    He speaks the protocol, so that no field cuts his text short: 10,000 letters, null bytes. The
    fields are those that the pages show to visitors, members and leaders: a new one is attacked
    without another line here. Then every page is opened once more: what one page stored, such
    as the group's name, another may show.
    """
    found: dict[str, list[str]] = {}
    leader = signed_in(open_stores(server.store), server.pepper)
    with opened(server.port) as visit:
        for screen in as_member(visit):
            found |= attack(visit, screen.place)
    for cookie in (None, leader):
        with opened(server.port, cookie) as visit:
            for page in pages(visit):
                visit.open(page)
                found |= attack(visit, page)
    shown = ""
    for cookie in (None, leader):
        with opened(server.port, cookie) as visit:
            for screen in as_visitor(visit, deep=False):
                found[screen.place] = interpreted(visit)
                shown += told(visit)
    assert MARK in shown
    labels = {field.rpartition(", ")[2] for field in found}
    assert {CODE_FIELD, DOSE, *DESK} <= labels
    acted = [f"{field}: {line}" for field, lines in found.items() for line in lines]
    gained("hostile_text", len(acted), "0", run=f"{len(found)} places, {len(HOSTILE)} texts")
    assert not acted


def at_doses(visit: Visit) -> None:
    """Go to the step that asks for a dose in words."""
    screens = as_member(visit)
    while DOSE not in [field.label for field in fields(visit)]:
        next(screens)


@pytest.mark.parametrize("name", ["short picture", "braces", "long", "right to left", "null"])
def test_what_was_kept_in_a_draft_comes_back_as_text(calm: Attacked, name: str) -> None:
    """Stored, read again in another tab under its code, and shown in the field."""
    with opened(calm.port) as visit:
        at_doses(visit)
        visit.write(DOSE, HOSTILE[name])
        visit.press(say("survey.stop_here"))
        (code,) = set(CODE.findall(words(visit)))
    with opened(calm.port) as visit:
        visit.open("share")
        visit.write(CODE_FIELD, code)
        visit.press(say("survey.start.open"))
        assert MARK in str(visit.elements("text_input"))
        assert not interpreted(visit)


def test_what_cannot_be_read_as_a_dose_is_told_back_letter_by_letter(server: Attacked) -> None:
    """Its beginning at the least: so the look above had something to look at."""
    with opened(server.port) as visit:
        at_doses(visit)
        for text in HOSTILE.values():
            visit.write(DOSE, text)
            assert beginning(text) in told(visit)


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
        assert any(attack(visit, way).values())
