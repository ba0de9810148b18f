"""Is morning kinder than bedtime? By the time people *started* with, standardised."""

import numpy as np
from scipy.stats import false_discovery_control, norm

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import DifferenceRow, DifferenceRows
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import BENEFIT, BY_DIVIDED, BY_MORNING, CONTRASTS
from db.editions.editions import EditionContrast
from db.thresholds import ALPHA, COMPARED_FROM_PEOPLE, FALSE_DISCOVERIES, SAME_WITHIN_POINTS

LOOKED_AT = (
    "effect_sleep_onset_insomnia",
    "effect_night_waking",
    "effect_vivid_dreams",
    "effect_nightmares",
    "effect_headache",
    "effect_nausea",
    "effect_fatigue",
    "effect_low_mood",
)
"""Fixed before looking, so that the page cannot pick what happens to stand out."""
_HALF_WIDTH = float(norm.ppf(1 - ALPHA / 2))


def effect_differences(asked: EditionSlice, contrast: str) -> Finding[DifferenceRows]:
    """How much more often each effect is told by those who started at bedtime.

    Args:
        asked: edition and filters.
        contrast: a name in ``catalogue.CONTRASTS``.
    """
    name = "timings.effects"
    found = _contrast_rows(asked, contrast)
    rows = tuple(found[word] for word in LOOKED_AT)
    numbers = DifferenceRows(CONTRASTS[contrast], rows)
    texts = {"other": say(f"finding.{name}.name_{CONTRASTS[contrast][1]}")}
    if all(row.value is None for row in rows):
        return asked.too_few(name, numbers, COMPARED_FROM_PEOPLE, **texts)
    return _timings_finding(asked, name, numbers, _effects_in_words(numbers))


def benefit_difference(asked: EditionSlice) -> Finding[DifferenceRows]:
    """How benefit differs between starting at bedtime and starting in the morning."""
    name = "timings.benefit"
    row = _contrast_rows(asked, BY_MORNING)[BENEFIT]
    numbers = DifferenceRows(CONTRASTS[BY_MORNING], (row,))
    if row.value is None:
        return asked.too_few(name, numbers, COMPARED_FROM_PEOPLE)
    return _timings_finding(asked, name, numbers, _benefit_in_words(numbers, row))


def _contrast_rows(asked: EditionSlice, contrast: str) -> dict[str, DifferenceRow]:
    """All rows of a contrast; which are clear is decided over both contrasts together."""
    family = [
        (name, found)
        for name in (BY_MORNING, BY_DIVIDED)
        for found in asked.contrasts(name)
        if found.axis in {*LOOKED_AT, BENEFIT}
    ]
    clear = _which_are_clear([found for _, found in family])
    rows = {word: _empty_row(word) for word in (*LOOKED_AT, BENEFIT)}
    for (name, found), stands in zip(family, clear, strict=True):
        if name == contrast:
            rows[found.axis] = _difference_row(found, stands=stands)
    return rows


def _which_are_clear(family: list[EditionContrast]) -> list[bool]:
    """Which differences stand after Benjamini & Hochberg, and exclude 0 by themselves."""
    if not family:
        return []
    points = np.array([found.points for found in family])
    width = np.array([max(1, found.high - found.low) for found in family]) / (2 * _HALF_WIDTH)
    chance = false_discovery_control(2 * norm.sf(np.abs(points) / width))
    outside = [found.low > 0 or found.high < 0 for found in family]
    return [bool(p < FALSE_DISCOVERIES) and out for p, out in zip(chance, outside, strict=True)]


def _difference_row(found: EditionContrast, *, stands: bool) -> DifferenceRow:
    people = (found.people_first, found.people_second)
    bounds = (found.points / 100, found.low / 100, found.high / 100)
    shares = (found.points_first / 100, found.points_second / 100)
    return DifferenceRow(found.axis, *bounds, people, stands, shares)


def _empty_row(word: str) -> DifferenceRow:
    return DifferenceRow(word, None, None, None, (0, 0), clear=False)


def _timings_finding(
    asked: EditionSlice,
    name: str,
    numbers: DifferenceRows,
    sentence: str,
) -> Finding[DifferenceRows]:
    contrast = next(key for key, arms in CONTRASTS.items() if arms == numbers.arms)
    words = {row.word for row in numbers.rows}
    other = say(f"finding.timings.effects.name_{numbers.arms[1]}")
    cells = tuple(c for c in asked.contrasts(contrast) if c.axis in words)
    texts = {"other": other, "looked": len(LOOKED_AT)}
    told = FindingText(_differences_table(numbers, other), cells, texts)
    return asked.finding(name, sentence, numbers, told)


def _effects_in_words(numbers: DifferenceRows) -> str:
    compared = [row for row in numbers.rows if row.value is not None]
    clear = sorted(
        (row for row in compared if row.clear),
        key=lambda row: -abs(row.value or 0),
    )
    people = max(row.people for row in compared)
    texts = {
        "looked": len(compared),
        "number": len(clear),
        "other": say(f"finding.timings.effects.other_{numbers.arms[1]}"),
        "people_first": people[0],
        "people_second": people[1],
    }
    if not clear:
        return say("finding.timings.effects.none", **texts)
    directions = {(row.value or 0) > 0 for row in clear}
    if len(directions) > 1:
        return say("finding.timings.effects.mixed", **texts)
    form = "clear" if len(clear) == 1 else "clear_many"
    effect = say(f"words.effect_axis.{clear[0].word}")
    return say(
        f"finding.timings.effects.{form}", **texts, effect=effect, **_direction_texts(clear[0])
    )


def _benefit_in_words(numbers: DifferenceRows, row: DifferenceRow) -> str:
    texts = {
        "other": say(f"finding.timings.effects.other_{numbers.arms[1]}"),
        "people_first": row.people[0],
        "people_second": row.people[1],
    }
    if row.clear:
        return say("finding.timings.benefit.clear", **texts, **_direction_texts(row))
    bounds = [round(100 * bound) for bound in (row.low or 0, row.high or 0)]
    form = "same" if max(map(abs, bounds)) <= SAME_WITHIN_POINTS else "unsure"
    low, high = map(number_phrases.points_with_sign, bounds)
    return say(f"finding.timings.benefit.{form}", **texts, low=low, high=high)


def _direction_texts(row: DifferenceRow) -> dict[str, str]:
    """The direction, and the interval without signs, smaller bound first."""
    direction = "more" if (row.value or 0) > 0 else "less"
    low, high = sorted(abs(round(100 * bound)) for bound in (row.low or 0, row.high or 0))
    said = say(f"finding.timings.effects.{direction}")
    return {"direction": said, "low": str(low), "high": str(high)}


def _differences_table(numbers: DifferenceRows, other: str) -> Table:
    columns = ("effect", "points", "range", "people")
    head = tuple(say(f"finding.timings.effects.column_{column}", other=other) for column in columns)
    return Table(head, tuple(_table_row(row) for row in numbers.rows))


def _table_row(row: DifferenceRow) -> tuple[str, ...]:
    effect = say(f"words.effect_axis.{row.word}")
    if row.value is None or row.low is None or row.high is None:
        return effect, say("finding.timings.effects.too_few"), "", ""
    value, low, high = (
        number_phrases.points_with_sign(round(100 * x)) for x in (row.value, row.low, row.high)
    )
    between = say("finding.timings.effects.between", low=low, high=high)
    return effect, value, between, f"{row.people[0]}, {row.people[1]}"
