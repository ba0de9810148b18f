"""Did moving to the morning help, or a lower dose? Beside those as ill who had not changed yet."""

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import DifferenceRow, DifferenceRows
from dashboard.findings.timings.differences import (
    arm_shares,
    contrast_difference,
    difference_row,
    empty_row,
)
from dashboard.stats.stubbornness import stubbornness_ratio
from dashboard.tables import Table
from dashboard.text import number_in_language, say
from db.catalogue import CONTRASTS, EFFECTS_GONE, LOWERED, SLEEP_GONE, SWITCHED
from db.thresholds import CHANGE_HELPS_ABOVE, CLAIM_FROM_PEOPLE, COMPARED_FROM_PEOPLE

_WORD = {SWITCHED: SLEEP_GONE, LOWERED: EFFECTS_GONE}


def sleep_after_switch(asked: EditionSlice) -> Finding[DifferenceRows]:
    """Sleep effects gone four weeks after moving to the morning, and without moving."""
    return _gone_after_change(asked, "timings.switched", SWITCHED)


def effects_after_lowering(asked: EditionSlice) -> Finding[DifferenceRows]:
    """Side effects gone four weeks after the dose was cut by half, and without lowering it."""
    return _gone_after_change(asked, "doses.lowered", LOWERED)


def _gone_after_change(asked: EditionSlice, name: str, contrast: str) -> Finding[DifferenceRows]:
    """Effects gone four weeks after a change, and without it.

    That it helps is only said where the whole range lies above what recall and other changes can
    make of no effect; that it harms is never said: who changes has mostly the stubborn kind.
    """
    word = _WORD[contrast]
    sums = asked.contrasts(contrast).get(word)
    if sums is None:
        numbers = DifferenceRows(CONTRASTS[contrast], (empty_row(word),))
        if contrast == SWITCHED and "sleep" in asked.effects_left_out():
            return asked.too_rare(name, numbers, stubborn="")
        return asked.too_few(name, numbers, COMPARED_FROM_PEOPLE, stubborn="")
    found = contrast_difference(sums)
    helps = sums.people >= CLAIM_FROM_PEOPLE and found.low > CHANGE_HELPS_ABOVE
    row = difference_row(word, sums, clear=helps)
    points = [round(100 * bound) for bound in (found.low, found.high)]
    low, high = map(str if helps else number_phrases.points_with_sign, points)
    first, second = map(number_phrases.frequency_in_100, arm_shares(sums))
    form = "more" if helps else "level"
    basis = say(
        f"finding.{name}.basis_{form}",
        first=first,
        second=second,
        people=sums.people,
        low=low,
        high=high,
    )
    told = FindingText(
        _arms_table(name, CONTRASTS[contrast], row),
        asked.contrasts_to_export(contrast, {word}),
        {"stubborn": _stubbornness_line(name, row)},
        basis,
    )
    numbers = DifferenceRows(CONTRASTS[contrast], (row,))
    return asked.finding(name, say(f"finding.{name}.{form}"), numbers, told)


def _stubbornness_line(name: str, row: DifferenceRow) -> str:
    """How stubborn the effects of those who changed would have to be to explain the gap alone."""
    ratio = stubbornness_ratio(*row.shares)
    times = 1.0 if ratio is None else round(max(ratio, 1 / ratio), 1)
    if ratio is None or times <= 1:
        return ""
    form = "longer" if ratio > 1 else "shorter"
    return say(f"finding.{name}.stubborn_{form}", times=number_in_language(f"{times:g}"))


def _arms_table(name: str, arms: tuple[str, str], row: DifferenceRow) -> Table:
    head = tuple(say(f"finding.{name}.column_{c}") for c in ("who", "people", "gone"))
    rows = tuple(
        (
            say(f"charts.arm.{arm}"),
            str(row.people),
            say("finding.share.in_hundred", number=round(100 * share)),
        )
        for arm, share in zip(arms, row.shares, strict=True)
    )
    low, high = (
        number_phrases.points_with_sign(round(100 * x)) for x in (row.low or 0, row.high or 0)
    )
    between = say("finding.timings.effects.between", low=low, high=high)
    return Table(head, (*rows, (say(f"finding.{name}.difference"), "", between)))
