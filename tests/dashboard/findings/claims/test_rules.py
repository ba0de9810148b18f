import pytest

from dashboard.findings.claims import rules
from dashboard.findings.claims.rules import Verdict
from dashboard.stats.shares import share_with_blur

IN, NOT, FEW = Verdict.in_line, Verdict.not_in_line, Verdict.too_few


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(0.51, 0.7, IN), (0.50, 0.7, FEW), (0.3, 0.50, FEW), (0.3, 0.49, NOT), (0.4, 0.6, FEW)],
)
def test_above_needs_the_whole_interval_on_one_side(
    low: float,
    high: float,
    verdict: Verdict,
) -> None:
    """The bound is 0.5; an interval that touches it is on neither side."""
    assert rules.verdict_above(low, high, 0.5) is verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(-0.3, -0.01, IN), (-0.3, 0.0, FEW), (0.0, 0.2, FEW), (0.01, 0.2, NOT)],
)
def test_below_is_above_turned_round(low: float, high: float, verdict: Verdict) -> None:
    """The bound is 0."""
    assert rules.verdict_below(low, high, 0) is verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (-0.09, 0.09, IN),
        (-0.10, 0.05, FEW),
        (-0.2, 0.2, FEW),
        (0.11, 0.3, NOT),
        (0.10, 0.3, FEW),
        (-0.4, -0.11, NOT),
    ],
)
def test_within_needs_the_whole_interval_inside_the_margin(
    low: float,
    high: float,
    verdict: Verdict,
) -> None:
    """Ten points either way; not in line only when wholly outside."""
    assert rules.verdict_within(low, high, 0.10) is verdict


@pytest.mark.parametrize("rule", [rules.verdict_above, rules.verdict_below, rules.verdict_within])
def test_an_interval_that_is_turned_round_is_refused(rule: rules.Rule) -> None:
    """Low above high."""
    with pytest.raises(ValueError, match="low must not exceed high"):
        rule(0.6, 0.5, 0.5)


@pytest.mark.parametrize(
    ("claimed", "others", "verdict"),
    [(200, [100, 50], IN), (200, [180, 50], FEW), (100, [200, 50], NOT), (200, [], FEW)],
)
def test_first_needs_an_interval_above_all_others(
    claimed: int,
    others: list[int],
    verdict: Verdict,
) -> None:
    """Cases of 400 people each."""
    shares = [share_with_blur(cases, 400) for cases in others]
    assert rules.verdict_on_first(share_with_blur(claimed, 400), shares) is verdict


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [([IN, IN], IN), ([IN, FEW], FEW), ([IN, FEW, NOT], NOT), ([], FEW)],
)
def test_all_of_is_as_good_as_its_worst(verdicts: list[Verdict], verdict: Verdict) -> None:
    """One that is not in line decides; one that is too few leaves it open."""
    assert rules.verdict_of_all(verdicts) is verdict


def test_a_difference_of_published_shares_is_newcombes_widened_for_the_blur() -> None:
    """56 of 70 against 48 of 80 is +0.05 to +0.33 in print; the blur makes it wider."""
    value, low, high = rules.newcombe_difference(share_with_blur(55, 70), share_with_blur(50, 80))
    assert value == pytest.approx(55 / 70 - 50 / 80)
    assert low < 0.0524 + value - 0.2
    assert high > 0.3339 + value - 0.2
