"""A real Chromium draws, prints and photographs; the pack fits its paper and asks for nothing."""

import os
import re
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from choreographer.browsers import Chromium
from playwright.sync_api import Page, sync_playwright

from dashboard.findings.edition_slice import EditionSlice
from dashboard.report import chromium as chromium_pictures
from dashboard.report import pack, picture
from dashboard.report.chromium import NoPicture
from dashboard.report.pack import FINDINGS, PackDocument
from dashboard.report.pack_page import size_on_paper
from dashboard.text import LANGUAGES, language

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
A4 = {"width": 794, "height": 1123}
"""210 by 297 mm in CSS pixels."""
MOST_FOR_WHATSAPP = 300_000
"""Bytes."""
HATCHED = "doses.next_steps"


def quiet(_done: int, _of: int) -> None:
    """Nobody watches the progress."""


@pytest.fixture(scope="module")
def chromium() -> None:
    """Without a browser these tests are skipped; on CI they fail."""
    if CHROMIUM is None:
        missing = "no chromium on the path: apt-get install chromium"
        if os.environ.get("CI", "").casefold() == "true":
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="module")
def whole(chromium: None, published: EditionSlice) -> PackDocument:
    """A pack of all findings."""
    return pack.meeting_pack(published.reader, published.edition, tuple(FINDINGS), "Friends", quiet)


@pytest.fixture
def sheet(chromium: None) -> Iterator[Page]:
    """A blank sheet of A4, as a printer sees it."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport=A4)
        page.emulate_media(media="print")
        yield page
        browser.close()


def test_the_same_figure_is_drawn_the_same_every_time(
    chromium: None, published: EditionSlice
) -> None:
    """In one browser after another figure, and in the next browser; hatched without patterns."""
    figures = {name: FINDINGS[name](published)[1] for name in (HATCHED, "timelines.map")}
    sized = [(figure, size_on_paper(figure.layout.height)) for figure in figures.values()]
    first = chromium_pictures.svg_drawings(sized, quiet)
    assert chromium_pictures.svg_drawings(sized, quiet) == first
    assert all(drawing.startswith("<svg") for drawing in first)
    assert "<pattern" not in "".join(first)
    assert "clipPath" in first[0]


def test_no_page_of_a_pack_is_longer_than_its_paper(
    whole: PackDocument, sheet: Page, tmp_path: Path
) -> None:
    """With every finding in it; nothing sticks out at the side."""
    file = tmp_path / "pack.html"
    file.write_bytes(whole.html)
    sheet.goto(file.as_uri())
    sizes = sheet.eval_on_selector_all(
        ".page", "all => all.map(e => [e.scrollHeight, e.scrollWidth, e.clientWidth])"
    )
    assert len(sizes) > 20
    assert all(high <= A4["height"] + 1 and wide <= room for high, wide, room in sizes)


def test_an_opened_pack_asks_for_nothing_and_reports_nothing(
    whole: PackDocument, sheet: Page, tmp_path: Path
) -> None:
    """The file itself is the only thing that is loaded; its own policy stops nothing of it."""
    file = tmp_path / "pack.html"
    file.write_bytes(whole.html)
    asked: list[str] = []
    told: list[str] = []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("console", lambda message: told.append(message.text))
    sheet.goto(file.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert told == []
    assert sheet.evaluate("document.fonts.check('12px \"Public Sans\"')")


def test_the_pdf_has_a_page_for_every_page(whole: PackDocument) -> None:
    """On A4: 595 by 842 points."""
    made = whole.pdf()
    sections = whole.html.count(b"<section ")
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b(?!s)", made)) == sections
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", made))
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {(595, 842)}


def test_a_slide_is_1600_by_900(chromium: None, published: EditionSlice) -> None:
    """A PNG says so in its head."""
    made = picture.slide_as_png(*FINDINGS[HATCHED](published))
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (1600, 900)


def test_what_a_link_previews_is_1200_by_630_and_small_enough_for_whatsapp(
    chromium: None, published: EditionSlice
) -> None:
    """Of several findings by one browser, in their order; the bound stands in docs/previews.md."""
    names = (HATCHED, "timelines.map", "timings.morning")
    pictures = [picture.picture_of_finding(*FINDINGS[name](published)) for name in names]
    made: list[bytes] = []
    picture.photograph_pictures(pictures, picture.LINK, made.append)
    assert [struct.unpack(">II", png[16:24]) for png in made] == [(1200, 630)] * len(names)
    assert max(map(len, made)) < MOST_FOR_WHATSAPP
    alone, why_alone = picture.picture_as_png(pictures[1], picture.LINK)
    assert (alone, why_alone) == (made[1], "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_of_a_preview_is_cut_off(published: EditionSlice, sheet: Page, code: str) -> None:
    """The words of every finding stand within the picture, one under the other."""
    before = language.set(code)
    sheet.set_viewport_size({"width": 1200, "height": 630})
    try:
        for name, one in FINDINGS.items():
            shot = picture.page_shot(picture.picture_of_finding(*one(published)), picture.LINK)
            sheet.set_content(shot.page("<svg></svg>"))
            high = sheet.evaluate(
                "document.fonts.ready.then(() => document.querySelector('.words').scrollHeight)"
            )
            assert high <= 630, (name, high)
    finally:
        language.reset(before)


def test_a_machine_without_a_browser_says_so_by_key(
    published: EditionSlice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a drawing, a PDF and a slide."""
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: None)
    finding, figure = FINDINGS[HATCHED](published)
    for make in (
        lambda: chromium_pictures.print_page_to_pdf("<p>"),
        lambda: picture.slide_as_png(finding, figure),
    ):
        with pytest.raises(NoPicture, match="no_browser"):
            make()


def test_a_browser_that_does_not_start_says_so_by_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program that ends at once."""
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: shutil.which("false"))
    with pytest.raises(NoPicture, match="browser_failed"):
        chromium_pictures.print_page_to_pdf("<p>")
