"""What a member writes as a dose -> whole micrograms, a question back, or the reason why not.

Comma and point are both the decimal mark, and a plain number is milligrams: that is how doses
are written in the group. Nothing is guessed: what can be read in two ways is asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from dashboard.questionnaire.dose_words import HALF, UNITS, DoseWord, dose_words
from dashboard.text import number_in_language
from db.answers import HIGHEST_DOSE_UG

LONGEST_INPUT = 40
SURPRISING_UG = 10_000
"""Above this a slip of the finger is likelier than the dose; published cases go to 12 mg."""
UG_IN_MG = 1_000
PRESETS = ("0.1", "0.5", "1.5", "3", "4.5")
"""Doses that are one tap away, in mg."""
MOST_A_DAY = 10
"""Times a day, or capsules a day; more is no count."""

_MASS = dict(zip(UNITS, (UG_IN_MG, 1), strict=True))
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


@dataclass(frozen=True)
class DoseReading:
    """What was read: micrograms, a question back, or a problem.

    Attributes:
        ug: micrograms a day; set for ``too_high`` too, so that the member sees what was read.
        problem: what is wrong or asked, or None; ``survey.problem.dose_<problem>`` in
            dashboard/text.
        written: what the member wrote, shortened.
        choices: micrograms a day that may be meant, the likeliest first, where it is asked back;
            ``survey.doses.asks_<problem>`` in dashboard/text.
        each_ug: the dose that was multiplied, in micrograms.
        count: how often, or how many.
    """

    ug: int | None = None
    problem: str | None = None
    written: str = ""
    choices: tuple[int, ...] = ()
    each_ug: int = 0
    count: int = 1

    @property
    def is_good(self) -> bool:
        """Whether this dose can be stored."""
        return self.problem is None and self.ug is not None

    @property
    def is_surprising(self) -> bool:
        """Whether to ask once if another dose was meant, and then to believe the member."""
        return self.is_good and (self.ug or 0) > SURPRISING_UG


def dose_from_text(written: str) -> DoseReading:
    """The dose that a member wrote, such as ``1,5`` or ``0.75 mg x 2``; never raises."""
    shown = " ".join(written.split())[:LONGEST_INPUT]
    if not shown:
        return DoseReading(problem="empty")
    words = dose_words(shown) if len(written) <= LONGEST_INPUT else None
    if words is None:
        return DoseReading(problem="unreadable", written=shown)
    more_than_once = [word for word in words if word.kind != "often" or word.value != 1]
    return _reading_of_words(more_than_once, shown)


def _reading_of_words(words: list[DoseWord], shown: str) -> DoseReading:
    kinds = "".join(_LETTER[word.kind] for word in words)
    if "l" in kinds or kinds == "p":
        return DoseReading(problem="strength", written=shown)
    if kinds and set(kinds) <= {"o", "b"}:
        return DoseReading(problem="times_alone", written=shown)
    if _unit(words) == "mcg" and any(_THOUSANDS.fullmatch(n.text) for n in _numbers(words)):
        return DoseReading(problem="two_ways", written=shown)
    read = next((read for shape, read in _SHAPES if shape.fullmatch(kinds)), None)
    return read(words, shown) if read else DoseReading(problem="unreadable", written=shown)


def _dose_of_one_number(words: list[DoseWord], shown: str) -> DoseReading:
    (number,) = _numbers(words)
    unit = _unit(words)
    single = _judge_dose(_micrograms(number, unit), shown)
    is_pill = any(word.kind == "pill" for word in words)
    if unit or not single.is_good or not (is_pill or number.text == HALF):
        return single
    if "/" in number.text or number.text == HALF:  # half a tablet: nobody writes milligrams so
        return DoseReading(problem="strength", written=shown)
    return DoseReading(problem="pill", written=shown, choices=(single.ug or 0,))


def _dose_with_frequency(words: list[DoseWord], shown: str) -> DoseReading:
    """``0.75 mg twice a day``, ``0.75 morning and night``."""
    (number,) = _numbers(words)
    often = next((word.value for word in words if word.kind == "often"), None) or Fraction(2)
    return _product_to_confirm(_micrograms(number, _unit(words)), often, shown)


def _dose_of_product(words: list[DoseWord], shown: str) -> DoseReading:
    """``0.75 x 2``, ``2x0.75 mg``: which is the count is seen by the unit or by being whole."""
    first, second = _numbers(words)
    unit = _unit(words)
    beside = next((one for one, two in pairwise(words) if two.kind == "unit"), None)
    if beside is not None:
        is_each = beside is first or not _is_count(first)  # "0.75x2mg": two of 0.75
        each, count = (first, second) if is_each else (second, first)
    elif _is_count(first) and _is_count(second) and first.value != second.value:
        return _product_question(first, second, shown)
    else:
        each, count = (first, second) if _is_count(second) else (second, first)
    return _product_to_confirm(_micrograms(each, unit), count.value or Fraction(0), shown)


def _dose_of_pills(words: list[DoseWord], shown: str) -> DoseReading:
    """``2 capsules of 1.5 mg``; a part of one is for the member to work out, or to look up."""
    first, second = _numbers(words)
    count, each = (second, first) if words[1].kind == "unit" else (first, second)
    if not _is_count(count):
        return DoseReading(problem="strength", written=shown)
    return _product_to_confirm(_micrograms(each, _unit(words)), count.value or Fraction(0), shown)


def _dose_of_sum(words: list[DoseWord], shown: str) -> DoseReading:
    """``1.5 mg and 3 mg``: the day's two doses, or one of them and a thought."""
    units = [word.text for word in words if word.kind == "unit"]
    last_has_none = bool(units) and [w.kind for w in words if w.kind != "both"][-1] != "unit"
    if len(set(units)) > 1 or last_has_none:  # "1500 mcg and 3": three of what?
        return DoseReading(problem="unreadable", written=shown)
    parts = [_micrograms(number, _unit(words)) for number in _numbers(words)]
    return _asked("sum", [sum(parts, Fraction(0))], shown)


def _product_to_confirm(each: Fraction, count: Fraction, shown: str) -> DoseReading:
    if count == 1:
        return _judge_dose(each, shown)
    if count.denominator != 1 or not 1 < count <= MOST_A_DAY:
        return DoseReading(problem="unreadable", written=shown)
    return _asked("times", [each * count, each], shown, int(count))


def _product_question(first: DoseWord, second: DoseWord, shown: str) -> DoseReading:
    """``2 x 3``: two times three or three times two; both are six a day."""
    one, two = (_micrograms(number, None) for number in (first, second))
    if 1 in {first.value, second.value}:
        return _judge_dose(one * two / UG_IN_MG, shown)
    return _asked("product", [one * two / UG_IN_MG, one, two], shown)


def _asked(problem: str, exact_ug: list[Fraction], shown: str, count: int = 1) -> DoseReading:
    """A question back; where its likeliest answer could not be stored, the reason why not."""
    judged = [_judge_dose(exact, shown) for exact in exact_ug]
    if not judged[0].is_good:
        return judged[0]
    choices = tuple(dict.fromkeys(one.ug for one in judged if one.is_good and one.ug))
    each_ug = choices[-1] if len(choices) > 1 else 0
    return DoseReading(None, problem, shown, choices, each_ug, count)


def _numbers(words: list[DoseWord]) -> list[DoseWord]:
    return [word for word in words if word.kind == "number"]


def _unit(words: list[DoseWord]) -> str | None:
    return next((word.text for word in words if word.kind == "unit"), None)


def _micrograms(number: DoseWord, unit: str | None) -> Fraction:
    return (number.value or Fraction(0)) * _MASS[unit or "mg"]


def _is_count(number: DoseWord) -> bool:
    value = number.value or Fraction(0)
    return value.denominator == 1 and 1 <= value <= MOST_A_DAY


_LETTER = {
    "number": "n",
    "unit": "u",
    "often": "o",
    "both": "b",
    "pill": "p",
    "liquid": "l",
    "times": "x",
    "and": "+",
}
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[list[DoseWord], str], DoseReading]], ...] = (
    (re.compile(r"p?nu?|nu?p"), _dose_of_one_number),
    (re.compile(r"nu?p?[ob]|[ob]nu?p?"), _dose_with_frequency),
    (re.compile(r"nxnu?p?|nu?p?xn|nu?nx|xnnu?"), _dose_of_product),
    (re.compile(r"npnu|nnup|nunp"), _dose_of_pills),
    (re.compile(r"nu?(\+nu?)+|nu?nu?b"), _dose_of_sum),
)
"""Kinds of words in a row -> how they are read; what has no such shape is not read."""


def _judge_dose(exact_ug: Fraction, shown: str) -> DoseReading:
    if exact_ug == 0:
        return DoseReading(problem="zero", written=shown)
    if exact_ug.denominator != 1:
        return DoseReading(problem="too_fine", written=shown)
    ug = int(exact_ug)
    return DoseReading(ug, "too_high" if ug > HIGHEST_DOSE_UG else None, shown)


def plain_mg_text(ug: int) -> str:
    """Micrograms as milligrams without needless zeros: ``1500`` -> ``1.5``."""
    return f"{Decimal(ug) / UG_IN_MG:f}"


def local_mg_text(ug: int) -> str:
    """The same to be read, not to be written into a field: ``1500`` -> ``1,5`` in Spanish."""
    return number_in_language(plain_mg_text(ug))


def likelier_dose_ug(ug: int) -> int:
    """The dose that a surprising one may stand for: its decimal mark one place to the left."""
    return ug // 10


def matching_preset(written: str) -> str | None:
    """The preset that says the same as what was written, or None."""
    ug = dose_from_text(written).ug
    return next((preset for preset in PRESETS if dose_from_text(preset).ug == ug), None)
