"""A finding for the wall: what stands on it, before it is photographed."""

from collections.abc import Callable
from html import unescape

import plotly.graph_objects as go
import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FINDINGS
from dashboard.report import slide
from dashboard.report.chromium import PixelSize
from dashboard.report.pack_page import people_behind
from dashboard.report.templates import JOINED, NO_BREAK
from dashboard.text import say

DRAWN = "<svg><text>drawn</text></svg>"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were to be photographed."""
    pages: list[str] = []

    def photograph(
        _: tuple[go.Figure, PixelSize], page: Callable[[str], str], screen: PixelSize
    ) -> bytes:
        assert screen == (1600, 900)
        pages.append(unescape(page(DRAWN)).replace(NO_BREAK, " ").replace(JOINED, ""))
        return b""

    monkeypatch.setattr(slide, "photograph_page", photograph)
    return pages


def test_a_slide_says_what_a_card_says(seen: list[str], published: EditionSlice) -> None:
    """Sentence, figure, people, edition, blur, and that it is invented."""
    finding, figure = FINDINGS["timelines.groups"](published)
    slide.slide_as_png(finding, figure)
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
    slide.slide_as_png(*FINDINGS["timelines.groups"](write()))
    (page,) = seen
    assert DRAWN not in page
    assert say("card.too_few") in page


@pytest.mark.parametrize("height", [94, 142, 330, 524, 654])
def test_a_figure_fits_beside_its_sentence(height: int) -> None:
    """Set over the room's width, it is no higher than the room, but for a squeezed line or two."""
    size = slide._figure_size(height)
    zoom = slide.ROOM.width / size.width
    assert size.height * zoom <= slide.ROOM.height + 1
