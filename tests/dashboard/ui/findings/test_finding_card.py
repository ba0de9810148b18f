import csv
import datetime
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.findings.finding import Finding, FindingState
from dashboard.tables import FORMULA, Table
from dashboard.text import say
from dashboard.ui.findings import finding_card as cards
from db.editions.editions import Edition, EditionCell, EditionContrast

EDITION = Edition(12, datetime.date(2026, 1, 5), 420, invented=False)
CELLS = (
    EditionCell("effect_by_week", "", "effect_headache|w1", 420, 145),
    EditionCell("effect_by_week", "sex=female", "effect_headache|w2", 200, 60),
)


def a_finding(**changes: Any) -> Finding[Any]:
    plain = {
        "name": "timelines.by_week",
        "edition": EDITION,
        "filters": {},
        "state": FindingState.shown,
        "kicker": "Side effects by week of use · all members",
        "sentence": "In weeks 3 to 4, about 41 in 100 had headache.",
        "basis": "Of 405 people. Range: 36 to 47 in 100.",
        "trust": "Counted among people still on LDN.",
        "numbers": None,
        "table": Table(("Week", "People"), (("1", "420"), ("2", "405"))),
        "cells": CELLS,
    }
    return Finding(**{**plain, **changes})


def shown(finding: Finding[Any]) -> AppTest:
    """The card, on a page of its own."""

    def page(finding: object) -> None:
        import plotly.graph_objects as go

        from dashboard.ui.findings.finding_card import CardPlace, show_finding_card

        figure = go.Figure(go.Scatter(x=[1, 2], y=[0.3, 0.4]), layout={"height": 200})
        show_finding_card(finding, figure, CardPlace("first", "first-file"))

    at = AppTest.from_function(page, args=(finding,)).run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(at: AppTest) -> str:
    """What a reader reads, tags taken out."""
    parser = _Texts()
    parser.feed(html(at))
    return " ".join("".join(parser.found).split())


def test_a_card_says_the_sentence_its_basis_the_caveat_and_the_edition() -> None:
    """The sentence is the heading, people and range under it; the footer says where from."""
    at = shown(a_finding())
    assert a_finding().whole_sentence in words(at)
    assert '<h2 class="ss-sentence">' in html(at)
    assert "Can you trust this? Counted among people still on LDN." in words(at)
    assert "Edition 12 · about 420 members" in words(at)


def test_the_figure_bears_the_sentence_as_its_name() -> None:
    """For those who do not see it; no bar of tools, no scroll zoom."""
    (chart,) = shown(a_finding()).get("plotly_chart")
    assert chart.proto.alt == a_finding().whole_sentence
    config = json.loads(chart.proto.config)
    assert (config["displayModeBar"], config["scrollZoom"]) == (False, False)


def test_the_table_repeats_the_numbers_under_their_heads() -> None:
    """With row and column headers, for those who cannot point at a figure."""
    found = html(shown(a_finding()))
    assert '<th scope="col">People</th>' in found
    assert '<th scope="row">2</th><td>405</td>' in found


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "a | b", "$5 and $6", "**x**"])
def test_no_text_of_a_finding_is_taken_for_markup(text: str) -> None:
    """Neither as HTML nor as Markdown: what is written is what is read."""
    table = Table(("Week",), ((text,),))
    at = shown(a_finding(sentence=text, kicker=text, trust=text, table=table))
    assert words(at).count(text) == 4
    assert not at.markdown


@pytest.mark.parametrize("invented", [True, False])
def test_invented_answers_are_called_so(invented: bool) -> None:
    """Under every figure."""
    edition = Edition(1, datetime.date(2026, 1, 5), 30, invented=invented)
    assert ("invented answers" in words(shown(a_finding(edition=edition)))) is invented


def test_with_too_few_people_no_figure_and_no_number_is_sent() -> None:
    """A hatched panel says why; the figure does not reach the browser."""
    finding = a_finding(
        state=FindingState.too_few,
        sentence="Fewer than 30 people here can answer this yet.",
        trust="",
        table=Table((), ()),
        cells=(),
    )
    at = shown(finding)
    assert not at.get("plotly_chart")
    assert not at.get("download_button")
    assert 'class="ss-panel"' in html(at)
    assert "Can you trust this?" not in words(at)


def test_an_effect_that_is_too_rare_has_no_figure_and_says_why() -> None:
    """The reason is its own: people answered, and few of them have it."""
    at = shown(a_finding(state=FindingState.too_rare, trust="", table=Table((), ()), cells=()))
    assert not at.get("plotly_chart")
    assert say("card.too_rare") in words(at)
    assert say("card.too_few") not in words(at)


def test_a_file_holds_the_published_cells() -> None:
    """One line a cell under one head; each says of which edition it is, wherever it is copied."""
    rows = list(csv.reader(io.StringIO(cards.cells_as_csv(CELLS, EDITION))))
    assert rows[0] == ["edition", "measure", "filters", "axis", "people", "cases"]
    assert rows[1:] == [["12", *(str(value) for value in cell)] for cell in CELLS]


def test_a_file_of_differences_has_their_head_and_keeps_its_minus_signs() -> None:
    """A difference is not a count and is not exported as one; a negative number is no formula."""
    cell = EditionContrast(**dict.fromkeys(EditionContrast._fields, -3))
    (row,) = csv.DictReader(io.StringIO(cards.cells_as_csv((cell,), EDITION)))
    assert row.pop("edition") == "12"
    assert row == dict.fromkeys(EditionContrast._fields, "-3")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_in_a_file_is_taken_for_a_formula(start: str) -> None:
    """A spreadsheet would run it on the reader's machine."""
    cell = EditionCell(f"{start}1+1", f"{start}x", f"{start}y", 10, 5)
    (_, row) = list(csv.reader(io.StringIO(cards.cells_as_csv((cell,), EDITION), newline="")))
    assert not any(value.startswith(FORMULA) for value in row)


def test_a_card_names_answers_of_an_older_survey_and_what_it_did_not_ask() -> None:
    """Never how many; and nothing where there are none."""
    edition = replace(EDITION, older_forms="older_form,effect_weeks,stop")
    told = say(
        "finding.older_forms.some",
        list=say("finding.between").join(
            [say("finding.older_forms.effect_weeks"), say("finding.older_forms.stop")]
        ),
    )
    assert told in words(shown(a_finding(edition=edition)))
    assert say("finding.older_forms.all") in words(
        shown(a_finding(edition=replace(EDITION, older_forms="older_form,word_of_tomorrow")))
    )
    assert "older" not in words(shown(a_finding()))
