"""Every finding of the chart pages can be chosen, by a name that does not change."""

import ast
from pathlib import Path

import pytest

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timings import contrasts
from dashboard.gallery import FINDINGS, UnknownFinding, choices_in_order
from dashboard.text import say

CHAPTERS = ("timelines", "doses", "timings", "response")
BEHIND_A_WIDGET = {"doses": 1}
"""Findings that a page shows through a widget's module: the score, by its weight."""


def shown_on(page: Path) -> int:
    """How many findings a page shows: calls of ``show``."""
    tree = ast.parse(page.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sum(isinstance(func, ast.Name) and func.id == "show" for func in calls)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_finding_that_a_chart_page_shows_can_be_chosen(root: Path, chapter: str) -> None:
    """As many in the chapter as on its page."""
    on_page = shown_on(root / "pages" / f"{chapter}.py") + BEHIND_A_WIDGET.get(chapter, 0)
    assert sum(choice.chapter == chapter for choice in FINDINGS.values()) == on_page


def test_every_choice_has_a_name_of_its_own_and_a_title(published: EditionSlice) -> None:
    """Titles are lists' entries; two that read the same could not be told apart."""
    titles = [choice.title for choice in FINDINGS.values()]
    assert len(set(titles)) == len(titles)
    assert all(name == choice.name for name, choice in FINDINGS.items())


@pytest.mark.parametrize("name", FINDINGS)
def test_every_choice_answers_with_a_finding_and_its_figure(
    published: EditionSlice, name: str
) -> None:
    """Of this edition, for everyone, in the light theme: no dark ground's ink is in it."""
    finding, figure = FINDINGS[name](published)
    assert finding.edition == published.edition
    assert not finding.filters
    assert "#ECEFEA" not in str(figure.to_dict())


def test_a_choice_takes_filters_where_it_is_asked_with_them(published: EditionSlice) -> None:
    """The same question among women."""
    women = EditionSlice(published.reader, published.edition, {"sex": "female"})
    finding, _ = FINDINGS["timelines.groups"](women)
    assert finding.filters == {"sex": "female"}
    assert say("words.sex.female") in finding.kicker


def test_chosen_findings_come_in_the_order_of_the_pages_and_once() -> None:
    """However they were named."""
    named = ("response.late", "doses.score", "response.late", "timelines.map")
    found = [choice.name for choice in choices_in_order(named)]
    assert found == ["timelines.map", "doses.score", "response.late"]


def test_an_effect_may_be_named_behind_a_colon(published: EditionSlice) -> None:
    """Headache by week, beside vivid dreams by week."""
    both = choices_in_order(("timelines.by_week", "timelines.by_week:effect_headache"))
    effects = [choice(published)[0].numbers.series[0].word for choice in both]
    assert effects == ["effect_vivid_dreams", "effect_headache"]
    assert "headache" in both[1].title.lower()


@pytest.mark.parametrize(
    "name",
    ["", "timelines", "timelines.by_week:morning", "doses.kept:effect_headache"],
)
def test_a_name_that_no_finding_has_is_refused(name: str) -> None:
    """And said back, so that it can be put right."""
    with pytest.raises(UnknownFinding) as unknown:
        choices_in_order((name,))
    assert unknown.value.args == (name,)


def test_both_comparisons_of_time_of_day_can_be_chosen(published: EditionSlice) -> None:
    """Bedtime against morning, and against a divided dose: one question, asked twice."""
    arms = [
        FINDINGS[f"timings.{other}"](published)[0].numbers.arms for other in ("morning", "divided")
    ]
    assert arms == [("bedtime", "morning"), ("bedtime", "divided")]
    assert FINDINGS["timings.morning"].question is contrasts.effect_differences
