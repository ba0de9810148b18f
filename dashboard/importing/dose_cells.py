"""A cell such as "started 0.5 now 3mg at night" -> its doses and its time of day.

Each number is read by ``dashboard.questionnaire.dose_text``, as in the survey. Nothing is guessed: a number
that is clearly a time is left out, and every other one is a dose.
"""

import re

from dashboard.importing.column_map import Dose
from dashboard.importing.problems import Unfit
from dashboard.importing.word_cells import BLANK, is_negated, meaning, short
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


def dose_of(cell: str, asked: Dose) -> int:
    """Micrograms a day.

    Raises:
        Unfit: ``dose_...``, or ``too_long``.
    """
    text = short(cell)
    if text in BLANK:
        raise Unfit("dose_empty")
    if _NOT_ONCE_A_DAY.search(text):
        raise Unfit("dose_not_daily")
    whole = dose_text.read(text)
    found = [whole] if whole.problem != "unreadable" else _readings(text)
    if not found or is_negated(text):
        raise Unfit("dose_unreadable")
    if len(found) > 1 and asked.several == "refuse":
        raise Unfit("dose_several")
    return _believed(found[-1 if asked.several == "last" else 0])


def time_beside(cell: str) -> Timing | None:
    """The time of day that stands beside a dose; None where there is none.

    Raises:
        Unfit: ``word_two_ways``, or ``too_long``.
    """
    try:
        word = meaning(cell, TIMES_OF_DAY)
    except Unfit as unfit:
        if unfit.args[0] == "word_unknown":
            return None
        raise
    return Timing[word] if word else None


def _readings(text: str) -> list[dose_text.Reading]:
    found = []
    for match in _NUMBER.finditer(text):
        number, word = match["number"], match["word"]
        if match["clock"] or _TIMES.fullmatch(word):
            continue
        if _NOT_MASSES.fullmatch(word):
            raise Unfit("dose_unreadable")
        with_unit = dose_text.read(f"{number} {word}")
        found.append(with_unit if with_unit.problem != "unreadable" else dose_text.read(number))
    return found


def _believed(reading: dose_text.Reading) -> int:
    if not reading.is_good or reading.ug is None:
        raise Unfit(f"dose_{reading.problem}")
    # The survey asks "did you mean ...?"; a spreadsheet cannot be asked.
    if reading.is_surprising:
        raise Unfit("dose_surprising")
    return reading.ug
