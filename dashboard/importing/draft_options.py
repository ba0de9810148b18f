"""Sections of a draft for questions with a column for each option, or for each week."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.importing.column_parts import NO_EFFECT, UNRATED
from dashboard.importing.dose_spelling import needs_unit
from dashboard.importing.draft_lines import comment_lines, toml_string
from dashboard.importing.headers import HeaderGuess, known_words
from dashboard.importing.spreadsheet import AnswerSheet
from dashboard.importing.word_cells import is_blank, normal_text

SHARED_BY = 3
"""Rows that must hold an unknown answer before it is written into the draft."""
LONGEST_ANSWER = 60


def option_sections(sheet: AnswerSheet, guessed: HeaderGuess) -> Iterator[str]:
    """A section for each column of ticks, and for each row of weeks."""
    for condition, header in guessed.ticks.get("condition", {}).items():
        yield from ("", "[[condition_tick]]", f"condition = {toml_string(condition)}")
        yield f"column = {toml_string(header)}"
        yield from _words_of_ticks("condition_tick", sheet.cells(header), ticked_only=True)
    for effect, header in guessed.ticks.get("effects", {}).items():
        yield from ("", "[[effect]]", f"effect = {toml_string(effect)}")
        yield f"column = {toml_string(header)}"
        yield from _words_of_ticks("effect", sheet.cells(header))
    if guessed.dose_by_week:
        yield from ("", "[dose_by_week]", *_columns_of_weeks(guessed.dose_by_week))
        if any(map(needs_unit, guessed.dose_by_week)):
            yield from (*comment_lines("micrograms"), '# unit = "mcg"')
        yield from (*comment_lines("blank_dose"), '# blank = "unchanged"')
    for effect, columns in guessed.effects_by_week.items():
        yield from ("", "[[effect_by_week]]", f"effect = {toml_string(effect)}")
        yield from (*_columns_of_weeks(columns), *comment_lines("blank_week"), '# blank = "none"')
        cells = [cell for column in columns for cell in sheet.cells(column)]
        yield from _words_of_ticks("effect_by_week", cells)


def _columns_of_weeks(columns: Sequence[str]) -> Iterator[str]:
    yield f"columns = [{', '.join(map(toml_string, columns))}]"


def _words_of_ticks(name: str, cells: list[str], *, ticked_only: bool = False) -> Iterator[str]:
    """What the cells say, where our table knows it, and shared answers that it does not know."""
    table = known_words("tick")
    if ticked_only:
        table = {word: told for word, told in table.items() if told in (UNRATED, NO_EFFECT)}
    written = Counter(normal_text(cell) for cell in cells if not is_blank(cell))
    yield f"[{name}.words]"
    for word in sorted(set(written) & set(table)):
        yield f"{toml_string(word)} = {toml_string(table[word])}"
    unknown = [
        word
        for word, rows in written.items()
        if word not in table and rows >= SHARED_BY and len(word) <= LONGEST_ANSWER
    ]
    if unknown:
        yield from comment_lines("unknown_ticks")
    yield from (f'# {toml_string(word)} = ""' for word in unknown)
