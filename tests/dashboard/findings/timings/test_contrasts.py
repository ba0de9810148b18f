from collections.abc import Callable

import numpy as np
import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timings import contrasts

MakeAsked = Callable[..., EditionSlice]
Contrast = tuple[object, ...]


def contrast(
    word: str, points: int, low: int, high: int, name: str = contrasts.BY_MORNING
) -> Contrast:
    return (name, "", word, points, low, high, 210, 90, 30 + points, 30)


def quiet(*but: str) -> list[Contrast]:
    """Every effect that is looked at, without a difference."""
    return [contrast(word, 0, -8, 8) for word in contrasts.LOOKED_AT if word not in but]


def test_a_clear_difference_is_told_with_its_range_and_people(asked: MakeAsked) -> None:
    """The sentence that MEASURES.md allows, word for word in its parts."""
    rows = [contrast("effect_vivid_dreams", 12, 5, 19), *quiet("effect_vivid_dreams")]
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    assert finding.sentence == (
        "People who started at bedtime reported vivid dreams more often, by 5 to 19 in 100 "
        "(210 people against 90)."
    )
    assert "cannot show cause" in finding.trust


def test_the_range_of_a_negative_difference_is_told_small_to_large(asked: MakeAsked) -> None:
    """-19 to -5 is "less often, by 5 to 19"."""
    rows = [contrast("effect_headache", -12, -19, -5), *quiet("effect_headache")]
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    assert "headache less often, by 5 to 19 in 100" in finding.sentence


def test_one_that_barely_stands_out_among_many_is_not_claimed(asked: MakeAsked) -> None:
    """+8 (0.4 to 15.6) has p = 0.04; among eight effects that is what chance gives."""
    rows = [contrast("effect_nausea", 8, 1, 15), *quiet("effect_nausea")]
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    assert finding.sentence.startswith("No clear difference in any of 8 effects")
    assert not any(row.clear for row in finding.numbers.rows)


def test_without_any_true_difference_the_page_claims_one_in_5_of_100_editions_at_most(
    asked: MakeAsked,
) -> None:
    """1,000 pages of 18 comparisons that are noise alone, by the rule the page uses."""
    generator = np.random.default_rng(5)
    claimed = 0
    for _ in range(1_000):
        points = generator.normal(0, 7, 18)
        rows = [
            contrasts.EditionContrast(
                "c", "", "w", *map(round, (p, p - 13.7, p + 13.7)), 100, 100, 30, 30
            )
            for p in points
        ]
        claimed += any(contrasts._which_are_clear(rows))
    assert claimed / 1_000 <= 0.06


@pytest.mark.parametrize(
    ("bounds", "said"),
    [((-6, 9), "about as common"), ((-18, 9), "Too close to tell"), ((-10, 10), "about as common")],
)
def test_benefit_is_about_the_same_only_when_the_range_is_within_ten_points(
    asked: MakeAsked,
    bounds: tuple[int, int],
    said: str,
) -> None:
    """A wide range is no sameness."""
    rows = [contrast("benefit", 1, *bounds)]
    assert said in contrasts.benefit_difference(asked(contrasts=rows)).sentence


def test_an_effect_with_too_few_people_stays_on_the_chart_and_says_so(asked: MakeAsked) -> None:
    """It is not left out in silence."""
    rows = quiet("effect_nausea")
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    row = next(r for r in finding.numbers.rows if r.word == "effect_nausea")
    assert row.value is None
    assert ("feeling sick", "too few to compare", "", "") in finding.table.rows


def test_nothing_to_compare_is_a_state_of_its_own(asked: MakeAsked) -> None:
    """No divided doses yet."""
    finding = contrasts.effect_differences(asked(contrasts=quiet()), contrasts.BY_DIVIDED)
    assert finding.state is FindingState.too_few
