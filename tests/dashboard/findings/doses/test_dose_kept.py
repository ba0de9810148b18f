from collections.abc import Callable

from dashboard.findings.doses import dose_kept
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from db.catalogue import MEASURES

MakeAsked = Callable[..., EditionSlice]


def test_the_dose_kept_most_often_is_told_with_those_who_stopped(asked: MakeAsked) -> None:
    """80 of 200 keep 4.5 mg, 30 of 200 another, 60 stopped; "stopped" is no dose."""
    cells = {"at_4500": (200, 80), "from_1500": (200, 30), "stopped": (200, 60)}
    finding = dose_kept.dose_kept(asked({"dose_kept": cells}))
    assert finding.sentence == "Of 100 people, 40 stay with 4.5 mg: more than with any other dose."
    assert finding.basis.startswith("Of 200 people.")
    assert finding.basis.endswith("Stopped: 30 in 100.")
    assert finding.table.rows[-1][:3] == ("Stopped", "200", "30 in 100")
    assert finding.table.rows[0][1] == "too few people to show"


def test_doses_kept_that_are_too_close_are_told_so(asked: MakeAsked) -> None:
    """80 against 70 of 200."""
    cells = {"at_4500": (200, 80), "from_1500": (200, 70), "stopped": (200, 50)}
    finding = dose_kept.dose_kept(asked({"dose_kept": cells}))
    assert "more than" not in finding.sentence
    assert "The next dose is too close to tell apart." in finding.basis


def test_doses_kept_by_too_few_people_are_not_told(asked: MakeAsked) -> None:
    """20 people."""
    assert (
        dose_kept.dose_kept(asked({"dose_kept": {"at_4500": (20, 10)}})).state
        is FindingState.too_few
    )


def test_the_way_from_the_commonest_start_is_told(asked: MakeAsked) -> None:
    """Of 120 who began at 1.5 mg 30 are still there: 25 in 100; 60 higher, 6 lower, 12 stopped.

    12 still change it. 40 began at 0.5 mg.
    """
    cells = ends("from_1500", 120, from_1500=30, at_4500=60, from_500=6, stepping=12, stopped=12)
    cells |= ends("from_500", 40, from_500=40)
    finding = dose_kept.start_to_kept(asked({"start_to_kept": cells}))
    assert finding.sentence == "Of 100 who started with 1.5 to under 2 mg, that dose is kept by 25."
    assert finding.basis.startswith("Of 120 people.")
    rows = {row.label: row.shares for row in finding.numbers.rows}
    assert rows == {
        "0.5 to under 1 mg": (1, 0, 0, 0, 0),
        "1.5 to under 2 mg": (0.25, 0.5, 0.1, 0.05, 0.1),
    }
    assert len(finding.cells) == len(cells)


def test_a_row_of_few_people_is_no_whole_and_is_left_out(asked: MakeAsked) -> None:
    """25 people, each part cut and rounded by itself: 10 + 10 + 10 would be 120 in 100."""
    cells = ends("from_1500", 120, from_1500=120)
    cells |= ends("from_500", 25, from_500=10, at_4500=10, stopped=10)
    finding = dose_kept.start_to_kept(asked({"start_to_kept": cells}))
    assert [row.label for row in finding.numbers.rows] == ["1.5 to under 2 mg"]


def ends(start: str, people: int, **cases: int) -> dict[str, tuple[int, int]]:
    """Where those who started with a dose are now; nobody elsewhere."""
    words = MEASURES["start_to_kept"].axes[1]
    return {f"{start}|{end}": (people, cases.get(end, 0)) for end in words}


def test_ways_of_too_few_people_are_not_told(asked: MakeAsked) -> None:
    """20 people; of another measure, nobody at all."""
    edition = asked({"start_to_kept": {"from_1500|from_1500": (20, 10)}})
    assert dose_kept.start_to_kept(edition).state is FindingState.too_few
    assert dose_kept.after_step_down(edition).state is FindingState.too_few


def test_a_fast_step_is_compared_with_a_slow_one_among_the_sensitive(asked: MakeAsked) -> None:
    """60 of 100 against 20 of 100."""
    cells = {"within_1|yes": (100, 60), "from_4|yes": (100, 20), "within_1|no": (100, 10)}
    finding = dose_kept.effects_by_pace(asked({"pace_and_effects": cells}))
    assert finding.sentence == (
        "Sensitive to medicines: fewer side effects where the first step up came late."
    )
    assert "after 1 week: about 60 in 100 (100 people" in finding.basis
    assert "After 4 weeks or more: about 20 in 100 (100 people" in finding.basis
    assert len(finding.table.rows) == 6


def test_a_pace_that_makes_no_clear_difference_is_told_so(asked: MakeAsked) -> None:
    """30 of 100 against 25."""
    cells = {"within_1|yes": (100, 30), "from_4|yes": (100, 25)}
    finding = dose_kept.effects_by_pace(asked({"pace_and_effects": cells}))
    assert "no clear difference" in finding.sentence
    assert finding.basis.endswith("That is too close to tell apart.")


def test_a_pace_of_too_few_people_is_not_told(asked: MakeAsked) -> None:
    """20 of the slow."""
    cells = {"within_1|yes": (100, 30), "from_4|yes": (20, 10)}
    assert (
        dose_kept.effects_by_pace(asked({"pace_and_effects": cells})).state is FindingState.too_few
    )


def test_cutting_the_dose_by_half_is_told_with_the_benefit(asked: MakeAsked) -> None:
    """For 70 of 100 they eased, 60 of 80 kept the benefit."""
    cells = {"half|effects_better": (100, 70), "half|benefit_kept": (80, 60)}
    finding = dose_kept.after_step_down(asked({"step_down": cells}))
    assert finding.sentence == (
        "Of 100 who halved their dose to ease effects, 70 said that they eased."
    )
    assert "The benefit was kept: about 75 in 100 (80 people" in finding.basis
    assert finding.table.rows[1][1] == "too few people to show"


def test_cuts_by_too_few_people_are_not_told(asked: MakeAsked) -> None:
    """Nobody cut it by half."""
    assert dose_kept.after_step_down(asked({"step_down": {}})).state is FindingState.too_few
