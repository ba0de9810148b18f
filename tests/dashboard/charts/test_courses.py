from itertools import pairwise

import pytest

from dashboard.charts.courses import course_figure
from dashboard.findings.finding_numbers import CourseByWeek
from tests.dashboard.charts import drawn


def columns(numbers: CourseByWeek) -> list[dict]:
    return drawn.traces(course_figure(numbers, "light"))[: len(numbers.states)]


def test_the_columns_are_the_findings_shares_and_reach_one(everyone: CourseByWeek) -> None:
    """Each state stands on those before it; the last one ends at 1."""
    found = columns(everyone)
    assert [trace["y"] for trace in found] == [list(row[:2]) for row in everyone.shares]
    assert found[2]["base"] == pytest.approx([0.9, 0.7])
    tops = [b + y for b, y in zip(found[-1]["base"], found[-1]["y"], strict=True)]
    assert tops == pytest.approx([1, 1])


def test_weeks_with_too_few_people_are_hatched(everyone: CourseByWeek) -> None:
    """Weeks 3-4 and later; under them "few" in place of a number."""
    figure = course_figure(everyone, "light")
    hatched = [
        trace for trace in drawn.hatched(figure) if trace["marker"]["pattern"].get("bgcolor")
    ]
    assert [trace["x"] for trace in hatched] == [[2, 3, 4, 5, 6, 7]]
    labels = drawn.layout(figure)["xaxis"]["ticktext"]
    assert labels[:3] == ["1<br>100", "2<br>50", "3–4<br>&lt;10"] or labels[2].endswith("few")


def test_every_state_is_named_beside_its_own_fill(everyone: CourseByWeek) -> None:
    """The same colours and patterns as in the columns, in their order."""
    figure = course_figure(everyone, "light")
    names = [text for text in drawn.words(figure) if "LDN" in text or "Stopped" in text]
    assert names == [
        "On LDN with a side effect",
        "On LDN without one",
        "Stopped for side effects",
        "Stopped for another reason",
    ]
    key = drawn.traces(figure)[-1]["marker"]
    fills = [trace["marker"]["color"][0] for trace in columns(everyone)]
    assert key["color"] == fills
    assert len(set(fills)) == len(fills)


def test_neighbouring_states_differ_in_lightness(everyone: CourseByWeek) -> None:
    """So that the figure can be read in grey print, in both themes."""
    for theme in ("light", "dark"):
        fills = drawn.traces(course_figure(everyone, theme))[-1]["marker"]["color"]
        greys = [lightness(fill) for fill in fills]
        steps = [abs(one - other) for one, other in pairwise(greys)]
        assert min(steps) > 0.12


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_with_too_few_people_everywhere_there_is_no_column(nobody: CourseByWeek) -> None:
    """Every week is hatched, and one note says why."""
    figure = course_figure(nobody, "dark")
    assert len(drawn.traces(figure)) == 1
    assert "too few people to show" in drawn.words(figure)
