from collections.abc import Callable

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.timelines import course
from db.catalogue import COURSES

MakeAsked = Callable[..., EditionSlice]
DREAMS = "effect_vivid_dreams"


def week(band: str, people: int, *cases: int) -> dict[str, tuple[int, int]]:
    states = zip(COURSES, cases, strict=True)
    return {f"{state}|{band}": (people, count) for state, count in states}


def steps(*counts: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {f"{DREAMS}|k{at}": pair for at, pair in enumerate(counts)}


def test_everyone_who_started_is_told_in_four_parts(asked: MakeAsked) -> None:
    """Weeks 13-26, where they are known: 60, 100, 20 and 20 of 200."""
    cells = week("w1", 400, 200, 200, 0, 0) | week("w13_26", 200, 60, 100, 20, 20)
    finding = course.course_by_week(asked({"course_by_week": cells}))
    assert finding.sentence == "By weeks 13 to 26, about 20 in 100 had stopped LDN."
    assert finding.basis == (
        "Of 200 people who started long enough ago. Range: 12 to 29 in 100. "
        "In one of weeks 13 to 26: 30 in 100 were on LDN with a side effect, "
        "50 in 100 on LDN without one, "
        "10 in 100 had stopped because of side effects, "
        "10 in 100 had stopped for another reason."
    )
    assert [row[5] for row in finding.numbers.shares] == pytest.approx([0.3, 0.5, 0.1, 0.1])
    assert finding.table.rows[5][:3] == ("13–26", "200", "30 in 100")


def test_blurred_parts_still_make_a_whole(asked: MakeAsked) -> None:
    """65 + 100 + 20 + 20 are 205 of 200 people: drawn as parts of the 205."""
    cells = week("w13_26", 200, 65, 100, 20, 20)
    finding = course.course_by_week(asked({"course_by_week": cells}))
    parts = [row[5] for row in finding.numbers.shares]
    assert sum(part or 0 for part in parts) == pytest.approx(1)
    assert parts[0] == pytest.approx(65 / 205)


def test_a_course_of_too_few_people_is_not_told(asked: MakeAsked) -> None:
    """25 people in one week."""
    finding = course.course_by_week(asked({"course_by_week": week("w1", 25, 10, 15, 0, 0)}))
    assert finding.state is FindingState.too_few
    assert not finding.table.rows and not finding.cells


def test_a_fall_after_a_step_is_told_with_both_numbers(asked: MakeAsked) -> None:
    """Week 1: 155 of 390, week 6: 20 of 200; what was in the weeks about them says nothing.

    2 points of the one range and 1 of the other are for told times.
    """
    early, late = [(400, 20), (390, 155)], [(200, 160), (200, 20), (200, 160), (200, 160)]
    cells = steps(*early, *[(300, 60)] * 3, *late)
    finding = course.effect_after_step(asked({"effect_after_step": cells}), DREAMS)
    assert finding.sentence == (
        "Fewer people had vivid dreams six weeks after a step than one week after."
    )
    assert finding.basis == (
        "The week after a first dose or a step up: about 40 in 100 (390 people, range: 32 to 48). "
        "The sixth week after it: about 10 in 100 (200 people, range: 4 to 18)."
    )
    assert finding.numbers.counted == "since"
    assert finding.table.rows[0][:3] == ("0", "400", "5 in 100")
    assert [cell.axis for cell in finding.cells][:2] == [f"{DREAMS}|k0", f"{DREAMS}|k1"]


def test_where_the_weeks_after_a_step_meet_no_fall_is_told(asked: MakeAsked) -> None:
    """20 and 18 of 60 may be the same."""
    cells = steps(*[(60, 20)] * 5, *[(60, 18)] * 4)
    finding = course.effect_after_step(asked({"effect_after_step": cells}), DREAMS)
    assert finding.sentence == "Vivid dreams: no clear change from one to six weeks after a step."
    assert "too close to tell apart" in finding.basis


def test_after_a_step_of_too_few_people_nothing_is_told(asked: MakeAsked) -> None:
    """Week 1 is missing."""
    finding = course.effect_after_step(asked({"effect_after_step": steps((400, 160))}), DREAMS)
    assert finding.state is FindingState.too_few
