"""New bothersome effects within two weeks of reaching a dose."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.stats.consecutive_weeks import share_within_weeks
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands
from db.catalogue import EVERY_EFFECT, MEASURES
from db.editions.editions import Cells
from db.thresholds import DOSE_FROM_PEOPLE, WHOLE_POINTS_FROM_PEOPLE

NAME, REACHED = "doses.new_effects", "effect_on_reaching_dose"
_WEEKS = MEASURES[REACHED].axes[2]


def effects_on_reaching_dose(asked: EditionSlice) -> Finding[ShareBars]:
    """For each dose, of those who reached it: who had a new bothersome effect in two weeks."""
    cells = asked.cells(REACHED)
    shares = {
        word: share for word in bands.DOSE_UG.words if (share := share_on_reaching(cells, word))
    }
    numbers = ShareBars(tuple(ShareBar(_dose_label(word), at) for word, at in shares.items()))
    if not shares:
        empty = ShareBars((ShareBar(_dose_label(bands.DOSE_UG.words[0]), None),))
        return asked.too_few(NAME, empty, DOSE_FROM_PEOPLE)
    shown = {axis: cell for axis, cell in cells.items() if axis[0] == EVERY_EFFECT}
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{NAME}.column")),
        asked.cells_to_export(REACHED, shown),
    )
    return asked.finding(NAME, _effects_in_words(shares), numbers, told)


def share_on_reaching(cells: Cells, word: str) -> Share | None:
    """The share of both weeks at a dose; None under 30 people, or too few in the second week.

    Args:
        cells: of the measure.
        word: of the dose band.
    """
    weeks = [share_bars.cell_share(cells.get((EVERY_EFFECT, word, week))) for week in _WEEKS]
    known = [week for week in weeks if week]
    if len(known) < len(weeks) or known[0].people < DOSE_FROM_PEOPLE:
        return None
    return share_within_weeks(known)


def _effects_in_words(shares: dict[str, Share]) -> str:
    """The lowest and the highest dose that many people reached, or else enough."""
    many = [pair for pair in shares.items() if pair[1].people >= WHOLE_POINTS_FROM_PEOPLE]
    pairs = many if len(many) > 1 else [*shares.items()]
    low, high = pairs[0], pairs[-1]
    texts = {
        "often": number_phrases.natural_frequency(low[1]),
        "people": f"{low[1].people}",
        "range": number_phrases.range_of_few(low[1]),
        "dose": say(f"words.dose_band.{low[0]}"),
    }
    if low == high:
        return say(f"finding.{NAME}.single", **texts)
    apart = low[1].high < high[1].low or high[1].high < low[1].low
    return say(
        f"finding.{NAME}.{'sentence' if apart else 'close'}",
        **texts,
        top=say(f"words.dose_band.{high[0]}"),
        top_often=number_phrases.natural_frequency(high[1]),
        top_people=high[1].people,
        top_range=number_phrases.range_of_few(high[1]),
    )


def _dose_label(word: str) -> str:
    return number_phrases.sentence_case(say(f"words.dose_band.{word}"))
