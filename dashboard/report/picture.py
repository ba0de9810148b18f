"""What a finding, or a page, says as a picture: for the wall, and for the preview of a link.

One look for both. With a Chromium the figure stands beside the words; without one the words stand
alone, drawn by Pillow (``drawn_words``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.findings.finding import Finding, FindingState
from dashboard.findings.number_phrases import sentence_case
from dashboard.markup import style_sheet
from dashboard.report import chromium, templates
from dashboard.report.chromium import NoPicture, PageShot, PixelSize
from dashboard.report.drawn_words import words_as_png
from dashboard.report.pack_page import SHORT, STRETCH, people_behind, publication_day
from dashboard.text import say
from db.editions.editions import Edition

LONG, LONGEST = 120, 220
"""Letters of a sentence from which on it is set smaller."""
SMALL_PICTURES = "ui/answers.css"
"""Draws the small pictures of answers, on pages and here."""


class PictureFormat(NamedTuple):
    """A size of pictures.

    Attributes:
        name: class of the page that is photographed.
        screen: of the picture.
        room: what the figure may take up, beside the sentence.
        nearest, nearest_short: how much larger than on a phone a figure may be set.
    """

    name: str
    screen: PixelSize
    room: PixelSize
    nearest: float
    nearest_short: float


WALL = PictureFormat("wall", PixelSize(1600, 900), PixelSize(902, 800), 1.75, 2.1)
LINK = PictureFormat("link", PixelSize(1200, 630), PixelSize(560, 540), 1.3, 1.7)
"""What previews of links read: docs/previews.md."""


@dataclass(frozen=True)
class PictureWords:
    """The words of a picture.

    Attributes:
        heading: the sentence, or a page's title.
        basis: the line under it, which goes wherever it goes.
        kicker: what is counted, among whom.
        people: how many people stand behind each number.
        edition: that the numbers are of; None where there are none.
    """

    heading: str
    basis: str = ""
    kicker: str = ""
    people: str = ""
    edition: Edition | None = None

    @property
    def edition_line(self) -> str:
        """Edition, day and members; empty where there is no edition."""
        if self.edition is None:
            return ""
        number, members = self.edition.number, self.edition.members
        parts = (
            say("card.edition", number=number),
            publication_day(self.edition),
            say("card.members", members=members),
        )
        return say("card.between").join(parts)

    @property
    def blur_line(self) -> str:
        """That numbers move a little; empty where there are none."""
        return sentence_case(say("card.blurred")) if self.edition else ""

    @property
    def invented(self) -> str:
        """That the answers are invented, where they are."""
        is_invented = self.edition is not None and self.edition.invented
        return say("report.invented") if is_invented else ""


@dataclass(frozen=True)
class Picture:
    """A picture before it is drawn.

    Attributes:
        words: what it says.
        figure: beside them, in the light theme; None for none.
        aside: a small picture, or why there is none, where no figure is.
    """

    words: PictureWords
    figure: go.Figure | None = None
    aside: Markup = field(default_factory=Markup)


def picture_of_finding(finding: Finding[Any], figure: go.Figure) -> Picture:
    """Sentence, figure, people, and the edition. Too few people give no figure.

    Args:
        finding: of any edition, with any filters.
        figure: its figure in the light theme.
    """
    words = PictureWords(
        finding.sentence, finding.basis, finding.kicker, people_behind(finding), finding.edition
    )
    if finding.state is FindingState.shown:
        return Picture(words, figure)
    return Picture(words, aside=Markup("<p><i></i>{}</p>").format(say("card.too_few")))


def slide_as_png(finding: Finding[Any], figure: go.Figure) -> bytes:
    """A finding for the wall: 1600 by 900 pixels. Call it outside an event loop.

    Args:
        finding: of any edition, with any filters.
        figure: its figure in the light theme.

    Raises:
        NoPicture: ``no_browser`` or ``browser_failed``.
    """
    made: list[bytes] = []
    photograph_pictures([picture_of_finding(finding, figure)], WALL, made.append)
    return made[0]


def photograph_pictures(
    pictures: Iterable[Picture], form: PictureFormat, on_made: Callable[[bytes], None]
) -> None:
    """Pictures as PNG by one Chromium. Call it outside an event loop.

    Args:
        pictures: asked for one by one, so that their source may end early.
        form: their size.
        on_made: given each, in order.

    Raises:
        NoPicture: ``no_browser`` or ``browser_failed``.
    """
    shots = (page_shot(picture, form) for picture in pictures)
    chromium.photograph_pages(shots, form.screen, on_made)


def picture_as_png(picture: Picture, form: PictureFormat) -> tuple[bytes, str]:
    """One picture as PNG, and why its words stand alone: a key in ``[command.picture]``, else "".

    Call it outside an event loop.
    """
    made: list[bytes] = []
    try:
        photograph_pictures([picture], form, made.append)
    except NoPicture as problem:
        return picture_of_words(picture, form), problem.args[0]
    return made[0], ""


def picture_of_words(picture: Picture, form: PictureFormat) -> bytes:
    """The words alone as PNG, for a machine without Chromium."""
    words = picture.words
    foot = (words.people, words.edition_line, words.blur_line)
    return words_as_png(
        (say("report.brand"), words.invented, words.heading, words.basis or words.kicker),
        tuple(line for line in foot if line),
        form.screen,
    )


def page_shot(picture: Picture, form: PictureFormat) -> PageShot:
    """What Chromium is to photograph."""

    def page_with_drawing(drawing: str) -> str:
        # Drawn from our own numbers and words by Plotly, which escapes them.
        beside = Markup(drawing) if drawing else picture.aside  # noqa: S704
        return templates.report_html(
            "picture",
            words=picture.words,
            form=form.name,
            length=_sentence_class(picture.words, form),
            beside=beside,
            small=style_sheet(SMALL_PICTURES),
        )

    figure = picture.figure
    drawn = (figure, _figure_size(figure.layout.height, form)) if figure is not None else None
    return PageShot(drawn, page_with_drawing)


def _figure_size(height: int, form: PictureFormat) -> PixelSize:
    nearest = form.nearest_short if height < SHORT else form.nearest
    zoom = min(nearest, form.room.height / height)
    highest = min(STRETCH * height, form.room.height / zoom)
    return PixelSize(round(form.room.width / zoom), round(max(height, highest)))


def _sentence_class(words: PictureWords, form: PictureFormat) -> str:
    """How large a sentence is set; where there is little room, by the line under it, too."""
    letters = len(words.heading) + (len(words.basis) // 2 if form is LINK else 0)
    if letters > LONGEST:
        return "longest"
    return "long" if letters > LONG else "plain"
