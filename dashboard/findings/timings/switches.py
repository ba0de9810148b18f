"""Did moving to the morning help? Those who moved beside those as ill who had not yet moved."""

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import DifferenceRow, DifferenceRows
from dashboard.tables import Table
from dashboard.text import say
from db.catalogue import CONTRASTS, SLEEP_GONE, SWITCHED
from db.thresholds import COMPARED_FROM_PEOPLE

NAME = "timings.switched"


def sleep_after_switch(asked: EditionSlice) -> Finding[DifferenceRows]:
    """Sleep effects gone four weeks after moving to the morning, and without moving."""
    found = next((c for c in asked.contrasts(SWITCHED) if c.axis == SLEEP_GONE), None)
    if found is None:
        nothing = DifferenceRow(SLEEP_GONE, None, None, None, (0, 0), clear=False)
        numbers = DifferenceRows(CONTRASTS[SWITCHED], (nothing,))
        return asked.too_few(NAME, numbers, COMPARED_FROM_PEOPLE)
    clear = found.low > 0 or found.high < 0
    shares = (found.points_first / 100, found.points_second / 100)
    row = DifferenceRow(
        SLEEP_GONE,
        found.points / 100,
        found.low / 100,
        found.high / 100,
        (found.people_first, found.people_second),
        clear,
        shares,
    )
    form = "level" if not clear else "more" if found.points > 0 else "less"
    text = say(
        f"finding.{NAME}.{form}",
        first=number_phrases.natural_frequency_of_value(shares[0]),
        people_first=found.people_first,
        second=number_phrases.natural_frequency_of_value(shares[1]),
        people_second=found.people_second,
    )
    told = FindingText(_arms_table(row), (found,))
    return asked.finding(NAME, text, DifferenceRows(CONTRASTS[SWITCHED], (row,)), told)


def _arms_table(row: DifferenceRow) -> Table:
    head = tuple(say(f"finding.{NAME}.column_{c}") for c in ("who", "people", "gone"))
    arms = tuple(
        (
            say(f"finding.{NAME}.arm_{arm}"),
            str(people),
            say("finding.share.percent", number=round(100 * share)),
        )
        for arm, people, share in zip(CONTRASTS[SWITCHED], row.people, row.shares, strict=True)
    )
    low, high = (
        number_phrases.points_with_sign(round(100 * x)) for x in (row.low or 0, row.high or 0)
    )
    between = say("finding.timings.effects.between", low=low, high=high)
    return Table(head, (*arms, (say(f"finding.{NAME}.difference"), "", between)))
