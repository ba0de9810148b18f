"""The pictures that links preview: drawn by a chore alone, one a page and language."""

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import streamlit as st
from PIL import Image
from starlette.datastructures import Headers

from dashboard.first_sight import first_pages, preview_pictures
from dashboard.first_sight.first_link import PAGES
from dashboard.first_sight.first_pages import FirstPage, first_page
from dashboard.first_sight.preview_pictures import draw_previews, preview_file, previews_folder
from dashboard.report import chromium
from dashboard.report.chromium import NoPicture, PageShot, PixelSize
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import language, say
from tests.published import publish_members

BY_PROXY = {"x-forwarded-host": "survey.example.org", "x-forwarded-proto": "https"}
QUESTIONS_WITH_CARDS = 9
SOME_PAGES = frozenset({"response", "share", "timelines", "timings"})


class DrawnPages:
    """The pages that were to be photographed, and what may go wrong with it."""

    def __init__(self) -> None:
        self.html: list[str] = []
        self.problem = ""

    def photograph(
        self, shots: Iterable[PageShot], _screen: PixelSize, on_made: Callable[[bytes], None]
    ) -> None:
        """As Chromium does, without one."""
        for shot in shots:
            if self.problem:
                raise NoPicture(self.problem)
            self.html.append(shot.page("<svg></svg>" if shot.drawn else ""))
            on_made(b"\x89PNG")


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Behind a proxy; nothing is kept from the test before."""
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", "1")
    settings.cache_clear()
    for kept in (st.cache_resource, first_pages._page_once, preview_pictures._links_by_name):
        getattr(kept, "cache_clear", getattr(kept, "clear", None))()
    yield
    st.cache_resource.clear()
    settings.cache_clear()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DrawnPages:
    """What the chore has drawn, of four pages, into a folder of this test."""
    pages = DrawnPages()
    monkeypatch.setattr(preview_pictures, "PAGES", SOME_PAGES)
    monkeypatch.setattr(chromium, "photograph_pages", pages.photograph)
    monkeypatch.setattr(preview_pictures, "previews_folder", lambda: tmp_path / "previews")
    return pages


@pytest.fixture
def group(stores: Stores) -> Stores:
    """A group of 700 with its first edition."""
    return publish_members(stores, 700)


def draw() -> list[str]:
    """The names of the pictures, after the chore."""
    draw_previews(lambda: False)
    return sorted(file.name for file in preview_pictures.previews_folder().iterdir())


def page_at(path: str, query: str = "", **headers: str) -> FirstPage:
    sent = BY_PROXY | {name.replace("_", "-"): value for name, value in headers.items()}
    found = first_page(path, query.encode(), Headers(sent))
    assert found is not None
    return found


def test_the_folder_lies_beside_the_store() -> None:
    """And is no part of it."""
    assert previews_folder() == settings().store / "previews"


def test_every_page_has_its_picture_in_every_language(
    group: Stores, drawn: DrawnPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page once, the page of questions once a question; the name says page and language."""
    del group
    monkeypatch.setattr(preview_pictures, "PAGES", PAGES)
    names = draw()
    assert len(names) == len(drawn.html) == 2 * (len(PAGES) - 1 + QUESTIONS_WITH_CARDS)
    assert all(preview_file(name) for name in names)
    assert {re.split(r"-(?:en|es)-", name)[0] for name in names} >= PAGES - {"question"}
    assert language.get() == "en"


def test_a_link_previews_its_picture_once_that_is_drawn(group: Stores, drawn: DrawnPages) -> None:
    """Before, its words alone; the address is the one that our proxy says."""
    del group
    assert page_at("/timelines").picture == ""
    names = draw()
    address = page_at("/timelines", "lang=es").picture
    assert address.startswith("https://survey.example.org/previews/timelines-es-")
    assert address.rpartition("/")[2] in names
    assert drawn.html


def test_a_picture_says_what_its_page_says(group: Stores, drawn: DrawnPages) -> None:
    """The headline that the link's description has, and that it is invented."""
    del group
    draw()
    headline = page_at("/response").description.partition(".")[0]
    plain = [
        re.sub(r"[\u00a0\u2060]", lambda m: " " if m[0] == "\u00a0" else "", h) for h in drawn.html
    ]
    assert any(headline in html and say("report.invented") in html for html in plain)


@pytest.mark.parametrize("query", ["edition=99999", "age_band=from_40", "view=no", "edition=0"])
def test_a_link_that_asks_for_other_numbers_has_no_picture(
    group: Stores, drawn: DrawnPages, query: str
) -> None:
    """Of an unknown edition, a filter or a view nothing is drawn, and nothing is promised."""
    del group
    draw()
    before = len(drawn.html)
    assert page_at("/timelines").picture and page_at("/timelines", query).picture == ""
    assert len(drawn.html) == before


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_host_gives_no_foreign_address(
    group: Stores, drawn: DrawnPages, proxies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a proxy no address is said at all; with one the visitor's Host is not read."""
    del group, drawn
    draw()
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", str(proxies))
    settings.cache_clear()
    forged = {"host": "evil.example"} if proxies else {"host": "evil.example", **BY_PROXY}
    page = first_page("/timelines", b"", Headers(forged))
    assert page and page.picture == ""


def test_a_thousand_links_draw_nothing_and_keep_little(group: Stores, drawn: DrawnPages) -> None:
    """Whatever is written into them: one page in memory, one picture, none drawn."""
    del group
    draw()
    before = len(drawn.html)
    found = {page_at("/share", f"lang=en&fbclid={at}").picture for at in range(1_000)}
    assert len(found) == 1 and "" not in found
    assert first_pages._page_once.cache_info().currsize == 1
    assert len(drawn.html) == before


def test_what_is_drawn_is_drawn_once_and_what_is_gone_again(
    group: Stores, drawn: DrawnPages
) -> None:
    """A second look draws nothing; a file that was deleted, and it alone, is made again."""
    del group
    names = draw()
    assert draw() == names and len(drawn.html) == len(names)
    (preview_pictures.previews_folder() / names[0]).unlink()
    assert draw() == names and len(drawn.html) == len(names) + 1


def test_pictures_of_before_go_when_the_new_ones_are_there(
    stores: Stores, drawn: DrawnPages
) -> None:
    """Before the first edition each page has its words; after it the old pictures are removed."""
    before = draw()
    assert len(before) == len(drawn.html)
    publish_members(stores, 700)
    st.cache_resource.clear()
    after = draw()
    assert len(after) == len(before) and set(after) != set(before)
    assert {name for name in after if name.startswith("share-")} <= set(before)


def test_a_group_too_small_for_a_figure_has_the_pages_words(
    stores: Stores, drawn: DrawnPages
) -> None:
    """An edition without the figure: the title, and no number."""
    publish_members(stores, 40)
    draw()
    assert any(say("timings.title") in html for html in drawn.html)


def test_a_server_that_ends_leaves_the_rest(group: Stores, drawn: DrawnPages) -> None:
    """After five pictures; what is there stays, and the next start goes on."""
    del group
    draw_previews(lambda: len(drawn.html) >= 5)
    assert len(drawn.html) == 5
    assert len(draw()) == len(drawn.html)


@pytest.mark.parametrize("problem", ["no_browser", "browser_failed"])
def test_without_chromium_the_words_are_drawn(
    group: Stores, drawn: DrawnPages, problem: str
) -> None:
    """Each picture is there, 1200 by 630, and no two of different pages are the same."""
    del group
    drawn.problem = problem
    folder = preview_pictures.previews_folder()
    pictures = [(folder / name).read_bytes() for name in draw()]
    assert {Image.open(BytesIO(picture)).size for picture in pictures} == {(1200, 630)}
    assert len(set(pictures)) > len(pictures) / 2


@pytest.mark.parametrize(
    "name", ["../members.sqlite", "a.png", "home-en-0123456789abcdef.png/x", ""]
)
def test_nothing_but_a_picture_is_handed_out(drawn: DrawnPages, name: str) -> None:
    """Not the store beside it, whatever the name says."""
    del drawn
    preview_pictures.previews_folder().mkdir(parents=True)
    assert preview_file(name) is None
