from collections.abc import Callable

import pytest

from dashboard.findings.doses import next_steps
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from db.axis_words import NEXT_STEPS

MakeAsked = Callable[..., EditionSlice]


def after(band: str, people: int, *cases: int) -> dict[str, tuple[int, int]]:
    """Cases of what came first, in the order of the catalogue."""
    steps = zip(NEXT_STEPS, cases, strict=True)
    return {f"{band}|{word}": (people, n) for word, n in steps}


CELLS = {
    "after_reaching_dose": after("from_1500", 200, 90, 30, 40, 20, 10, 5, 5)
    | after("at_4500", 100, 80, 0, 0, 10, 5, 0, 5)
}


def test_what_came_first_is_told_of_the_dose_that_most_reached(asked: MakeAsked) -> None:
    """Of 200: 45, 15, 20 and 10 in 100, and 10 stopped in three ways (5, 2.5, 2.5).

    The parts are 45 + 15 + 20 + 10 + 5 + 2 + 2 = 99; one is left for the first half: 3.
    """
    finding = next_steps.first_steps_by_dose(asked(CELLS))
    assert finding.sentence == (
        "Of 100 who reached 1.5 to under 2 mg, 45 were still there 12 weeks later."
    )
    assert finding.basis.startswith(
        "Before that, 15 went up for more benefit, 20 as planned or otherwise, 10 went down and 10 "
        "stopped. Of 200 people."
    )
    points = (45, 15, 20, 10, 5, 3, 2)
    assert finding.table.rows[0][1:] == ("200", *(f"{at} in 100" for at in points))


def test_every_row_is_one_whole(asked: MakeAsked) -> None:
    """Five parts: the three ways of stopping are one, and stand apart in the table."""
    numbers = next_steps.first_steps_by_dose(asked(CELLS)).numbers
    assert len(numbers.parts) == 5
    assert [row.people for row in numbers.rows] == [200, 100]
    for row in numbers.rows:
        assert sum(row.shares) == pytest.approx(1)
    assert numbers.rows[1].shares == (0.8, 0.0, 0.0, 0.1, 0.1)


def test_a_dose_that_few_reached_is_left_out(asked: MakeAsked) -> None:
    """25 people, and nobody at all."""
    few = {"after_reaching_dose": after("from_500", 25, 10, 5, 5, 5, 0, 0, 0)}
    finding = next_steps.first_steps_by_dose(asked(few))
    assert finding.state is FindingState.too_few
    assert finding.numbers.rows == () and finding.cells == ()


STEPPED = {
    "from_3000|went_back": (200, 40),
    "from_3000|effects_worse": (150, 45),
    "from_3000|benefit_more": (120, 60),
    "at_4500|went_back": (300, 30),
    "at_4500|effects_worse": (90, 10),
}


def test_how_common_it_is_to_feel_worse_on_more(asked: MakeAsked) -> None:
    """45 of 150 told of worse effects at 3 mg; what else they told stands under it."""
    finding = next_steps.step_up_reports(asked({"after_step_up": STEPPED}))
    assert finding.sentence == (
        "Of 100 who told of stepping up to 3 to under 4.5 mg, 30 had worse side effects."
    )
    assert finding.basis.startswith("Of 150 people.")
    assert "Went back down or stopped within 8 weeks: about 20 in 100 (200 people" in finding.basis
    assert "More benefit: about 50 in 100 (120 people" in finding.basis
    assert "Told so by those who stepped up." in finding.trust
    shares = [bar.share.value for bar in finding.numbers.bars if bar.share]
    assert shares == pytest.approx([0.3, 10 / 90])


def test_where_nobody_told_who_went_back_is_counted(asked: MakeAsked) -> None:
    """40 of 200, of everyone who stepped up."""
    cells = {"after_step_up": {"from_3000|went_back": (200, 40)}}
    finding = next_steps.step_up_reports(asked(cells))
    assert finding.sentence == (
        "Of 100 who stepped up to 3 to under 4.5 mg, 20 went back down or stopped."
    )
    assert "went back down or stopped within 8 weeks" in finding.kicker


@pytest.mark.parametrize("cells", [{}, {"at_4500|went_back": (25, 5)}])
def test_steps_that_few_told_of_are_not_told(
    asked: MakeAsked, cells: dict[str, tuple[int, int]]
) -> None:
    """Nobody; 25 people."""
    finding = next_steps.step_up_reports(asked({"after_step_up": cells}))
    assert finding.state is FindingState.too_few
    assert [bar.share for bar in finding.numbers.bars] == [None]
