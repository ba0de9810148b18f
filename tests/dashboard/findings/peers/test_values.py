import pytest

from dashboard.findings.finding import FindingState
from dashboard.findings.peers import dose, precision, weeks, what_helped
from dashboard.findings.peers.me import MyEffect, MyFacts
from dashboard.stats.shares import share_of_added_counts, share_with_blur
from dashboard.stores import Stores
from tests.dashboard.findings.peers.peers_cells import peers

KEPT = {
    "from_500": (200, 20),
    "from_1500": (200, 40),
    "at_4500": (200, 80),
    "stepping": (200, 20),
    "stopped": (200, 40),
}


@pytest.mark.parametrize(
    ("cases", "people", "said"),
    [
        (10, 45, "fewer than a third"),
        (15, 45, "between a third and two thirds"),
        (30, 45, "two thirds or more"),
        (45, 45, "two thirds or more"),
        (20, 50, "about 4 in 10"),
    ],
)
def test_a_share_beside_my_own_value_is_a_third_under_fifty_people(
    cases: int,
    people: int,
    said: str,
) -> None:
    """A number from 50 people on."""
    assert precision.how_often(share_with_blur(cases, people)) == said


def test_only_a_number_has_a_range() -> None:
    """A third has none."""
    assert precision.range_in_brackets(share_with_blur(15, 45)) == ""
    share = share_with_blur(200, 400)
    low, high = round(100 * share.low), round(100 * share.high)
    assert precision.range_in_brackets(share) == f" ({low} to {high} in 100)"


def test_rough_figures_are_filled_up_to_the_lower_bound_and_may_be_up_to_the_higher() -> None:
    """20 of 40, with bounds of about 0.3 and 0.7, of ten."""
    share = share_with_blur(20, 40)
    filled, maybe, low, high = precision.little_figures(share, 10)
    assert filled <= 10 * low < filled + 1
    assert filled + maybe - 1 < 10 * high <= filled + maybe
    assert (low, high) == (share.low, share.high)


def test_an_effect_by_week_is_marked_from_when_mine_began_to_now(stores: Stores) -> None:
    """From week 2 to week 7: places 1 to 3 of the bands."""
    me = MyFacts(7, effects=(MyEffect("effect_headache", 2),))
    cells = {f"effect_headache|{week}": (100, 30) for week in ("w2", "w5_8", "w9_12")}
    found = weeks.effect_by_week(
        peers(stores, me, {"": {"effect_by_week": cells}}), me.effects[0].word
    )
    numbers = found.finding.numbers
    assert (numbers.first, numbers.now, numbers.said) == (1, 3, "you have it")
    range_ = precision.range_in_brackets(share_with_blur(30, 100))
    assert found.finding.sentence == (
        f"About 3 in 10 of 100 people had headache in week 2{range_}. Of those still on "
        f"LDN in one of weeks 9 to 12, it was about 3 in 10 of 100{range_}."
    )


def test_an_effect_that_i_do_not_have_is_marked_at_my_week_alone(stores: Stores) -> None:
    """One named week gives one sentence."""
    cells = {"effect_by_week": {"effect_headache|w5_8": (100, 30)}}
    found = weeks.effect_by_week(peers(stores, MyFacts(7), {"": cells}), "effect_headache").finding
    assert (found.numbers.first, found.numbers.now, found.numbers.said) == (3, 3, "you")
    range_ = precision.range_in_brackets(share_with_blur(30, 100))
    assert (
        found.sentence
        == f"About 3 in 10 of 100 people had headache in one of weeks 5 to 8{range_}."
    )


def test_my_overall_change_stands_beside_theirs_in_my_weeks(stores: Stores) -> None:
    """50 of 100 in weeks 5 to 8."""
    me = MyFacts(7, condition="mcas", overall_change="a_little_better")
    cells = {"benefit_by_week": {"w5_8": (100, 50), "w9_12": (100, 70)}}
    answer = weeks.change_by_week(peers(stores, me, {"condition=mcas": cells}))
    range_ = precision.range_in_brackets(share_with_blur(50, 100))
    assert answer.finding.sentence == (
        "About 5 in 10 of 100 people like you felt much or very much better in weeks 5 to 8"
        f"{range_}."
    )
    assert answer.lines == ("You said: a little better.",)
    assert answer.finding.numbers.said == "you: a little better"


def test_too_few_who_told_their_change_are_not_told(stores: Stores) -> None:
    """25 people in my weeks, however many in others; the same for an effect."""
    cells = {"benefit_by_week": {"w5_8": (25, 10), "w9_12": (100, 70)}}
    found = peers(stores, MyFacts(7), {"": cells})
    assert weeks.change_by_week(found).finding.state is FindingState.too_few
    assert weeks.effect_by_week(found, "effect_headache").finding.state is FindingState.too_few


def test_my_dose_is_told_among_those_that_people_like_me_keep(stores: Stores) -> None:
    """40 of 200 keep 1.5 mg; of 140 with one dose 20 keep a lower one and 80 a higher one."""
    me = MyFacts(30, condition="mcas", dose_ug=1500, weeks_on_dose=10)
    groups = {"condition=mcas": {"dose_kept": KEPT}}
    answer = dose.dose_kept(peers(stores, me, groups))
    assert answer.finding.sentence.startswith(
        "About 2 in 10 of 200 people like you keep the dose that you are on, 1.5 to under 2 mg (",
    )
    (line,) = answer.lines
    assert line.startswith("Of 140 people who keep one dose, about 1 in 7 (")
    assert "and about 6 in 10 (" in line and line.endswith("a higher one.")
    assert [row.label for row in answer.finding.numbers.rows if row.mine] == ["1.5 to under 2 mg"]
    assert answer.finding.numbers.said == "you: 1.5 mg"


def test_among_under_fifty_who_keep_a_dose_mine_lies_in_a_third(stores: Stores) -> None:
    """Of 40, 30 keep a higher one: the middle of mine is at 5 of 40."""
    cells = {"from_500": (60, 10), "at_4500": (60, 30), "stopped": (60, 20)}
    me = MyFacts(30, dose_ug=500, weeks_on_dose=10)
    answer = dose.dose_kept(peers(stores, me, {"": {"dose_kept": cells}}))
    assert answer.lines[0].endswith("yours lies in the lower third.")


def test_bounds_of_a_sum_of_cells_allow_for_the_blur_of_each() -> None:
    """Nine blurred counts are less certain than one."""
    plain, summed = share_with_blur(200, 400), share_of_added_counts(200, 400, 9)
    assert summed.value == plain.value
    assert summed.high - summed.low > plain.high - plain.low


def test_without_a_dose_of_mine_the_commonest_is_told_and_nothing_is_marked(stores: Stores) -> None:
    """80 of 200 keep 4.5 mg."""
    answer = dose.dose_kept(peers(stores, MyFacts(30), {"": {"dose_kept": KEPT}}))
    assert answer.finding.sentence.startswith(
        "Of 200 people, the dose kept most often is 4.5 mg: about 4 in 10 (",
    )
    assert not [row for row in answer.finding.numbers.rows if row.mine]
    assert (answer.lines, answer.finding.numbers.said) == ((), "")


@pytest.mark.parametrize(
    ("me", "said"),
    [
        (MyFacts(6, dose_ug=500, weeks_on_dose=5), "12 weeks ago or more"),
        (MyFacts(30, dose_ug=500, weeks_on_dose=2), "Yours is newer"),
    ],
)
def test_a_member_who_is_not_there_yet_is_told_so(stores: Stores, me: MyFacts, said: str) -> None:
    """Before week 12, or on a new dose."""
    answer = dose.dose_kept(peers(stores, me, {"": {"dose_kept": KEPT}}))
    assert said in answer.lines[-1]


def test_eleven_places_need_fifty_people(stores: Stores) -> None:
    """45 like me make room for everyone; 45 of everyone are too few."""
    few = {"dose_kept": {"at_4500": (45, 20), "stopped": (45, 10)}}
    me = MyFacts(30, condition="mcas")
    answer = dose.dose_kept(peers(stores, me, {"condition=mcas": few, "": {"dose_kept": KEPT}}))
    assert answer.finding.filters == {}
    assert answer.left == ("We left out your main condition: too few people.",)


def test_doses_of_too_few_people_are_not_told(stores: Stores) -> None:
    """45 of everyone."""
    few = {"dose_kept": {"at_4500": (45, 20), "stopped": (45, 10)}}
    finding = dose.dose_kept(peers(stores, MyFacts(30, dose_ug=4500), {"": few})).finding
    assert finding.state is FindingState.too_few


def test_what_helped_is_told_for_the_group_of_the_effect(stores: Stores) -> None:
    """Vivid dreams are a sleep effect; 60 of 80 named time. Nothing is there to download."""
    cells = {"sleep|time": (80, 60), "sleep|lower_dose": (80, 20), "physical|time": (90, 10)}
    found = peers(stores, MyFacts(7, condition="mcas"), {"condition=mcas": {"what_helped": cells}})
    finding = what_helped.what_helped(found, "effect_vivid_dreams").finding
    assert finding.sentence == "Named most often as what helped: time."
    assert finding.basis == "Told by about 75 in 100 (80 people, range: 55 to 90 in 100)."
    assert finding.cells == ()


def test_what_helped_under_fifty_people_is_not_told(stores: Stores) -> None:
    """45 of everyone, although the page of timelines tells it from 30."""
    cells = {"what_helped": {"sleep|time": (45, 30)}}
    finding = what_helped.what_helped(
        peers(stores, MyFacts(7), {"": cells}), "effect_vivid_dreams"
    ).finding
    assert finding.state is FindingState.too_few
