from collections.abc import Callable

import pytest

from dashboard.findings.doses import new_effects
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState

MakeAsked = Callable[..., EditionSlice]
Cells = dict[str, dict[str, tuple[int, int]]]


def reached(**weeks: tuple[tuple[int, int], tuple[int, int]]) -> Cells:
    """Dose band -> (people, cases) of the week of the step, and of the next."""
    cells = {
        f"any_effect|{band}|k{week}": cell
        for band, both in weeks.items()
        for week, cell in enumerate(both)
    }
    return {"effect_on_reaching_dose": cells}


def test_two_weeks_are_a_life_table(asked: MakeAsked) -> None:
    """40 of 400, then 30 of 300 at risk: 1 - 0.9 x 0.9 = 0.19."""
    finding = new_effects.effects_on_reaching_dose(asked(reached(from_500=((400, 40), (300, 30)))))
    (bar,) = finding.numbers.bars
    assert bar.share is not None
    assert bar.share.value == pytest.approx(0.19)
    assert bar.share.people == 400
    assert bar.share.low < 0.19 < bar.share.high
    assert finding.sentence == (
        "Of 100 who reached 0.5 to under 1 mg, 19 had new side effects in two weeks."
    )
    assert finding.basis.startswith("Of 400 people.")


def test_the_lowest_and_the_highest_dose_are_told(asked: MakeAsked) -> None:
    """20 of 400 twice is 9.75 in 100; 60 of 400 and 40 of 300 are 26 in 100."""
    cells = reached(from_500=((400, 20), (400, 20)), at_4500=((400, 60), (300, 40)))
    finding = new_effects.effects_on_reaching_dose(asked(cells))
    assert finding.sentence == "Of 100 who reached 4.5 mg, 26 had new side effects in two weeks."
    assert "On reaching 0.5 to under 1 mg: about 10 in 100 (400 people" in finding.basis
    assert "too close" not in finding.basis


def test_doses_that_are_close_are_told_so_and_few_people_with_their_range(asked: MakeAsked) -> None:
    """5 of 60 and 10 of 60."""
    cells = reached(from_500=((60, 5), (55, 5)), at_4500=((60, 10), (50, 5)))
    basis = new_effects.effects_on_reaching_dose(asked(cells)).basis
    assert basis.endswith("That is too close to tell apart.")
    assert basis.count("60 people, range") == 2


def test_what_may_be_nearly_anything_is_too_few_to_tell(asked: MakeAsked) -> None:
    """2 of 30, then 2 of 20 at risk: the range is half of what could be, or more."""
    finding = new_effects.effects_on_reaching_dose(asked(reached(from_500=((30, 5), (20, 5)))))
    assert finding.state is FindingState.too_few


@pytest.mark.parametrize(
    "cells",
    [
        {},
        reached(from_500=((25, 5), (25, 5))),
        {"effect_on_reaching_dose": {"any_effect|from_500|k0": (90, 9)}},
    ],
)
def test_too_few_people_at_a_dose_are_not_told(asked: MakeAsked, cells: Cells) -> None:
    """Nobody; 25 people; no second week."""
    finding = new_effects.effects_on_reaching_dose(asked(cells))
    assert finding.state is FindingState.too_few and finding.cells == ()


def test_cells_of_the_figure_are_those_of_any_effect(asked: MakeAsked) -> None:
    """Groups of effects are published, and not in this figure."""
    cells = reached(from_500=((400, 40), (300, 30)))
    cells["effect_on_reaching_dose"]["sleep|from_500|k0"] = (400, 20)
    finding = new_effects.effects_on_reaching_dose(asked(cells))
    assert [cell.axis for cell in finding.cells] == [
        "any_effect|from_500|k0",
        "any_effect|from_500|k1",
    ]
