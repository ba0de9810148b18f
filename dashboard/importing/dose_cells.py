"""A cell such as "started 0.5 now 3mg at night" -> its doses and its time of day.

Each number is read by ``dashboard.questionnaire.dose_text``, as in the survey. Nothing is guessed:
a number that is clearly a time is left out, and every other one is a dose.
"""

import re

from dashboard.importing.column_map import DoseColumn
from dashboard.importing.problems import UnfitCell
from dashboard.importing.word_cells import BLANK, is_negated, meaning_of_cell, short_text
from dashboard.questionnaire import dose_text
from db.vocabulary import Timing

_NUMBER = re.compile(
    r"(?:(?<=ldn)|(?<![^\W_]))(?P<number>[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)(?P<clock>:[0-9]{2})?\s*(?P<word>[^\W\d_]*)",
)
_TIMES = re.compile(
    r"(?:weeks?|wks?|days?|months?|mths?|mos?|years?|yrs?|hours?|hrs?|h|am|pm|th|st|nd|rd)",
)
"""After a number: it was no dose."""
_NOT_MASSES = re.compile(r"(?:ml|mls|cc|g|gr?ams?|iu|drops?|tabs?|tablets?|caps?|capsules?|pills?)")
_NOT_ONCE_A_DAY = re.compile(
    r"\b(?:twice|two times|three times|times|[2-9] ?x|x ?[2-9]|b\.?i\.?d|t\.?d\.?s|"
    r"every (?:other|second|third|2|3|two|three)|alternate|weekly|per week|a week|both|"
    r"each(?! (?:day|night|evening|morning))|(?:morning|am|night|bedtime) and)\b",
)
"""The dose of a whole day is then not the number that is written."""
_ASKED_BACK = frozenset(
    {"unreadable", "strength", "times_alone", "times", "product", "sum", "pill"}
)
_FRACTION = re.compile(r"[0-9] ?[/\u2044] ?[0-9]|[¼-¾]")
TIMES_OF_DAY = {
    **dict.fromkeys(
        ("bedtime", "bed time", "before bed", "night", "at night", "nightly", "nocte", "evening"),
        Timing.bedtime.name,
    ),
    **dict.fromkeys(("morning", "mornings", "breakfast", "waking up"), Timing.morning.name),
    **dict.fromkeys(("divided", "split"), Timing.divided.name),
    **dict.fromkeys(("midday", "noon", "lunch", "lunchtime", "afternoon"), Timing.other.name),
}
"""Times as they stand beside a dose."""


def dose_ug_from_cell(cell: str, asked: DoseColumn) -> int:
    """Micrograms a day.

    Raises:
        UnfitCell: ``dose_...``, or ``too_long``.
    """
    text = short_text(cell)
    if text in BLANK:
        raise UnfitCell("dose_empty")
    if _NOT_ONCE_A_DAY.search(text):
        raise UnfitCell("dose_not_daily")
    whole = dose_text.dose_from_text(text)
    found = _dose_readings(text) if _has_to_be_asked(whole, text) else [whole]
    if not found or is_negated(text):
        raise UnfitCell("dose_unreadable")
    if len(found) > 1 and asked.several == "refuse":
        raise UnfitCell("dose_several")
    return _unsurprising_dose_ug(found[-1 if asked.several == "last" else 0])


def time_beside_dose(cell: str) -> Timing | None:
    """The time of day that stands beside a dose; None where there is none.

    Raises:
        UnfitCell: ``word_two_ways``, or ``too_long``.
    """
    try:
        word = meaning_of_cell(cell, TIMES_OF_DAY)
    except UnfitCell as unfit:
        if unfit.args[0] == "word_unknown":
            return None
        raise
    return Timing[word] if word else None


def _has_to_be_asked(whole: dose_text.DoseReading, text: str) -> bool:
    """What the survey would ask back, and "1/2", which in a spreadsheet may be "1 or 2"."""
    return whole.problem in _ASKED_BACK or bool(_FRACTION.search(text))


def _dose_readings(text: str) -> list[dose_text.DoseReading]:
    found = []
    for match in _NUMBER.finditer(text):
        number, word = match["number"], match["word"]
        if match["clock"] or _TIMES.fullmatch(word):
            continue
        if _NOT_MASSES.fullmatch(word):
            raise UnfitCell("dose_unreadable")
        with_unit = dose_text.dose_from_text(f"{number} {word}")
        found.append(
            with_unit if with_unit.problem != "unreadable" else dose_text.dose_from_text(number)
        )
    return found


def _unsurprising_dose_ug(reading: dose_text.DoseReading) -> int:
    if not reading.is_good or reading.ug is None:
        raise UnfitCell(f"dose_{reading.problem}")
    # The survey asks "did you mean ...?"; a spreadsheet cannot be asked.
    if reading.is_surprising:
        raise UnfitCell("dose_surprising")
    return reading.ug
