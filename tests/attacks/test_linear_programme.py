"""The attacker who puts every published cell into a linear programme and solves for one member."""

from collections.abc import Callable

import numpy as np
import pytest
from attacks_edition import Edition, edition_of
from attacks_programme import ANY, EFFECT, GROUP, Programme, programme

from dashboard.publishing.measures import TALLIES
from db.bands import WEEK
from db.catalogue import FILTERS

MEMBERS, SEED = 400, 7
FEW, MANY = 20, 200
FEW_WEEKS, MANY_WEEKS = ("w1",), ("w1", "w2", "w3_4")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """What we publish of 400 members."""
    return edition_of(tmp_path_factory.mktemp("ours"), MEMBERS, SEED)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The control: the same group, exact counts, hidden under ten people."""
    return edition_of(tmp_path_factory.mktemp("plain"), MEMBERS, SEED, exact=True)


def targets_of(attack: Programme, many: int) -> np.ndarray:
    assert len(attack.alone) >= many
    return np.random.default_rng(SEED).choice(attack.alone, many, replace=False)


def true_block(edition: Edition, kind: str, week: str) -> np.ndarray:
    """How many of each combination of facts are counted under a kind in a week."""
    measure = "effect_by_week" if kind in {"on", ANY, GROUP, EFFECT} else "course_by_week"
    tally = TALLIES[measure](edition.members)
    pairs, place = tally.people, WEEK.words.index(week)
    if kind not in {"on", "reached"}:
        pairs, place = tally.cases, edition.shown[measure].place[f"{kind}|{week}"]
    facts = np.stack([edition.members.facts[name] for name in FILTERS], axis=1)
    _, combination = np.unique(facts, axis=0, return_inverse=True)
    counted = combination[pairs.member[pairs.place == place]]
    return np.bincount(counted, minlength=combination.max() + 1)


def determined(edition: Edition, weeks: tuple[str, ...], many: int) -> int:
    """Of so many targets, how many have at least one answer that can only be what it is."""
    attack = programme(edition, weeks)
    targets = targets_of(attack, many)
    found = np.zeros(many, dtype=bool)
    for week in weeks:
        for kind in (EFFECT, ANY):
            found |= attack.determined(attack.answers(targets, kind, week))
    return int(found.sum())


def test_no_targets_answer_follows_from_all_cells_of_a_week(
    ours: Edition,
    plain: Edition,
    gained: Callable[..., None],
) -> None:
    """Knows six facts of everybody and how blurring works; takes week 1 of effects and course.

    Minimises and maximises the answers of 20 members who are alone with their facts, on vivid
    dreams and on any effect. Gains none of them; from exact counts, nearly all.
    """
    found, control = (determined(edition, FEW_WEEKS, FEW) for edition in (ours, plain))
    gained("linear_programme", found, "0", control, f"{FEW} targets, {MEMBERS} members, week 1")
    assert found == 0
    assert control >= FEW // 2


@pytest.mark.slow
def test_no_targets_answer_follows_from_all_cells_of_four_weeks(
    ours: Edition,
    plain: Edition,
    gained: Callable[..., None],
) -> None:
    """The same of 200 members and weeks 1 to 4, which hang together.

    Who is there in week 2 was there in week 1. The control takes week 1 alone: each of its
    answers is minimised and maximised by itself, which takes its time.
    """
    found = determined(ours, MANY_WEEKS, MANY)
    control = determined(plain, FEW_WEEKS, MANY)
    gained("linear_programme", found, "0", control, f"{MANY} targets, {MEMBERS} members, weeks 1-4")
    assert found == 0
    assert control >= MANY // 2


def test_the_truth_satisfies_the_programme(ours: Edition) -> None:
    """An attack that excluded what is true would prove nothing."""
    attack = programme(ours, FEW_WEEKS)
    truth = np.concatenate([true_block(ours, *block) for block in attack.blocks])
    rows = attack.constraints
    assert (rows["A_ub"] @ truth <= rows["b_ub"]).all()
    assert (rows["A_eq"] @ truth == rows["b_eq"]).all()
    assert ((rows["bounds"][:, 0] <= truth) & (truth <= rows["bounds"][:, 1])).all()
