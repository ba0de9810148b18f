"""A draft of a map: what the headers and the answers seem to mean, for a person to correct.

It holds headers, words of our own table, and answers that several rows share. What one or two
people wrote stays in the spreadsheet.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from dashboard.importing import draft_options, plain_cells
from dashboard.importing.column_parts import WordsColumn
from dashboard.importing.date_cells import date_from_cell, order_to_propose
from dashboard.importing.dose_spelling import needs_unit
from dashboard.importing.draft_lines import comment_lines, toml_string
from dashboard.importing.effect_cells import NOTHING
from dashboard.importing.headers import HeaderGuess, guess_columns, holds_phrase, known_words
from dashboard.importing.problems import UnfitCell
from dashboard.importing.spreadsheet import AnswerSheet
from dashboard.importing.word_cells import (
    SHORTEST_CONTAINED,
    is_blank,
    meaning_of_cell,
    meanings_in_text,
    normal_text,
    short_text,
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


def draft_column_map(sheet: AnswerSheet) -> str:
    """A map in TOML; what a person has to decide stands in it as a comment."""
    guessed = guess_columns(sheet)
    lines = [*comment_lines("head"), "", *_file_section(sheet, guessed)]
    for name in _ORDER:
        if name in guessed.questions:
            lines += ["", *_question_section(name, guessed.questions[name], sheet)]
        elif name == "since_first_dose" or (name == "first_dose" and not guessed.dose_by_week):
            lines += ["", *comment_lines(f"missing_{name}")]
    lines += draft_options.option_sections(sheet, guessed)
    return "\n".join([*lines, *_scale_sections(guessed.questions)]) + "\n"


def _file_section(sheet: AnswerSheet, guessed: HeaderGuess) -> Iterator[str]:
    yield "[file]"
    yield from comment_lines("left_out")
    yield "ignored = ["
    for header, why in guessed.ignored.items():
        yield f"  {toml_string(header)}, # {say(f'import.draft.ignored.{why}')}"
    yield "]"
    if guessed.answered_on:
        yield from comment_lines("answered_on")
        yield f"answered_on = {toml_string(guessed.answered_on)}"
    order = order_to_propose(sheet.cells(header) for header in _date_headers(guessed))
    yield from comment_lines("date_order")
    yield f'date_order = "{order}"' if order else '# date_order = "day_first"'
    yield from comment_lines("month_only")
    yield '# month_only = "middle"'
    yield from comment_lines("change_week_unknown")
    yield '# change_week_unknown = "this_week"'
    if "effects" in guessed.ticks:
        yield from comment_lines("ticks")
        yield "# ticks_still_there = true"
        yield '# ticks_blank = "none"'


def _date_headers(guessed: HeaderGuess) -> Iterator[str]:
    yield from (guessed.questions[name] for name in _WEEKS if name in guessed.questions)
    if guessed.answered_on:
        yield guessed.answered_on


def _question_section(name: str, header: str, sheet: AnswerSheet) -> Iterator[str]:
    yield f"[{name}]"
    yield f"column = {toml_string(header)}"
    if name in _DOSES:
        yield from comment_lines("several")
        yield '# several = "first"' if name == "first_dose" else '# several = "last"'
        if needs_unit(header):
            yield from comment_lines("micrograms")
            yield '# unit = "mcg"'
    elif name in _WEEKS:
        yield from comment_lines("unit")
        unit = _time_unit(header, sheet.cells(header))
        yield f'unit = "{unit}"' if unit else '# unit = "months"'
    else:
        if name == "condition":
            yield from comment_lines("several_conditions")
            yield '# several = "first"'
        if name == "effects":
            yield from comment_lines("still_there")
            yield "# still_there = true"
            yield from comment_lines("effects_more")
            yield '# unknown = "leave_out"'
            yield '# blank = "none"'
        yield from _words_section(name, sheet.cells(header))


def _words_section(name: str, cells: list[str]) -> Iterator[str]:
    """Words of our table that stand in the cells, and shared answers that it does not know."""
    known = known_words("timing" if name in _TIMINGS else name)
    texts = [normal_text(cell) for cell in cells if not is_blank(cell)]
    yield f"[{name}.words]"
    for word, stored in known.items():
        if any(
            text == word or (_may_stand_in(word) and holds_phrase(text, (word,))) for text in texts
        ):
            yield f"{toml_string(word)} = {toml_string(stored)}"
    unknown = Counter(part for cell in cells for part in _unknown_answers(name, cell, known))
    shared = [part for part, rows in unknown.items() if rows >= SHARED_BY]
    if shared:
        yield from comment_lines("unknown_words")
    yield from (f'# {toml_string(part)} = ""' for part in shared if len(part) <= LONGEST_ANSWER)


def _unknown_answers(name: str, cell: str, known: Mapping[str, str]) -> set[str]:
    try:
        if name == "age_band":
            plain_cells.age_band_from_cell(cell, WordsColumn(column="", words=dict(known)))
            return set()
        if name != "effects":
            meaning_of_cell(cell, known)
            return set()
        text = short_text(cell)
        _, rest = ([], "") if text in NOTHING else meanings_in_text(text, known)
    except UnfitCell as unfit:
        return {normal_text(cell)} if unfit.args[0] == "word_unknown" else set()
    parts = (part.strip(" .()") for part in rest.replace(";", ",").split(","))
    return {part for part in parts if any(map(str.isalpha, part)) and not is_blank(part)}


def _may_stand_in(word: str) -> bool:
    return len(word) >= SHORTEST_CONTAINED


def _scale_sections(questions: Mapping[str, str]) -> Iterator[str]:
    for when in ("now", "before"):
        found = {name: header for name, header in questions.items() if name.startswith(f"{when}.")}
        if found:
            yield from ("", f"[{when}]", *comment_lines("scales"))
        for name, header in found.items():
            scale = name.partition(".")[2]
            yield f"{scale} = {{ column = {toml_string(header)} }}"


def _time_unit(header: str, cells: list[str]) -> str | None:
    filled = [cell for cell in cells if not is_blank(cell)]
    if filled and sum(map(_is_date, filled)) > len(filled) / 2:
        return "date"
    units = ("weeks", "months", "years")
    return next((unit for unit in units if holds_phrase(normal_text(header), (unit,))), None)


def _is_date(cell: str) -> bool:
    try:
        date_from_cell(cell, "day_first")
    except UnfitCell:
        try:
            date_from_cell(cell, "month_first")
        except UnfitCell:
            return False
    return True
