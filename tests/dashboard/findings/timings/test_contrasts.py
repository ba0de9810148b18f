from collections.abc import Callable

import numpy as np
import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timings import contrasts
from dashboard.stats.standardisation import Difference
from db.editions.editions import EditionContrast
from tests.drawn import contrast_between

MakeAsked = Callable[..., EditionSlice]


def contrast(word: str, low: int, high: int, people: int = 1_000) -> EditionContrast:
    return contrast_between((contrasts.BY_MORNING, word), low, high, people)


def quiet(*but: str) -> list[EditionContrast]:
    """Every effect that is looked at, without a difference."""
    return [contrast(word, -8, 8) for word in contrasts.LOOKED_AT if word not in but]


def test_a_clear_difference_is_told_with_its_range_and_people(asked: MakeAsked) -> None:
    """The sentence that MEASURES.md allows, word for word in its parts."""
    rows = [contrast("effect_vivid_dreams", 5, 19), *quiet("effect_vivid_dreams")]
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    assert finding.sentence == (
        "Vivid dreams: told more often with a start at bedtime than in the morning."
    )
    assert finding.basis == (
        "The difference is 5 to 19 in 100. We compared 8 effects, balanced for first dose and time "
        "observed (1000 people on each side)."
    )
    assert "cannot show cause" in finding.trust


def test_the_range_of_a_negative_difference_is_told_small_to_large(asked: MakeAsked) -> None:
    """-19 to -5 is "less often, by 5 to 19"."""
    rows = [contrast("effect_headache", -19, -5), *quiet("effect_headache")]
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    assert finding.sentence.startswith("Headache: told less often")
    assert finding.basis.startswith("The difference is 5 to 19 in 100.")


def test_one_that_barely_stands_out_among_many_is_not_claimed(asked: MakeAsked) -> None:
    """+8 (0.4 to 15.6) has p = 0.04; among eight effects that is what chance gives."""
    rows = [contrast("effect_nausea", 1, 15), *quiet("effect_nausea")]
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    assert finding.sentence.startswith("No clear difference in side effects")
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
            Difference(*(round(x / 100, 2) for x in (p, p - 13.7, p + 13.7)), 0.3, 0.3, 0.0)
            for p in points
        ]
        claimed += any(contrasts._which_are_clear(rows))
    assert claimed / 1_000 <= 0.06


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((-6, 9), "about as common"),
        ((-18, 9), "No clear difference"),
        ((-10, 10), "about as common"),
    ],
)
def test_benefit_is_about_the_same_only_when_the_range_is_within_ten_points(
    asked: MakeAsked,
    bounds: tuple[int, int],
    said: str,
) -> None:
    """A wide range is no sameness."""
    rows = [contrast("benefit", *bounds)]
    assert said in contrasts.benefit_difference(asked(contrasts=rows)).sentence


def test_an_effect_with_too_few_people_stays_on_the_chart_and_says_so(asked: MakeAsked) -> None:
    """It is not left out in silence."""
    rows = quiet("effect_nausea")
    finding = contrasts.effect_differences(asked(contrasts=rows), contrasts.BY_MORNING)
    row = next(r for r in finding.numbers.rows if r.word == "effect_nausea")
    assert row.value is None
    assert ("feeling sick", "too few to compare", "", "") in finding.table.rows


@pytest.mark.parametrize(("people", "clear"), [(25, False), (30, True)])
def test_fewer_than_thirty_on_each_side_are_shown_but_nothing_is_claimed_of_them(
    asked: MakeAsked, people: int, clear: bool
) -> None:
    """25 of 25 against none: the range says so, no sentence does; with 30 one does."""
    row = EditionContrast(contrasts.BY_MORNING, "", "effect_nausea", people, people, 0, 0)
    found = contrasts.effect_differences(asked(contrasts=[row]), contrasts.BY_MORNING)
    (shown,) = [row for row in found.numbers.rows if row.value is not None]
    assert shown.low > 0 and shown.clear == clear


def test_nothing_to_compare_is_a_state_of_its_own(asked: MakeAsked) -> None:
    """No divided doses yet."""
    finding = contrasts.effect_differences(asked(contrasts=quiet()), contrasts.BY_DIVIDED)
    assert finding.state is FindingState.too_few
