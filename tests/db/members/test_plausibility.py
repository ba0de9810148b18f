import random
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from db.answers import Survey
from db.members import plausibility
from db.members.plausibility import likeness_hashes, reasons_of_change, reasons_to_hold
from db.vocabulary import SIDE_EFFECTS, HeldFor

FIRST = {"week": 1, "dose_ug": 500, "timing": 1}
SPELLS = [
    {"effect": effect, "began_week": week, "severity": 1 + week % 3}
    for week, effect in enumerate(SIDE_EFFECTS[:4], start=1)
]
SCORES = {"pain": 7, "fatigue": 6, "sleep": 4, "mood": 5}
SAME = dict.fromkeys(("pain", "fatigue", "sleep", "mood"), 5)


def survey(**answers: Any) -> Survey:
    return Survey(**({"observed_week": 30, "steps": [FIRST]} | answers))


def steps(*doses_ug: int) -> list[dict[str, int]]:
    """One step a week."""
    return [{"week": 1 + i, "dose_ug": d, "timing": 1} for i, d in enumerate(doses_ug)]


@pytest.mark.parametrize(
    "answers",
    [
        {"steps": steps(20_001)},
        {"steps": steps(100, 5_000)},
        {"steps": steps(*range(500, 513))},
        {"age_band": 1, "observed_week": 937},
    ],
)
def test_what_can_hardly_be_true_is_held(answers: dict[str, Any]) -> None:
    """Over 20 mg; 50 times the dose of the week before; 12 changes in 13 weeks; LDN before 12."""
    assert reasons_to_hold(survey(**answers)) == {HeldFor.impossible}


@pytest.mark.parametrize(
    "answers",
    [
        {"steps": steps(12_000)},
        {"steps": steps(100, 4_500)},
        {"steps": steps(*range(500, 512))},
        {"age_band": 1, "observed_week": 936},
        {"now": SAME, "before": SAME | {"pain": 6}},
        {"episodes": [{"effect": e, "severity": 1, "began_week": 1} for e in SIDE_EFFECTS[:11]]},
    ],
)
def test_what_is_rare_but_may_be_true_is_counted(answers: dict[str, Any]) -> None:
    """Just inside of every rule; cases of 12 mg are published."""
    assert reasons_to_hold(survey(**answers)) == set()


@pytest.mark.parametrize(
    "answers",
    [
        {"now": SAME, "before": {"pain": 5, "sleep": 5}},
        {"episodes": [{"effect": e, "severity": 2, "began_week": 1} for e in SIDE_EFFECTS[:12]]},
        {
            "episodes": [
                {"effect": e, "severity": i % 5, "began_week": 1 + i}
                for i, e in enumerate(SIDE_EFFECTS[:22])
            ],
        },
    ],
)
def test_the_same_tap_all_the_way_down_is_held(answers: dict[str, Any]) -> None:
    """Six equal scores, twelve equal effects, or nearly every effect there is."""
    assert reasons_to_hold(survey(**answers)) == {HeldFor.straight_lined}


@pytest.mark.parametrize(
    "changed",
    [{"condition": 3}, {"overall_change": 2}, {"steps": steps(600)}, {"episodes": SPELLS[:3]}],
)
def test_one_changed_part_of_four_is_still_alike(changed: dict[str, Any]) -> None:
    """Whoever copies a survey and changes one answer is recognised."""
    first = survey(episodes=SPELLS, now=SCORES)
    second = survey(**({"episodes": SPELLS, "now": SCORES} | changed))
    assert set(likeness_hashes(first)) & set(likeness_hashes(second))


def test_two_changed_parts_are_two_people() -> None:
    """Another condition and another dose."""
    first, second = survey(episodes=SPELLS), survey(episodes=SPELLS, condition=3, steps=steps(600))
    assert not set(likeness_hashes(first)) & set(likeness_hashes(second))


def test_a_survey_that_tells_little_is_like_nobody() -> None:
    """One dose and two effects: many people have that."""
    assert likeness_hashes(survey(episodes=SPELLS[:2])) == []


@pytest.mark.parametrize("silent", [{"now": {}}, {"episodes": []}])
def test_a_part_that_tells_nothing_is_like_nobodys(silent: dict[str, Any]) -> None:
    """No scores, or no effects: then the other three parts have to be the same, all of them."""
    tells = {"episodes": SPELLS, "now": SCORES, "steps": steps(100, 200, 300, 400)} | silent
    assert set(likeness_hashes(survey(**tells))) == set(likeness_hashes(survey(**tells)))
    assert len(likeness_hashes(survey(**tells))) == 1
    assert not set(likeness_hashes(survey(**tells))) & set(
        likeness_hashes(survey(**tells, condition=3))
    )


def honest_survey(rng: random.Random) -> Survey:
    """Somebody who skips the scores; four in ten had no effect; most step up as they were told."""
    first, up, every = rng.choice([(500, 500, 1), (500, 500, 2), (1_000, 1_000, 2), (100, 100, 1)])
    doses = [
        {
            "week": 1 + every * nth + (nth > 0 and rng.random() < 0.1),
            "dose_ug": first + up * nth,
            "timing": 1,
        }
        for nth in range(rng.randint(4, 8))
    ]
    effects = rng.sample(SIDE_EFFECTS, rng.randint(1, 4)) if rng.random() < 0.6 else []
    return survey(
        condition=rng.choice([1, 1, 1, 2, 2, 3, 4, 5, 6]),
        age_band=rng.randint(1, 4),
        sex=rng.choice([1, 1, 1, 2]),
        sensitivity=rng.randint(1, 3),
        steps=doses,
        overall_change=rng.randint(1, 5),
        episodes=[
            {"effect": effect, "began_week": rng.randint(1, 6), "severity": rng.randint(1, 3)}
            for effect in effects
        ],
    )


def share_alike(surveys: list[Survey], hashes_of: Callable[[Survey], list[int]]) -> float:
    """Share of surveys that are like an earlier one."""
    seen: set[int] = set()
    alike = 0
    for each in surveys:
        alike += bool(seen & set(hashes_of(each)))
        seen |= set(hashes_of(each))
    return alike / len(surveys)


def hashes_of_all_parts(each: Survey) -> list[int]:
    """The earlier rule: a part that tells nothing was a part like any other."""
    parts = enumerate(map(repr, plausibility._parts_of_survey(each)))
    return [hash(kept) for kept in combinations(parts, plausibility.PARTS_ALIKE)]


def test_honest_members_who_skip_scores_are_like_nobody() -> None:
    """2,000 honest surveys: of those without an effect the earlier rule held many."""
    rng = random.Random(19)
    surveys = [honest_survey(rng) for _ in range(2_000)]
    without = [each for each in surveys if not each.episodes]
    assert share_alike(without, hashes_of_all_parts) > 0.05
    assert share_alike(without, likeness_hashes) == 0
    assert share_alike(surveys, likeness_hashes) < 0.005


STRAIGHT = {"now": SAME, "before": {"pain": 5, "sleep": 5}}
NEARLY_EVERY = {
    "episodes": [
        {"effect": e, "severity": i % 5, "began_week": 1 + i}
        for i, e in enumerate(SIDE_EFFECTS[:22])
    ]
}
RULES = [
    ({"steps": steps(20_001)}, HeldFor.impossible),
    (STRAIGHT, HeldFor.straight_lined),
    (NEARLY_EVERY, HeldFor.straight_lined),
]


@pytest.mark.parametrize(("broken", "why"), RULES)
def test_a_change_into_what_is_held_is_held(broken: dict[str, Any], why: HeldFor) -> None:
    """Impossible, straight lines, nearly every effect: plausible first is no way around."""
    assert reasons_of_change(survey(), survey(**broken)) == {why}


@pytest.mark.parametrize(("broken", "_why"), RULES)
def test_what_was_there_before_is_no_reason_again(broken: dict[str, Any], _why: HeldFor) -> None:
    """Nobody is held for an answer that did not change, whatever else did."""
    before, after = survey(**broken), survey(**broken, condition=3, overall_change=2)
    assert reasons_of_change(before, after) == set()


def test_nearly_every_effect_is_a_reason_of_its_own_beside_straight_lines() -> None:
    """A straight line that leaders released does not open the way for 22 effects."""
    before, after = survey(**STRAIGHT), survey(**STRAIGHT, **NEARLY_EVERY)
    assert reasons_of_change(before, after) == {HeldFor.straight_lined}
