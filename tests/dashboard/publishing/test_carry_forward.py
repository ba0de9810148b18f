import pytest

from dashboard.publishing.blurring import TrueCell
from dashboard.publishing.carry_forward import Blurring, Memory, blurred_cell
from db.counting.draws import Draw

PLACE = ("condition=mcas", "w1")


def memory(people: int, cases: int) -> Memory:
    """Drawn before with these true counts; 999 and 99 cannot come from a fresh draw."""
    return Memory.of([Draw(*PLACE, people, cases, 999, 99)])


@pytest.mark.parametrize(
    ("people", "cases", "carried"),
    [
        (40, 10, True),
        (44, 10, True),  # 4 + 0 = 4
        (42, 12, True),  # 2 + 2 = 4
        (36, 10, True),  # an erasure counts like a joining
        (45, 10, False),  # 5 + 0 = 5
        (42, 13, False),  # 2 + 3 = 5
        (37, 8, False),  # 3 + 2 = 5
    ],
)
def test_a_cell_is_drawn_afresh_once_people_and_cases_changed_by_five_together(
    people: int,
    cases: int,
    *,
    carried: bool,
) -> None:
    """It was drawn at 40 people and 10 cases."""
    before = memory(40, 10)
    cell = TrueCell(people, cases, 123, 45)
    drawn = blurred_cell(Blurring(bytes(32), "m"), before, PLACE, cell)
    assert (drawn == (999, 99)) is carried
    assert len(before.made) == (0 if carried else 1)


def test_a_fresh_draw_is_remembered_with_its_true_counts() -> None:
    """So that the next edition compares with what was drawn, not with the edition before."""
    before = memory(40, 10)
    drawn = blurred_cell(Blurring(bytes(32), "m"), before, PLACE, TrueCell(60, 20, 1, 2))
    assert before.made == [Draw(*PLACE, 60, 20, drawn.people, drawn.cases)]


def test_a_cell_that_was_never_drawn_starts_at_nobody() -> None:
    """Two people and two cases are a change of 4: still the same as nobody."""
    drawn = blurred_cell(Blurring(bytes(32), "m"), Memory.of([]), PLACE, TrueCell(2, 2, 1, 1))
    assert drawn == (0, 0)
