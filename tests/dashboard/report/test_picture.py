"""A finding for the wall: what stands on it, before it is photographed."""

from collections.abc import Callable, Iterable
from html import unescape
from io import BytesIO

import pytest
from PIL import Image

from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FINDINGS
from dashboard.report import chromium, picture
from dashboard.report.chromium import PageShot, PixelSize
from dashboard.report.pack_page import people_behind
from dashboard.report.picture import LINK, WALL, Picture, PictureFormat, PictureWords
from dashboard.report.templates import JOINED, NO_BREAK
from dashboard.text import say

DRAWN = "<svg><text>drawn</text></svg>"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were to be photographed."""
    pages: list[str] = []

    def photograph(
        shots: Iterable[PageShot], screen: PixelSize, on_made: Callable[[bytes], None]
    ) -> None:
        for shot in shots:
            drawing = DRAWN if shot.drawn else ""
            pages.append(unescape(shot.page(drawing)).replace(NO_BREAK, " ").replace(JOINED, ""))
            assert screen == (1600, 900)
            on_made(b"")

    monkeypatch.setattr(chromium, "photograph_pages", photograph)
    return pages


def test_a_slide_says_what_a_card_says(seen: list[str], published: EditionSlice) -> None:
    """Sentence, figure, people, edition, blur, and that it is invented."""
    finding, figure = FINDINGS["timelines.groups"](published)
    picture.slide_as_png(finding, figure)
    (page,) = seen
    assert finding.sentence in page and finding.basis in page and DRAWN in page
    assert finding.basis
    assert people_behind(finding) in page
    assert say("card.edition", number=finding.edition.number) in page
    assert say("card.blurred").lower() in page.lower()
    assert say("report.invented") in page


def test_a_finding_with_too_few_people_has_no_figure(
    seen: list[str], write: Callable[..., EditionSlice]
) -> None:
    """Not even one of stripes: a sentence in its place."""
    picture.slide_as_png(*FINDINGS["timelines.groups"](write()))
    (page,) = seen
    assert DRAWN not in page
    assert say("card.too_few") in page


@pytest.mark.parametrize("form", [WALL, LINK], ids=lambda form: form.name)
@pytest.mark.parametrize("height", [94, 142, 330, 524, 654])
def test_a_figure_fits_beside_its_sentence(height: int, form: PictureFormat) -> None:
    """Set over the room's width, it is no higher than the room, but for a squeezed line or two."""
    size = picture._figure_size(height, form)
    zoom = form.room.width / size.width
    assert size.height * zoom <= form.room.height + 1


def test_words_alone_are_drawn_whole_however_many_there_are(published: EditionSlice) -> None:
    """A long headline is set smaller; what stands at the foot is never drawn over."""
    short, long = (
        Image.open(BytesIO(picture.picture_of_words(Picture(PictureWords(text)), LINK)))
        for text in ("A short one.", "A headline with many words. " * 40)
    )
    assert short.size == long.size == LINK.screen
    foot = (0, LINK.screen.height - LINK.screen.width // 20, *LINK.screen)
    assert len(long.crop(foot).getcolors() or []) == 1
    assert len(long.getcolors(10_000) or []) > 1
