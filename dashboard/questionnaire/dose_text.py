"""What a member writes as a dose -> whole micrograms, or the reason why not.

Comma and point are both the decimal mark, and a plain number is milligrams: that is how doses
are written in the group. Nothing is guessed: what can be read in two ways is asked.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from dashboard.text import number_in_language
from db.answers import HIGHEST_DOSE_UG

LONGEST_INPUT = 40
SURPRISING_UG = 10_000
"""Above this a slip of the finger is likelier than the dose; published cases go to 12 mg."""
UG_IN_MG = 1_000
PRESETS = ("0.1", "0.5", "1.5", "3", "4.5")
"""Doses that are one tap away, in mg."""

_MASS = {"mg": UG_IN_MG, "mcg": 1}
_SPELLINGS = {
    "mg": (
        *("mg", "mgs", "milligram", "milligrams", "milligramme", "milligrammes"),
        *("miligramo", "miligramos"),
    ),
    "mcg": (
        *("mcg", "mcgs", "ug", "μg", "microgram", "micrograms", "microgramme", "microgrammes"),
        *("microgramo", "microgramos"),
    ),
}
_UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings}
_WRITTEN = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+) ?(?P<unit>[a-zμ]*)\.?"
    r"(?: ?(?:/|a|per|each) ?day| daily| ?(?:/|al|por|cada) ?d[ií]a| diarios?)?",
)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


@dataclass(frozen=True)
class DoseReading:
    """What was read: micrograms, or a problem.

    Attributes:
        ug: micrograms a day; set for ``too_high`` too, so that the member sees what was read.
        problem: what is wrong, or None; ``survey.problem.dose_<problem>`` in dashboard/text.
        written: what the member wrote, shortened.
    """

    ug: int | None = None
    problem: str | None = None
    written: str = ""

    @property
    def is_good(self) -> bool:
        """Whether this dose can be stored."""
        return self.problem is None and self.ug is not None

    @property
    def is_surprising(self) -> bool:
        """Whether to ask once if another dose was meant, and then to believe the member."""
        return self.is_good and (self.ug or 0) > SURPRISING_UG


def dose_from_text(written: str) -> DoseReading:
    """The dose that a member wrote, such as ``1,5`` or ``1500 mcg``; never raises."""
    shown = " ".join(written.split())[:LONGEST_INPUT]
    if not shown:
        return DoseReading(problem="empty")
    plain = unicodedata.normalize("NFKC", shown).casefold()
    match = _WRITTEN.fullmatch(plain)
    unit = _UNITS.get(match["unit"] or "mg") if match else None
    if match is None or unit is None or len(written) > LONGEST_INPUT:
        return DoseReading(problem="unreadable", written=shown)
    if unit == "mcg" and _THOUSANDS.fullmatch(match["number"]):
        return DoseReading(problem="two_ways", written=shown)
    return _judge_dose(Decimal(match["number"].replace(",", ".")) * _MASS[unit], shown)


def _judge_dose(exact_ug: Decimal, shown: str) -> DoseReading:
    if exact_ug == 0:
        return DoseReading(problem="zero", written=shown)
    if exact_ug != exact_ug.to_integral_value():
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
