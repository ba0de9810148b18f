"""On which dose people began, at which they stopped, and whether an effect was there before LDN."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBars
from dashboard.stats.shares import Share, share_of_added_counts
from dashboard.text import say
from db.axis_words import HAD_BEFORE
from db.catalogue import MEASURES
from db.thresholds import FEW_PEOPLE, SAID_FROM_PEOPLE

STARTS, STOPPED_AT, BEFORE = "first_dose", "stopped_at_dose", "had_before"
ASKED_OF = "effect_headache"
"""The effect of which members ask most whether it was there before."""
_HAD_IT = HAD_BEFORE[:2]


def first_dose(asked: EditionSlice) -> Finding[ShareBars]:
    """The first dose of everyone, or of those with an illness."""
    return _commonest_dose(asked, "doses.start", STARTS, "words.first_dose")


def last_dose_before_stop(asked: EditionSlice) -> Finding[ShareBars]:
    """The last dose of those who stopped for side effects."""
    return _commonest_dose(asked, "response.stopped_at", STOPPED_AT, "words.dose_place")


def _commonest_dose(asked: EditionSlice, name: str, measure: str, texts: str) -> Finding[ShareBars]:
    cells = asked.cells(measure)
    labels = [((word,), say(f"{texts}.{word}")) for word in MEASURES[measure].axes[0]]
    numbers = share_bars.agreeing_bars(share_bars.bars_from_cells(cells, labels))
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(measure, cells),
    )
    return share_bars.commonest_finding(asked, name, numbers, told)


def effect_before_ldn(asked: EditionSlice, effect: str = ASKED_OF) -> Finding[ShareBars]:
    """Whether those who told of an effect had it before LDN.

    Args:
        asked: edition and filters.
        effect: a word of ``catalogue.SINGLE_EFFECTS``.
    """
    name = "timelines.before"
    cells = {axis: cell for axis, cell in asked.cells(BEFORE).items() if axis[0] == effect}
    labels = [((effect, word), say(f"words.had_before.{word}")) for word in HAD_BEFORE]
    numbers = share_bars.agreeing_bars(share_bars.bars_from_cells(cells, labels))
    words = {"effect": say(f"words.effect_axis.{effect}")}
    share = share_with_it_before(asked, effect)
    if share is None:
        if effect in asked.effects_left_out():
            return asked.too_rare(name, numbers, **words)
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE, **words)
    form = "sentence" if share.cases >= FEW_PEOPLE else "few"
    text = say(f"finding.{name}.{form}", often=number_phrases.hundredths_in_words(share), **words)
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(BEFORE, cells),
        words,
        number_phrases.share_basis(share),
    )
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def share_with_it_before(asked: EditionSlice, effect: str) -> Share | None:
    """Who had an effect before LDN, as much or less, of those who told of it; None of too few."""
    cells = asked.cells(BEFORE)
    parts = [cell for word in _HAD_IT if (cell := cells.get((effect, word)))]
    if len(parts) < len(_HAD_IT) or parts[0].people < SAID_FROM_PEOPLE:
        return None
    people = parts[0].people
    cases = min(sum(max(0.0, part.cases) for part in parts), people)
    return share_of_added_counts(cases, people, len(parts), parts[0].editions)
