"""New bothersome effects in the week of reaching a dose or the next."""

from dashboard.findings import number_phrases, share_bars, told_times, two_shares
from dashboard.findings.doses.sweet_spot import number_of_100
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
    """For each dose, of those who reached it: who had a new bothersome effect soon."""
    cells = asked.cells(REACHED)
    shares = {
        word: share for word in bands.DOSE_UG.words if (share := share_on_reaching(cells, word))
    }
    telling = telling_shares(cells)
    if not telling:
        empty = ShareBars((ShareBar(_dose_label(bands.DOSE_UG.words[0]), None),))
        return asked.too_few(NAME, empty, DOSE_FROM_PEOPLE)
    numbers = ShareBars(tuple(ShareBar(_dose_label(word), at) for word, at in shares.items()))
    shown = {axis: cell for axis, cell in cells.items() if axis[0] == EVERY_EFFECT}
    text, basis = _effects_in_words(telling)
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{NAME}.column")),
        asked.cells_to_export(REACHED, shown),
        basis=basis,
    )
    return asked.finding(NAME, text, numbers, told)


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
    return told_times.share_by_weeks(share_within_weeks(known))


def _effects_in_words(shares: dict[str, Share]) -> tuple[str, str]:
    """The highest dose that many people reached, or else enough, beside the lowest; the basis."""
    (low, few), (high, most) = lowest_and_highest(shares)
    text = say(
        f"finding.{NAME}.sentence", dose=say(f"words.dose_band.{high}"), number=number_of_100(most)
    )
    if low == high:
        return text, number_phrases.share_basis(most)
    form = "apart" if few.high < most.low or most.high < few.low else "level"
    return text, two_shares.basis_of_both((_on(high), most), (_on(low), few), form)


def telling_shares(cells: Cells) -> dict[str, Share]:
    """Of each dose with enough people, the share with a new effect: those that say something."""
    shares = {word: share_on_reaching(cells, word) for word in bands.DOSE_UG.words}
    return {w: at for w, at in shares.items() if at and number_phrases.tells_something(at)}


def lowest_and_highest(shares: dict[str, Share]) -> tuple[tuple[str, Share], tuple[str, Share]]:
    """The lowest and the highest dose that many people reached, or else enough.

    Args:
        shares: at least one, by dose band, in order.
    """
    many = [pair for pair in shares.items() if pair[1].people >= WHOLE_POINTS_FROM_PEOPLE]
    pairs = many if len(many) > 1 else [*shares.items()]
    return pairs[0], pairs[-1]


def _on(word: str) -> str:
    return say(f"finding.{NAME}.on", dose=say(f"words.dose_band.{word}"))


def _dose_label(word: str) -> str:
    return number_phrases.sentence_case(say(f"words.dose_band.{word}"))
