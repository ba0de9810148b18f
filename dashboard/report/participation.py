"""Who answered, and who is missing: the edition's counts of everyone, filter by filter."""

from dataclasses import dataclass

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.older_forms import older_forms_sentence
from dashboard.findings.share_bars import cell_share
from dashboard.findings.slice_labels import UNSAID, answered_words, slice_label
from dashboard.stats.shares import Share
from dashboard.text import say
from db.catalogue import FILTERS
from db.thresholds import PERCENT_FROM_PEOPLE, SMALLEST_GROUP

TOO_FEW_ROWS = 2
"""So many answers that are too few to show have a row each."""
COLUMNS = (("condition", "sex"), ("age_band", "sensitivity", "first_timing", "first_dose"))
"""The filters as they stand side by side on paper, about equally long."""
_LARGEST = ("condition", "age_band", "sex")
"""The facts that the page's sentence names."""


@dataclass(frozen=True)
class AnswerPart:
    """Those who gave one answer; ``share`` is None where they are too few to show."""

    word: str
    label: str
    share: Share | None

    @property
    def is_given(self) -> bool:
        """Whether it is an answer, and not that none was given."""
        return self.word != UNSAID

    @property
    def percent(self) -> str:
        """How many of everyone, in words."""
        return number_phrases.percent_in_words(self.share) if self.share else ""


@dataclass(frozen=True)
class FilterAnswers:
    """Everyone by one filter, in the order of the questionnaire, those who did not say last."""

    filter: str
    title: str
    parts: tuple[AnswerPart, ...]


@dataclass(frozen=True)
class WhoAnswered:
    """Who answered.

    Attributes:
        columns: the filters, in two columns.
        sentence: the largest groups; empty where all are too few.
        too_few: labels of the answers that too few gave to be shown.
        rough: labels of those that fewer than 30 gave.
        older_forms: what older forms of answers in it did not ask; empty where none is there.
    """

    columns: tuple[tuple[FilterAnswers, ...], ...]
    sentence: str
    too_few: tuple[str, ...]
    rough: tuple[str, ...]
    older_forms: str = ""


def who_answered(asked: EditionSlice) -> WhoAnswered:
    """Who answered, by every filter.

    Args:
        asked: an edition without filters.
    """
    cells = asked.answered_cells()

    def answer_part(name: str, word: str) -> AnswerPart:
        share = cell_share(cells.get((f"{name}:{word}",)))
        shown = share if share and share.cases >= SMALLEST_GROUP else None
        return AnswerPart(word, slice_label(name, word), shown)

    def filter_answers(name: str) -> FilterAnswers:
        words = answered_words(name, cells)
        return FilterAnswers(
            name, say(f"words.filter.{name}"), tuple(answer_part(name, word) for word in words)
        )

    found = {name: filter_answers(name) for name in FILTERS}
    shown = {name: _shorten_answers(by) for name, by in found.items()}
    answers = [part for by in found.values() for part in by.parts if part.is_given]
    return WhoAnswered(
        tuple(tuple(shown[name] for name in column) for column in COLUMNS),
        _largest_sentence(found),
        tuple(answer_part.label for answer_part in answers if answer_part.share is None),
        tuple(
            answer_part.label
            for answer_part in answers
            if answer_part.share and answer_part.share.cases < PERCENT_FROM_PEOPLE
        ),
        older_forms_sentence(asked.edition),
    )


def _shorten_answers(by: FilterAnswers) -> FilterAnswers:
    """Many that are too few stand in one row: their names are among those who are missing."""
    shown = tuple(part for part in by.parts if part.share)
    hidden = len(by.parts) - len(shown)
    if hidden <= TOO_FEW_ROWS:
        return by
    rest = AnswerPart(UNSAID, say("report.who.more", count=hidden), None)
    return FilterAnswers(by.filter, by.title, (*shown, rest))


def _largest_sentence(found: dict[str, FilterAnswers]) -> str:
    largest = list(filter(None, (_largest_answer(found[name]) for name in _LARGEST)))
    return say("report.who.largest", list=say("finding.between").join(largest)) if largest else ""


def _largest_answer(by: FilterAnswers) -> str:
    known = [(part, part.share) for part in by.parts if part.share and part.is_given]
    if not known:
        return ""
    part, share = max(known, key=lambda pair: pair[1].cases)
    return say("report.who.item", label=part.label, often=number_phrases.natural_frequency(share))
