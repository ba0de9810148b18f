"""How long does an effect last, those who still have it included?"""

from dataclasses import replace
from itertools import takewhile

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import LastingBand, LastingCurve
from dashboard.findings.timelines.by_week import article_window
from dashboard.findings.timelines.untold_days import ranges_without_days
from dashboard.stats.lifetables import BlurPart, LifeBand, life_table, median_band
from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.catalogue import EFFECT_AXIS, EFFECT_GROUP_AXIS, GROUP_OF_EFFECT
from db.editions.editions import CellCounts, Cells
from db.thresholds import LASTING_FROM_ENDS, SAID_FROM_PEOPLE, THRESHOLD

MEASURE, JOINED_BEFORE = "effect_lasting", "lasting_joined_before"
NAME = "timelines.lasting"
_TOLD_BAND = "w3_4"


def effect_lasting(asked: EditionSlice, word: str) -> Finding[LastingCurve]:
    """Share who still have an effect, by weeks since it began.

    Args:
        asked: edition and filters.
        word: a word of ``catalogue.EFFECT_AXIS``.
    """
    if word not in EFFECT_AXIS:
        raise ValueError(word)
    cells, before = asked.cells(MEASURE), _cells_of_joined_before(asked, word)
    numbers = _lasting_curve(word, cells, before)
    if word in asked.effects_left_out():
        return asked.too_rare(NAME, numbers)
    if not numbers.bands or numbers.bands[0].at_risk < SAID_FROM_PEOPLE:
        return asked.too_few(NAME, numbers, SAID_FROM_PEOPLE)
    if not has_enough_ends(cells, word):
        effect, people = say(f"words.effect_axis.{word}"), numbers.bands[0].at_risk
        text = say(f"finding.{NAME}.no_end", effect=effect)
        return asked.without_number(NAME, numbers, text, say(f"finding.{NAME}.had", people=people))
    stored = asked.cells_to_export(MEASURE, _cells_of_bands(cells, word, numbers.bands))
    if numbers.joined_before:
        beside = _cells_of_bands(before, word, numbers.joined_before)
        stored = (*stored, *asked.cells_to_export(JOINED_BEFORE, beside))
    text, basis = _lasting_in_words(numbers)
    told = FindingText(_lasting_table(numbers), stored, basis=basis)
    return asked.finding(NAME, text, numbers, told)


def has_enough_ends(cells: Cells, word: str) -> bool:
    """Whether enough people told that theirs ended; where nearly all go on, no length is known."""
    ends = (cells[word, band].cases for band in bands.LASTING.words if (word, band) in cells)
    return sum(ends) >= LASTING_FROM_ENDS


def _cells_of_joined_before(asked: EditionSlice, word: str) -> Cells:
    """Of everyone, and of kinds of effects; nothing else is published."""
    if asked.filters or word not in EFFECT_GROUP_AXIS:
        return {}
    return asked.cells(JOINED_BEFORE)


def _cells_of_bands(cells: Cells, word: str, shown: tuple[LastingBand, ...]) -> Cells:
    return {(word, band.word): cells[word, band.word] for band in shown}


def _lasting_curve(word: str, cells: Cells, before: Cells) -> LastingCurve:
    steps, median = life_bands([cells.get((word, band)) for band in bands.LASTING.words])
    beside, _ = life_bands([before.get((word, band)) for band in bands.LASTING.words])
    if beside and beside[0].at_risk < SAID_FROM_PEOPLE:
        beside = ()
    steps, beside = ranges_without_days(steps), ranges_without_days(beside)
    return LastingCurve(word, steps, median, article_window(word), joined_before=beside)


def life_bands(cells: list[CellCounts | None]) -> tuple[tuple[LastingBand, ...], str | None]:
    """The life table over the bands that are published, and the band of its median.

    Args:
        cells: of each band of ``db.bands.LASTING``: people at risk at its start, and ended in
            it. The last band only closes the table; the first missing one cuts it.
    """
    found = [cell for cell in takewhile(lambda cell: cell is not None, cells) if cell]
    at_risk: list[float] = [cell.people for cell in found]
    ended = [min(cell.cases, cell.people) for cell in found]
    many = min((cell.editions for cell in found), default=1)
    blur = BlurPart(BLUR_VARIANCE / many, LOT_VARIANCE / many)
    if not found:
        table: list[LifeBand] = []
    elif len(found) == len(cells):
        table = life_table(at_risk, ended[:-1], blur=blur)
    else:
        table = _table_of_unknown_rest(at_risk, ended, blur)
    steps = tuple(
        LastingBand(band, people, row.still, row.low, row.high)
        for band, people, row in zip(bands.LASTING.words, map(int, at_risk), table, strict=False)
    )
    middle = median_band([step.still for step in steps])
    return steps, None if middle is None else steps[middle].word


def _table_of_unknown_rest(
    at_risk: list[float], ended: list[float], blur: BlurPart
) -> list[LifeBand]:
    """A life table whose last band is the last that is published.

    How many were at risk behind it is not known: none, or too few to publish, and no more than had
    not ended. The value takes the middle, the range holds both ends.
    """
    most = min(THRESHOLD - 1, at_risk[-1] - ended[-1])
    none, middle, all_of_them = (
        life_table([*at_risk, rest], ended, blur=blur) for rest in (0, most / 2, most)
    )
    low = min(none[-1].low, all_of_them[-1].low)
    high = max(none[-1].high, all_of_them[-1].high)
    return [*middle[:-1], replace(middle[-1], low=low, high=high)]


def _lasting_in_words(numbers: LastingCurve) -> tuple[str, str]:
    """How many still have it, and the basis: who is counted, beside who joined before LDN."""
    told = _told_band(numbers.bands)
    text = say(
        f"finding.{NAME}.sentence",
        effect=say(f"words.effect_axis.{numbers.word}"),
        after=say(f"finding.{NAME}.after_{told.word}"),
        often=_band_in_words(numbers.bands, told)["often"],
    )
    basis = [say(f"finding.{NAME}.basis", **_band_in_words(numbers.bands, told))]
    before = next((b for b in numbers.joined_before if b.word == told.word), None)
    if before:
        beside = _band_in_words(numbers.joined_before, before)
        basis.append(say(f"finding.{NAME}.joined_before", **beside))
    if numbers.article_weeks:
        basis.append(say(f"finding.timelines.article.{GROUP_OF_EFFECT[numbers.word]}"))
    return text, " ".join(basis)


def _told_band(steps: tuple[LastingBand, ...]) -> LastingBand:
    return next((band for band in steps if band.word == _TOLD_BAND), steps[-1])


def _band_in_words(steps: tuple[LastingBand, ...], band: LastingBand) -> dict[str, object]:
    return {
        "people": steps[0].at_risk,
        # The range stands behind it, whatever the people.
        "often": number_phrases.frequency_in_100(
            number_phrases.estimate_share(steps[0].at_risk, band.still, band.low, band.high)
        ),
        "low": round(100 * band.low),
        "high": round(100 * band.high),
    }


def _lasting_table(numbers: LastingCurve) -> Table:
    """One row a band; those of who joined before LDN behind the others, and named so."""
    table, beside = (
        life_bands_table(NAME, steps) for steps in (numbers.bands, numbers.joined_before)
    )
    named = (
        (say(f"finding.{NAME}.row_joined_before", weeks=weeks), *rest)
        for weeks, *rest in beside.rows
    )
    return Table(table.head, (*table.rows, *named))


def helped_bands(steps: tuple[LastingBand, ...]) -> tuple[LastingBand, ...]:
    """The share who have been helped by the end of each band, in place of those who wait."""
    return tuple(
        replace(step, still=1 - step.still, low=1 - step.high, high=1 - step.low) for step in steps
    )


def life_bands_table(name: str, steps: tuple[LastingBand, ...]) -> Table:
    """At risk, still so and range of every band; the heads are those of a finding."""
    columns = ("band", "at_risk", "still", "range")
    head = tuple(say(f"finding.{name}.column_{column}") for column in columns)
    rows = [
        (
            say(f"words.week.{band.word}"),
            str(band.at_risk),
            say("finding.share.in_hundred", number=round(100 * band.still)),
            say("finding.share.range", low=round(100 * band.low), high=round(100 * band.high)),
        )
        for band in steps
    ]
    return Table(head, tuple(rows))
