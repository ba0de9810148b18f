import numpy as np
import pytest

from dashboard.publishing.blurring import BlurredCell, BlurredCount
from dashboard.publishing.contrasts import BlurredCells, edition_contrasts

STRATA = [(d, o) for d in ("under_1000", "from_1000", "from_3000") for o in ("obs_4", "obs_12")]


def blurred(people: float, cases: float) -> BlurredCell:
    """Counts as they come, without noise of their own."""
    return BlurredCell(BlurredCount(people), BlurredCount(cases))


def cells(bedtime: tuple[int, int], morning: tuple[int, int], word: str) -> BlurredCells:
    """The same counts (people, cases) in every stratum."""
    return {
        ("", f"{word}|{arm}|{dose}|{observed}"): blurred(people, cases)
        for dose, observed in STRATA
        for arm, (people, cases) in (("bedtime", bedtime), ("morning", morning))
    }


def effects(found: BlurredCells) -> dict[str, BlurredCells]:
    """An edition's inner cells with only these effects by first timing."""
    return {
        "effect_by_first_timing": found,
        "benefit_by_first_timing": {},
        "switched_timing": {},
    }


def test_a_difference_is_in_points_of_a_hundred_bedtime_minus_morning() -> None:
    """12 of 30 against 6 of 30 in each of six strata: 40 - 20 = 20 points."""
    (found,) = edition_contrasts(effects(cells((30, 12), (30, 6), "effect_vivid_dreams")))
    assert (found.contrast, found.points) == ("bedtime_minus_morning", 20)
    assert found.low < 20 < found.high
    assert (found.people_first, found.people_second) == (6 * 30, 6 * 30)


def test_fewer_than_twenty_people_in_an_arm_are_not_compared() -> None:
    """One stratum of 19 against 30, and one of 20."""
    axes = [f"effect_headache|{arm}|from_1000|obs_12" for arm in ("bedtime", "morning")]
    for people, compared in ((19, 0), (20, 1)):
        found = {("", axes[0]): blurred(people, 5), ("", axes[1]): blurred(30, 6)}
        assert len(list(edition_contrasts(effects(found)))) == compared


def test_a_stratum_with_an_arm_under_the_threshold_is_left_out() -> None:
    """30 against 9 people is not compared, six times over; 30 against 10 is."""
    assert not list(edition_contrasts(effects(cells((30, 12), (9, 3), "effect_headache"))))
    (found,) = edition_contrasts(effects(cells((30, 12), (10, 3), "effect_headache")))
    assert (found.people_first, found.people_second) == (6 * 30, 6 * 10)


def test_balancing_undoes_what_dose_and_time_observed_bring_in() -> None:
    """Bedtime starters begin higher, and higher doses carry more risk, at either time.

    Crude: (2 x 1 + 2 x 12 + 2 x 45) / 280 - (2 x 9 + 2 x 18 + 2 x 5) / 320 = +21 points.
    Within every stratum: 0.
    """
    found: BlurredCells = {}
    for (dose, observed), many in zip(STRATA, (10, 10, 40, 40, 90, 90), strict=True):
        risk = {"under_1000": 0.1, "from_1000": 0.3, "from_3000": 0.5}[dose]
        for arm, people in (("bedtime", many), ("morning", 100 - many)):
            place = ("", f"effect_nausea|{arm}|{dose}|{observed}")
            found[place] = blurred(people, round(risk * people))
    (balanced,) = edition_contrasts(effects(found))
    by_arm = {
        arm: np.sum([c for (_, axis), c in found.items() if arm in axis], axis=0)
        for arm in ("bedtime", "morning")
    }
    crude = [cases / people for people, cases in by_arm.values()]
    assert 100 * (crude[0] - crude[1]) == pytest.approx(100 * (116 / 280 - 64 / 320))
    assert balanced.points == 0


def test_those_who_moved_are_compared_with_those_as_ill_in_the_same_weeks() -> None:
    """74 and 72 of 100 are better, after as many weeks of it: 2 points, not 74."""
    cells_ = {
        ("", "switched|s3"): blurred(100, 74),
        ("", "not_yet|s3"): blurred(100, 72),
    }
    (found,) = edition_contrasts({**effects({}), "switched_timing": cells_})
    assert (found.contrast, found.axis, found.points) == (
        "switched_minus_not_yet",
        "sleep_gone",
        2,
    )


def test_cases_that_noise_pushed_below_zero_are_not_cut() -> None:
    """+4 and -4 cases of 30 in six strata each: cut at 0 the arms would differ by 6 points."""
    found: BlurredCells = {}
    for nth, (dose, observed) in enumerate(STRATA):
        for arm, sign in (("bedtime", 1 if nth % 2 else -1), ("morning", 0)):
            place = ("", f"effect_nausea|{arm}|{dose}|{observed}")
            found[place] = blurred(30, 4 * sign)
    (uncut,) = edition_contrasts(effects(found))
    assert uncut.points == 0
