"""Cells of an age and of a 0 to 10 scale."""

import re

from dashboard.importing.column_map import Score, Words
from dashboard.importing.problems import Unfit
from dashboard.importing.word_cells import is_blank, meaning, short
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


def age(cell: str, asked: Words) -> AgeBand:
    """The band of an age in years, or of words.

    Raises:
        Unfit: as ``word_cells.meaning``.
    """
    match = _AGE.fullmatch(short(cell))
    if match and int(match[1]) <= _OLDEST:
        return next(band for least, band in _YOUNGEST_OF.items() if int(match[1]) >= least)
    word = meaning(cell, asked.words, contained=asked.contained)
    return AgeBand[word] if word else AgeBand.not_said


def score(cell: str, asked: Score) -> int | None:
    """0 to 10, where 10 is the worst; None where the cell is blank.

    Raises:
        Unfit: ``score_unreadable`` or ``too_long``.
    """
    if is_blank(cell):
        return None
    match = _SCORE.fullmatch(short(cell))
    if match is None or int(match[1]) > HIGHEST_SCORE:
        raise Unfit("score_unreadable")
    return HIGHEST_SCORE - int(match[1]) if asked.flipped else int(match[1])
