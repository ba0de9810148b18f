"""Who answered, and who is missing: the edition's counts of everyone, filter by filter."""

from dataclasses import dataclass

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import Asked
from dashboard.findings.share_bars import share_of
from dashboard.stats.shares import Share
from dashboard.text import say
from db.catalogue import FILTERS

MEASURE, EVERYONE = "who_answered", "everyone"
SHOWN_FROM = 10
ROUGH_UNDER = 30
"""Fewer are told in words alone (dashboard/findings/number_phrases.py)."""
TOO_FEW_ROWS = 2
"""So many answers that are too few to show have a row each."""
UNSAID = "not_said"
COLUMNS = (("condition", "sex"), ("age_band", "sensitivity", "first_timing", "first_dose"))
"""The filters as they stand side by side on paper, about equally long."""
_LARGEST = ("condition", "age_band", "sex")
"""The facts that the page's sentence names."""


@dataclass(frozen=True)
class Part:
    """Those who gave one answer; ``share`` is None where they are too few to show."""

    word: str
    label: str
    share: Share | None

    @property
    def said(self) -> bool:
        """Whether it is an answer, and not that none was given."""
        return self.word != UNSAID

    @property
    def percent(self) -> str:
        """How many of everyone, in words."""
        return number_phrases.percent(self.share) if self.share else ""


@dataclass(frozen=True)
class Parts:
    """Everyone by one filter, in the order of the questionnaire, those who did not say last."""

    filter: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Who:
    """Who answered.

    Attributes:
        columns: the filters, in two columns.
        sentence: the largest groups; empty where all are too few.
        too_few: labels of the answers that too few gave to be shown.
        rough: labels of those that fewer than 30 gave.
    """

    columns: tuple[tuple[Parts, ...], ...]
    sentence: str
    too_few: tuple[str, ...]
    rough: tuple[str, ...]


def who(asked: Asked) -> Who:
    """Who answered, by every filter.

    Args:
        asked: an edition without filters.
    """
    cells = asked.cells(MEASURE)

    def part(name: str, word: str) -> Part:
        share = share_of(cells.get((f"{name}:{word}",)))
        shown = share if share and share.cases >= SHOWN_FROM else None
        return Part(word, say(f"words.{name}.{word}"), shown)

    def parts(name: str) -> Parts:
        words = sorted(FILTERS[name], key=lambda word: word == UNSAID)
        return Parts(name, say(f"words.filter.{name}"), tuple(part(name, word) for word in words))

    found = {name: parts(name) for name in FILTERS}
    shown = {name: _shortened(by) for name, by in found.items()}
    answers = [part for by in found.values() for part in by.parts if part.said]
    return Who(
        tuple(tuple(shown[name] for name in column) for column in COLUMNS),
        _sentence(found),
        tuple(part.label for part in answers if part.share is None),
        tuple(part.label for part in answers if part.share and part.share.cases < ROUGH_UNDER),
    )


def _shortened(by: Parts) -> Parts:
    """Many that are too few stand in one row: their names are among those who are missing."""
    shown = tuple(part for part in by.parts if part.share)
    hidden = len(by.parts) - len(shown)
    if hidden <= TOO_FEW_ROWS:
        return by
    rest = Part(UNSAID, say("report.who.more", count=hidden), None)
    return Parts(by.filter, by.title, (*shown, rest))


def _sentence(found: dict[str, Parts]) -> str:
    largest = list(filter(None, (_largest(found[name]) for name in _LARGEST)))
    return say("report.who.largest", list=say("finding.between").join(largest)) if largest else ""


def _largest(by: Parts) -> str:
    known = [(part, part.share) for part in by.parts if part.share and part.said]
    if not known:
        return ""
    part, share = max(known, key=lambda pair: pair[1].cases)
    return say("report.who.item", label=part.label, often=number_phrases.of_ten(share))
