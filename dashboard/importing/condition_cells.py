"""Cells about illnesses -> the main one and those beside it."""

from dashboard.importing.column_map import ColumnMap
from dashboard.importing.column_parts import UNRATED, ConditionColumn, ConditionTick
from dashboard.importing.problems import UnfitCell
from dashboard.importing.row_reader import SheetRow
from dashboard.importing.word_cells import (
    BLANK,
    is_negated,
    meaning_of_cell,
    meanings_in_order,
    short_text,
)
from db.vocabulary import Condition

Conditions = tuple[Condition, frozenset[Condition]]
_NOBODY_SAID: Conditions = (Condition.not_said, frozenset())


def conditions_from_row(row: SheetRow, the_map: ColumnMap) -> Conditions:
    """The main illness and the others; reasons why not are noted in the row."""
    if the_map.condition_tick:
        return _conditions_from_ticks(row, the_map.condition_tick)
    asked = the_map.condition
    if asked is None:
        return _NOBODY_SAID
    try:
        return _conditions_from_cell(row.cells[asked.column], asked)
    except UnfitCell as unfit:
        row.note_reason(unfit.args[0], asked.column)
        return _NOBODY_SAID


def _conditions_from_cell(cell: str, asked: ConditionColumn) -> Conditions:
    text = short_text(cell)
    if asked.several == "refuse" or text in BLANK or text in asked.words:
        word = meaning_of_cell(cell, asked.words, contained=asked.contained)
        return (Condition[word] if word else Condition.not_said), frozenset()
    found, rest = meanings_in_order(text, asked.words)
    if not found:
        raise UnfitCell("word_unknown")
    if is_negated(rest):
        raise UnfitCell("word_two_ways")
    return _main_and_others([Condition[word] for word in found])


def _conditions_from_ticks(row: SheetRow, ticks: tuple[ConditionTick, ...]) -> Conditions:
    """Of several ticks nobody knows which is the main one: then it is not said."""
    found = [
        Condition[tick.condition]
        for tick in ticks
        if row.get(tick, lambda cell, part: meaning_of_cell(cell, part.words)) == UNRATED
    ]
    if len(set(found)) > 1:
        return Condition.not_said, frozenset(found)
    return _main_and_others(found) if found else _NOBODY_SAID


def _main_and_others(found: list[Condition]) -> Conditions:
    return found[0], frozenset(found) - {found[0], Condition.not_said}
