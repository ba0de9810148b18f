"""What the extras of a minute were answered with: scales before and now, and after stopping."""

from itertools import product

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBars, StackedRow, StackedRows
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.axis_words import SCALE_CHANGE
from db.catalogue import MEASURES
from db.editions.editions import Cells
from db.thresholds import FEW_PEOPLE, SAID_FROM_PEOPLE
from db.vocabulary import AfterStopping

AFTER_STOPPING, SCALES = "after_stopping", "scale_change"
FAIR_TRIAL = bands.TIME_ON_LDN.words[-1]
"""The time that is drawn: what LDN does takes weeks."""
WORSE = AfterStopping.worse_than_before.name


def weeks_after_stopping(asked: EditionSlice) -> Finding[ShareBars]:
    """How those were who stopped, weeks later; whether worse than before LDN is said first."""
    name = "response.after_stopping"
    cells, words = asked.cells(AFTER_STOPPING), MEASURES[AFTER_STOPPING].axes[0]
    labels = [((word,), say(f"words.after_stopping.{word}")) for word in words]
    numbers = share_bars.agreeing_bars(share_bars.bars_from_cells(cells, labels))
    share = numbers.bars[words.index(WORSE)].share
    if share is None or share.people < SAID_FROM_PEOPLE:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    form = "sentence" if share.cases >= FEW_PEOPLE else "few"
    text = say(f"finding.{name}.{form}", often=number_phrases.hundredths_in_words(share))
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(AFTER_STOPPING, cells),
        basis=number_phrases.share_basis(share),
    )
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def scales_since_before(asked: EditionSlice) -> Finding[StackedRows]:
    """Each scale from week 13 on beside the time before LDN; the first one shown is said."""
    name = "response.scales"
    cells = asked.cells(SCALES)
    known = {
        scale: row for scale in MEASURES[SCALES].axes[0] if (row := moves_of_scale(cells, scale))
    }
    numbers = StackedRows(
        tuple(say(f"words.scale_change.{word}") for word in SCALE_CHANGE),
        tuple(
            StackedRow(_scale_label(scale), row[0].people, tuple(share.value for share in row))
            for scale, row in known.items()
        ),
    )
    if not known:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    scale, (better, _, worse) = next(iter(known.items()))
    text = say(
        f"finding.{name}.sentence",
        scale=_scale_label(scale),
        often=number_phrases.frequency_in_100(better),
    )
    basis = f"{number_phrases.share_basis(better)} " + say(
        "finding.basis.of",
        what=say("finding.response.scales.worse"),
        often=number_phrases.share_with_range(worse),
    )
    table = _moves_table(cells)
    told = FindingText(table, asked.cells_to_export(SCALES, cells), basis=basis)
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def moves_of_scale(cells: Cells, scale: str, time: str = FAIR_TRIAL) -> list[Share]:
    """How a scale moved, as parts of one whole: better, about the same, worse.

    Nothing of too few people.
    """
    shares = agreeing_shares(
        [share_bars.cell_share(cells.get((scale, time, word))) for word in SCALE_CHANGE]
    )
    known = [share for share in shares if share and share.people >= SAID_FROM_PEOPLE]
    return known if len(known) == len(SCALE_CHANGE) else []


def _moves_table(cells: Cells) -> Table:
    """Every scale at both times."""
    rows = tuple(
        (_scale_label(scale), say(f"words.time_on.{time}"), *_move_cells(cells, scale, time))
        for scale, time in product(*MEASURES[SCALES].axes[:2])
    )
    heads = (say(f"finding.response.scales.column_{part}") for part in ("scale", "time"))
    moves = (say(f"words.scale_change.{word}") for word in SCALE_CHANGE)
    return Table((*heads, *share_bars.week_columns("people"), *moves), rows)


def _move_cells(cells: Cells, scale: str, time: str) -> tuple[str, ...]:
    """People, and how often each move was told, with its range."""
    shares = moves_of_scale(cells, scale, time)
    if not shares:
        return (say("finding.share.too_few"), *("" for _ in SCALE_CHANGE))
    often = map(number_phrases.percent_in_words, shares)
    ranges = map(number_phrases.percent_range, shares)
    told = (f"{one} ({other})" for one, other in zip(often, ranges, strict=True))
    return (str(shares[0].people), *told)


def _scale_label(scale: str) -> str:
    return say(f"words.scale.{scale}")
