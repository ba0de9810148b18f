"""Scales beside the time before LDN, and which way each symptom moved."""

from collections.abc import Sequence
from itertools import product

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.extras import extras_not_shown
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBar, ShareBars, StackedRow, StackedRows
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.axis_words import MOVED, SCALE_CHANGE
from db.catalogue import MEASURES
from db.editions.editions import CellCounts, Cells
from db.thresholds import SAID_FROM_PEOPLE

SCALES, SYMPTOMS = "scale_change", "symptom_moved"
FAIR_TRIAL = bands.TIME_ON_LDN.words[-1]
"""The time that is drawn: what LDN does takes weeks."""


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
        return extras_not_shown(asked, name, numbers)
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
    return _parts_of_whole([cells.get((scale, time, word)) for word in SCALE_CHANGE])


def _parts_of_whole(cells: Sequence[CellCounts | None]) -> list[Share]:
    shares = agreeing_shares([share_bars.cell_share(cell) for cell in cells])
    known = [share for share in shares if share and share.people >= SAID_FROM_PEOPLE]
    return known if len(known) == len(cells) else []


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
    return _cells_of_parts(shares)


def _cells_of_parts(shares: Sequence[Share]) -> tuple[str, ...]:
    """People, and how often each part was told, with its range."""
    often = map(number_phrases.percent_in_words, shares)
    ranges = map(number_phrases.percent_range, shares)
    told = (f"{one} ({other})" for one, other in zip(often, ranges, strict=True))
    return (str(shares[0].people), *told)


def _scale_label(scale: str) -> str:
    return say(f"words.scale.{scale}")


def symptoms_moved(asked: EditionSlice) -> Finding[StackedRows]:
    """Of each symptom how many say that it eased, and which eased most."""
    name = "response.symptoms"
    cells, words = asked.cells(SYMPTOMS), MEASURES[SYMPTOMS].axes[0]
    known = {word: row for word in words if (row := ways_of_symptom(cells, word))}
    numbers = StackedRows(
        tuple(say(f"words.symptom_move.{word}") for word in MOVED),
        tuple(
            StackedRow(_symptom_label(word), row[0].people, tuple(share.value for share in row))
            for word, row in known.items()
        ),
    )
    eased = tuple(ShareBar(_symptom_label(word), row[0]) for word, row in known.items())
    most = share_bars.commonest_bar(ShareBars(eased))
    if most is None:
        return extras_not_shown(asked, name, numbers)
    text = say(f"finding.{name}.{'sentence' if most.apart else 'close'}", label=most.label)
    often = number_phrases.share_with_basis(most.share)
    basis = say("finding.basis.of", what=most.label, often=often)
    told = FindingText(_ways_table(known), asked.cells_to_export(SYMPTOMS, cells), basis=basis)
    return asked.finding(name, text, numbers, told)


def ways_of_symptom(cells: Cells, symptom: str) -> list[Share]:
    """Which way a symptom moved, as parts of one whole: better, the same, worse.

    Nothing of too few people.
    """
    return _parts_of_whole([cells.get((symptom, word)) for word in MOVED])


def _ways_table(known: dict[str, list[Share]]) -> Table:
    rows = tuple((_symptom_label(word), *_cells_of_parts(row)) for word, row in known.items())
    moves = (say(f"words.symptom_move.{word}") for word in MOVED)
    head = say("finding.response.symptoms.column")
    return Table((head, *share_bars.week_columns("people"), *moves), rows)


def _symptom_label(symptom: str) -> str:
    return say(f"words.symptom.{symptom}")
