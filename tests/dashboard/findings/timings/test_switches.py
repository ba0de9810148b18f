from collections.abc import Callable

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timings import switches
from db.catalogue import SLEEP_GONE, SWITCHED

MakeAsked = Callable[..., EditionSlice]


def row(points: int, low: int, high: int, shares: tuple[int, int]) -> tuple[object, ...]:
    return (SWITCHED, "", SLEEP_GONE, points, low, high, 120, 640, *shares)


def test_those_who_moved_are_never_told_without_those_who_had_not(asked: MakeAsked) -> None:
    """74 and 72 in 100: mostly time."""
    finding = switches.sleep_after_switch(asked(contrasts=[row(2, -6, 10, (74, 72))]))
    assert finding.sentence == (
        "Some moved to the morning. 4 weeks later the sleep effect had gone for about 7 in 10 of "
        "120. Of 640 as unwell who had not yet moved, it had gone for about 7 in 10. That is too "
        "close to tell apart."
    )
    (found,) = finding.numbers.rows
    assert found.shares == (0.74, 0.72)
    assert finding.table.rows[0] == ("moved to the morning", "120", "74 %")
    assert len(finding.cells) == 1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (row(20, 10, 30, (80, 60)), "The gap is clear."),
        (row(-20, -30, -10, (50, 70)), "More of those who waited were free of it."),
    ],
)
def test_a_clear_difference_is_told_in_its_direction(
    asked: MakeAsked,
    written: tuple[object, ...],
    said: str,
) -> None:
    """An interval wholly on one side."""
    assert said in switches.sleep_after_switch(asked(contrasts=[written])).sentence


def test_without_a_comparison_nothing_is_told(asked: MakeAsked) -> None:
    """Fewer than 20 people in an arm are not published."""
    finding = switches.sleep_after_switch(asked())
    assert finding.state is FindingState.too_few
    assert finding.numbers.rows[0].value is None
