from collections.abc import Callable

import pytest

from dashboard.charts.maps import share_map_figure
from dashboard.charts.timelines import shares_by_week_figure
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timelines import by_week
from dashboard.text import say
from db.catalogue import EVERY_EFFECT
from db.thresholds import GROUPS_FROM_MEMBERS

MakeAsked = Callable[..., EditionSlice]
DREAMS = "effect_vivid_dreams"


def weekly(word: str, **weeks: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {f"{word}|{week}": counts for week, counts in weeks.items()}


def test_a_fall_is_told_with_both_numbers_and_their_people(asked: MakeAsked) -> None:
    """170 of 405 in week 2, 35 of 255 in weeks 9-12: the intervals are apart."""
    cells = weekly(DREAMS, w1=(420, 145), w2=(405, 170), w9_12=(255, 35))
    finding = by_week.effect_by_week(asked({"effect_by_week": cells}), DREAMS)
    assert finding.sentence == "Fewer people had vivid dreams in weeks 9 to 12 than in week 2."
    assert finding.basis == (
        "Week 2: about 42 in 100 (405 people, range: 36 to 48). "
        "Of those still on LDN in one of weeks 9 to 12: "
        "about 14 in 100 (255 people, range: 9 to 20). "
        "Shaded: when sleep effects often pass, says the article by Y. H. Kim."
    )


def test_where_intervals_meet_no_fall_is_told(asked: MakeAsked) -> None:
    """20 of 60 and 15 of 60 may be the same."""
    cells = weekly(DREAMS, w2=(60, 20), w5_8=(60, 15))
    finding = by_week.effect_by_week(asked({"effect_by_week": cells}), DREAMS)
    assert finding.sentence == "Vivid dreams: no clear change from week 2 to weeks 5 to 8."
    assert "too close to tell apart" in finding.basis


@pytest.mark.parametrize(
    ("counts", "said"),
    [(((900, 90), (900, 100)), "about as common"), (((300, 60), (300, 68)), "no clear change")],
)
def test_about_as_common_is_said_only_where_the_range_is_within_ten_points(
    asked: MakeAsked, counts: tuple[tuple[int, int], ...], said: str
) -> None:
    """10 and 11 in 100 of 900 are; 20 and 23 of 300 may differ by 11."""
    cells = weekly(DREAMS, w2=counts[0], w9_12=counts[1])
    assert said in by_week.effect_by_week(asked({"effect_by_week": cells}), DREAMS).sentence


def test_the_two_weeks_of_the_sentence_are_fixed_before_looking(asked: MakeAsked) -> None:
    """Weeks 53 to 104 happen to be highest, of 30 people; week 2 and weeks 9-12 are told."""
    cells = weekly(DREAMS, w2=(400, 40), w9_12=(400, 45), w53_104=(30, 15))
    finding = by_week.effect_by_week(asked({"effect_by_week": cells}), DREAMS)
    assert finding.sentence == "Vivid dreams: no clear change from week 2 to weeks 9 to 12."
    assert "Week 2: about 10 in 100 (400 people," in finding.basis
    assert "one of weeks 9 to 12: about 11 in 100 (400 people," in finding.basis


def test_weeks_with_fewer_than_thirty_people_are_drawn_but_not_told(asked: MakeAsked) -> None:
    """25 people may be on the chart; with nobody else there is no sentence."""
    cells = weekly(DREAMS, w1=(25, 10))
    finding = by_week.effect_by_week(asked({"effect_by_week": cells}), DREAMS)
    assert finding.state is FindingState.too_few
    assert "10" not in finding.kicker


def test_figure_table_and_export_hold_the_same_published_numbers(asked: MakeAsked) -> None:
    """Numbers of the finding, words of the table, cells of the file: one source."""
    cells = weekly(DREAMS, w1=(420, 145), w2=(405, 170)) | weekly("sleep", w1=(420, 300))
    finding = by_week.effect_by_week(asked({"effect_by_week": cells}), DREAMS)
    (series,) = finding.numbers.series
    drawn = [(s.people, s.cases) if s else None for s in series.shares]
    assert drawn == [(420, 145), (405, 170), None, None, None, None, None, None]
    assert [(c.axis, c.people, c.cases) for c in finding.cells] == [
        (f"{DREAMS}|w1", 420, 145),
        (f"{DREAMS}|w2", 405, 170),
    ]
    assert finding.table.rows[0][1:4] == ("1", "420", "35 in 100")
    assert finding.table.rows[2][2] == "too few people to show"


def test_groups_are_told_one_after_the_other(asked: MakeAsked) -> None:
    """Week 2, in the order of the survey; no group is called worse than another."""
    cells = weekly("sleep", w2=(400, 160)) | weekly("mood", w2=(400, 40))
    finding = by_week.groups_by_week(asked({"effect_by_week": cells}))
    assert finding.sentence == "In week 2, about 40 in 100 had a sleep effect."
    assert finding.basis == (
        "Of 400 people. Range: 34 to 46 in 100. Had a mood effect: about 10 in 100 "
        "(range: 6 to 15)."
    )


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ((400, 60), "the effect told most often was vivid dreams"),
        ((400, 150), "vivid dreams and headache were told most often"),
    ],
)
def test_the_map_names_one_effect_only_where_it_stands_apart(
    asked: MakeAsked,
    second: tuple[int, int],
    said: str,
) -> None:
    """160 of 400 against 60, then against 150."""
    cells = weekly(DREAMS, w2=(400, 160)) | weekly("effect_headache", w2=second)
    finding = by_week.effect_map(asked({"effect_by_week": cells}))
    assert said in finding.sentence
    assert finding.numbers.rows[:2] == ("Vivid dreams", "Headache")
    assert len(finding.numbers.rows) == by_week.MOST_TOLD
    assert len({row[0] for row in finding.table.rows}) == 25
    assert "15 more effects stand in the table" in finding.numbers.note


def test_every_effect_knows_its_group_and_the_articles_weeks() -> None:
    """Sleep passes in weeks 1-4, mood and body in 1-2; of other effects the article is silent."""
    assert by_week.article_window(DREAMS) == ("w1", "w3_4")
    assert by_week.article_window("effect_low_mood") == ("w1", "w2")
    assert by_week.article_window("effect_pain_flare") == ("w1", "w2")
    assert by_week.article_window("effect_dizziness") is None


ANY_EFFECT_OF_40 = weekly(EVERY_EFFECT, w1=(40, 25), w2=(40, 25))


@pytest.mark.parametrize("word", [DREAMS, "sleep"])
def test_an_effect_of_a_small_group_has_one_sentence(asked: MakeAsked, word: str) -> None:
    """From how many members on it is shown; any effect is."""
    edition = asked({"effect_by_week": ANY_EFFECT_OF_40})
    finding = by_week.effect_by_week(edition, word)
    assert finding.state is FindingState.too_rare
    assert not finding.is_shown
    assert finding.sentence == say("finding.rare.small_group", members=GROUPS_FROM_MEMBERS)
    assert not finding.table.rows and not finding.cells
    assert by_week.effect_by_week(edition, EVERY_EFFECT).is_shown


def test_the_chart_of_kinds_of_a_small_group_has_the_same_sentence(asked: MakeAsked) -> None:
    """And its figure can still be drawn."""
    finding = by_week.groups_by_week(asked({"effect_by_week": ANY_EFFECT_OF_40}))
    assert finding.state is FindingState.too_rare
    assert finding.sentence == say("finding.rare.small_group", members=GROUPS_FROM_MEMBERS)
    assert shares_by_week_figure(finding.numbers, "light").data


def test_an_effect_that_no_group_within_the_group_tells_leads_to_everyone(
    asked: MakeAsked,
) -> None:
    """Under a filter the sentence has no number: few of everyone have it."""
    cells = {"effect_by_week": weekly(EVERY_EFFECT, w1=(60, 20))}
    edition = asked(cells, filters={"sex": "female"})
    finding = by_week.effect_by_week(edition, DREAMS)
    assert finding.state is FindingState.too_rare
    assert finding.sentence == say("finding.rare.in_group")


def test_the_map_leaves_out_what_is_too_rare_and_says_so(asked: MakeAsked) -> None:
    """With one effect alone there is no map."""
    both = weekly(EVERY_EFFECT, w2=(60, 40)) | weekly(DREAMS, w2=(60, 30))
    alone = by_week.effect_map(asked({"effect_by_week": both}))
    assert alone.state is FindingState.too_rare
    assert alone.sentence == say("finding.rare.small_group", members=GROUPS_FROM_MEMBERS)


def test_where_no_single_effect_is_told_the_map_can_still_be_drawn(asked: MakeAsked) -> None:
    """A group of 40, as a rule: its figure stands in no card, and fails in no pack."""
    cells = {"effect_by_week": weekly(EVERY_EFFECT, w2=(40, 20))}
    finding = by_week.effect_map(asked(cells))
    assert finding.state is FindingState.too_rare
    assert share_map_figure(finding.numbers, "light").data


def test_a_map_of_two_effects_has_two_rows(asked: MakeAsked) -> None:
    """And a line below it that says what is not there."""
    cells = (
        weekly(EVERY_EFFECT, w2=(60, 40))
        | weekly(DREAMS, w2=(60, 30))
        | weekly("effect_nausea", w2=(60, 15))
    )
    finding = by_week.effect_map(asked({"effect_by_week": cells}))
    assert finding.is_shown
    assert len(finding.numbers.rows) == 2
    assert finding.numbers.note == say("finding.timelines.map.note_rare")
