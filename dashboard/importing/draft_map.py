"""A draft of a map: what the headers and the answers seem to mean, for a person to correct.

It holds headers, words of our own table, and answers that several rows share. What one or two
people wrote stays in the spreadsheet.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from dashboard.importing import plain_cells
from dashboard.importing.column_map import Words
from dashboard.importing.effect_cells import NOTHING
from dashboard.importing.headers import Guess, guess, holds, synonyms
from dashboard.importing.problems import Unfit
from dashboard.importing.spreadsheet import Sheet
from dashboard.importing.week_cells import date_of, order_in
from dashboard.importing.word_cells import (
    SHORTEST_CONTAINED,
    among,
    is_blank,
    meaning,
    normal,
    short,
)
from dashboard.text import say

SHARED_BY = 3
"""Rows that must hold an unknown answer before it is written into the draft."""
LONGEST_ANSWER = 60
_TIMINGS = ("first_timing", "current_timing")
_DOSES = ("first_dose", "current_dose")
_WEEKS = ("since_first_dose", "current_since", "stopped_after")
_ORDER = (
    *("condition", "age_band", "sex", "sensitivity", "joined", "since_first_dose", "first_dose"),
    *("first_timing", "current_dose", "current_timing", "current_since", "taking"),
    *("stopped_after", "stop_reason", "effects", "overall_change", "first_benefit"),
)


def draft(sheet: Sheet) -> str:
    """A map in TOML; what a person has to decide stands in it as a comment."""
    guessed = guess(sheet)
    lines = [*_comments("head"), "", *_file(sheet, guessed)]
    for name in _ORDER:
        if name in guessed.questions:
            lines += ["", *_section(name, guessed.questions[name], sheet)]
        elif name in ("since_first_dose", "first_dose"):
            lines += ["", *_comments(f"missing_{name}")]
    return "\n".join([*lines, *_scales(guessed.questions)]) + "\n"


def _file(sheet: Sheet, guessed: Guess) -> Iterator[str]:
    yield "[file]"
    yield from _comments("left_out")
    yield "ignored = ["
    for header, why in guessed.ignored.items():
        yield f"  {_quoted(header)}, # {say(f'import.draft.ignored.{why}')}"
    yield "]"
    if guessed.answered_on:
        yield from _comments("answered_on")
        yield f"answered_on = {_quoted(guessed.answered_on)}"
    order = next(filter(None, (order_in(sheet.cells(h)) for h in _dated(guessed))), None)
    yield from _comments("date_order")
    yield f'date_order = "{order}"' if order else '# date_order = "day_first"'
    yield from _comments("change_week_unknown")
    yield '# change_week_unknown = "this_week"'
    yield from _comments("accept_lower_shares")
    yield "# accept_lower_shares = true"


def _dated(guessed: Guess) -> Iterator[str]:
    yield from (guessed.questions[name] for name in _WEEKS if name in guessed.questions)
    if guessed.answered_on:
        yield guessed.answered_on


def _section(name: str, header: str, sheet: Sheet) -> Iterator[str]:
    yield f"[{name}]"
    yield f"column = {_quoted(header)}"
    if name in _DOSES:
        yield from _comments("several")
        yield '# several = "first"' if name == "first_dose" else '# several = "last"'
    elif name in _WEEKS:
        yield from _comments("unit")
        unit = _unit(header, sheet.cells(header))
        yield f'unit = "{unit}"' if unit else '# unit = "months"'
    else:
        if name == "effects":
            yield from _comments("still_there")
            yield "# still_there = true"
            yield from _comments("effects_more")
            yield '# unknown = "leave_out"'
            yield '# blank = "none"'
        yield from _words(name, sheet.cells(header))


def _words(name: str, cells: list[str]) -> Iterator[str]:
    """Words of our table that stand in the cells, and shared answers that it does not know."""
    table = synonyms()["timing" if name in _TIMINGS else name]
    known = {normal(word): stored for stored, words in table.items() for word in words}
    texts = [normal(cell) for cell in cells if not is_blank(cell)]
    yield f"[{name}.words]"
    for word, stored in known.items():
        if any(text == word or (_may_stand_in(word) and holds(text, (word,))) for text in texts):
            yield f"{_quoted(word)} = {_quoted(stored)}"
    unknown = Counter(part for cell in cells for part in _unknown(name, cell, known))
    shared = [part for part, rows in unknown.items() if rows >= SHARED_BY]
    if shared:
        yield from _comments("unknown_words")
    yield from (f'# {_quoted(part)} = ""' for part in shared if len(part) <= LONGEST_ANSWER)


def _unknown(name: str, cell: str, known: Mapping[str, str]) -> set[str]:
    try:
        if name == "age_band":
            plain_cells.age(cell, Words(column="", words=dict(known)))
            return set()
        if name != "effects":
            meaning(cell, known)
            return set()
        text = short(cell)
        _, rest = ([], "") if text in NOTHING else among(text, known)
    except Unfit as unfit:
        return {normal(cell)} if unfit.args[0] == "word_unknown" else set()
    parts = (part.strip(" .()") for part in rest.replace(";", ",").split(","))
    return {part for part in parts if any(map(str.isalpha, part)) and not is_blank(part)}


def _may_stand_in(word: str) -> bool:
    return len(word) >= SHORTEST_CONTAINED


def _scales(questions: Mapping[str, str]) -> Iterator[str]:
    for when in ("now", "before"):
        found = {name: header for name, header in questions.items() if name.startswith(f"{when}.")}
        if found:
            yield from ("", f"[{when}]", *_comments("scales"))
        for name, header in found.items():
            scale = name.partition(".")[2]
            yield f"{scale} = {{ column = {_quoted(header)} }}"


def _unit(header: str, cells: list[str]) -> str | None:
    filled = [cell for cell in cells if not is_blank(cell)]
    if filled and sum(map(_is_date, filled)) > len(filled) / 2:
        return "date"
    units = ("weeks", "months", "years")
    return next((unit for unit in units if holds(normal(header), (unit,))), None)


def _is_date(cell: str) -> bool:
    try:
        date_of(cell, "day_first")
    except Unfit:
        try:
            date_of(cell, "month_first")
        except Unfit:
            return False
    return True


def _comments(key: str) -> list[str]:
    return [f"# {line}" for line in say(f"import.draft.{key}").splitlines()]


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
