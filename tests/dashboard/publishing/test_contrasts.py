import numpy as np
import pytest

from dashboard.publishing import counting
from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.contrasts import edition_contrasts
from dashboard.publishing.counting import WeightedCounts
from dashboard.stats.noise import ROUND_TO
from db import catalogue
from db.editions.editions import EditionContrast

STRATA = [(d, o) for d in ("under_1000", "from_1000", "from_3000") for o in ("obs_4", "obs_12")]
INNER = [spec for spec in catalogue.MEASURES.values() if spec.inner]
Written = dict[str, tuple[int, int]]
"""Axis words, joined -> people and cases."""


class Silence(CountNoise):
    """No noise, so that the arithmetic of a test is seen."""

    def __init__(self) -> None:
        super().__init__(b"")

    def blurred(self, count: float, name: str) -> float:  # noqa: ARG002
        """The count itself."""
        return count


class Loud(Silence):
    """The same noise for every sum."""

    def blurred(self, count: float, name: str) -> float:  # noqa: ARG002
        """Five less."""
        return count - 5


def inner_counts(**written: Written) -> dict[str, WeightedCounts]:
    """Weighted counts of the measures that stay inside; of everyone, and 0 in every slice."""
    found = {}
    for spec in INNER:
        words = counting.axis_words(spec)
        cells = np.zeros((2, len(counting.slices_of_measure(spec)), len(words)), dtype=np.int64)
        for axis, counts in written.get(spec.name, {}).items():
            cells[:, 0, words.index(axis)] = counts
        found[spec.name] = WeightedCounts(*cells)
    return found


def by_timing(arms: dict[str, tuple[int, int]], word: str) -> Written:
    """The same counts in every stratum; the people of an arm stand under every effect."""
    return {
        f"{effect}|{arm}|{dose}|{observed}": (people, cases if effect == word else 0)
        for effect in catalogue.FIRST_EFFECT_AXIS
        for dose, observed in STRATA
        for arm, (people, cases) in arms.items()
    }


def contrasts_of(noise: CountNoise | None = None, **written: Written) -> list[EditionContrast]:
    return list(edition_contrasts(inner_counts(**written), [], noise or Silence()))


def only(rows: list[EditionContrast], word: str) -> EditionContrast:
    (found,) = [row for row in rows if row.axis == word]
    return found


def test_each_stratum_counts_as_many_as_its_smaller_arm() -> None:
    """12 of 30 at bedtime, 2 of 10 in the morning, in six strata: 60 people; 24 cases and 12."""
    written = by_timing({"bedtime": (30, 12), "morning": (10, 2)}, "effect_vivid_dreams")
    found = only(contrasts_of(effect_by_first_timing=written), "effect_vivid_dreams")
    assert found.contrast == "bedtime_minus_morning"
    # 6 x 10 people; 6 x 10 x 12 / 30 = 24, rounded to 25; 6 x 10 x 2 / 10 = 12, rounded to 10.
    assert found[3:6] == (60, 25, 10)
    # By one share, 14 of 40: 6 x 100 x .35 x .65 x (1 / 30 + 1 / 10) = 18.2, rounded to 20; by
    # shares of their own it would be (100 x .4 x .6 / 30 + 100 x .2 x .8 / 10) x 6 = 14.4.
    assert found.variance == 20


@pytest.mark.parametrize(("people", "rows"), [(3, 0), (4, len(catalogue.FIRST_EFFECT_AXIS))])
def test_fewer_than_twenty_people_on_each_side_are_not_compared(people: int, rows: int) -> None:
    """3 people of the smaller arm in six strata are 18, and 4 are 24."""
    written = by_timing({"bedtime": (30, 5), "morning": (people, 1)}, "effect_headache")
    assert len(contrasts_of(effect_by_first_timing=written)) == rows


def test_no_stratum_is_left_out_however_small() -> None:
    """22 people in one, and 1 in each of five others: 27, all compared."""
    written = by_timing({"bedtime": (30, 0), "morning": (1, 0)}, "effect_headache")
    for effect in catalogue.FIRST_EFFECT_AXIS:
        written[f"{effect}|morning|from_1000|obs_12"] = (22, 0)
    found = only(contrasts_of(effect_by_first_timing=written), "effect_headache")
    assert found.people == 25  # 27, rounded


def test_cases_that_noise_pushed_below_zero_are_not_cut() -> None:
    """Nobody has it, and the noise is -5: published as -5, else the arm would lean up."""
    written = by_timing({"bedtime": (30, 0), "morning": (20, 6)}, "effect_nausea")
    rows = contrasts_of(Loud(), effect_by_first_timing=written)
    assert only(rows, "effect_nausea").cases_first == -5


def test_balancing_undoes_what_dose_and_time_observed_bring_in() -> None:
    """Bedtime starters begin higher, and higher doses carry more risk, at either time.

    Crude: (2 x 10 + 2 x 120 + 2 x 450) / 2800 - (2 x 90 + 2 x 180 + 2 x 50) / 3200 = +21 points.
    Within every stratum: 0.
    """
    written: Written = {}
    for (dose, observed), many in zip(STRATA, (100, 100, 400, 400, 900, 900), strict=True):
        risk = {"under_1000": 0.1, "from_1000": 0.3, "from_3000": 0.5}[dose]
        for arm, people in (("bedtime", many), ("morning", 1_000 - many)):
            for effect in catalogue.FIRST_EFFECT_AXIS:
                place = f"{effect}|{arm}|{dose}|{observed}"
                written[place] = (people, round(risk * people))
    balanced = only(contrasts_of(effect_by_first_timing=written), "effect_nausea")
    crude = [
        np.sum([counts for axis, counts in written.items() if arm in axis], axis=0)
        for arm in ("bedtime", "morning")
    ]
    shares = [cases / people for people, cases in crude]
    assert 100 * (shares[0] - shares[1]) == pytest.approx(100 * (1_160 / 2_800 - 640 / 3_200))
    assert balanced.cases_first == balanced.cases_second


def test_whoever_had_not_moved_weighs_one_half_and_one_half_more_if_still_ill() -> None:
    """40 had not, of them 20 are still ill: (40 + 20) / 2 = 30 people, (30 + 12) / 2 = 21 cases.

    40 moved, 20 of them free of it: each of the 30 of the smaller arm counts 20 / 40.
    """
    stratum = "s3|one|mild"
    written = {
        f"switched|{stratum}": (40, 20),
        f"not_yet|{stratum}": (40, 30),
        f"still_ill|{stratum}": (20, 12),
    }
    (found,) = contrasts_of(switched_timing=written)
    assert (found.contrast, found.axis) == ("switched_minus_not_yet", "sleep_gone")
    assert found[3:6] == (30, 15, 20)  # 21, rounded


def test_those_who_moved_are_compared_within_one_stratum_alone() -> None:
    """As ill for as long: in another stratum nobody moved, and its people add nothing."""
    written = {
        "switched|s3|one|mild": (40, 20),
        "not_yet|s3|one|mild": (40, 20),
        "still_ill|s3|one|mild": (40, 20),
    }
    more = {"not_yet|s3|several|mild": (500, 0), "still_ill|s3|one|severe": (500, 0)}
    assert contrasts_of(switched_timing=written) == contrasts_of(switched_timing=written | more)


def test_every_published_sum_is_a_multiple_of_five_and_each_has_noise_of_its_own() -> None:
    """The people are one number under every effect, so one noise; cases are drawn apart."""
    written = by_timing({"bedtime": (300, 90), "morning": (150, 45)}, "effect_headache")
    for axis, (people, _) in list(written.items()):
        written[axis] = (people, 3 * people // 10)
    seen: dict[str, set[int]] = {name: set() for name in EditionContrast._fields[3:]}
    for secret in range(20):
        rows = contrasts_of(CountNoise(bytes([secret])), effect_by_first_timing=written)
        assert len({row.people for row in rows}) == 1
        assert len({row.cases_first for row in rows}) > 1
        for name, values in seen.items():
            values |= {getattr(row, name) for row in rows}
    assert all(value % ROUND_TO == 0 for values in seen.values() for value in values)
    assert all(len(values) > 1 for values in seen.values())


def test_words_of_a_slice_are_summed_before_they_are_compared() -> None:
    """A slice of two words: 12 people of each on a side are 24, and each alone too few."""
    spec = catalogue.MEASURES["benefit_by_first_timing"]
    rows, words = counting.slices_of_measure(spec), counting.axis_words(spec)
    cells = np.zeros((2, len(rows), len(words)), dtype=np.int64)
    for word in ("male", "other"):
        for arm in ("bedtime", "morning"):
            at = words.index(f"{arm}|from_1000|obs_12")
            cells[:, rows.index(("sex", word)), at] = (12, 6)
    counts = {**inner_counts(), spec.name: WeightedCounts(*cells)}
    found = edition_contrasts(counts, [("sex", ("male", "other")), ("sex", ("female",))], Silence())
    assert [row[1:4] for row in found] == [("sex=male+other", "benefit", 25)]
