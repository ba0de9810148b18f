from collections.abc import Callable
from math import exp

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timings import switches
from dashboard.stats.stubbornness import stubbornness_ratio
from db.catalogue import EFFECTS_GONE, LOWERED, SLEEP_GONE, SWITCHED
from tests.drawn import contrast_between

MakeAsked = Callable[..., EditionSlice]


PLACE = (SWITCHED, SLEEP_GONE)


def test_those_who_moved_are_never_told_without_those_who_had_not(asked: MakeAsked) -> None:
    """74 and 72 in 100: mostly time."""
    row = contrast_between(PLACE, -6, 10, second=0.72)
    finding = switches.sleep_after_switch(asked(contrasts=[row]))
    assert finding.sentence == (
        "Our answers do not show that moving to the morning helps, or harms."
    )
    assert finding.basis == (
        "4 weeks later it had gone for about 74 in 100 of those who moved. Of those unwell as "
        "long who had not moved yet: about 72 in 100. The difference lies between \u22126 and +10 "
        "in 100 (1000 people on each side)."
    )
    (found,) = finding.numbers.rows
    assert found.shares == (0.74, 0.72)
    assert finding.table.rows[0] == ("moved to the morning", "1000", "74 in 100")
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
    assert ("do not show that moving to the morning helps" in finding.sentence) is not helps
    assert (f"{bounds[0]} to {bounds[1]} in 100 more" in finding.basis) is helps
    assert finding.numbers.rows[0].clear is helps


def test_without_a_comparison_nothing_is_told(asked: MakeAsked) -> None:
    """Fewer than 20 people in an arm are not published."""
    finding = switches.sleep_after_switch(asked())
    assert finding.state is FindingState.too_few
    assert finding.numbers.rows[0].value is None


@pytest.mark.parametrize(
    ("bounds", "line"),
    [
        ((-30, -10), "last 1.8 times as long by nature"),
        ((11, 29), "pass 1.8 times as fast by nature"),
        ((-9, 9), ""),
    ],
)
def test_a_line_says_how_stubborn_the_movers_would_have_to_be(
    asked: MakeAsked, bounds: tuple[int, int], line: str
) -> None:
    """Of those who had not moved 60 in 100 are free of it: 40 still have it.

    20 points fewer: 60 still have it, and ln .4 / ln .6 = 1.79. 20 points more: 20 still have it,
    and ln .2 / ln .4 = 1.76. No gap: nothing to explain.
    """
    row = contrast_between(PLACE, *bounds, second=0.6)
    trust = switches.sleep_after_switch(asked(contrasts=[row])).trust
    assert (line or "stub") in trust
    assert ("by nature" in trust) is bool(line)


def test_effects_that_last_by_nature_leave_the_gap_that_the_line_says() -> None:
    """e^(-4/4) and e^(-4/6) are there after 4 weeks: 63 and 49 in 100 gone, a ratio of 6 / 4."""
    still = [1 - exp(-4 / length) for length in (6, 4)]
    assert stubbornness_ratio(*still) == pytest.approx(6 / 4)
    assert stubbornness_ratio(1.0, 0.6) is None


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((11, 29), "11 to 29 in 100 more"),
        ((-30, -10), "do not show that a lower dose helps, or harms"),
    ],
)
def test_a_lower_dose_is_judged_by_the_same_rule(
    asked: MakeAsked, bounds: tuple[int, int], said: str
) -> None:
    """Never told alone, and never said to harm."""
    row = contrast_between((LOWERED, EFFECTS_GONE), *bounds)
    finding = switches.effects_after_lowering(asked(contrasts=[row]))
    assert said in finding.whole_sentence
    assert finding.table.rows[1][0] == "had not lowered it yet"
    assert finding.numbers.rows[0].clear is (bounds[0] > 10)


def test_without_two_arms_a_lower_dose_is_not_judged(asked: MakeAsked) -> None:
    """Fewer than 20 people in an arm are not published."""
    finding = switches.effects_after_lowering(asked())
    assert finding.state is FindingState.too_few
