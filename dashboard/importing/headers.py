"""Headers -> questions, by the small table in synonyms.toml. A guess, for a person to check."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from dashboard.importing.spreadsheet import AnswerSheet
from dashboard.importing.word_cells import is_blank, normal_text

FREE_TEXT_FROM = 60
"""Characters that half of the answers have at least: a story, and no choice."""
_MAY_BE_LONG = frozenset({"effects"})
"""Ticks of one question stand in one cell, and many ticks are a long cell."""


@cache
def synonym_table() -> dict[str, dict[str, list[str]]]:
    """The table."""
    file = Path(__file__).with_name("synonyms.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class HeaderGuess:
    """What the columns may be.

    Attributes:
        questions: name in the map -> header; scales as ``now.pain`` or ``before.pain``.
        answered_on: header of the moment of answering, or None.
        ignored: header -> why, a key of ``import.draft.ignored``.
    """

    questions: Mapping[str, str]
    answered_on: str | None
    ignored: Mapping[str, str]


def guess_columns(sheet: AnswerSheet) -> HeaderGuess:
    """Which column is which question, and which are left out."""
    questions: dict[str, str] = {}
    ignored: dict[str, str] = {}
    moments = [h for h in sheet.headers if _name_in_table(h, synonym_table()["answered_on"])]
    for header in sheet.headers:
        if header in moments[:1]:
            continue
        name = _question_of_header(header)
        reason = _reason_to_ignore(header, name, sheet.cells(header))
        if reason or name is None or name in questions:
            ignored[header] = reason or "unknown"
        else:
            questions[name] = header
    return HeaderGuess(questions, next(iter(moments), None), ignored)


def holds_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in a text, as whole words."""
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for phrase in phrases)


def _question_of_header(header: str) -> str | None:
    table, text = synonym_table(), normal_text(header)
    if holds_phrase(text, table["scale_signs"]["scale"]):
        scale = _name_in_table(header, table["scales"])
        when = "before" if holds_phrase(text, table["scale_signs"]["before"]) else "now"
        return f"{when}.{scale}" if scale else None
    return _name_in_table(header, table["headers"])


def _name_in_table(header: str, table: Mapping[str, Iterable[str]]) -> str | None:
    text = normal_text(header)
    return next((name for name, phrases in table.items() if holds_phrase(text, phrases)), None)


def _reason_to_ignore(header: str, name: str | None, cells: list[str]) -> str | None:
    """Why a column is always left out; None where it is not."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if any("@" in cell and "." in cell for cell in filled[:100]):
        return "email"
    long = bool(filled) and median(map(len, filled)) >= FREE_TEXT_FROM
    if long and name not in _MAY_BE_LONG:
        return "story"
    return (
        _name_in_table(header, synonym_table()["ignored"])
        if name is None or name == "age_band"
        else None
    )
