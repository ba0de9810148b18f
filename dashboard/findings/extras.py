"""What the extras of a minute were answered with: the first weeks, fading, after stopping."""

from collections.abc import Sequence

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding, Numbers
from dashboard.findings.finding_numbers import ShareBars
from dashboard.stats.shares import Share, share_of_added_counts
from dashboard.text import say
from db.catalogue import MEASURES
from db.editions.editions import Cells
from db.thresholds import FEW_PEOPLE, SAID_FROM_PEOPLE
from db.vocabulary import AfterStopping, DosesNotTaken, Fading, FirstWeeks

AddedAnswers = tuple[str, str, tuple[str, ...]]
"""A measure, the table of its words, and the answers that a headline adds."""
WORSE_FIRST: AddedAnswers = (
    *("first_weeks", "first_weeks"),
    (FirstWeeks.worse_then_better.name, FirstWeeks.stayed_worse.name),
)
FADED: AddedAnswers = (
    *("faded", "fading"),
    tuple(word.name for word in Fading if word > Fading.no),
)
MISSED: AddedAnswers = (
    *("doses_missed", "missed_doses"),
    tuple(word.name for word in DosesNotTaken if word > DosesNotTaken.none),
)
WORSE_AFTER: AddedAnswers = (
    *("after_stopping", "after_stopping"),
    (AfterStopping.worse_than_before.name,),
)


def weeks_after_stopping(asked: EditionSlice) -> Finding[ShareBars]:
    """How those were who stopped, weeks later: how many felt worse than before LDN."""
    return _finding_of_extra(asked, "response.after_stopping", WORSE_AFTER)


def extras_not_shown(asked: EditionSlice, name: str, numbers: Numbers) -> Finding[Numbers]:
    """Too few told it, or the group is so small that nothing of the extras is shown."""
    if asked.effects_left_out():
        return asked.too_rare(name, numbers, "extras")
    return asked.too_few(name, numbers, SAID_FROM_PEOPLE)


def worse_at_first(asked: EditionSlice) -> Finding[ShareBars]:
    """How the illness went in the first four weeks: how many felt worse, and stayed so."""
    return _finding_of_extra(asked, "response.first_weeks", WORSE_FIRST)


def help_faded(asked: EditionSlice) -> Finding[ShareBars]:
    """Of those whom LDN helped how many say that it faded, and what brought it back."""
    return _finding_of_extra(asked, "response.faded", FADED)


def doses_missed(asked: EditionSlice) -> Finding[ShareBars]:
    """How many missed a dose in the seven days before their newest check-in."""
    return _finding_of_extra(asked, "doses.missed", MISSED)


def _finding_of_extra(asked: EditionSlice, name: str, question: AddedAnswers) -> Finding[ShareBars]:
    """A question of one answer each, of which some answers are added for the headline."""
    measure, table, added = question
    cells, words = asked.cells(measure), MEASURES[measure].axes[0]
    labels = [((word,), say(f"words.{table}.{word}")) for word in words]
    numbers = share_bars.agreeing_bars(share_bars.bars_from_cells(cells, labels))
    share = share_of_answers(cells, added)
    if share is None:
        return extras_not_shown(asked, name, numbers)
    form = "sentence" if share.cases >= FEW_PEOPLE else "few"
    text = say(f"finding.{name}.{form}", often=number_phrases.hundredths_in_words(share))
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(measure, cells),
        basis=number_phrases.share_basis(share),
    )
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def share_of_answers(cells: Cells, words: Sequence[str]) -> Share | None:
    """Who gave one of these answers; None where too few told, or an answer is left out."""
    parts = [cell for word in words if (cell := cells.get((word,)))]
    if len(parts) < len(words) or parts[0].people < SAID_FROM_PEOPLE:
        return None
    people = parts[0].people
    cases = min(sum(max(0.0, part.cases) for part in parts), people)
    return share_of_added_counts(cases, people, len(parts), parts[0].editions)
