"""The pictures that links preview: drawn once an edition by a chore, into a folder of their own.

A request never draws one. The folder may be deleted at any time: the next look of the chore makes
it again. A picture is named by what it says, so that one of an older edition is never shown.
"""

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from itertools import takewhile
from pathlib import Path

from dashboard.findings.answers.questions import QUESTIONS, answer_questions
from dashboard.findings.edition_slice import EditionSlice
from dashboard.first_sight.first_link import PAGES, FirstLink
from dashboard.first_sight.first_words import SHOWN_FIRST, figure_on_opening, say_first
from dashboard.markup import fill_template
from dashboard.report.chromium import NoPicture
from dashboard.report.picture import (
    LINK,
    Picture,
    PictureWords,
    photograph_pictures,
    picture_of_finding,
    picture_of_words,
)
from dashboard.settings import settings
from dashboard.text import language
from dashboard.ui.findings.finding_links import QUESTION
from dashboard.ui.language import languages_on_offer
from dashboard.ui.newest_edition import newest_edition, reader_of_edition
from db.editions.editions import Edition

FOLDER = "previews"
"""Beside the files of the store."""
MARK_LETTERS = 16
UNFINISHED = ".part"
_NAME = re.compile(rf"[a-z]+(?:-[a-z_]+)?-[a-z]{{2}}-[0-9a-f]{{{MARK_LETTERS}}}\.png")
_log = logging.getLogger("dashboard")


def previews_folder() -> Path:
    """Where the pictures lie."""
    return settings().store / FOLDER


def preview_file(name: str) -> Path | None:
    """The picture of this name; None where there is none, or the name is none of ours."""
    file = previews_folder() / name
    return file if _NAME.fullmatch(name) and file.is_file() else None


def preview_name(link: FirstLink, picture: Picture) -> str:
    """The file of a link's picture: its page and language, and a mark of what it says."""
    said = repr((picture.words, picture.aside, LINK)).encode()
    parts = (link.page, link.question, link.language, sha256(said).hexdigest()[:MARK_LETTERS])
    return f"{'-'.join(part for part in parts if part)}.png"


def preview_picture(link: FirstLink, everyone: EditionSlice | None) -> Picture:
    """What a link previews, in the language that is set.

    The page's first finding; on the pages of questions the first answer; else title and sentence.

    Args:
        link: that asks for no other numbers than the page opens with.
        everyone: the newest edition; None before the first.
    """
    if everyone and link.page in {"home", "answers"}:
        return _picture_of_answer(link, everyone)
    names = QUESTIONS[link.question].cards if link.question else SHOWN_FIRST.get(link.page, ())
    if everyone and names:
        published, asked = figure_on_opening(names[0], everyone)
        finding, figure = published(asked)
        if finding.is_shown:
            return picture_of_finding(finding, figure)
    return _picture_of_page(link, everyone)


def _picture_of_page(link: FirstLink, everyone: EditionSlice | None) -> Picture:
    words = say_first(link, everyone)
    return Picture(PictureWords(words.title, words.lead))


def _picture_of_answer(link: FirstLink, everyone: EditionSlice) -> Picture:
    """Title and sentence of the page, and beside them its first question that has an answer."""
    answers = answer_questions(everyone, everyone).items()
    name, answer = next((each for each in answers if each[1].is_shown), ("", None))
    page = _picture_of_page(link, everyone)
    if answer is None:
        return page
    title = QUESTIONS[name].title
    beside = fill_template("answer", answer=answer, question=title, is_link=False)
    words = PictureWords(page.words.heading, page.words.basis, edition=everyone.edition)
    return Picture(words, aside=beside)


def draw_previews(is_over: Callable[[], bool]) -> None:
    """Draw the pictures that are missing, and remove those of before.

    Call it outside an event loop.

    Args:
        is_over: whether the server ends: then the rest is left for the next start.

    Raises:
        SQLAlchemyError, StoreError, EditionDamaged, OSError: as they come; the next look tries
            again.
    """
    edition = newest_edition()
    place = str(reader_of_edition(edition).url) if edition else ""
    links = _links_by_name(edition, place, languages_on_offer())
    folder = previews_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    missing = {name: link for name, link in links.items() if not (folder / name).exists()}
    if missing:
        _draw_missing(missing, edition, is_over)
    for file in () if is_over() else folder.iterdir():
        if file.name not in links:
            file.unlink(missing_ok=True)


@lru_cache(1)
def _links_by_name(
    edition: Edition | None, _place: str, languages: tuple[str, ...]
) -> dict[str, FirstLink]:
    """Name of its picture -> every link that has one: 21 in each language."""
    everyone = _everyone_of(edition)
    found: dict[str, FirstLink] = {}
    for code in languages:
        with _language_of(code):
            links = _links_in_language(code)
            found |= {preview_name(link, preview_picture(link, everyone)): link for link in links}
    return found


def _links_in_language(code: str) -> list[FirstLink]:
    """Every page, and every question that opens a card."""
    pages = [FirstLink(page, code) for page in sorted(PAGES - {QUESTION})]
    told = (name for name, question in QUESTIONS.items() if question.cards)
    return pages + [FirstLink(QUESTION, code, question=name) for name in told]


def _draw_missing(
    missing: dict[str, FirstLink], edition: Edition | None, is_over: Callable[[], bool]
) -> None:
    names = iter(missing)

    def write_next(content: bytes) -> None:
        _write_picture(previews_folder() / next(names), content)

    try:
        photograph_pictures(_pictures_until(missing.values(), edition, is_over), LINK, write_next)
    except NoPicture:
        _log.info("Previews of links have words alone: Chromium is missing, or does not start")
        rest = {name: missing[name] for name in names}
        pictures = _pictures_until(rest.values(), edition, is_over)
        for name, picture in zip(rest, pictures, strict=False):
            _write_picture(previews_folder() / name, picture_of_words(picture, LINK))


def _pictures_until(
    links: Iterable[FirstLink], edition: Edition | None, is_over: Callable[[], bool]
) -> Iterator[Picture]:
    """Each link's picture; its language is set for as long as it is being drawn."""
    everyone = _everyone_of(edition)
    for link in takewhile(lambda _: not is_over(), links):
        with _language_of(link.language):
            yield preview_picture(link, everyone)


def _write_picture(file: Path, content: bytes) -> None:
    """Whole or not at all: several processes may draw the same."""
    part = file.with_suffix(f".{os.getpid()}{UNFINISHED}")
    part.write_bytes(content)
    part.replace(file)


def _everyone_of(edition: Edition | None) -> EditionSlice | None:
    return EditionSlice(reader_of_edition(edition), edition) if edition else None


@contextmanager
def _language_of(code: str) -> Iterator[None]:
    before = language.set(code)
    try:
        yield
    finally:
        language.reset(before)
