"""On which dose people began, at which they stopped, and whether an effect was there before LDN."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBars
from dashboard.stats.shares import Share
from dashboard.text import say
from db.axis_words import HAD_BEFORE
from db.catalogue import MEASURES
from db.thresholds import FEW_PEOPLE, SAID_FROM_PEOPLE

STARTS, STOPPED_AT, BEFORE = "first_dose", "stopped_at_dose", "had_before"
ASKED_OF = "effect_headache"
"""The effect of which members ask most whether it was there before."""
_HAD_IT = (0, 1)
"""Places in ``HAD_BEFORE``: the same before, and worse now."""


def first_dose(asked: EditionSlice) -> Finding[ShareBars]:
    """The first dose of everyone, or of those with an illness."""
    return _commonest_dose(asked, "doses.start", STARTS, "words.first_dose")


def last_dose_before_stop(asked: EditionSlice) -> Finding[ShareBars]:
    """The last dose of those who stopped for side effects."""
    return _commonest_dose(asked, "response.stopped_at", STOPPED_AT, "words.dose_place")


def _commonest_dose(asked: EditionSlice, name: str, measure: str, texts: str) -> Finding[ShareBars]:
    cells = asked.cells(measure)
    words = MEASURES[measure].axes[0]
    labels = [((word,), _label(f"{texts}.{word}")) for word in words]
    numbers = share_bars.agreeing_bars(share_bars.bars_from_cells(cells, labels))
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(measure, cells),
    )
    return share_bars.commonest_finding(asked, name, numbers, told)


def _label(key: str) -> str:
    return number_phrases.sentence_case(say(key))


def effect_before_ldn(asked: EditionSlice, effect: str = ASKED_OF) -> Finding[ShareBars]:
    """Whether those who told of an effect had it before LDN.

    Args:
        asked: edition and filters.
        effect: a word of ``catalogue.SINGLE_EFFECTS``.
    """
    name = "timelines.before"
    cells = {axis: cell for axis, cell in asked.cells(BEFORE).items() if axis[0] == effect}
    labels = [((effect, word), _label(f"words.had_before.{word}")) for word in HAD_BEFORE]
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
    parts = [share_bars.cell_share(cells.get((effect, word))) for word in HAD_BEFORE]
    share = share_bars.sum_as_shown(parts, _HAD_IT)
    return share if share and share.people >= SAID_FROM_PEOPLE else None
