"""Cells of an age and of a 0 to 10 scale."""

import re

from dashboard.importing.column_parts import ScoreColumn, WordsColumn
from dashboard.importing.problems import UnfitCell
from dashboard.importing.word_cells import is_blank, meaning_of_cell, short_text
from db.vocabulary import AgeBand

HIGHEST_SCORE = 10
_SCORE = re.compile(r"(\d{1,2})(?:[.,]0+)?(?: ?(?:/|out of) ?10)?")
_AGE = re.compile(r"([1-9][0-9]{1,2})(?: ?(?:y|yrs?|years?)(?: old)?)?")
_YOUNGEST_OF = {
    60: AgeBand.from_60,
    45: AgeBand.from_45_to_59,
    30: AgeBand.from_30_to_44,
    10: AgeBand.under_30,
}
_OLDEST = 110


def age_band_from_cell(cell: str, asked: WordsColumn) -> AgeBand:
    """The band of an age in years, or of words.

    Raises:
        UnfitCell: as ``word_cells.meaning_of_cell``.
    """
    match = _AGE.fullmatch(short_text(cell))
    if match and int(match[1]) <= _OLDEST:
        return next(band for least, band in _YOUNGEST_OF.items() if int(match[1]) >= least)
    word = meaning_of_cell(cell, asked.words, contained=asked.contained)
    return AgeBand[word] if word else AgeBand.not_said


def score_from_cell(cell: str, asked: ScoreColumn) -> int | None:
    """0 to 10, where 10 is the worst; None where the cell is blank.

    Raises:
        UnfitCell: ``score_unreadable`` or ``too_long``.
    """
    if is_blank(cell):
        return None
    match = _SCORE.fullmatch(short_text(cell))
    if match is None or int(match[1]) > HIGHEST_SCORE:
        raise UnfitCell("score_unreadable")
    return HIGHEST_SCORE - int(match[1]) if asked.flipped else int(match[1])
