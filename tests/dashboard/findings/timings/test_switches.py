from collections.abc import Callable

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timings import switches
from db.catalogue import SLEEP_GONE, SWITCHED
from tests.drawn import contrast_between

MakeAsked = Callable[..., EditionSlice]


PLACE = (SWITCHED, SLEEP_GONE)


def test_those_who_moved_are_never_told_without_those_who_had_not(asked: MakeAsked) -> None:
    """74 and 72 in 100: mostly time."""
    row = contrast_between(PLACE, -6, 10, second=0.72)
    finding = switches.sleep_after_switch(asked(contrasts=[row]))
    assert finding.sentence == (
        "4 weeks after moving to the morning, the sleep effect had gone for about 7 in 10 of those "
        "who moved. For those as unwell who had not moved yet, it had gone for about 7 in 10. The "
        "difference lies between \u22126 and +10 in 100, so this does not show that moving helps "
        "or harms (1000 people on each side)."
    )
    (found,) = finding.numbers.rows
    assert found.shares == (0.74, 0.72)
    assert finding.table.rows[0] == ("moved to the morning", "1000", "74 %")
    assert finding.cells == (row,)


@pytest.mark.parametrize(
    ("bounds", "helps"),
    [((11, 29), True), ((10, 30), False), ((2, 20), False), ((-30, -10), False)],
)
def test_moving_helps_only_where_the_whole_range_lies_above_ten_and_never_harms(
    asked: MakeAsked, bounds: tuple[int, int], helps: bool
) -> None:
    """The stubborn kind moves more often; recall may add nine points that are not there."""
    finding = switches.sleep_after_switch(asked(contrasts=[contrast_between(PLACE, *bounds)]))
    assert ("does not show that moving helps or harms" in finding.sentence) is not helps
    assert (f"{bounds[0]} to {bounds[1]} in 100 more" in finding.sentence) is helps
    assert finding.numbers.rows[0].clear is helps


def test_without_a_comparison_nothing_is_told(asked: MakeAsked) -> None:
    """Fewer than 20 people in an arm are not published."""
    finding = switches.sleep_after_switch(asked())
    assert finding.state is FindingState.too_few
    assert finding.numbers.rows[0].value is None
