"""Did moving to the morning help? Those who moved beside those as ill who had not yet moved."""

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import DifferenceRow, DifferenceRows
from dashboard.findings.timings.differences import (
    contrast_difference,
    difference_row,
    empty_row,
)
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import CONTRASTS, SLEEP_GONE, SWITCHED
from db.thresholds import CLAIM_FROM_PEOPLE, COMPARED_FROM_PEOPLE, MOVING_HELPS_ABOVE

NAME = "timings.switched"


def sleep_after_switch(asked: EditionSlice) -> Finding[DifferenceRows]:
    """Sleep effects gone four weeks after moving to the morning, and without moving.

    That moving helps is only said where the whole range lies above what recall and other changes
    can make of no effect; that it harms is never said: who moves has mostly the stubborn kind.
    """
    sums = asked.contrasts(SWITCHED).get(SLEEP_GONE)
    if sums is None:
        numbers = DifferenceRows(CONTRASTS[SWITCHED], (empty_row(SLEEP_GONE),))
        if "sleep" in asked.effects_left_out():
            return asked.too_rare(NAME, numbers)
        return asked.too_few(NAME, numbers, COMPARED_FROM_PEOPLE)
    found = contrast_difference(sums)
    helps = sums.people >= CLAIM_FROM_PEOPLE and found.low > MOVING_HELPS_ABOVE
    row = difference_row(SLEEP_GONE, sums, clear=helps)
    points = [round(100 * bound) for bound in (found.low, found.high)]
    low, high = map(str if helps else number_phrases.points_with_sign, points)
    text = say(
        f"finding.{NAME}.{'more' if helps else 'level'}",
        first=number_phrases.natural_frequency_of_value(found.first),
        second=number_phrases.natural_frequency_of_value(found.second),
        people=sums.people,
        low=low,
        high=high,
    )
    told = FindingText(_arms_table(row), asked.contrasts_to_export(SWITCHED, {SLEEP_GONE}))
    return asked.finding(NAME, text, DifferenceRows(CONTRASTS[SWITCHED], (row,)), told)


def _arms_table(row: DifferenceRow) -> Table:
    head = tuple(say(f"finding.{NAME}.column_{c}") for c in ("who", "people", "gone"))
    arms = tuple(
        (
            say(f"finding.{NAME}.arm_{arm}"),
            str(row.people),
            say("finding.share.percent", number=round(100 * share)),
        )
        for arm, share in zip(CONTRASTS[SWITCHED], row.shares, strict=True)
    )
    low, high = (
        number_phrases.points_with_sign(round(100 * x)) for x in (row.low or 0, row.high or 0)
    )
    between = say("finding.timings.effects.between", low=low, high=high)
    return Table(head, (*arms, (say(f"finding.{NAME}.difference"), "", between)))
