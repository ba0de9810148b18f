from collections.abc import Callable

import pytest

from dashboard.findings import response
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState

MakeAsked = Callable[..., EditionSlice]


def cluster(who: str, **weeks: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {f"pain|{week}|{who}": counts for week, counts in weeks.items()}


def test_benefit_is_told_for_weeks_9_to_12(asked: MakeAsked) -> None:
    """100 of 200, though later weeks are higher."""
    cells = {"w2": (300, 30), "w9_12": (200, 100), "w27_52": (100, 90)}
    finding = response.benefit_by_week(asked({"benefit_by_week": cells}))
    assert finding.sentence == ("In weeks 9 to 12, about 50 in 100 felt much or very much better.")
    assert finding.basis.startswith("Of 200 people. Range: ")
    assert finding.table.rows[1][:3] == ("2", "300", "10 in 100")
    assert len(finding.cells) == 3


def test_benefit_of_too_few_people_is_not_told(asked: MakeAsked) -> None:
    """25 people."""
    finding = response.benefit_by_week(asked({"benefit_by_week": {"w9_12": (25, 10)}}))
    assert finding.state is FindingState.too_few


def test_the_first_benefit_is_a_life_table_of_those_who_wait(asked: MakeAsked) -> None:
    """Exposed: (200 + 20 + 180) / 2 = 200, then 180, 150, 100; left: 0.9, 0.75, 0.5, 0.3."""
    cells = {"w1": (200, 20), "w2": (180, 30), "w3_4": (150, 50), "w5_8": (100, 40)}
    cells["w9_12"] = (60, 10)
    finding = response.first_benefit(asked({"first_benefit": cells}))
    assert finding.numbers.waiting
    still = [band.still for band in finding.numbers.bands]
    assert still[:4] == pytest.approx([0.9, 0.75, 0.5, 0.3])
    assert finding.sentence == "By the end of 8 weeks, about 70 in 100 had noticed it helping."
    assert finding.basis.startswith("Of 200 people. Range: ")
    assert finding.table.rows[0][:3] == ("1", "200", "10 in 100")


@pytest.mark.parametrize("cells", [{"w1": (20, 5)}, {}])
def test_a_first_benefit_of_too_few_people_is_not_told(
    asked: MakeAsked,
    cells: dict[str, tuple[int, int]],
) -> None:
    """20 people at the start; and nobody."""
    finding = response.first_benefit(asked({"first_benefit": cells}))
    assert finding.state is FindingState.too_few


def test_those_whom_it_did_not_help_are_told(asked: MakeAsked) -> None:
    """60 of 200."""
    finding = response.no_benefit_late(asked({"no_benefit_late": {"on_ldn": (200, 60)}}))
    assert finding.sentence == (
        "After 12 weeks at 1.5 mg or more, about 30 in 100 told of no improvement."
    )
    assert finding.basis == "Of 200 people. Range: 22 to 39 in 100."
    assert finding.table.rows == (("No improvement", "200", "30 in 100", "22 to 39 in 100"),)


def test_without_such_people_nothing_is_told_of_them(asked: MakeAsked) -> None:
    """Nobody at 1.5 mg for 12 weeks."""
    assert response.no_benefit_late(asked()).state is FindingState.too_few


@pytest.mark.parametrize(("late", "said"), [(50, "clearly more common"), (15, "No clear rise")])
def test_a_rise_of_a_group_is_told_only_where_it_is_clear(
    asked: MakeAsked,
    late: int,
    said: str,
) -> None:
    """10 of 100 to 50 of 100, then to 15 of 100."""
    cells = cluster("starters", w5_8=(100, 10), w27_52=(100, late))
    finding = response.clusters_by_week(asked({"cluster_by_week": cells}), "starters")
    assert said in finding.sentence
    assert "among everyone who started" in finding.basis


def test_starters_and_stayers_are_never_mixed(asked: MakeAsked) -> None:
    """Each has cells of its own; those of the starters are no answer for the stayers."""
    cells = cluster("starters", w5_8=(100, 10), w27_52=(100, 50))
    edition = asked({"cluster_by_week": cells})
    assert response.clusters_by_week(edition, "stayers").state is FindingState.too_few
    assert {cell.axis for cell in response.clusters_by_week(edition, "starters").cells} == {
        "pain|w5_8|starters",
        "pain|w27_52|starters",
    }


def test_the_commonest_reason_to_stop_is_named_where_it_stands_apart(asked: MakeAsked) -> None:
    """60 of 100 against 20."""
    cells = {"side_effects": (100, 60), "no_benefit": (100, 20)}
    told = response.stop_reason(asked({"stop_reason": cells}))
    assert told.sentence == "Told most often as the main reason to stop: side effects."
    assert told.basis.startswith("Told by about 60 in 100 (100 people, range: ")
    assert told.table.rows[1][:3] == ("It did not help", "100", "20 in 100")


def test_reasons_that_are_too_close_are_told_so(asked: MakeAsked) -> None:
    """60 of 100 against 50."""
    cells = {"side_effects": (100, 60), "no_benefit": (100, 50)}
    told = response.stop_reason(asked({"stop_reason": cells}))
    assert told.sentence == "Why people stopped: no one reason stands out."
    assert "too close" in told.basis


def test_reasons_of_too_few_people_are_not_told(asked: MakeAsked) -> None:
    """20 people."""
    finding = response.stop_reason(asked({"stop_reason": {"side_effects": (20, 10)}}))
    assert finding.state is FindingState.too_few
