from collections.abc import Callable

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timelines import spells

MakeAsked = Callable[..., EditionSlice]


def hours(**cases: int) -> dict[str, dict[str, tuple[int, int]]]:
    return {"hours_after_dose": {word: (100, count) for word, count in cases.items()}}


def test_the_commonest_hours_are_named_where_they_stand_apart(asked: MakeAsked) -> None:
    """60 of 100 against 20; the range is Wilson's, a little wider for the blur."""
    finding = spells.hours_after_dose(asked(hours(under_2=20, from_2_to_4=60)))
    assert finding.sentence == (
        "When waking or vivid dreams come after the dose, told most often: 2 to 4 hours."
    )
    assert finding.basis == "Told by about 60 in 100 (100 people, range: 47 to 72)."
    assert finding.table.rows[1] == ("2 to 4 hours", "100", "60 in 100", "47 to 72 in 100")
    assert [(cell.axis, cell.cases) for cell in finding.cells] == [
        ("from_2_to_4", 60),
        ("under_2", 20),
    ]


def test_hours_that_are_too_close_are_told_so(asked: MakeAsked) -> None:
    """40 of 100 against 35."""
    finding = spells.hours_after_dose(asked(hours(under_2=35, from_2_to_4=40)))
    assert finding.sentence.endswith("no one answer stands out.")
    assert "too close to tell apart" in finding.basis


def test_the_articles_hours_are_marked_whatever_is_commonest(asked: MakeAsked) -> None:
    """2 to 4 hours, though under 2 hours is told more often."""
    finding = spells.hours_after_dose(asked(hours(under_2=60, from_2_to_4=20)))
    assert finding.numbers.marked == "2 to 4 hours"


@pytest.mark.parametrize("people", [10, 25])
def test_hours_of_too_few_people_are_not_told(asked: MakeAsked, people: int) -> None:
    """They may be drawn from 10 people on; a sentence needs 30."""
    finding = spells.hours_after_dose(asked({"hours_after_dose": {"under_2": (people, 5)}}))
    assert finding.state is FindingState.too_few


def test_what_helped_is_told_for_one_group_alone(asked: MakeAsked) -> None:
    """Sleep: 70 of 100 named time; the body's cells are not looked at."""
    cells = {"sleep|time": (100, 70), "sleep|lower_dose": (100, 20), "physical|time": (200, 10)}
    finding = spells.what_helped(asked({"what_helped": cells}), "sleep")
    assert finding.sentence == "Named most often as what helped: time."
    assert finding.basis.startswith("Told by about 70 in 100 (100 people, range: ")
    assert {cell.axis for cell in finding.cells} == {"sleep|time", "sleep|lower_dose"}
    assert ("Slower steps", "too few people to show", "", "") in finding.table.rows


def test_what_helped_too_few_people_is_not_told(asked: MakeAsked) -> None:
    """Nobody in this group."""
    finding = spells.what_helped(asked({"what_helped": {"sleep|time": (100, 70)}}), "mood")
    assert finding.state is FindingState.too_few
