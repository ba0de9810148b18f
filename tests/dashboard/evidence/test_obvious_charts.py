import tomllib

from dashboard.evidence import obvious_charts
from tests.benchmarks import obvious as counted


def test_the_numbers_of_the_panels_come_out_of_the_invented_members_again() -> None:
    """Both cohorts are invented anew from the file's own seed and counted all three ways."""
    stored = tomllib.loads(counted.FILE.read_text(encoding="utf-8"))
    assert stored == counted.measured()


def test_the_obvious_chart_turns_the_answer_around_and_ours_does_not() -> None:
    """By today's time mornings look worse; by the starting time the truth comes out."""
    found = obvious_charts.timings()
    assert found.truth[0] > 0 > found.obvious[0]
    assert abs(found.counted[0] - found.truth[0]) <= 3


def test_by_todays_dose_they_look_closer_and_by_the_step_the_order_is_the_truths() -> None:
    """As the panel's sentence says of the lowest and the highest dose.

    By the truth four times as many, by today's dose not twice as many.
    """
    found = obvious_charts.doses()
    assert found.truth[-1] >= 4 * found.truth[0]
    assert found.obvious[-1] < 2 * found.obvious[0]
    assert found.obvious[-1] - found.obvious[0] < found.truth[-1] - found.truth[0]
    assert list(found.counted) == sorted(found.counted)
    assert list(found.truth) == sorted(found.truth)
