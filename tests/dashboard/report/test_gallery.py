"""Every published figure stands in the gallery once, by a name that does not change."""

import ast
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.findings.answers.questions import QUESTIONS
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timings import contrasts
from dashboard.gallery import (
    FIGURES,
    FINDINGS,
    PublishedFigure,
    UnknownFinding,
    edition_file_stem,
    figure_about,
    figures_in_order,
)
from dashboard.leaders.acts.downloads import export_file_name
from dashboard.report.pack import PackDocument
from dashboard.text import say
from db.catalogue import FILTERS
from db.editions.editions import Edition, Filters

CHAPTERS = ("timelines", "doses", "timings", "response", "answered")
SHOWN_BY = {
    "dashboard/leaders/screens/participation.py": "answered",
}
"""Modules that show figures for a page, and the page; the other pages show their own."""
LENT = {("answered", "timelines.course")}
"""Figures that a page shows of another."""
NAMED_ELSEWHERE = ("dashboard/ui/answers.py", "dashboard/ui/findings/show_finding.py")
"""Show what a question's row in ``QUESTIONS``, or a page, names."""
OF_TODAY = Edition(12, datetime.date(2026, 1, 5), 420, invented=False)


def names_asked_for(file: Path) -> Iterator[str]:
    """The names that a file calls ``show_finding`` or ``show_findings`` with."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        names = {"show_finding": slice(1), "show_findings": slice(1, None)}.get(called)
        for name in node.args[names] if isinstance(node, ast.Call) and names else ():
            assert isinstance(name, ast.Constant), f"{file}:{node.lineno} is no plain name"
            yield name.value


def figures_by_page(root: Path) -> Counter[tuple[str, str]]:
    """(page, name of a figure) -> how many places show it there."""
    files = [(file, file.stem) for file in (root / "pages").glob("*.py")]
    for file in {*(root / "dashboard").rglob("*.py")} - {root / file for file in NAMED_ELSEWHERE}:
        found = list(names_asked_for(file))
        path = file.relative_to(root).as_posix()
        assert not found or path in SHOWN_BY, f"{path} shows figures for no page that is known"
        files += [(file, SHOWN_BY[path])] if found else []
    return Counter((page, name) for file, page in files for name in names_asked_for(file))


def test_every_figure_is_shown_on_its_own_page_once(root: Path) -> None:
    """What pages ask for and what the gallery holds are the same; nothing is asked for twice."""
    of_gallery = {(figure.chapter, name) for name, figure in FIGURES.items()}
    assert figures_by_page(root) == Counter(of_gallery | LENT)
    assert {page for page, _ in of_gallery} == set(CHAPTERS)


def test_the_cards_of_every_question_are_in_the_gallery() -> None:
    """Each opens at least one."""
    for question in QUESTIONS.values():
        assert question.cards
        assert set(question.cards) <= set(FINDINGS)


def figures_with_words() -> list[PublishedFigure]:
    """Every figure about every word that it takes."""
    return [
        figure.about(word) if word else figure
        for figure in FIGURES.values()
        for word in figure.words or ("",)
    ]


def sets_of_filters() -> list[Filters]:
    """Everyone, every word of every filter."""
    singles = [{name: word} for name, words in FILTERS.items() for word in words]
    return [{}, *singles]


def test_no_two_downloads_of_an_edition_have_one_file_name() -> None:
    """Every figure, word and set of filters, the edition's own file and its meeting pack."""
    stems = [
        figure.file_stem(OF_TODAY, filters)
        for figure in figures_with_words()
        for filters in sets_of_filters()
    ]
    stems += [export_file_name(OF_TODAY, "csv").removesuffix(".csv")]
    stems += [PackDocument(b"", OF_TODAY).name]
    twice = [stem for stem, times in Counter(stems).items() if times > 1]
    assert len(stems) > 4_000
    assert not twice


def test_a_file_is_named_after_its_edition_its_figure_and_its_word() -> None:
    """The three pairs that once had one name: two times of day, two groups, two effects."""
    asked = (
        ("timings.morning", ""),
        ("timings.divided", ""),
        ("response.starters", ""),
        ("response.stayers", ""),
        ("timelines.by_week", "effect_vivid_dreams"),
        ("timelines.by_week", "effect_headache"),
    )
    assert [figure_about(name, word).file_stem(OF_TODAY, {}) for name, word in asked] == [
        "sweetspot-edition-12-timings-morning",
        "sweetspot-edition-12-timings-divided",
        "sweetspot-edition-12-response-starters",
        "sweetspot-edition-12-response-stayers",
        "sweetspot-edition-12-timelines-by-week-effect-vivid-dreams",
        "sweetspot-edition-12-timelines-by-week-effect-headache",
    ]


def test_no_filter_is_written_into_a_file_name() -> None:
    """Names end up in logs: behind the figure's name stands a mark of eight letters."""
    plain = f"{edition_file_stem(OF_TODAY)}-doses-kept-among-"
    marks = [
        FIGURES["doses.kept"].file_stem(OF_TODAY, filters).removeprefix(plain)
        for filters in sets_of_filters()
        if filters
    ]
    assert all(re.fullmatch("[0-9a-f]{8}", mark) for mark in marks)


def test_the_order_in_which_filters_were_set_changes_no_file_name() -> None:
    """The same cells, the same name."""
    one = {"condition": "mcas", "first_dose": "from_500"}
    other = {"first_dose": "from_500", "condition": "mcas"}
    kept = FIGURES["doses.kept"]
    assert kept.file_stem(OF_TODAY, one) == kept.file_stem(OF_TODAY, other)


def test_no_two_cards_of_a_page_have_one_link(published: EditionSlice) -> None:
    """A link leads to one card: its key is of that page alone."""
    keys = Counter(
        (figure.chapter, figure.card_key(figure(published)[0])) for figure in FIGURES.values()
    )
    assert set(keys.values()) == {1}


@pytest.mark.parametrize(
    ("name", "word", "key"),
    [
        ("timelines.by_week", "effect_headache", "timelines.by_week-effect_headache"),
        ("timings.divided", "", f"timings.effects-{contrasts.BY_DIVIDED}"),
        ("response.stayers", "", "response.clusters-stayers"),
        ("doses.sweet_spot", "", "doses.sweet_spot"),
        ("answered.who", "age_band", "leaders.who-age_band"),
    ],
)
def test_links_that_readers_hold_lead_to_the_same_cards(
    published: EditionSlice, name: str, word: str, key: str
) -> None:
    """The names of cards as they were before there was a gallery."""
    figure = figure_about(name, word)
    assert figure.card_key(figure(published)[0]) == key


def test_every_finding_has_a_name_and_a_title_of_its_own() -> None:
    """Titles are lists' entries; two that read the same could not be told apart."""
    titles = [figure.title for figure in FINDINGS.values()]
    assert len(set(titles)) == len(titles)
    assert all(name == figure.name for name, figure in FIGURES.items())


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_answers_with_a_finding_and_its_figure(
    published: EditionSlice, name: str
) -> None:
    """Of this edition, for everyone, in the light theme: no dark ground's ink is in it."""
    finding, figure = FIGURES[name](published)
    assert finding.edition == published.edition
    assert not finding.filters
    assert "#ECEFEA" not in str(figure.to_dict())


def test_a_figure_takes_filters_where_it_is_asked_with_them(published: EditionSlice) -> None:
    """The same question among women."""
    women = EditionSlice(published.reader, published.edition, {"sex": "female"})
    finding, _ = FINDINGS["timelines.groups"](women)
    assert finding.filters == {"sex": "female"}
    assert say("words.sex.female") in finding.kicker


def test_chosen_findings_come_in_the_order_of_the_pages_and_once() -> None:
    """However they were named."""
    named = ("response.late", "doses.flow", "response.late", "timelines.map")
    found = [figure.name for figure in figures_in_order(named)]
    assert found == ["timelines.map", "doses.flow", "response.late"]


def test_an_effect_may_be_named_behind_a_colon(published: EditionSlice) -> None:
    """Headache by week, beside vivid dreams by week."""
    both = figures_in_order(("timelines.by_week", "timelines.by_week:effect_headache"))
    effects = [figure(published)[0].numbers.series[0].word for figure in both]
    assert effects == ["effect_vivid_dreams", "effect_headache"]
    assert "headache" in both[1].title.lower()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "timelines",
        "timelines.by_week:morning",
        "doses.kept:effect_headache",
        "answered.members",
        "answered.who:age_band",
    ],
)
def test_a_name_that_no_finding_has_is_refused(name: str) -> None:
    """And said back, so that it can be put right. What is the leaders' alone is in no pack."""
    with pytest.raises(UnknownFinding) as unknown:
        figures_in_order((name,))
    assert unknown.value.args == (name,)


def test_both_comparisons_of_time_of_day_can_be_chosen(published: EditionSlice) -> None:
    """Bedtime against morning, and against a divided dose: one question, asked twice."""
    arms = [
        FINDINGS[f"timings.{other}"](published)[0].numbers.arms for other in ("morning", "divided")
    ]
    assert arms == [("bedtime", "morning"), ("bedtime", "divided")]
    assert FINDINGS["timings.morning"].question is contrasts.effect_differences
