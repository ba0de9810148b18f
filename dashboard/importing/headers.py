"""Headers -> questions, by the small table in synonyms.toml. A guess, for a person to check."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median

from dashboard.importing.option_headers import (
    headers_by_week,
    is_technical,
    plain_header,
    question_and_option,
    word_meant,
)
from dashboard.importing.spreadsheet import AnswerSheet
from dashboard.importing.word_cells import is_blank, normal_text, whole_word

FREE_TEXT_FROM = 60
"""Characters that half of the answers have at least: a story, and no choice."""
FEWEST_OPTIONS = 2
_MAY_BE_LONG = frozenset({"effects", "condition"})
"""Ticks of one question stand in one cell, and many ticks are a long cell."""
_DOSES = frozenset({"first_dose", "current_dose"})


@cache
def synonym_table() -> dict[str, dict[str, list[str]]]:
    """The table."""
    file = Path(__file__).with_name("synonyms.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass
class HeaderGuess:
    """What the columns may be.

    Attributes:
        questions: name in the map -> header; scales as ``now.pain`` or ``before.pain``.
        answered_on: header of the moment of answering, or None.
        ignored: header -> why, a key of ``import.draft.ignored``.
        ticks: effects or illnesses that have a column each: name in the map -> word -> header.
        dose_by_week: headers of the doses of weeks 1, 2, 3 and so on.
        effects_by_week: the same for each effect.
    """

    questions: dict[str, str] = field(default_factory=dict)
    answered_on: str | None = None
    ignored: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, dict[str, str]] = field(default_factory=dict)
    dose_by_week: tuple[str, ...] = ()
    effects_by_week: dict[str, tuple[str, ...]] = field(default_factory=dict)


def guess_columns(sheet: AnswerSheet) -> HeaderGuess:
    """Which column is which question, and which are left out."""
    found = HeaderGuess()
    moments = [h for h in sheet.headers if _name_in_table(h, synonym_table()["answered_on"])]
    found.answered_on = next(iter(moments), None)
    weekly = _take_weekly_columns(sheet, found)
    halves = filter(None, map(question_and_option, sheet.headers))
    questions = Counter(question for question, _ in halves)
    for header in sheet.headers:
        if header == found.answered_on or header in weekly:
            continue
        if not _takes_tick(header, found, questions):
            _take_question(header, sheet.cells(header), found)
    _leave_out_what_ticks_say(found)
    return found


def holds_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in a text, as whole words."""
    return any(phrase in text and whole_word(phrase).search(text) for phrase in phrases)


def _take_weekly_columns(sheet: AnswerSheet, found: HeaderGuess) -> set[str]:
    taken: set[str] = set()
    for rest, by_week in headers_by_week(sheet.headers).items():
        columns = tuple(by_week[week] for week in sorted(by_week))
        effect = word_meant(rest, synonym_table()["effects"])
        if effect and effect not in found.effects_by_week:
            found.effects_by_week[effect] = columns
        elif _name_in_table(rest, synonym_table()["headers"]) in _DOSES and not found.dose_by_week:
            found.dose_by_week = columns
        else:
            continue
        taken.update(columns)
    return taken


def _takes_tick(header: str, found: HeaderGuess, questions: Counter[str]) -> bool:
    """Whether a header is an option of the effects or the illnesses; an unknown one is left out."""
    halves = question_and_option(header)
    if halves is None or questions[halves[0]] < FEWEST_OPTIONS:
        return False  # such as "Side effects / reactions"
    name = _name_in_table(halves[0], synonym_table()["headers"])
    if name not in {"effects", "condition"}:
        return False
    word = word_meant(halves[1], synonym_table()[name])
    if word in found.effects_by_week and name == "effects":
        found.ignored[header] = "by_week"
    elif word is None or word in found.ticks.get(name, {}):
        found.ignored[header] = "option"
    else:
        found.ticks.setdefault(name, {})[word] = header
    return True


def _take_question(header: str, cells: list[str], found: HeaderGuess) -> None:
    name = _question_of_header(header)
    reason = _reason_to_ignore(header, name, cells)
    if found.dose_by_week and name in _DOSES:
        reason = reason or "by_week"
    if reason or name is None or name in found.questions:
        found.ignored[header] = reason or ("twice" if name else "unknown")
    else:
        found.questions[name] = header


def _leave_out_what_ticks_say(found: HeaderGuess) -> None:
    """KoboToolbox writes the ticks into one cell, too."""
    for name in found.ticks:
        if name in found.questions:
            found.ignored[found.questions.pop(name)] = "ticks"


def _question_of_header(header: str) -> str | None:
    table, text = synonym_table(), plain_header(header)
    if holds_phrase(text, table["scale_signs"]["scale"]):
        scale = _name_in_table(header, table["scales"])
        when = "before" if holds_phrase(text, table["scale_signs"]["before"]) else "now"
        return f"{when}.{scale}" if scale else None
    return _name_in_table(header, table["headers"])


def _name_in_table(header: str, table: Mapping[str, Iterable[str]]) -> str | None:
    text = plain_header(header)
    return next((name for name, phrases in table.items() if holds_phrase(text, phrases)), None)


def _reason_to_ignore(header: str, name: str | None, cells: list[str]) -> str | None:
    """Why a column is always left out; None where it is not."""
    if is_technical(header):
        return "technical"
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


def known_words(name: str) -> dict[str, str]:
    """Written words of a table -> stored word; a code may be the stored word itself."""
    table = synonym_table()[name]
    known = {normal_text(word): stored for stored, words in table.items() for word in words}
    return {stored: stored for stored in table if "_" in stored} | known
