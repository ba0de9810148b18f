from collections.abc import Callable

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timelines.durations import effect_lasting
from dashboard.stats.lifetables import BlurPart, life_table
from dashboard.stats.noise import BLUR_VARIANCE, LOT_VARIANCE

MakeAsked = Callable[..., EditionSlice]
DREAMS = "effect_vivid_dreams"
BLUR = BlurPart(BLUR_VARIANCE, LOT_VARIANCE)


def table(**bands: tuple[int, int]) -> dict[str, dict[str, tuple[int, int]]]:
    """Band -> people at risk at its start, and ended in it."""
    return {"effect_lasting": {f"{DREAMS}|{band}": counts for band, counts in bands.items()}}


FULL = {
    "w1": (240, 60),
    "w2": (170, 40),
    "w3_4": (120, 50),
    "w5_8": (60, 20),
    "w9_12": (30, 10),
    "w13_26": (20, 5),
    "w27_on": (10, 0),
}


def test_the_curve_is_the_life_table_over_published_cells(asked: MakeAsked) -> None:
    """Exposed: (240 + 60 + 170) / 2 = 235, then (170 + 40 + 120) / 2 = 165, then 115."""
    finding = effect_lasting(asked(table(**FULL)), DREAMS)
    still = [band.still for band in finding.numbers.bands]
    expected = [1 - 60 / 235, (1 - 60 / 235) * (1 - 40 / 165)]
    expected.append(expected[1] * (1 - 50 / 115))
    assert still[:3] == pytest.approx(expected)
    assert [band.at_risk for band in finding.numbers.bands] == [240, 170, 120, 60, 30, 20]
    told = finding.numbers.bands[2]
    assert finding.sentence == "After 4 weeks, about 32 in 100 still had vivid dreams."
    assert finding.basis.startswith(
        "Of 240 people who had it. "
        f"Range: {round(100 * told.low)} to {round(100 * told.high)} in 100."
    )


def test_the_curve_is_cut_where_too_few_are_at_risk(asked: MakeAsked) -> None:
    """Weeks 5-8 are not published: the curve ends after weeks 3-4."""
    finding = effect_lasting(asked(table(w1=(60, 20), w2=(35, 10), w3_4=(20, 5))), DREAMS)
    assert [band.word for band in finding.numbers.bands] == ["w1", "w2", "w3_4"]


def test_behind_the_last_band_nobody_may_be_at_risk_or_as_many_as_are_not_told(
    asked: MakeAsked,
) -> None:
    """Of 100 at risk 70 ended; 0 to 19 are left: the middle is 9.5, and the range holds both.

    And an eighth of the fall in that week more, since nobody told days.
    """
    finding = effect_lasting(asked(table(w1=(100, 70))), DREAMS)
    (band,) = finding.numbers.bands
    assert band.still == pytest.approx(1 - 70 / ((100 + 70 + 9.5) / 2))
    none, most = (life_table([100, rest], [70], blur=BLUR)[0] for rest in (0, 19))
    more = (1 - band.still) / 8
    assert (band.low, band.high) == pytest.approx((max(0, none.low - more), most.high + more))


def test_a_curve_that_ends_early_says_how_far_it_goes(asked: MakeAsked) -> None:
    """Nothing is said of 4 weeks when only one band is there."""
    finding = effect_lasting(asked(table(w1=(40, 15))), DREAMS)
    assert finding.sentence.startswith("After 1 week, about")


def test_under_thirty_people_there_is_no_curve(asked: MakeAsked) -> None:
    """25 had it."""
    few = asked(table(w1=(25, 10)))
    assert effect_lasting(few, DREAMS).state is FindingState.too_few
    assert (
        effect_lasting(few, "sleep").state is FindingState.too_few
    )  # nobody at all looks the same


def test_the_median_is_the_band_by_whose_end_half_have_passed(asked: MakeAsked) -> None:
    """0.74, 0.56, 0.32: in weeks 3-4."""
    assert effect_lasting(asked(table(**FULL)), DREAMS).numbers.median_band == "w3_4"


SLEEP = {f"sleep|{band}": counts for band, counts in FULL.items()}
BEFORE = {"sleep|w1": (60, 30), "sleep|w2": (25, 10)}


def test_who_joined_before_ldn_stands_beside_as_far_as_it_is_known(asked: MakeAsked) -> None:
    """Of 60 at risk 30 ended in week 1 and 5 are censored: 1 - 30 / 57.5; the table names them."""
    edition = asked({"effect_lasting": SLEEP, "lasting_joined_before": BEFORE})
    finding = effect_lasting(edition, "sleep")
    beside = finding.numbers.joined_before
    assert [(band.word, band.at_risk) for band in beside] == [("w1", 60), ("w2", 25)]
    assert beside[0].still == pytest.approx(1 - 30 / 57.5)
    assert [row[0] for row in finding.table.rows[-2:]] == [
        "1, joined before LDN",
        "2, joined before LDN",
    ]
    assert [cell.axis for cell in finding.cells if cell.measure == "lasting_joined_before"] == [
        *BEFORE
    ]
    assert "joined our group before LDN" not in finding.basis  # nothing is known of week 4


def test_where_both_reach_four_weeks_one_sentence_tells_both(asked: MakeAsked) -> None:
    """240 had a sleep effect, 60 of them had joined before LDN."""
    before = BEFORE | {"sleep|w3_4": (20, 5)}
    edition = asked({"effect_lasting": SLEEP, "lasting_joined_before": before})
    basis = effect_lasting(edition, "sleep").basis
    assert "Of 60 who had joined our group before LDN: about" in basis


def test_a_few_who_joined_before_ldn_are_not_drawn(asked: MakeAsked) -> None:
    """25 of them; and of one effect alone nothing is published."""
    few = asked({"effect_lasting": SLEEP, "lasting_joined_before": {"sleep|w1": (25, 10)}})
    assert effect_lasting(few, "sleep").numbers.joined_before == ()
    assert effect_lasting(few, DREAMS).numbers.joined_before == ()


def test_a_group_within_the_group_has_one_line(asked: MakeAsked) -> None:
    """Who joined before LDN is told of everyone alone."""
    edition = asked({"effect_lasting": SLEEP}, filters={"sex": "female"})
    assert effect_lasting(edition, "sleep").numbers.joined_before == ()
