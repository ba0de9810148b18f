"""Which first words a link asks for: few, so that a thousand links make no thousand pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from dashboard.findings.answers.questions import QUESTIONS
from dashboard.navigation import FIRST, OPENED, SECTIONS
from dashboard.ui.findings.finding_links import CHOICES, EDITION, QUESTION
from dashboard.ui.language import PARAMETER, accepted_languages
from db.catalogue import FILTERS

PAGES = frozenset({*(name for names in SECTIONS.values() for name in names), *OPENED} - {"leaders"})
"""The leaders' desk says nothing before somebody has signed in."""
MOST_PARAMETERS = 20
LONGEST_QUERY = 2_000
"""Bytes; a link of ours has some 200."""
_CHOOSING = frozenset({*CHOICES, *FILTERS})


@dataclass(frozen=True)
class FirstLink:
    """What a link asks for, checked.

    Attributes:
        page: name of the page.
        language: code of the language to say it in.
        is_written: whether the link says the language, so that its own links carry it on.
        question: name of the members' question that it opens; "" on other pages.
        is_choice: whether it asks for other numbers than the page opens with.
    """

    page: str
    language: str
    is_written: bool = False
    question: str = ""
    is_choice: bool = False


def read_link(
    path: str, query: bytes, accept_language: str, offered: tuple[str, ...], newest: int
) -> FirstLink | None:
    """What a request asks for; None where the page has no first words.

    Args:
        path: of the request.
        query: behind the question mark; what is not known in it is passed over.
        accept_language: the header.
        offered: codes of the group's languages, the first by default.
        newest: number of the newest edition; 0 before the first.
    """
    page = path.strip("/") or FIRST
    if page not in PAGES:
        return None
    asked = dict(_parameters(query))
    written = asked.get(PARAMETER)
    wanted = (written, *accepted_languages(accept_language))
    code = next((one for one in wanted if one in offered), offered[0])
    is_other_edition = asked.get(EDITION, str(newest)) != str(newest)
    question = asked.get(QUESTION) if page == QUESTION else ""
    if question not in QUESTIONS or not QUESTIONS[question].cards:
        question = next(iter(QUESTIONS)) if page == QUESTION else ""
    is_choice = is_other_edition or not _CHOOSING.isdisjoint(asked)
    return FirstLink(page, code, written in offered, question, is_choice)


def _parameters(query: bytes) -> Iterator[tuple[str, str]]:
    if len(query) <= LONGEST_QUERY:
        try:
            yield from parse_qsl(query.decode("ascii", "replace"), max_num_fields=MOST_PARAMETERS)
        except ValueError:  # more parameters than any link of ours has
            return
