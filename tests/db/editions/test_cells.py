"""Cells as pages read them: everyone from three editions, a group from one that holds groups."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.stores import Stores
from db.catalogue import BENEFIT, BY_MORNING
from db.editions import cells, editions
from db.editions.editions import (
    CellCounts,
    ContrastSums,
    EditionCell,
    EditionContents,
    EditionContrast,
)
from db.editions.heads import Edition, GroupsHeld, member_steps
from db.filter_rules import FiltersNotAllowed

DAY = datetime.date(2026, 11, 1)
MEASURE, PLACE = "benefit_by_week", ("w2",)
MEN = "not_said+male+other"


def write(
    stores: Stores,
    number: int,
    counts: tuple[int, int] | None,
    groups: GroupsHeld = GroupsHeld.not_due,
    **head: int,
) -> Edition:
    """An edition with one cell of everyone, and, where it holds groups, two slices by sex."""
    edition = Edition(number, DAY, head.pop("members", 400), False, groups=groups, **head)
    found = [EditionCell(MEASURE, "", "w2", *counts)] if counts else []
    if groups is GroupsHeld.held:
        for words, people in (("female", 200), (MEN, 100)):
            found.append(EditionCell("who_answered", "", f"sex:{words}", 400, people))
            found.append(EditionCell(MEASURE, f"sex={words}", "w2", people, 50))
    editions.write_edition(stores.edition_writer, edition, EditionContents(found, []))
    return edition


def test_everyone_is_the_mean_of_the_newest_three_editions(stores: Stores) -> None:
    """(40 + 50 + 45) cases of (100 + 110 + 90) people: 45 %; the people are the newest's."""
    for number, counts in enumerate([(500, 5), (100, 40), (110, 50), (90, 45)], start=1):
        newest = write(stores, number, counts)
    found = cells.load_cells(stores.editions, newest, MEASURE)[PLACE]
    assert found == CellCounts(90, pytest.approx(90 * 135 / 300), 3)
    alone = cells.load_cells_alone(stores.editions, newest, MEASURE)[PLACE]
    assert alone == CellCounts(90, 45)


@pytest.mark.parametrize(
    ("history", "shown"),
    [
        ([(100, 40), None, (90, 45)], CellCounts(90, 90 * 85 / 190, 2)),
        ([(100, 40), (90, 45), None], None),
        ([(90, 45)], CellCounts(90, 45, 1)),
    ],
)
def test_a_cell_is_there_where_the_newest_has_it(
    stores: Stores, history: list[tuple[int, int] | None], shown: CellCounts | None
) -> None:
    """From those of the three that hold it; nothing where the newest lacks it."""
    for number, counts in enumerate(history, start=1):
        newest = write(stores, number, counts)
    found = cells.load_cells(stores.editions, newest, MEASURE).get(PLACE)
    assert found == (shown and pytest.approx(shown))


def test_editions_of_an_earlier_rule_are_never_read_with_those_of_this(stores: Stores) -> None:
    """Their counts are drawn otherwise; and they lend no groups."""
    write(stores, 1, (100, 90), GroupsHeld.held, rule=1)
    newest = write(stores, 2, (100, 40))
    assert cells.load_cells(stores.editions, newest, MEASURE)[PLACE] == CellCounts(100, 40, 1)
    assert cells.groups_edition(stores.editions, newest) is None


def write_contrast(stores: Stores, number: int, sums: tuple[int, int, int, int] | None) -> Edition:
    """An edition of one contrast of everyone, and of men with half of everything."""
    edition = Edition(number, DAY, 400, invented=False)
    rows = [EditionContrast(BY_MORNING, "", BENEFIT, *sums)] if sums else []
    halves = [n // 2 for n in sums or ()]
    men = [EditionContrast(BY_MORNING, "sex=male", BENEFIT, *halves)] if sums else []
    editions.write_edition(stores.edition_writer, edition, EditionContents([], [*rows, *men]))
    return edition


def test_a_contrast_of_everyone_is_the_mean_of_three_editions(stores: Stores) -> None:
    """Cases 10 + 30 + 20 over people 100 + 50 + 50, said of the newest's 100 people: 30.

    The mean sums are 200 / 3 people with a variance of (20 + 20 + 40) / 3 each: over the square of
    the people that is 0.018 of one edition, and 180 / 3 of the newest's 100.
    """
    write_contrast(stores, 1, (100, 0, 0, 0))
    write_contrast(stores, 2, (50, 20, 0, 40))
    write_contrast(stores, 3, (50, 30, 0, 20))
    newest = write_contrast(stores, 4, (100, 10, 40, 20))
    (found,) = cells.load_contrasts(stores.editions, newest, BY_MORNING).values()
    assert found[:3] == pytest.approx((100, 30, 20))
    mean_variance, mean_people = (20 + 20 + 40) / 3, 200 / 3
    assert found.variance / 100**2 == pytest.approx(mean_variance / mean_people**2)
    assert found.editions == 3
    alone = cells.load_contrasts_alone(stores.editions, newest, BY_MORNING)
    assert alone[BENEFIT][3:] == (100, 10, 40, 20)


def test_a_contrast_of_a_group_is_that_of_one_edition(stores: Stores) -> None:
    """And one that the newest lacks is not there, whatever the others hold."""
    write_contrast(stores, 1, (100, 0, 0, 0))
    newest = write_contrast(stores, 2, (200, 20, 40, 20))
    (found,) = cells.load_contrasts(stores.editions, newest, BY_MORNING, {"sex": "male"}).values()
    assert found == ContrastSums(100, 10, 20, 10, 1)
    without = write_contrast(stores, 3, None)
    assert cells.load_contrasts(stores.editions, without, BY_MORNING) == {}


@pytest.mark.parametrize("word", ["male", "other", "not_said"])
def test_each_word_opens_its_joined_slice(stores: Stores, word: str) -> None:
    """Men, another or not said: one cell for the three; a group is read from one edition."""
    write(stores, 1, (100, 40), GroupsHeld.held)
    newest = write(stores, 2, (100, 40), GroupsHeld.held)
    found = cells.load_cells(stores.editions, newest, MEASURE, {"sex": word})
    assert found == {PLACE: CellCounts(100, 50, 1)}


def test_groups_are_those_of_the_newest_edition_that_holds_them(stores: Stores) -> None:
    """Until a groups' day passes without groups: then older ones are shown no more."""
    first = write(stores, 1, (100, 40), GroupsHeld.held)
    second = write(stores, 2, (100, 40))
    assert cells.groups_edition(stores.editions, second) == first
    third = write(stores, 3, (100, 40), GroupsHeld.too_small)
    assert cells.groups_edition(stores.editions, third) is None
    fourth = write(stores, 4, (100, 40))
    assert cells.groups_edition(stores.editions, fourth) is None
    assert cells.groups_edition(stores.editions, second) == first


def test_a_group_is_refused_by_the_reader_not_only_by_the_widget(stores: Stores) -> None:
    """In an edition without groups, and in one of a small group."""
    without = write(stores, 1, (100, 40))
    small = write(stores, 2, (100, 40), GroupsHeld.held, members=100)
    for edition in (without, small):
        with pytest.raises(FiltersNotAllowed):
            cells.load_cells(stores.editions, edition, MEASURE, {"sex": "female"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 100_000))
def test_the_number_of_members_is_said_in_steps(people: int) -> None:
    """Tens under 100, fifties under 1,000, hundreds above; never further off than half a step."""
    said = member_steps(people)
    step = 10 if people < 100 else 50 if people < 1_000 else 100
    assert said % step == 0
    assert abs(said - people) <= step / 2


def test_a_checksum_has_the_version_of_its_rule(stores: Stores) -> None:
    """An older one still adds up; of this rule, whether it holds groups is in the checksum."""
    held = EditionContents([], [])
    old = Edition(1, DAY, 400, False, rule=1, groups=GroupsHeld.held)
    assert editions.edition_checksum(old, held) == (
        "8bbab82830cb35a300f52ed2ed11564157b9797b91eb2d81786d3130427e30bc"
    )
    new = Edition(1, DAY, 400, False, groups=GroupsHeld.held)
    without = Edition(1, DAY, 400, False, groups=GroupsHeld.not_due)
    assert editions.edition_checksum(new, held) != editions.edition_checksum(without, held)
