"""Headers of form tools that have a column for each option of a question, or for each week.

Google Forms and LimeSurvey write ``question [option]``, REDCap ``field___code`` or
``question (choice=option)``, KoboToolbox ``question/option``; where each is documented:
tests/dashboard/importing/exports/README.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from dashboard.importing.word_cells import is_negated, meanings_in_text, normal_text

_WEEK = re.compile(r"(?<!\w)(?:week|wk|w|semana|sem)[ .-]?([0-9]{1,2})(?!\w)")
_A_LETTER = re.compile(r"[^\W\d_]")
_CHOICE = " (choice="
_TECHNICAL = frozenset(
    {"id", "response id", "id de respuesta", "submission id", "record id", "record_id", "seed"}
    | {"last page", "lastpage", "última página", "start language", "startlanguage", "semilla"}
    | {"idioma inicial", "lenguaje inicial", "start", "end", "today", "deviceid", "username"}
    | {"formhub/uuid", "meta/instanceid", "submission ip", "ip address", "dirección ip"}
    | {"redcap_survey_identifier", "redcap_event_name", "survey identifier", "event name"}
    | {"date started", "startdate", "date last action", "datestamp", "score", "puntuación"},
)
"""What the tools write beside the answers."""


def plain_header(header: str) -> str:
    """A header as it is compared: a name of a field reads as words."""
    return " ".join(normal_text(header).replace("_", " ").split())


def is_technical(header: str) -> bool:
    """Whether a column is the form tool's own, and no answer."""
    text = normal_text(header)
    return text in _TECHNICAL or text.startswith("_") or text.endswith(("_complete", "complete?"))


def question_and_option(header: str) -> tuple[str, str] | None:
    """The two halves of an option's header; None where it is none."""
    text = header.strip()
    if text.endswith("]") and "[" in text:
        question, _, option = text[:-1].rpartition("[")
    elif text.endswith(")") and _CHOICE in text:
        question, _, option = text[:-1].partition(_CHOICE)
    elif "___" in text:
        question, _, option = text.partition("___")
    else:
        question, _, option = text.partition("/")
    halves = question.strip(" :"), option.strip()
    return halves if all(halves) else None


def word_meant(text: str, table: Mapping[str, Iterable[str]]) -> str | None:
    """The stored word that a text names with nothing beside it; None where it does not."""
    known = {normal_text(word): stored for stored, words in table.items() for word in words}
    known |= {plain_header(stored): stored for stored in table}
    plain = plain_header(text)
    if plain in known:
        return known[plain]
    found, rest = meanings_in_text(plain, known)
    is_alone = len(set(found)) == 1 and not _A_LETTER.search(rest) and not is_negated(plain)
    return found[0] if is_alone else None


def headers_by_week(headers: Iterable[str]) -> dict[str, dict[int, str]]:
    """What is left of the headers without their week -> week -> header; weeks 1, 2, 3 and so on.

    A question of which a week is missing is not there.
    """
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for header in headers:
        text = plain_header(header)
        weeks = _WEEK.findall(text)
        if len(weeks) == 1:
            rest = " ".join(re.sub(r"[\[\]():/,-]", " ", _WEEK.sub(" ", text)).split())
            found[rest].setdefault(int(weeks[0]), header)
    return {
        rest: by_week
        for rest, by_week in found.items()
        if rest and sorted(by_week) == list(range(1, len(by_week) + 1)) and len(by_week) > 1
    }
