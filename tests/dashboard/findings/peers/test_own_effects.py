"""Own effects, those that have gone, too."""

import pytest

from dashboard.findings.peers import effects, weeks
from dashboard.findings.peers.me import MyEffect, MyFacts
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.stores import Stores
from tests.dashboard.findings.peers.peers_cells import Group, in_week, peers

DREAMS, HEADACHE = "effect_vivid_dreams", "effect_headache"


def lasting(word: str, *bands: tuple[int, int]) -> Group:
    names = ("w1", "w2", "w3_4", "w5_8")
    return {"effect_lasting": {f"{word}|{n}": cell for n, cell in zip(names, bands, strict=False)}}


def answer_for(
    stores: Stores, group: Group, *mine: MyEffect, week: int = 3
) -> PeerAnswer[IconRows]:
    return effects.own_effects(peers(stores, MyFacts(week, effects=mine), {"": group}))


def test_an_effect_is_told_with_its_people_its_range_and_how_soon_it_passed(
    stores: Stores,
) -> None:
    """40 of 100; of 80 who had it 40 were over it in week 1, 30 of 40 in week 2."""
    group = in_week("w3_4", 100, vivid_dreams=40)
    group |= lasting(DREAMS, (80, 40), (40, 30), (10, 5))
    answer = answer_for(stores, group, MyEffect(DREAMS))
    assert answer.finding.sentence == "About 4 in 10 people told of vivid dreams in weeks 3 to 4."
    assert answer.lines[0].startswith("100 people (all members). Range: ")
    (row,) = answer.finding.numbers.rows
    assert (row.label, row.count, row.tag) == ("Vivid dreams", "4 in 10", "yours")
    assert row.lines == ("For most of 80 people who had it, it passed within 2 weeks.",)


def test_one_that_has_gone_is_looked_at_in_the_week_in_which_it_began(stores: Stores) -> None:
    """It is week 10 now; the headache was there from week 2 to week 4."""
    groups = in_week("w2", 200, headache=80)["effect_by_week"]
    groups |= in_week("w9_12", 200, headache=10)["effect_by_week"]
    gone = MyEffect(HEADACHE, 2, 4, is_gone=True)
    answer = answer_for(stores, {"effect_by_week": groups}, gone, week=10)
    assert answer.finding.sentence == "About 4 in 10 people told of headache in week 2."


def test_effects_of_other_weeks_name_their_week_and_people(stores: Stores) -> None:
    """The first stands in the headline, the second says its own."""
    cells = in_week("w9_12", 100, vivid_dreams=40)["effect_by_week"]
    cells |= in_week("w2", 200, headache=80)["effect_by_week"]
    mine = (MyEffect(DREAMS, 1), MyEffect(HEADACHE, 2, 4, is_gone=True))
    answer = answer_for(stores, {"effect_by_week": cells}, *mine, week=10)
    first, second = answer.finding.numbers.rows
    assert not [line for line in first.lines if "people (" in line]
    assert second.lines[0].startswith("In week 2: 200 people (all members). Range: ")


def test_who_had_it_as_long_as_i_have_is_told_from_those_still_at_risk(stores: Stores) -> None:
    """Mine began in week 1, it is week 4: of 100 at risk after 2 weeks 50 were over it by week 4.

    20 of them are censored in the band and count half: 50 of 90.
    """
    group = in_week("w3_4", 400, headache=100)
    group |= lasting(HEADACHE, (200, 50), (150, 50), (100, 50), (30, 10))
    answer = answer_for(stores, group, MyEffect(HEADACHE, 1), week=4)
    line = answer.finding.numbers.rows[0].lines[-1]
    assert line.startswith("Of 100 who still had it after 2 weeks, as you do, 6 in 10 were over")


@pytest.mark.parametrize(
    "written", [{}, lasting(HEADACHE, (25, 10)), lasting(HEADACHE, (100, 5), (95, 0))]
)
def test_a_length_that_nobody_can_tell_says_so_and_has_no_range(
    stores: Stores, written: Group
) -> None:
    """No life table; one of 25 people who had it; one in which nearly nothing ended."""
    group = in_week("w3_4", 60, headache=30) | written
    (row,) = answer_for(stores, group, MyEffect(HEADACHE)).finding.numbers.rows
    assert row.lines == ("Too few people can tell yet how soon it passes.",)


def test_effects_without_a_number_are_named_in_one_sentence(stores: Stores) -> None:
    """The others stand as they would without them."""
    mine = (MyEffect(DREAMS), MyEffect(HEADACHE), MyEffect("effect_nausea"))
    answer = answer_for(stores, in_week("w3_4", 100, vivid_dreams=40), *mine)
    assert len(answer.finding.numbers.rows) == 1
    assert "Too few people told of this to show a number: headache, feeling sick." in answer.lines


def test_in_a_small_group_any_effect_stands_for_mine(stores: Stores) -> None:
    """Under 150 members an edition holds no single effects."""
    answer = answer_for(stores, in_week("w3_4", 60), MyEffect(DREAMS))
    assert (
        answer.finding.sentence == "About 5 in 10 people told of any side effect in weeks 3 to 4."
    )
    assert "Too few people told of this to show a number: vivid dreams." in answer.lines


def test_too_few_people_in_my_weeks_are_not_told(stores: Stores) -> None:
    """25 of everyone."""
    group = in_week("w3_4", 25, vivid_dreams=10)
    assert not answer_for(stores, group, MyEffect(DREAMS)).finding.is_shown


def test_others_effects_are_the_most_common_that_are_none_of_mine(stores: Stores) -> None:
    """Three at the most; those under 5 cases are left out."""
    group = in_week("w3_4", 200, headache=20, nausea=60, dizziness=30, anxiety=10, fatigue=0)
    me = MyFacts(3, effects=(MyEffect("effect_nausea"),))
    answer = effects.common_effects(peers(stores, me, {"": group}))
    assert answer is not None
    labels = [row.label for row in answer.finding.numbers.rows]
    assert labels == ["Dizziness", "Headache", "Anxiety"]


@pytest.mark.parametrize(
    ("late", "sentence"),
    [
        (20, "Fewer people tell of vivid dreams in weeks 9 to 12 than in weeks 3 to 4."),
        (120, "We see no clear change in vivid dreams from weeks 3 to 4 to weeks 9 to 12."),
        (280, "More people tell of vivid dreams in weeks 9 to 12 than in weeks 3 to 4."),
    ],
)
def test_an_effect_is_told_from_my_week_to_a_settled_one(
    stores: Stores, late: int, sentence: str
) -> None:
    """Of 400 people 120 in weeks 3 to 4; a change is said only where the ranges lie apart."""
    cells = in_week("w3_4", 400, vivid_dreams=120)["effect_by_week"]
    cells |= in_week("w9_12", 400, vivid_dreams=late)["effect_by_week"]
    found = peers(stores, MyFacts(3, effects=(MyEffect(DREAMS),)), {"": {"effect_by_week": cells}})
    (own,) = effects.known_effects(found)
    answer = weeks.effect_by_week(own)
    assert answer.finding.sentence == sentence
    tags = {row.label: row.tag for row in answer.finding.numbers.rows}
    assert tags == {"Week 3–4": "your week", "Week 9–12": ""}
