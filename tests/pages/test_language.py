import re
from collections.abc import Iterator
from html import unescape
from string import Formatter
from typing import Any

import pytest
from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

from dashboard.navigation import SECTIONS
from dashboard.stores import Stores
from dashboard.text import DEFAULT, language, load_language_texts, say
from dashboard.ui.language import KEY, PARAMETER
from db.desk import group
from db.desk.group import GroupSettings
from tests.pages.conftest import APP, OpenPage

PAGES = [page for pages in SECTIONS.values() for page in pages]
LONG_ENOUGH, WORDS_ENOUGH = 14, 3
"""Of a piece of a sentence that is looked for anywhere: shorter ones are looked for as a whole."""
LABEL = re.compile(r'^ *(?:label|body|title|placeholder|options): "(.*)"$', re.MULTILINE)
LEAST = 3
"""Letters of the shortest label that is told from a stored word such as "no"."""
SEPARATE = re.compile(r"<br>|\n|\*+|`")


def texts(found: Any) -> set[str]:
    """Every text of a language but those of the command."""
    if isinstance(found, dict):
        return {t for key, part in found.items() if key != "command" for t in texts(part)}
    return {str(found)}


def pieces(text: str) -> list[str]:
    """What stands between the values that a text is filled with, where it is long enough."""
    between = (
        piece for literal, *_ in Formatter().parse(text) for piece in SEPARATE.split(literal)
    )
    cut = (piece.strip(" .,:;()") for piece in between)
    return [p for p in cut if len(p) >= LONG_ENOUGH and len(p.split()) >= WORDS_ENOUGH]


def foreign(code: str, other: str) -> tuple[set[str], set[str]]:
    """Whole texts, and pieces of texts, that stand in one language and not in the other."""
    here, there = texts(load_language_texts(code)), texts(load_language_texts(other))
    all_there = "\n".join(there)
    whole = {t for t in here if t not in there and t[:1].isalpha() and len(t) > LEAST}
    return whole, {p for t in here for p in pieces(t) if p not in all_there}


def sent(page: AppTest) -> str:
    """Everything that was sent to the browser for the page, as it is read."""
    protos: list[str] = []

    def walk(node: Any) -> None:
        if (proto := getattr(node, "proto", None)) is not None:
            protos.append(MessageToString(proto, as_utf8=True))
        for child in getattr(node, "children", {}).values():
            walk(child)

    walk(page._tree)
    text = re.sub(r"<style>.*?</style>", "", "\n".join(protos))
    text = re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return unescape(text.replace('\\"', '"'))


def strangers(page: AppTest, code: str, other: str) -> list[str]:
    """Texts of the other language that were sent with a page in this one."""
    read = sent(page)
    whole, parts = foreign(other, code)
    labels = set(LABEL.findall(read))
    return sorted(labels & whole) + sorted(part for part in parts if part in read)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """What a test speaks is its own; a run of a page has a thread, and with it a language."""
    before = language.set(DEFAULT)
    yield
    language.reset(before)


def switched(page: AppTest, code: str) -> AppTest:
    """The same page after a tap on the other language.

    AppTest names choices by their labels, in the test's own thread: it speaks as the page does.
    """
    page.button(key=f"language-{code}").click().run()
    language.set(code)
    return page


def test_no_page_mixes_languages_whoever_read_it_before(
    filled: Stores,
    open_page: OpenPage,
) -> None:
    """English, Spanish, English: what the first reader left in a cache does not reach the next."""
    for name in PAGES:
        page = open_page(name)
        assert strangers(page, "en", "es") == [], name
        switched(page, "es")
        assert strangers(page, "es", "en") == [], name
        switched(page, "en")
        assert strangers(page, "en", "es") == [], name


def test_the_strangers_are_found_where_there_are_some(filled: Stores, open_page: OpenPage) -> None:
    """The test above can fail: an English page held for a Spanish one is full of strangers."""
    found = strangers(open_page("timelines"), "es", "en")
    assert len(found) > 20
    assert say("timelines.which") in found


def test_the_address_chooses_and_links_carry_it_on(stores: Stores) -> None:
    """A link that is passed on opens in the same language; its own links keep it."""
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params[PARAMETER] = "es"
    app.run()
    assert load_language_texts("es")["home"]["share"] in sent(app)
    links = re.findall(r'query_string: "(.*)"', sent(app))
    assert links and set(links) == {f"{PARAMETER}=es"}


def test_a_first_visit_has_a_plain_address(stores: Stores) -> None:
    """Nobody chose yet, so no link says a language."""
    app = AppTest.from_file(APP, default_timeout=30).run()
    assert "query_string" not in sent(app)
    assert PARAMETER not in app.query_params


@pytest.mark.parametrize("written", ["fr", "", "../en", "es" * 500, "<b>"])
def test_an_address_that_names_no_language_changes_nothing(stores: Stores, written: str) -> None:
    """It is neither shown nor kept."""
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params[PARAMETER] = written
    app.run()
    assert not app.exception and KEY not in app.session_state
    assert load_language_texts("en")["home"]["share"] in sent(app)


def test_a_group_of_one_language_has_no_switch(stores: Stores) -> None:
    """And an address cannot bring back what the group does not offer."""
    group.write_group(stores.members, GroupSettings(languages=("es",)))
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params[PARAMETER] = "en"
    app.run()
    assert load_language_texts("es")["home"]["share"] in sent(app)
    assert not [button for button in app.button if str(button.key).startswith("language-")]


def test_answers_outlive_a_change_of_language(
    stores: Stores, open_page: OpenPage, no_waiting: None
) -> None:
    """A choice is kept by its stored word; its label is the new language's."""
    page = open_page("share")
    for label in ("survey.start.begin", "papers.consent.agree"):
        next(b for b in page.button if b.label == say(label)).click().run()
    asked = say("survey.you.condition")
    next(p for p in page.button_group if p.label == asked).set_value("multiple_sclerosis").run()
    for code in ("es", "en"):
        switched(page, code)
        page.run()
        asked = load_language_texts(code)["survey"]["you"]["condition"]
        (shown,) = [p for p in page.button_group if p.label == asked]
        assert shown.value == "multiple_sclerosis"
