import pytest

from dashboard.findings.finding import FindingState
from dashboard.findings.peers import effects, precision
from dashboard.findings.peers.match import FACTS, ORDER
from dashboard.findings.peers.me import MyEffect, MyFacts
from dashboard.stats.shares import share_with_blur
from dashboard.stores import Stores
from db.thresholds import PEERS_FROM_PEOPLE
from tests.dashboard.findings.peers.peers_cells import in_week, peers

ME = MyFacts(3, condition="mcas", sensitivity="yes", first_timing="bedtime", first_dose="from_500")
DOSE, ILLNESS = "first_dose=from_500", "condition=mcas"


def test_groups_are_tried_in_one_fixed_order_from_one_fact_to_everyone() -> None:
    """Each fact alone, then everyone."""
    assert (*((name,) for name in FACTS), ()) == ORDER


def test_the_first_fact_with_fifty_people_at_my_week_is_taken(stores: Stores) -> None:
    """50 share the first dose; hundreds of others do not matter."""
    groups = {DOSE: in_week("w3_4", 50), ILLNESS: in_week("w3_4", 200), "": in_week("w3_4", 400)}
    found = effects.comparison_group(peers(stores, ME, groups))
    assert found.finding.filters == {"first_dose": "from_500"}
    assert found.finding.sentence == "50 people like you, in one of weeks 3 to 4 on LDN"
    (left,) = found.left
    assert left == (
        "We left out your main condition, how hard medicines hit you and the time of your first "
        "dose. We use one fact at a time, so that nobody can be picked out."
    )


def test_a_group_that_is_too_small_makes_room_and_is_said(stores: Stores) -> None:
    """45 share the first dose, 60 share the illness."""
    groups = {DOSE: in_week("w3_4", 45), ILLNESS: in_week("w3_4", 60)}
    found = effects.comparison_group(peers(stores, ME, groups))
    assert found.finding.filters == {"condition": "mcas"}
    assert "We left out your first dose: too few people." in found.left


def test_a_word_that_is_counted_with_others_opens_their_slice(stores: Stores) -> None:
    """MCAS stands with thyroid: both are people like me."""
    joined = "condition=mcas+thyroid"
    found = effects.comparison_group(peers(stores, ME, {joined: in_week("w3_4", 60)}))
    assert found.finding.filters == {"condition": "mcas+thyroid"}


@pytest.mark.parametrize("written", [{}, in_week("w3_4", 10), in_week("w3_4", 25)])
def test_the_way_to_a_larger_group_says_nothing_of_how_many_are_in_the_small_one(
    stores: Stores,
    written: dict,
) -> None:
    """Fewer than 20 are not even stored; those and 20 to 45 people give the same answer."""
    everyone = in_week("w3_4", 400)
    found = effects.comparison_group(peers(stores, ME, {DOSE: written, "": everyone}))
    assert found.finding.sentence == "All 400 people in one of weeks 3 to 4 on LDN"
    assert len(found.left) == 1 and found.left[0].endswith("too few people.")


def test_another_week_is_no_substitute_for_mine(stores: Stores) -> None:
    """200 people share my first dose in week 1, none in my weeks."""
    found = effects.comparison_group(
        peers(stores, ME, {DOSE: in_week("w1", 200), "": in_week("w3_4", 400)}),
    )
    assert found.finding.filters == {}


def test_a_fact_that_was_not_said_is_neither_used_nor_left_out(stores: Stores) -> None:
    """Only the first dose is known."""
    me = MyFacts(3, first_dose="from_500")
    found = effects.comparison_group(
        peers(stores, me, {"first_dose=from_500": in_week("w3_4", 50)})
    )
    assert (found.finding.filters, found.left) == ({"first_dose": "from_500"}, ())


def test_too_few_people_at_my_week_are_not_told(stores: Stores) -> None:
    """25 of everyone: no sentence with a number, no row."""
    found = peers(stores, ME, {"": in_week("w3_4", 25, headache=10)})
    assert effects.comparison_group(found).finding.state is FindingState.too_few
    answer = effects.effects_beside_mine(found)
    assert answer.finding.state is FindingState.too_few
    assert answer.finding.numbers.rows == ()
    assert effects.effect_words(found) == []
    assert PEERS_FROM_PEOPLE == 30


def test_an_effect_of_mine_is_told_with_its_people_its_range_and_how_soon_it_passed(
    stores: Stores,
) -> None:
    """40 of 100; of 80 who had it 40 were over it in week 1, 30 of 40 in week 2."""
    me = MyFacts(3, condition="mcas", effects=(MyEffect("effect_vivid_dreams"),))
    group = in_week("w3_4", 100, vivid_dreams=40, headache=20)
    lasting = {"w1": (80, 40), "w2": (40, 30), "w3_4": (10, 5)}
    group["effect_lasting"] = {f"effect_vivid_dreams|{band}": n for band, n in lasting.items()}
    answer = effects.effects_beside_mine(peers(stores, me, {"condition=mcas": group}))
    assert answer.finding.sentence == (
        "About 4 in 10 of 100 people like you had vivid dreams in one of weeks 3 to 4"
        f"{precision.range_in_brackets(share_with_blur(40, 100))}. "
        "For most of 80 people who had it, it passed within 2 weeks."
    )
    assert [(row.label, row.mine, row.told) for row in answer.finding.numbers.rows] == [
        ("Vivid dreams", True, "4 in 10"),
        ("Headache", False, "2 in 10"),
    ]


def test_who_had_it_as_long_as_i_have_is_told_from_those_still_at_risk(stores: Stores) -> None:
    """Mine began in week 1, it is week 4: of 100 at risk after 2 weeks 50 were over it by week 4.

    20 of them are censored in the band and count half: 50 of 90.
    """
    me = MyFacts(4, effects=(MyEffect("effect_headache", 1),))
    group = in_week("w3_4", 400, headache=100)
    lasting = {"w1": (200, 50), "w2": (150, 50), "w3_4": (100, 50), "w5_8": (30, 10)}
    group["effect_lasting"] = {f"effect_headache|{band}": n for band, n in lasting.items()}
    (line,) = effects.effects_beside_mine(peers(stores, me, {"": group})).lines
    assert line.startswith("Of 100 who still had it after 2 weeks, as you do, about 6 in 10 were")
    assert "after 4 weeks" in line


def test_how_soon_it_passed_names_its_people_where_they_are_not_those_of_the_share(
    stores: Stores,
) -> None:
    """Too few like me had it, so everyone who had it is told, and said."""
    me = MyFacts(3, condition="mcas", effects=(MyEffect("effect_headache"),))
    everyone = {"effect_lasting": {"effect_headache|w1": (60, 45), "effect_headache|w2": (15, 10)}}
    groups = {"condition=mcas": in_week("w3_4", 60, headache=30), "": everyone}
    assert effects.effects_beside_mine(peers(stores, me, groups)).finding.sentence.endswith(
        "For most of 60 people who had it (all members), it passed within 1 week.",
    )


def test_an_effect_that_nobody_can_tell_the_end_of_says_so(stores: Stores) -> None:
    """No life table at all."""
    me = MyFacts(3, effects=(MyEffect("effect_headache"),))
    answer = effects.effects_beside_mine(peers(stores, me, {"": in_week("w3_4", 60, headache=30)}))
    assert answer.finding.sentence.endswith("Too few people can tell yet how soon it passes.")


def test_an_effect_that_lasts_for_most_is_told_so(stores: Stores) -> None:
    """Of 100 only 10 were over it in the first week, and nothing is known after it."""
    me = MyFacts(3, effects=(MyEffect("effect_headache"),))
    group = in_week("w3_4", 60, headache=30)
    group["effect_lasting"] = {"effect_headache|w1": (100, 10), "effect_headache|w2": (90, 5)}
    assert effects.effects_beside_mine(peers(stores, me, {"": group})).finding.sentence.endswith(
        "Of 100 people who had it, about 8 in 10 still had it after 2 weeks.",
    )


def test_under_fifty_people_are_told_in_thirds(stores: Stores) -> None:
    """20 of 45 of everyone lies between a third and two thirds; the table has no percentage."""
    me = MyFacts(3, condition="mcas", effects=(MyEffect("effect_headache"),))
    group = in_week("w3_4", 45, headache=20, nausea=5)
    answer = effects.effects_beside_mine(peers(stores, me, {"": group}))
    assert answer.finding.sentence.startswith(
        "Between a third and two thirds of 45 people had headache in one of weeks 3 to 4.",
    )
    assert answer.finding.numbers.rough
    assert not [cell for row in answer.finding.table.rows for cell in row if "%" in cell]


def test_without_an_effect_of_mine_the_commonest_is_told(stores: Stores) -> None:
    """Three at the most, the most common first; those under 5 cases are left out."""
    group = in_week("w3_4", 200, headache=20, nausea=60, dizziness=30, anxiety=10, fatigue=0)
    answer = effects.effects_beside_mine(peers(stores, MyFacts(3), {"": group}))
    assert answer.finding.sentence == (
        "Of 200 people in one of weeks 3 to 4, the effect told most often was feeling sick: "
        f"about 3 in 10{precision.range_in_brackets(share_with_blur(60, 200))}."
    )
    labels = [row.label for row in answer.finding.numbers.rows]
    assert labels == ["Feeling sick", "Dizziness", "Headache"]


def test_figures_are_twenty_where_one_of_ten_would_be_none(stores: Stores) -> None:
    """60 of 200 are 6 of 20 figures, 10 of 200 are one."""
    rare = effects.effects_beside_mine(
        peers(stores, MyFacts(3), {"": in_week("w3_4", 200, nausea=60, anxiety=10)}),
    ).finding.numbers
    assert (rare.of, [row.figures.filled for row in rare.rows]) == (20, [6, 1])


def test_figures_are_ten_where_each_effect_fills_one(stores: Stores) -> None:
    """60 of 200 are 3 of 10 figures, 20 are one."""
    found = effects.effects_beside_mine(
        peers(stores, MyFacts(3), {"": in_week("w3_4", 200, nausea=60, anxiety=20)})
    )
    numbers = found.finding.numbers
    assert (numbers.of, [row.figures.filled for row in numbers.rows]) == (10, [3, 1])


def test_a_share_too_rare_for_a_number_is_one_figure_that_may_be(stores: Stores) -> None:
    """0 of 100, which I have."""
    me = MyFacts(3, effects=(MyEffect("effect_palpitations"),))
    found = effects.effects_beside_mine(
        peers(stores, me, {"": in_week("w3_4", 100, palpitations=0)})
    )
    (row,) = found.finding.numbers.rows
    assert (row.told, row.figures.filled, row.figures.maybe) == ("none or a few", 0, 1)


def test_who_stopped_is_told_that_the_others_did_not(stores: Stores) -> None:
    """They are counted while on LDN."""
    me = MyFacts(3, stopped=True)
    assert effects.comparison_group(peers(stores, me, {"": in_week("w3_4", 90)})).lines == (
        "You have stopped. The people here were still on LDN in that week.",
    )
