from collections.abc import Callable

import pytest

from dashboard.findings.doses import sweet_spot
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.text import say
from db.catalogue import MEASURES

MakeAsked = Callable[..., EditionSlice]
WORDS = MEASURES["sweet_spot_found"].axes[0]


def found_cells(people: int, *cases: int) -> dict[str, dict[str, tuple[int, int]]]:
    """Cases at five doses from the lowest up, still looking, stopped."""
    return {"sweet_spot_found": {w: (people, n) for w, n in zip(WORDS, cases, strict=True)}}


HALF_FOUND = found_cells(400, 0, 20, 100, 40, 25, 125, 90)


def test_where_members_found_theirs_is_told_as_one_whole(asked: MakeAsked) -> None:
    """400 less 125 looking and 90 stopped: 185 found theirs, 46 in 100; 31.25 and 22.5 beside them.

    Whole parts 46 + 31 + 22 are 99, and .5 is the largest remainder: 23. Of the 46 100 / 185 are at
    1.5 to under 3 mg: 24.9, so 25.
    """
    finding = sweet_spot.sweet_spot_found(asked(HALF_FOUND))
    assert finding.sentence == (
        "Of 100 who began half a year ago or more, 46 have found their sweet spot."
    )
    assert (
        "Most often 1.5 to under 3 mg (25). Of the others, 31 are still looking and 23 stopped. "
        "Of 400 people."
    ) in finding.basis


def test_the_parts_that_are_shown_add_up(asked: MakeAsked) -> None:
    """Five doses to what was found, and that with the rest to 100."""
    numbers = sweet_spot.sweet_spot_found(asked(HALF_FOUND)).numbers
    doses = [round(100 * bar.share.value) for bar in numbers.parts if bar.share]
    rest = [round(100 * bar.share.value) for bar in numbers.rest if bar.share]
    assert doses == [0, 5, 25, 10, 6]
    assert sum(doses) == round(100 * numbers.found.share.value) == 46
    assert rest == [31, 23]


def test_no_dose_is_best_and_none_is_named_where_two_are_close(asked: MakeAsked) -> None:
    """70 and 65 of 400 found theirs at two doses: their ranges overlap."""
    finding = sweet_spot.sweet_spot_found(asked(found_cells(400, 0, 20, 70, 65, 25, 125, 95)))
    assert "No one dose stands out." in finding.basis
    assert "Most often" not in finding.basis
    assert "Nobody can know the best dose" in finding.trust


def test_few_people_are_told_in_fives_with_their_range(asked: MakeAsked) -> None:
    """Of 80 people 40 found theirs, 24 look, 16 stopped; 2.5 points are for told times."""
    finding = sweet_spot.sweet_spot_found(asked(found_cells(80, 0, 0, 24, 16, 0, 24, 16)))
    assert "50 have found" in finding.sentence and "30 are still looking" in finding.basis
    assert "Of 80 people. Range of those who found theirs: 25 to 75 in 100." in finding.basis


def test_where_hardly_anyone_has_found_theirs_that_is_said(asked: MakeAsked) -> None:
    """Everybody is still looking but 40 who stopped."""
    finding = sweet_spot.sweet_spot_found(asked(found_cells(200, 0, 0, 0, 0, 0, 160, 40)))
    assert finding.sentence.endswith("hardly any have found theirs yet.")
    assert "80 are still looking" in finding.basis


@pytest.mark.parametrize(
    "cells",
    [
        {},
        found_cells(25, 0, 0, 5, 5, 0, 10, 5),
        {"sweet_spot_found": {"stopped": (90, 9)}},
        found_cells(50, 0, 0, 15, 10, 0, 15, 10),
    ],
)
def test_too_few_people_are_told_nothing(
    asked: MakeAsked, cells: dict[str, dict[str, tuple[int, int]]]
) -> None:
    """Nobody, 25 people, parts that lack; half of 50 people may be 20 to 80 in 100."""
    finding = sweet_spot.sweet_spot_found(asked(cells))
    assert finding.state is FindingState.too_few
    assert finding.cells == () and finding.numbers.found.share is None


def test_the_table_names_every_part_with_its_range(asked: MakeAsked) -> None:
    """Found, five doses, still looking, stopped."""
    table = sweet_spot.sweet_spot_found(asked(HALF_FOUND)).table
    assert [row[0] for row in table.rows] == [
        say("finding.doses.sweet_spot.found"),
        "Under 0.5 mg",
        "0.5 to under 1.5 mg",
        "1.5 to under 3 mg",
        "3 to under 4.5 mg",
        "4.5 mg and over",
        "Still looking",
        "Stopped",
    ]
    assert table.rows[0][1:3] == ("400", "46 in 100")


def test_a_group_within_the_group_stands_beside_everyone(asked: MakeAsked) -> None:
    """The same measure of everyone, from the same edition."""
    group = {"condition": "fibromyalgia"}
    alone = sweet_spot.sweet_spot_found(asked(HALF_FOUND, filters=group))
    assert alone.numbers.everyone is None
    assert alone.numbers.who.startswith("Main condition: Fibromyalgia")
