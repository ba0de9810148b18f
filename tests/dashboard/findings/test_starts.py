from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.findings import starts
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState

MakeAsked = Callable[..., EditionSlice]
SAME, WORSE, NEW = (f"effect_headache|{word}" for word in ("the_same", "worse_now", "new"))


def test_the_commonest_first_dose_is_named_where_it_stands_apart(asked: MakeAsked) -> None:
    """240 of 400 at 0.5 to under 1.5 mg, 80 at under 0.5 mg."""
    cells = {"from_500": (400, 240), "under_500": (400, 80), "from_1500": (400, 80)}
    finding = starts.first_dose(asked({"first_dose": cells}))
    assert finding.sentence == "Most often, people began with 0.5 to under 1.5 mg."
    assert "60 in 100 (400 people, range: " in finding.basis


def test_first_doses_that_are_close_are_told_so(asked: MakeAsked) -> None:
    """150, 150 and 100 of 400."""
    cells = {"from_500": (400, 150), "under_500": (400, 150), "from_1500": (400, 100)}
    assert "none stands out" in starts.first_dose(asked({"first_dose": cells})).sentence


def test_the_dose_at_which_people_stopped_is_told_with_its_people(asked: MakeAsked) -> None:
    """70 of 100 at 4.5 mg."""
    cells = {"at_4500": (100, 70), "from_1500": (100, 20)}
    finding = starts.last_dose_before_stop(asked({"stopped_at_dose": cells}))
    assert "most often at 4.5 mg" in finding.sentence
    assert "100 people" in finding.basis


def test_of_too_few_who_stopped_nothing_is_said(asked: MakeAsked) -> None:
    """25 people."""
    finding = starts.last_dose_before_stop(asked({"stopped_at_dose": {"at_4500": (25, 20)}}))
    assert finding.state is FindingState.too_few


@pytest.mark.parametrize(
    ("same", "worse", "sentence"),
    [
        (60, 20, "Headache: 40 in 100 of those who told of it had it before LDN."),
        (0, 0, "Headache: hardly any of those who told of it had it before LDN."),
    ],
)
def test_who_had_it_the_same_and_who_had_it_less_are_added(
    asked: MakeAsked,
    same: int,
    worse: int,
    sentence: str,
) -> None:
    """(60 + 20) of 200; nobody of 200."""
    cells = {SAME: (200, same), WORSE: (200, worse), NEW: (200, 200 - same - worse)}
    finding = starts.effect_before_ldn(asked({"had_before": cells}))
    assert finding.sentence == sentence
    assert [row[0] for row in finding.table.rows][-1] == "New since LDN"
    assert finding.kicker.startswith("Headache: was it there before")


def test_what_is_added_is_the_sum_of_what_the_figure_shows(asked: MakeAsked) -> None:
    """75 and 25 of 445 are 16.9 and 5.6 in 100, shown as 17 and 6: so 23, where 100 would be 22."""
    cells = {SAME: (445, 75), WORSE: (445, 25), NEW: (445, 345)}
    finding = starts.effect_before_ldn(asked({"had_before": cells}))
    shown = [bar.share.value for bar in finding.numbers.bars if bar.share]
    assert shown == pytest.approx([0.17, 0.06, 0.77])
    assert finding.sentence.startswith("Headache: 23 in 100 of those who told of it")


def test_whoever_sees_everyone_is_not_told_to_try_everyone(asked: MakeAsked) -> None:
    """25 people of the whole group; then of one illness."""
    few = {"first_dose": {"under_500": (25, 20)}}
    everyone = asked(few)
    assert "everyone" not in starts.first_dose(everyone).basis
    ill = replace(everyone, filters={"condition": "fibromyalgia"})
    assert starts.first_dose(ill).basis.endswith("Try everyone.")


@pytest.mark.parametrize(
    "cells", [{SAME: (25, 5), WORSE: (25, 5), NEW: (25, 15)}, {SAME: (200, 60)}]
)
def test_where_an_answer_is_not_shown_nothing_is_added(
    asked: MakeAsked,
    cells: dict[str, tuple[int, int]],
) -> None:
    """25 people; and one that the edition leaves out."""
    assert not starts.effect_before_ldn(asked({"had_before": cells})).is_shown
