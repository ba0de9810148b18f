"""What stands on whose page: who stopped, who feels worse, who goes on."""

import pytest

from dashboard.findings.peers import dose, split_doses, stops, weeks, what_helped, worse
from dashboard.findings.peers.me import MyEffect, MyFacts
from dashboard.findings.peers.peer_numbers import IconRows
from dashboard.findings.peers.story import cards_of_story, questions_of_story
from dashboard.stores import Stores
from db.catalogue import MEASURES
from tests.dashboard.findings.peers.peers_cells import Group, peers

DREAMS = (MyEffect("effect_vivid_dreams"),)
STOPPED = MyFacts(9, effects=DREAMS, stopped=True, stop_reason="side_effects")
WORSE = MyFacts(20, effects=DREAMS, overall_change="much_worse", dose_ug=3000, is_divided=True)


def parts(people: int, **cases: int) -> dict[str, tuple[int, int]]:
    return {word: (people, n) for word, n in cases.items()}


def counts(numbers: IconRows) -> dict[str, str]:
    return {row.label: row.count for row in numbers.rows}


@pytest.mark.parametrize(
    ("me", "first_three"),
    [
        (MyFacts(3, effects=DREAMS), ("effects", "by_week", "helped")),
        (STOPPED, ("effects", "stops", "reasons")),
        (WORSE, ("effects", "worse", "eased")),
    ],
)
def test_own_effects_stand_first_and_then_the_members_own_story(
    me: MyFacts, first_three: tuple[str, ...]
) -> None:
    """As docs/people-like-me.md says."""
    assert cards_of_story(me)[:3] == first_three


def test_much_better_never_stands_before_what_helped_others_who_felt_worse() -> None:
    """It is the last card of a member who feels worse, and not on that of one who stopped."""
    cards = cards_of_story(WORSE)
    assert cards.index("eased") < cards.index("helped") < cards.index("change")
    assert "change" not in cards_of_story(STOPPED)


def test_divided_doses_are_told_to_who_divides() -> None:
    """And to nobody else."""
    assert "divided" in cards_of_story(WORSE)
    assert "divided" not in cards_of_story(MyFacts(3, effects=DREAMS, dose_ug=1000))


def test_without_an_effect_no_card_asks_about_mine() -> None:
    """Any effect, the dose, feeling better, and what others have."""
    assert cards_of_story(MyFacts(3)) == ("effects", "dose", "change", "common")


def test_every_card_of_every_story_has_a_question(stores: Stores) -> None:
    """No name is left over, none is missing."""
    named = {
        card for me in (MyFacts(3, effects=DREAMS), STOPPED, WORSE) for card in cards_of_story(me)
    }
    assert set(questions_of_story(peers(stores, WORSE, {}), None)) == named


def test_how_many_had_stopped_by_that_week_is_the_sum_of_its_parts(stores: Stores) -> None:
    """40 of 200 for effects, 20 otherwise: 4 and 2 in 20, together 6; mine is marked."""
    course = parts(200, on_with=60, on_without=80, stopped_for_effects=40, stopped_otherwise=20)
    cells = {f"{state}|w9_12": cell for state, cell in course.items()}
    answer = stops.stops_by_week(peers(stores, STOPPED, {"": {"course_by_week": cells}}))
    assert answer.finding.sentence == "About 6 in 20 people had stopped LDN by weeks 9 to 12."
    assert counts(answer.finding.numbers) == {
        "Stopped for side effects": "4 in 20",
        "Stopped for another reason": "2 in 20",
        "Still on LDN": "14 in 20",
    }
    assert [row.tag for row in answer.finding.numbers.rows] == ["your reason", "", ""]


def test_my_own_reason_for_stopping_is_told_first(stores: Stores) -> None:
    """30 of 100 stopped for side effects, 60 because it did not help."""
    cases = dict.fromkeys(MEASURES["stop_reason"].axes[0], 0) | {
        "side_effects": 30,
        "no_benefit": 60,
    }
    found = peers(stores, STOPPED, {"": {"stop_reason": parts(100, **cases)}})
    answer = stops.stop_reasons(found)
    assert answer.finding.sentence.endswith("who stopped gave your reason: side effects.")
    assert [row.label for row in answer.finding.numbers.rows] == ["It did not help", "Side effects"]


def helped_cells(group: str, people: int, **cases: int) -> Group:
    words = dict.fromkeys(MEASURES["what_helped"].axes[1], 0) | cases
    return {"what_helped": {f"{group}|{w}": (people, n) for w, n in words.items()}}


def test_what_helped_is_told_for_the_group_of_the_effect(stores: Stores) -> None:
    """Vivid dreams are a sleep effect; 120 of 200 named time. "Nothing yet" helped nobody."""
    written = helped_cells("sleep", 200, time=120, lower_dose=40, nothing_yet=150)
    answer = what_helped.what_helped(peers(stores, WORSE, {"": written}), DREAMS[0].word)
    assert (
        answer.finding.sentence
        == "About 6 in 10 people whose effect passed said this helped: time."
    )
    assert counts(answer.finding.numbers) == {"Time": "6 in 10", "A lower dose": "2 in 10"}
    assert answer.finding.cells == ()


def test_who_stopped_sees_how_many_named_stopping_and_what_is_not_known(stores: Stores) -> None:
    """Fewer than four other things named it; no edition tells of the weeks after."""
    written = helped_cells(
        "sleep", 200, time=120, lower_dose=40, slower_steps=40, moved_to_morning=30, stopped=20
    )
    answer = what_helped.what_helped(peers(stores, STOPPED, {"": written}), DREAMS[0].word)
    (mine,) = [row for row in answer.finding.numbers.rows if row.tag]
    assert (mine.label, mine.count, mine.tag) == ("Stopping", "1 in 10", "you did this")
    assert "No edition tells yet how people fare in the weeks after they stop." in answer.lines


def test_feeling_worse_is_told_of_those_who_went_up_to_my_dose(stores: Stores) -> None:
    """60 of 200 said effects got worse, 40 of 300 went back; mine is 3 mg."""
    cells = {"from_3000|effects_worse": (200, 60), "from_3000|went_back": (300, 40)}
    answer = worse.worse_after_step_up(peers(stores, WORSE, {"": {"after_step_up": cells}}))
    assert answer is not None
    assert answer.finding.kicker == "Going up to a dose of 3 to under 4.5 mg"
    assert (
        answer.finding.sentence == "About 3 in 10 people said side effects got worse on this step."
    )


def test_without_a_dose_nobody_is_asked_about_a_step(stores: Stores) -> None:
    """In a break, or not said."""
    me = MyFacts(20, overall_change="much_worse")
    assert worse.worse_after_step_up(peers(stores, me, {})) is None


def test_what_eased_it_is_told_with_the_benefit_that_stayed_and_no_advice(stores: Stores) -> None:
    """Of 100 who cut by half 60 felt better."""
    cells = {"half|effects_better": (100, 60), "half|benefit_kept": (100, 80)}
    answer = worse.what_eased_it(peers(stores, WORSE, {"": {"step_down": cells}}))
    assert answer.finding.sentence == (
        "About 6 in 10 people who cut their dose by about half said side effects eased."
    )
    assert counts(answer.finding.numbers)["The benefit stayed"] == "8 in 10"
    assert answer.lines[1].startswith("This is no advice")


def test_divided_doses_are_told_by_who_said_it_helped(stores: Stores) -> None:
    """40 of 200; nobody started with divided doses, which is said."""
    written = helped_cells("any_effect", 200, split_dose=40)
    answer = split_doses.split_dose_answers(peers(stores, WORSE, {"": written}))
    assert answer.finding.sentence == (
        "About 2 in 10 people whose effect passed said that splitting the dose helped."
    )
    assert "Too few people started with divided doses" in answer.lines[1]


KEPT = dict.fromkeys(MEASURES["dose_kept"].axes[0], 0) | {
    "from_1500": 40,
    "from_3000": 60,
    "at_4500": 60,
    "stepping": 20,
    "stopped": 20,
}


def test_my_dose_stands_between_lower_and_higher_ones_as_parts_of_one_whole(stores: Stores) -> None:
    """Of 200: 40 lower, 60 the same, 60 higher, 20 still changing, 20 stopped."""
    answer = dose.dose_kept(peers(stores, WORSE, {"": {"dose_kept": parts(200, **KEPT)}}))
    assert answer is not None
    assert answer.finding.sentence == "About 6 in 20 people keep 3 to under 4.5 mg."
    told = {row.label: row.figures.filled for row in answer.finding.numbers.rows if row.figures}
    assert told == {
        "A lower dose": 4,
        "3 to under 4.5 mg": 6,
        "A higher dose": 6,
        "Still changing it": 2,
        "Stopped": 2,
    }
    assert [row.tag for row in answer.finding.numbers.rows][1] == "your dose"


@pytest.mark.parametrize(
    ("week", "on_dose", "said"),
    [(6, 5, "nothing to catch up with"), (30, 2, "Yours is newer")],
)
def test_a_member_who_is_not_there_yet_is_told_so(
    stores: Stores, week: int, on_dose: int, said: str
) -> None:
    """Before week 12, or on a new dose."""
    me = MyFacts(week, dose_ug=3000, weeks_on_dose=on_dose)
    answer = dose.dose_kept(peers(stores, me, {"": {"dose_kept": parts(200, **KEPT)}}))
    assert answer is not None and said in answer.lines[-1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("a_little_better", "You said: a little better."),
        ("much_worse", "The others did not. What helped people who felt worse stands further up."),
    ],
)
def test_worse_is_never_set_against_the_others_much_better(
    stores: Stores, change: str, said: str
) -> None:
    """120 of 200 felt much better in my weeks."""
    me = MyFacts(20, overall_change=change)
    answer = weeks.change_by_week(
        peers(stores, me, {"": {"benefit_by_week": {"w13_26": (200, 120)}}})
    )
    assert answer.finding.sentence == (
        "About 6 in 10 people felt much or very much better in weeks 13 to 26."
    )
    assert answer.lines[1] == said
    assert "worse" not in answer.finding.sentence


@pytest.mark.parametrize("card", ["effects", "stops", "reasons", "helped", "eased", "change"])
def test_where_too_few_told_no_number_stands(stores: Stores, card: str) -> None:
    """An edition without a cell of them."""
    answer = questions_of_story(peers(stores, STOPPED, {}), None)[card]()
    assert answer is not None and not answer.finding.is_shown
    assert not [sign for sign in answer.finding.sentence if sign.isdigit()]
