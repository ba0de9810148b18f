"""Is morning kinder than bedtime? By the time people *started* with, standardised."""

import numpy as np
from scipy.stats import false_discovery_control, norm

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import DifferenceRow, DifferenceRows
from dashboard.findings.timings.differences import (
    contrast_difference,
    difference_row,
    empty_row,
)
from dashboard.stats.standardisation import Difference
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import BENEFIT, BY_DIVIDED, BY_MORNING, CONTRASTS
from db.thresholds import (
    ALPHA,
    CLAIM_FROM_PEOPLE,
    COMPARED_FROM_PEOPLE,
    FALSE_DISCOVERIES,
    SAME_WITHIN_POINTS,
)

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
_POINT = 0.01
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
    if asked.effects_left_out().issuperset(LOOKED_AT):
        return asked.too_rare(name, numbers, **texts)
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
        (name, word, sums)
        for name in (BY_MORNING, BY_DIVIDED)
        for word, sums in asked.contrasts(name).items()
        if word in {*LOOKED_AT, BENEFIT}
    ]
    judged = [pair for pair in family if pair[2].people >= CLAIM_FROM_PEOPLE]
    clear = _which_are_clear([contrast_difference(sums) for *_, sums in judged])
    stand = {pair[:2] for pair, stands in zip(judged, clear, strict=True) if stands}
    rows = {word: empty_row(word) for word in (*LOOKED_AT, BENEFIT)}
    for name, word, sums in family:
        if name == contrast:
            rows[word] = difference_row(word, sums, clear=(name, word) in stand)
    return rows


def _which_are_clear(family: list[Difference]) -> list[bool]:
    """Which differences stand after Benjamini & Hochberg, and exclude 0 by themselves.

    The false discovery rate of the family: where nothing differs, the chance of any claim.
    """
    if not family:
        return []
    values = np.array([found.value for found in family])
    width = np.array([max(_POINT, found.high - found.low) for found in family])
    chance = false_discovery_control(2 * norm.sf(np.abs(values) * 2 * _HALF_WIDTH / width))
    outside = [found.low > 0 or found.high < 0 for found in family]
    return [bool(p < FALSE_DISCOVERIES) and out for p, out in zip(chance, outside, strict=True)]


def _timings_finding(
    asked: EditionSlice,
    name: str,
    numbers: DifferenceRows,
    said: tuple[str, str],
) -> Finding[DifferenceRows]:
    contrast = next(key for key, arms in CONTRASTS.items() if arms == numbers.arms)
    words = {row.word for row in numbers.rows}
    other = say(f"finding.timings.effects.name_{numbers.arms[1]}")
    cells = asked.contrasts_to_export(contrast, words)
    texts = {"other": other, "looked": len(LOOKED_AT)}
    sentence, basis = said
    told = FindingText(_differences_table(numbers, other), cells, texts, basis)
    return asked.finding(name, sentence, numbers, told)


def _effects_in_words(numbers: DifferenceRows) -> tuple[str, str]:
    """What differs by time of day, and the basis: by how much, of how many compared."""
    compared = [row for row in numbers.rows if row.value is not None]
    clear = sorted(
        (row for row in compared if row.clear),
        key=lambda row: -abs(row.value or 0),
    )
    form = _effects_form(clear)
    texts = {
        "looked": len(compared),
        "number": len(clear),
        "other": say(f"finding.timings.effects.other_{numbers.arms[1]}"),
        "people": max(row.people for row in compared),
    }
    if clear:
        texts |= {
            "effect": say(f"words.effect_axis.{clear[0].word}"),
            **_direction_texts(clear[0]),
        }
    name = "finding.timings.effects"
    by = say(f"{name}.by_{form}", **texts) + " " if form in {"clear", "clear_many"} else ""
    said = number_phrases.sentence_case(say(f"{name}.{form}", **texts))
    return said, by + say(f"{name}.basis", **texts)


def _effects_form(clear: list[DifferenceRow]) -> str:
    if not clear:
        return "none"
    if len({(row.value or 0) > 0 for row in clear}) > 1:
        return "mixed"
    return "clear" if len(clear) == 1 else "clear_many"


def _benefit_in_words(numbers: DifferenceRows, row: DifferenceRow) -> tuple[str, str]:
    """Whether feeling much better differs, and the basis: by how much, of how many."""
    name = "finding.timings.benefit"
    bounds = [round(100 * bound) for bound in (row.low or 0, row.high or 0)]
    close = "same" if max(map(abs, bounds)) <= SAME_WITHIN_POINTS else "unsure"
    form = "clear" if row.clear else close
    texts = {
        "other": say(f"finding.timings.effects.other_{numbers.arms[1]}"),
        "people": row.people,
        **_direction_texts(row),
    }
    if not row.clear:
        low, high = map(number_phrases.points_with_sign, bounds)
        texts |= {"low": low, "high": high}
    basis = "by" if row.clear else "between"
    return say(f"{name}.{form}", **texts), say(f"{name}.{basis}", **texts)


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
    return effect, value, between, str(row.people)
