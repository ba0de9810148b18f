"""Which dose people stay with, from where, how fast, and what lowering it did."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.findings import number_phrases, share_bars, told_times, two_shares
from dashboard.findings.doses.sweet_spot import number_of_100
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import (
    ShareBar,
    ShareBars,
    StackedRow,
    StackedRows,
)
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.catalogue import CUTS, MEASURES
from db.editions.editions import Cells
from db.thresholds import SAID_FROM_PEOPLE, SMALLEST_GROUP

KEPT, FLOW, PACE, DOWN = "dose_kept", "start_to_kept", "pace_and_effects", "step_down"
_PARTS = ("same", "higher", "changing", "lower", "stopped")
_OUTCOMES = MEASURES[DOWN].axes[1]


def dose_kept(asked: EditionSlice) -> Finding[ShareBars]:
    """Where people have got to 12 weeks or more after they started."""
    name = "doses.kept"
    cells = asked.cells(KEPT)
    words = MEASURES[KEPT].axes[0]
    parts = (share_bars.cell_share(cells.get((word,))) for word in words)
    shares = agreeing_shares([share and told_times.share_by_weeks(share) for share in parts])
    numbers = ShareBars(
        tuple(
            ShareBar(_place_label(word), share) for word, share in zip(words, shares, strict=True)
        )
    )
    on_dose = ShareBars(numbers.bars[: len(bands.DOSE_UG.words)])
    found = share_bars.commonest_bar(on_dose)
    if found is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    text = say(
        f"finding.{name}.{'sentence' if found.apart else 'close'}",
        label=found.label[:1].lower() + found.label[1:],
        number=number_of_100(found.share),
    )
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(KEPT, cells),
        basis=say(
            f"finding.{name}.{'basis' if found.apart else 'basis_close'}",
            basis=number_phrases.share_basis(found.share),
            stopped=share_bars.share_cells(numbers.bars[-1].share)[1],
        ),
    )
    return asked.finding(name, text, numbers, told)


def start_to_kept(asked: EditionSlice) -> Finding[StackedRows]:
    """From the dose that people started with to where they have got to."""
    name = "doses.flow"
    cells = asked.cells(FLOW)
    starts, ends = MEASURES[FLOW].axes
    known = {start: row for start in starts if (row := _ends_of_start(cells, start))}
    numbers = StackedRows(
        tuple(say(f"finding.{name}.{part}") for part in _PARTS),
        tuple(
            StackedRow(_place_label(start), _people(row), _parts_of_row(start, row))
            for start, row in known.items()
        ),
    )
    if not known:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    start = max(known, key=lambda word: _people(known[word]))
    same = known[start][start]
    rows = (
        (
            _place_label(begun),
            f"{_people(row)}",
            *(number_phrases.map_square_text(row[end]) for end in ends),
        )
        for begun, row in known.items()
    )
    head = (say(f"finding.{name}.column"), *share_bars.week_columns("people"))
    columns = (say(f"words.dose_short.{end}") for end in ends)
    told = FindingText(
        Table((*head, *columns), tuple(rows)),
        asked.cells_to_export(FLOW, cells),
        basis=number_phrases.share_basis(same),
    )
    text = say(
        f"finding.{name}.sentence",
        dose=say(f"words.dose_place.{start}"),
        number=number_of_100(same),
    )
    return asked.finding(name, text, numbers, told)


def _ends_of_start(cells: Cells, start: str) -> dict[str, Share]:
    """Where those who started with a dose are now, as one whole; nothing under 30 people."""
    ends = MEASURES[FLOW].axes[1]
    shares = agreeing_shares([share_bars.cell_share(cells.get((start, end))) for end in ends])
    known = {end: share for end, share in zip(ends, shares, strict=True) if share}
    return known if len(known) == len(ends) and _people(known) >= SAID_FROM_PEOPLE else {}


def _people(row: Mapping[str, Share]) -> int:
    return next(iter(row.values())).people


def _parts_of_row(start: str, row: Mapping[str, Share]) -> tuple[float, ...]:
    """The same dose, a higher one, still changing it, a lower one, stopped: as in ``_PARTS``."""
    doses = bands.DOSE_UG.words
    lower, higher = doses[: doses.index(start)], doses[doses.index(start) + 1 :]
    groups = ((start,), higher, ("stepping",), lower, ("stopped",))
    return tuple(round(sum(row[word].value for word in words), 2) for words in groups)


def effects_by_pace(asked: EditionSlice) -> Finding[ShareBars]:
    """Bothersome effects in the first 8 weeks, by how soon the first step up came."""
    name = "doses.pace"
    cells = asked.cells(PACE)
    places = [
        (
            (step, sensitive),
            say(
                f"finding.{name}.bar",
                pace=say(f"words.pace.{step}"),
                who=say(f"finding.{name}.who_{sensitive}"),
            ),
        )
        for sensitive in ("yes", "no")
        for step in bands.PACE_WEEKS.words
    ]
    numbers = share_bars.bars_from_cells(cells, places)
    pair = pace_pair(cells)
    if pair is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    who, fast, slow = pair
    form = "level"
    if fast.low > slow.high or slow.low > fast.high:
        form = "fewer" if slow.value < fast.value else "more"
    first, *_, last = (say(f"words.pace.{step}") for step in bands.PACE_WEEKS.words)
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(PACE, cells),
        basis=two_shares.basis_of_both((first, fast), (last, slow), form),
    )
    text = say(f"finding.{name}.{form}", who=say(f"finding.{name}.told_of_{who}"))
    return asked.finding(name, text, numbers, told)


class PacePair(NamedTuple):
    """Bothersome effects after an early and after a late first step up, of the same people.

    ``sensitive`` says of whom: ``yes`` of those whom medicines hit harder, ``no`` of the others.
    """

    sensitive: str
    fast: Share
    slow: Share


def pace_pair(cells: Cells) -> PacePair | None:
    """Of the sensitive, or where they are too few of the others; None where both are."""
    for who in ("yes", "no"):
        early, *_, late = (
            share_bars.cell_share(cells.get((pace, who))) for pace in bands.PACE_WEEKS.words
        )
        if early and late and min(early.people, late.people) >= SAID_FROM_PEOPLE:
            return PacePair(who, early, late)
    return None


def after_step_down(asked: EditionSlice) -> Finding[ShareBars]:
    """What happened after the dose was lowered to ease effects, by the size of the cut."""
    name = "doses.step_down"
    cells = asked.cells(DOWN)
    numbers = ShareBars(
        tuple(
            ShareBar(
                say(f"finding.{name}.{outcome}", cut=say(f"words.cut.{cut}")),
                share_bars.cell_share(cells.get((cut, outcome))),
            )
            for outcome in _OUTCOMES
            for cut in CUTS
        )
    )
    half = share_bars.cell_share(cells.get(("half", "effects_better")))
    if half is None or not number_phrases.tells_something(half):
        return asked.too_few(name, numbers, SMALLEST_GROUP)
    basis = number_phrases.share_basis(half)
    kept = share_bars.cell_share(cells.get(("half", "benefit_kept")))
    if kept:
        also = say(f"finding.{name}.kept", often=number_phrases.share_with_basis(kept))
        basis = f"{basis} {also}"
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(DOWN, cells),
        basis=basis,
    )
    return asked.finding(
        name, say(f"finding.{name}.sentence", number=number_of_100(half)), numbers, told
    )


def _place_label(word: str) -> str:
    """A dose band, "still changing" or "stopped" as a label."""
    return number_phrases.sentence_case(say(f"words.dose_place.{word}"))
