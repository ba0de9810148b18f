"""How long does an effect last, those who still have it included?"""

from itertools import takewhile

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import LastingBand, LastingCurve
from dashboard.findings.timelines.by_week import article_window
from dashboard.stats.lifetables import BlurPart, life_table, median_band
from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.catalogue import EFFECT_AXIS
from db.editions.editions import CellCounts, Cells
from db.thresholds import SAID_FROM_PEOPLE

MEASURE = "effect_lasting"
NAME = "timelines.lasting"
_UNKNOWN_REST = 5
"""Taken for those still at risk behind the last published band: the middle of 0 to 9."""
_TOLD_BAND = "w3_4"


def effect_lasting(asked: EditionSlice, word: str) -> Finding[LastingCurve]:
    """Share who still have an effect, by weeks since it began.

    Args:
        asked: edition and filters.
        word: a word of ``catalogue.EFFECT_AXIS``.
    """
    if word not in EFFECT_AXIS:
        raise ValueError(word)
    cells = asked.cells(MEASURE)
    numbers = _lasting_curve(word, cells)
    if word in asked.effects_left_out():
        return asked.too_rare(NAME, numbers)
    if not numbers.bands or numbers.bands[0].at_risk < SAID_FROM_PEOPLE:
        return asked.too_few(NAME, numbers, SAID_FROM_PEOPLE)
    shown: Cells = {(word, b.word): cells[word, b.word] for b in numbers.bands}
    told = FindingText(life_bands_table(NAME, numbers.bands), asked.cells_to_export(MEASURE, shown))
    return asked.finding(NAME, _lasting_sentence(numbers), numbers, told)


def _lasting_curve(word: str, cells: Cells) -> LastingCurve:
    steps, median = life_bands([cells.get((word, band)) for band in bands.LASTING.words])
    return LastingCurve(word, steps, median, article_window(word))


def life_bands(cells: list[CellCounts | None]) -> tuple[tuple[LastingBand, ...], str | None]:
    """The life table over the bands that are published, and the band of its median.

    Args:
        cells: of each band of ``db.bands.LASTING``: people at risk at its start, and ended in
            it. The last band only closes the table; the first missing one cuts it.
    """
    found = list(takewhile(lambda cell: cell is not None, cells))
    at_risk: list[float] = [cell.people for cell in found if cell]
    ended = [min(cell.cases, cell.people) for cell in found if cell]
    if len(found) == len(cells):
        ended.pop()
    elif found:
        at_risk.append(min(_UNKNOWN_REST, at_risk[-1] - ended[-1]))
    many = min((cell.editions for cell in found if cell), default=1)
    blur = BlurPart(BLUR_VARIANCE / many, LOT_VARIANCE / many)
    table = life_table(at_risk, ended, blur=blur) if found else []
    steps = tuple(
        LastingBand(band, people, row.still, row.low, row.high)
        for band, people, row in zip(bands.LASTING.words, map(int, at_risk), table, strict=False)
    )
    middle = median_band([step.still for step in steps])
    return steps, None if middle is None else steps[middle].word


def _lasting_sentence(numbers: LastingCurve) -> str:
    told = next((b for b in numbers.bands if b.word == _TOLD_BAND), numbers.bands[-1])
    return say(
        f"finding.{NAME}.sentence",
        people=numbers.bands[0].at_risk,
        effect=say(f"words.effect_axis.{numbers.word}"),
        often=number_phrases.natural_frequency_of_value(told.still),
        after=say(f"finding.{NAME}.after_{told.word}"),
    )


def life_bands_table(name: str, steps: tuple[LastingBand, ...]) -> Table:
    """At risk, still so and range of every band; the heads are those of a finding."""
    columns = ("band", "at_risk", "still", "range")
    head = tuple(say(f"finding.{name}.column_{column}") for column in columns)
    rows = [
        (
            say(f"words.week.{band.word}"),
            str(band.at_risk),
            say("finding.share.percent", number=round(100 * band.still)),
            say("finding.share.range", low=round(100 * band.low), high=round(100 * band.high)),
        )
        for band in steps
    ]
    return Table(head, tuple(rows))
