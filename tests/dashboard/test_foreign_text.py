"""Text that others wrote takes as long to read as it is long: eight times as much, eight times."""

import logging
import re
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from starlette.datastructures import Headers

from dashboard.importing.column_parts import DoseColumn, TimeColumn
from dashboard.importing.dose_cells import dose_ug_from_cell
from dashboard.importing.headers import guess_columns
from dashboard.importing.problems import ImportProblem, UnfitCell
from dashboard.importing.spreadsheet import sheet_from_bytes
from dashboard.importing.week_cells import TimeOfUse, week_from_cell
from dashboard.importing.word_cells import meaning_of_cell
from dashboard.leaders.access import enrolment
from dashboard.questionnaire import dose_text
from dashboard.serving.closed_paths import is_closed_path, is_foreign_request
from dashboard.serving.log_redaction import SESSION
from dashboard.serving.tab_owner import browser_mark
from db import codes

SHORT, TIMES = 2_500, 8
MOST = 3 * TIMES
"""Linear is 8, a square 64; what is cut before it is read is 1."""
LEAST_SECONDS = 0.0005
"""Shorter is noise."""
REPEATED = ("a", "@", "a@", "a.", "a@a.", ".@", " a", "1", "1.", "1,", "1 mg ", "+", "x1", "-")
REPEATED += ("a:", "code ", "not ", "n't", "about ", "'", '"', "''", "\t", "0-", "/_stcore", "2|")
REPEATED += (":", ";=", "a,")


def header_of_csv(text: str) -> None:
    """A file whose first header this is."""
    quoted = '"' + text.replace('"', '""') + '"'
    guess_columns(sheet_from_bytes(f"{quoted},x\n1,2\n".encode()))


def unquoted_header(text: str) -> None:
    """The same, as it comes."""
    guess_columns(sheet_from_bytes(f"{text}\n1,2\n".encode()))


READERS: dict[str, Callable[[str], object]] = {
    "header of a file": header_of_csv,
    "header without quotes": unquoted_header,
    "dose cell": lambda text: dose_ug_from_cell(text, DoseColumn(column="dose")),
    "week cell": lambda text: week_from_cell(text, TimeColumn(column="since"), TimeOfUse()),
    "word cell": lambda text: meaning_of_cell(text, {"word of a form": "yes"}),
    "dose field": dose_text.dose_from_text,
    "return code": codes.normalise_return_code,
    "invite code": codes.normalise_invite_code,
    "leader's name": enrolment.tidy_name,
    "recovery code": lambda text: enrolment.recovery_code_hash(text, b"p" * 16),
    "path": is_closed_path,
    "origin": lambda text: is_foreign_request(Headers({"origin": text, "host": text})),
    "cookie": lambda text: browser_mark(Headers({"cookie": text})),
    "line of the log": SESSION.search,
}


def seconds(read: Callable[[str], object], text: str) -> float:
    """Of the processor, the least of three."""
    took = []
    for _ in range(3):
        began = time.thread_time()
        with suppress(ImportProblem, UnfitCell, ValueError):
            read(text)
        took.append(time.thread_time() - began)
    return max(LEAST_SECONDS, min(took))


def growth(read: Callable[[str], object], part: str) -> float:
    """How many times as long eight times the text takes; with another end, where a match fails."""
    texts = [part * (size // len(part)) + "\u00ac" for size in (SHORT, SHORT * TIMES)]
    return seconds(read, texts[1]) / seconds(read, texts[0])


@pytest.mark.parametrize("what", READERS)
def test_reading_foreign_text_takes_as_long_as_it_is(what: str) -> None:
    """2,500 signs and 20,000 of each kind."""
    grown = {part: growth(READERS[what], part) for part in REPEATED}
    logging.getLogger(__name__).info("%s: %s", what, max(grown.values()))
    assert {part: times for part, times in grown.items() if times > MOST} == {}


def test_the_pattern_of_before_is_found_out() -> None:
    """Control: an address as it was looked for, at a tenth of the length."""
    old = re.compile(r"\S+@\S+\.\S+")
    texts = ["a@a." * 25 + " ", "a@a." * 25 * TIMES + " "]
    assert seconds(old.fullmatch, texts[1]) / seconds(old.fullmatch, texts[0]) > MOST
