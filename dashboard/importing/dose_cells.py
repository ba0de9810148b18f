"""A cell such as "LDN 4.5 mg at night" -> its dose and its time of day: read whole, or refused.

The cell is read by ``dashboard.questionnaire.dose_text``, as in the survey: a word that is not
known makes it unreadable, so that nothing beside a number is thrown away. What a spreadsheet
cannot be asked is refused for its own reason.
"""

import re
import unicodedata

from dashboard.importing.column_parts import DoseColumn
from dashboard.importing.date_cells import looks_like_date
from dashboard.importing.problems import UnfitCell
from dashboard.importing.word_cells import (
    BLANK,
    is_negated,
    meaning_of_cell,
    meanings_in_text,
    short_text,
)
from dashboard.questionnaire import dose_text
from dashboard.questionnaire.dose_words import UNITS
from db.vocabulary import Timing

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LAST_NUMBER = re.compile(r"([0-9]+(?:[.,][0-9]+)*)(?!.*[0-9])")
_AFTER_NUMBER = re.compile(r"[0-9]\s*([^\W\d_]+)")
_DASH = re.compile(r"\s[-\u2010-\u2015]\s")
_NOT_ONCE_A_DAY = re.compile(
    r"\b(?:twice|two times|three times|times|[2-9] ?x|x ?[2-9]|b\.?i\.?d|t\.?d\.?s|"
    r"every (?:other|second|third|[0-9]+|two|three)|alternate|weekly|per week|a week|both|"
    r"(?:dos|tres|[2-9]) veces|cada (?:[0-9]+|dos|tres)|por semana|a la semana|semanal|"
    r"each(?! (?:day|night|evening|morning))|(?:morning|am|night|bedtime) and|"
    r"(?:mañana|noche) y)\b",
)
"""The dose of a whole day is then not the number that is written."""
_BOUND = re.compile(
    r"[<>\u2264\u2265+]|\b(?:less|more|under|over|below|above|up to|at (?:most|least)|max|min|"
    r"menos|más|mas|hasta|máximo|mínimo)\b",
)
"""Beside a number it says that the dose is another one."""
_RANGE = re.compile(r"[0-9]\s*(?:mc?g|[uμ]g)?\s*(?:[-\u2010-\u2015~]|\bto\b|\ba\b)\s*[.,]?[0-9]")
_FRACTION = re.compile(r"[0-9] ?[/\u2044] ?[0-9]|[¼-¾]")
_HALF_OF_DAY = r"[ap]\.?m\b\.?"
_CLOCK = re.compile(
    rf"(?:(?:\b(?:at|a las?)|@)\s*[0-9]{{1,2}}\s*{_HALF_OF_DAY}|"
    rf"(?:(?:\b(?:at|a las?)|@)\s*)?(?<![0-9.,:])[0-9]{{1,2}}:[0-9]{{2}}(?![0-9:])"
    rf"\s*(?:{_HALF_OF_DAY}|h\b)?)",
)
_HOUR = re.compile(rf"(?<![0-9.,])([0-9]{{1,2}})\s*{_HALF_OF_DAY}")
"""An hour that neither "at" nor minutes make one: "3 pm" may be 3 mg after noon."""
_NUMBER_OF_HALF = re.compile(r"([0-9][0-9.,:]*)?\s*(?<![^\W\d_])([ap])\.?m\b")
_SMALL_HOURS = frozenset({"12", "1", "2", "3", "4"})
_TIME_SIGN = re.compile(rf"(?<![^\W\d_]){_HALF_OF_DAY}")
_LEAST_HOUR = 6
"""Beside a dose with its unit, "9 pm" is an hour; "3 pm" is as likely the second dose."""
_OTHER_TIMES = re.compile(
    r"\b(?:(?:at|in the|before|on|with|a|al|por la|de la|en el) )?"
    r"(?:midday|noon|lunch(?:time)?|afternoon|waking(?: up)?|divided|split|"
    r"mediod[ií]a|tarde|almuerzo|dividida)\b|\b(?:per|a) night\b",
)
_NEXT_DOSE = re.compile(
    r"[;\u2192]|->|,\s|\b(?:started?(?: (?:on|at|with))?|began|from|initially|first|then|now|"
    r"currently|today|later|empec[eé](?: con)?|primero|luego|despu[eé]s|ahora|hoy)\b",
)
"""Between two doses of one cell, where the map says which counts."""
_REASONS = {
    **dict.fromkeys(("times", "product"), "dose_not_daily"),
    **dict.fromkeys(("strength", "pill", "times_alone"), "dose_unreadable"),
    "sum": "dose_several",
}
"""What the survey asks back, and why a spreadsheet is refused there."""
TIMES_OF_DAY = {
    **dict.fromkeys(
        ("bedtime", "bed time", "before bed", "night", "at night", "nightly", "nocte", "evening"),
        Timing.bedtime.name,
    ),
    **dict.fromkeys(("nights", "evenings", "noche", "noches"), Timing.bedtime.name),
    **dict.fromkeys(("al acostarse", "al acostarme", "antes de dormir"), Timing.bedtime.name),
    **dict.fromkeys(("morning", "mornings", "breakfast", "waking up"), Timing.morning.name),
    **dict.fromkeys(("mañana", "desayuno"), Timing.morning.name),
    **dict.fromkeys(("divided", "split", "dividida"), Timing.divided.name),
    **dict.fromkeys(("midday", "noon", "lunch", "lunchtime", "afternoon"), Timing.other.name),
    **dict.fromkeys(("mediodía", "almuerzo", "tarde"), Timing.other.name),
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
    _refuse_no_plain_dose(text)
    if asked.several != "refuse":
        parts = [part for part in map(str.strip, _NEXT_DOSE.split(text)) if part.strip(" .,()")]
        found = [_dose_ug_of_text(part, asked) for part in parts]
        return found[-1 if asked.several == "last" else 0]
    return _dose_ug_of_text(text, asked)


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


def times_ruled_out(cell: str) -> frozenset[Timing]:
    """Times of day that "am" or "pm" beside a dose cannot mean; after midnight is still bedtime."""
    halves = _NUMBER_OF_HALF.findall(short_text(cell))
    mornings = (number for number, half in halves if half == "a" and number not in _SMALL_HOURS)
    no_bedtime = {Timing.bedtime} if any(True for _ in mornings) else set()
    no_morning = {Timing.morning} if any(half == "p" for _, half in halves) else set()
    return frozenset(no_bedtime | no_morning)


def _refuse_no_plain_dose(text: str) -> None:
    if looks_like_date(text):  # "4-May" was 4.5 before a spreadsheet saw it
        raise UnfitCell("dose_date")
    if _NOT_ONCE_A_DAY.search(text):
        raise UnfitCell("dose_not_daily")
    if _BOUND.search(text):
        raise UnfitCell("dose_bound")
    if _RANGE.search(text):
        raise UnfitCell("dose_range")
    if is_negated(text):
        raise UnfitCell("dose_unreadable")


def _dose_ug_of_text(text: str, asked: DoseColumn) -> int:
    plain = _DASH.sub(" ", _without_pictures(text))
    plain = _OTHER_TIMES.sub(" ", _without_hour(_CLOCK.sub(" ", plain)))
    if _FRACTION.search(plain):  # "1/2" may be "1 or 2"
        raise UnfitCell("dose_several")
    if asked.unit == "mcg" and not _names_unit(plain):
        plain = _LAST_NUMBER.sub(r"\1 mcg ", plain, count=1)
    reading = dose_text.dose_from_text(plain)
    if reading.problem == "unreadable":
        raise UnfitCell(_reason_unreadable(plain))
    if reading.ug is None or not reading.is_good:
        raise UnfitCell(_REASONS.get(reading.problem or "", f"dose_{reading.problem}"))
    # The survey asks "did you mean ...?"; a spreadsheet cannot be asked.
    if reading.is_surprising:
        raise UnfitCell("dose_surprising")
    return reading.ug


def _without_hour(text: str) -> str:
    """Without the one hour of the day that can be nothing else.

    Raises:
        UnfitCell: ``dose_two_ways``.
    """
    hours = [int(hour) for hour in _HOUR.findall(text)]
    if not hours:
        return text
    rest = _HOUR.sub(" ", text)
    is_time_again = bool(meanings_in_text(rest, TIMES_OF_DAY)[0]) or bool(_TIME_SIGN.search(rest))
    if len(hours) > 1 or hours[0] < _LEAST_HOUR or is_time_again or not _names_unit(rest):
        raise UnfitCell("dose_two_ways")
    return rest


def _reason_unreadable(text: str) -> str:
    if len(_NUMBER.findall(text)) > 1:
        return "dose_several"
    beside = _AFTER_NUMBER.search(text)
    return "dose_unit" if beside and not _names_unit(beside[1]) else "dose_unreadable"


def _names_unit(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return any(word in spellings for spellings in UNITS.values() for word in words)


def _without_pictures(text: str) -> str:
    """Without emoji: they say nothing about a dose."""
    return "".join(" " if unicodedata.category(sign) == "So" else sign for sign in text)
