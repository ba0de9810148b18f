from collections.abc import Callable

import pytest

from dashboard.findings.doses import sweet_spot
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState

MakeAsked = Callable[..., EditionSlice]
Counts = dict[str, tuple[int, int]]


def edition(benefit: Counts, burden: Counts) -> dict[str, Counts]:
    return {
        "benefit_at_dose": benefit,
        "effect_on_reaching_dose": {f"any_effect|{band}": c for band, c in burden.items()},
    }


LEVEL = {"from_500": (100, 40), "from_1500": (120, 50), "from_3000": (110, 45)}
SAME = dict.fromkeys(LEVEL, (150, 30))


def test_without_a_clear_lead_no_dose_is_named(asked: MakeAsked) -> None:
    """40, 42 and 41 in 100: the range is told, from the lowest to the highest."""
    finding = sweet_spot.sweet_spot(asked(edition(LEVEL, SAME)))
    assert finding.numbers.best_word is None
    assert finding.sentence == (
        "No single best dose: anything from 0.5 mg to just under 4.5 mg may be the best. "
        "About 330 people are in these doses."
    )


def test_a_dose_with_a_clear_lead_is_named_with_its_chance(asked: MakeAsked) -> None:
    """70 in 100 against 30 with 200 people each."""
    benefit = {"from_500": (200, 60), "from_1500": (200, 140), "from_3000": (200, 60)}
    finding = sweet_spot.sweet_spot(asked(edition(benefit, SAME)))
    assert finding.numbers.best_word == "from_1500"
    assert finding.sentence.startswith("1.5 to under 2 mg did best here, with a chance of over 99")
    assert finding.numbers.range_words == ("from_1500",)


@pytest.mark.parametrize(
    "benefit",
    [
        {"from_500": (100, 40), "from_1500": (100, 40)},  # two bands
        {**LEVEL, "from_500": (25, 10)},  # three, but one under 30 people
    ],
)
def test_three_doses_with_thirty_people_each_are_needed(asked: MakeAsked, benefit: Counts) -> None:
    """Otherwise nothing is compared."""
    finding = sweet_spot.sweet_spot(asked(edition(benefit, SAME)))
    assert finding.state is FindingState.too_few
    assert finding.cells == ()


def test_a_heavier_weight_moves_the_score_toward_fewer_side_effects(asked: MakeAsked) -> None:
    """At weight 0 the high dose leads; at weight 1 the low one."""
    benefit = {"from_500": (300, 120), "from_1500": (300, 150), "from_3000": (300, 180)}
    burden = {"from_500": (300, 15), "from_1500": (300, 90), "from_3000": (300, 180)}
    question = asked(edition(benefit, burden))
    light, heavy = (
        sweet_spot.score_by_dose(question, 0.0).numbers,
        sweet_spot.score_by_dose(question, 1.0).numbers,
    )
    assert max(light.doses, key=lambda d: d.p_best or 0).word == "from_3000"
    assert max(heavy.doses, key=lambda d: d.p_best or 0).word == "from_500"


def test_doses_that_are_no_neighbours_are_listed_not_spanned(asked: MakeAsked) -> None:
    """0.5 and 3 mg may be the best, 1.5 mg in between may not."""
    benefit = {"from_500": (300, 180), "from_1500": (300, 60), "from_3000": (300, 180)}
    finding = sweet_spot.sweet_spot(asked(edition(benefit, SAME)))
    assert finding.numbers.range_words == ("from_500", "from_3000")
    assert "0.5 to under 1 mg, 3 to under 4.5 mg" in finding.sentence


def test_the_lowest_dose_nearly_as_good_is_told_with_its_chance(asked: MakeAsked) -> None:
    """0.5 mg is far off; 1.5 mg is as good as 3 mg."""
    benefit = {"from_500": (400, 80), "from_1500": (400, 200), "from_3000": (400, 204)}
    numbers = sweet_spot.score_by_dose(asked(edition(benefit, SAME))).numbers
    assert numbers.nearly_as_good is not None
    assert numbers.nearly_as_good[0] == "from_1500"
    assert numbers.nearly_as_good[1] > 0.9


def test_every_dose_is_in_the_table_also_those_with_too_few(asked: MakeAsked) -> None:
    """Nine bands; what is not there is said in words."""
    finding = sweet_spot.sweet_spot(asked(edition(LEVEL, SAME)))
    assert len(finding.table.rows) == 9
    assert finding.table.rows[0][1] == "fewer than 30 people"
