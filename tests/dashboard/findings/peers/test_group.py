"""One group for all cards, by the one fact that matters most to the member."""

import pytest

from dashboard.findings.peers import effects
from dashboard.findings.peers.match import comparison_group
from dashboard.findings.peers.me import MyEffect, MyFacts
from dashboard.stores import Stores
from tests.dashboard.findings.peers.peers_cells import in_week, peers

HEADACHE = (MyEffect("effect_headache"),)
ME = MyFacts(
    3, "mcas", sensitivity="yes", first_timing="bedtime", first_dose="from_500", effects=HEADACHE
)
DOSE, ILLNESS = "first_dose=from_500", "condition=mcas"
WRITTEN = {
    DOSE: in_week("w3_4", 60, headache=30),
    ILLNESS: in_week("w3_4", 200, headache=20),
    "": in_week("w3_4", 400, headache=120),
}


@pytest.mark.parametrize(
    ("fact", "whom"),
    [
        ("condition", "200 people (Main condition: MCAS)"),
        ("first_dose", "60 people (First dose: 0.5 to under 1.5 mg)"),
        (None, "400 people (all members)"),
    ],
)
def test_the_fact_that_matters_most_chooses_the_group(
    stores: Stores, fact: str | None, whom: str
) -> None:
    """Never the group that happens to be larger, or to say what one hopes."""
    answer = effects.own_effects(peers(stores, ME, WRITTEN, fact))
    assert answer.lines[0].startswith(whom)


def test_what_is_left_out_is_named_once(stores: Stores) -> None:
    """The other three facts, in one sentence."""
    (line,) = comparison_group(peers(stores, ME, WRITTEN, "condition"))
    assert line == (
        "We left out your first dose, how hard medicines hit you and the time of your first dose. "
        "We use one fact at a time, so that nobody can be picked out."
    )


def test_everyone_leaves_nothing_out(stores: Stores) -> None:
    """Nothing of mine was to be used."""
    assert comparison_group(peers(stores, ME, WRITTEN)) == ()


def test_a_fact_without_a_slice_shows_everyone_and_says_so(stores: Stores) -> None:
    """No edition holds the time of day."""
    found = peers(stores, MyFacts(3, first_timing="bedtime"), WRITTEN, "first_timing")
    (line,) = comparison_group(found)
    assert line == (
        "Too few members share the time of your first dose to be shown. So you see everyone."
    )
    assert "(all members)" in effects.own_effects(found).lines[0]


@pytest.mark.parametrize("written", [{}, in_week("w3_4", 20, headache=10)])
def test_a_number_that_the_group_does_not_show_is_everyones_and_the_card_says_so_once(
    stores: Stores, written: dict
) -> None:
    """None stored, or 20 people: the same words, so that nothing is told of how many they are."""
    groups = {ILLNESS: written, "": in_week("w3_4", 400, headache=120)}
    answer = effects.own_effects(peers(stores, ME, groups, "condition"))
    assert answer.lines == (
        "400 people (all members). Range: 2 to 4 in 10.",
        "“All members” means: people like you cannot be shown here.",
    )


def test_a_word_that_is_counted_with_others_opens_their_slice_and_says_so(stores: Stores) -> None:
    """MCAS stands with thyroid: both are people like me."""
    groups = {"condition=mcas+thyroid": in_week("w3_4", 60, headache=30)}
    found = peers(stores, ME, groups, "condition")
    assert "60 people" in effects.own_effects(found).lines[0]
    assert "Yours is among “MCAS or Thyroid disease” here." in comparison_group(found)[0] or (
        comparison_group(found)[0].startswith("Yours is among “")
    )
