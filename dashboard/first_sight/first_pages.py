"""The first words as HTML: written once an edition, kept in memory, within bounds."""

import logging
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from urllib.parse import urlencode

from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers

from dashboard.admission.visitor_address import address_by_proxy
from dashboard.findings.edition_slice import EditionSlice
from dashboard.first_sight.first_link import FirstLink, read_link
from dashboard.first_sight.first_words import FirstWords, say_first
from dashboard.first_sight.preview_pictures import (
    FOLDER,
    preview_file,
    preview_name,
    preview_picture,
)
from dashboard.first_sight.prose import line_of_prose_html
from dashboard.markup import fill_template
from dashboard.navigation import FIRST, SECTIONS
from dashboard.questionnaire.story_time import MINUTES
from dashboard.text import language, say
from dashboard.ui.findings.finding_links import QUESTION
from dashboard.ui.group_settings import settings_of_group
from dashboard.ui.language import PARAMETER, languages_on_offer
from dashboard.ui.newest_edition import newest_edition, reader_of_edition
from db.editions.editions import Edition, EditionDamaged
from db.store.errors import StoreError

STYLE = "ui/first_sight.css"
KEPT_PAGES = 160
"""About 15 kB each: of one edition there are 22 addresses, in two languages, with and without
numbers and with and without the language in their links."""
_log = logging.getLogger("dashboard")


@dataclass(frozen=True)
class FirstPage:
    """The first words of a page.

    Attributes:
        html: to stand beside the place of the front end.
        title: of the page.
        language: code of it.
        description: what a link to it previews, beside the title.
        picture: what a link to it previews: name of a file, then its whole address; "" for none.
        may_be_found: whether the group lets search engines show its pages.
    """

    html: Markup
    title: str
    language: str
    description: str
    picture: str = ""
    may_be_found: bool = False


def first_page(path: str, query: bytes, headers: Headers) -> FirstPage | None:
    """The first words that answer a request.

    Args:
        path: of the request.
        query: of the request.
        headers: of the request; the languages that it accepts are read, and where the group's
            pages are as our own proxy says it.

    Returns:
        None where the page has none, or where what it needs cannot be read.
    """
    try:
        edition = newest_edition()
        number = edition.number if edition else 0
        accepts = headers.get("accept-language", "")
        link = read_link(path, query, accepts, languages_on_offer(), number)
        if link is None:
            return None
        with _one_at_a_time:
            page = _page_once(link, edition, str(reader_of_edition(edition).url) if edition else "")
        picture = _picture_address(page.picture, headers)
        return replace(page, picture=picture, may_be_found=settings_of_group().found_by_search)
    except (SQLAlchemyError, StoreError, EditionDamaged) as error:
        _log.error("first words cannot be written: %s", type(error).__name__)
        return None
    except Exception:  # noqa: BLE001
        # As broad as it can be: these words are an extra in the answer to every address. A mistake
        # of ours in one sentence of one finding would else be an error 500 in the place of a page
        # that works, the survey too. It is written down whole, so that it is mended.
        _log.exception("first words cannot be written")
        return None


def _picture_address(name: str, headers: Headers) -> str:
    """The whole address of a picture; "" before it is drawn, or where nobody says where we are."""
    ours = address_by_proxy(headers)
    return f"{ours}/{FOLDER}/{name}" if ours and preview_file(name) else ""


_one_at_a_time = Lock()
"""So that a crowd that comes to a new edition has each page written once."""


@lru_cache(KEPT_PAGES)
def _page_once(link: FirstLink, edition: Edition | None, _place: str) -> FirstPage:
    before = language.set(link.language)
    try:
        return _write_page(link, edition)
    finally:
        language.reset(before)


def _write_page(link: FirstLink, edition: Edition | None) -> FirstPage:
    everyone = EditionSlice(reader_of_edition(edition), edition) if edition else None
    words = say_first(link, everyone)
    least, most = MINUTES
    members = say("home.answered", members=edition.members) if edition else ""
    html = fill_template(
        "first_sight",
        words=words,
        page=link.page,
        pages=_ways(link),
        share=_address("share", link),
        record=_address("record", link),
        minutes=say("home.share_under", least=least, most=most),
        opens={card.opens: _address(QUESTION, link, card.opens) for card in words.cards},
        edition=edition,
        members=line_of_prose_html(members),
    )
    title = say("pages.home") if link.page == FIRST else words.title
    return FirstPage(html, title, link.language, _description(words), _picture_name(link, everyone))


def _picture_name(link: FirstLink, everyone: EditionSlice | None) -> str:
    """None is drawn of a link that asks for other numbers."""
    return "" if link.is_choice else preview_name(link, preview_picture(link, everyone))


def _description(words: FirstWords) -> str:
    """The first headline with its basis, which go together; else the sentence under the title."""
    first = next(iter(words.cards), None)
    return " ".join((first.heading, *first.lines)) if first and first.kicker else words.lead


def _ways(link: FirstLink) -> list[tuple[str, str]]:
    """Title and address of each page of the bar but this one."""
    names = [name for names in SECTIONS.values() for name in names]
    return [(say(f"pages.{name}"), _address(name, link)) for name in names if name != link.page]


def _address(page: str, link: FirstLink, question: str = "") -> str:
    asked = {QUESTION: question} if question else {}
    spoken = {PARAMETER: link.language} if link.is_written else {}
    query = urlencode({**asked, **spoken})
    return f"/{'' if page == FIRST else page}{'?' if query else ''}{query}"
