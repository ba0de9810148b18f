"""HTML of our own: nothing gets into it unescaped, and words are set whole."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

import dashboard
from dashboard.markup import (
    _jinja_environment,
    definition_list_html,
    fill_template,
    heading_html,
    html_with_whole_ranges,
    paragraph_html,
)

DASHBOARD = Path(dashboard.__file__).parent
ROOMS = ("ui", "survey", "record", "leaders")
"""Whose HTML is put on the page; what figures call HTML is Plotly's own few tags."""
TEMPLATES = sorted((DASHBOARD / "templates").glob("*.html"))


def kept(text: str) -> str:
    return f'<span class="ss-range">{text}</span>'


def test_weeks_and_doses_are_not_broken_over_two_lines() -> None:
    """A line that ends in "3" and one that begins with "mg" are hard to read."""
    assert (
        html_with_whole_ranges("in weeks 9–12 at 1.5 mg.")
        == f"in weeks {kept('9–12')} at {kept('1.5 mg')}."
    )
    assert html_with_whole_ranges("de 0,5 mg a 3 mg") == f"de {kept('0,5 mg')} a {kept('3 mg')}"


@given(st.text(alphabet="<>&\"'12–. mg"))
def test_no_text_becomes_markup(text: str) -> None:
    """Without what is put around, only escaped signs are left."""
    left = (
        html_with_whole_ranges(text).replace('<span class="ss-range">', "").replace("</span>", "")
    )
    assert not set(left) & {"<", ">", '"', "'"}


HOSTILE = "<script>alert(\"x\")</script> & 'y'"
CLOSED = "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; &#39;y&#39;"


def test_a_value_in_a_paragraph_a_heading_or_a_list_is_escaped() -> None:
    """Wherever it stands: between tags, or in an attribute."""
    assert paragraph_html(HOSTILE, "lead") == f'<p class="lead">{CLOSED}</p>'
    assert (
        paragraph_html("x", HOSTILE, role=HOSTILE) == f'<p class="{CLOSED}" role="{CLOSED}">x</p>'
    )
    assert heading_html(HOSTILE) == f'<h2 class="ss-sentence">{CLOSED}</h2>'
    row = f"<div><dt>{CLOSED}</dt><dd>{CLOSED}</dd></div>"
    assert row in definition_list_html([(HOSTILE, HOSTILE)], "told")


def test_what_is_html_already_is_not_escaped_twice() -> None:
    """A template's result goes into another as it is."""
    inner = paragraph_html(HOSTILE, "lead")
    assert paragraph_html(inner, "lead") == f'<p class="lead">{inner}</p>'
    assert CLOSED in definition_list_html([("x", inner)], "told")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_lets_a_value_out_unescaped(file: Path) -> None:
    """``safe`` and ``autoescape false`` would; a value that may be HTML comes as ``Markup``."""
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", text)
    assert _jinja_environment().get_template(file.name)


def test_a_value_that_a_template_misses_is_an_error() -> None:
    """Not an empty place on a member's screen."""
    with pytest.raises(UndefinedError):
        fill_template("desk_codes")


def test_no_html_of_this_house_is_written_around_a_value() -> None:
    """An f-string with a tag in it escapes nothing: the template and ``Markup.format`` do."""
    files = [file for room in ROOMS for file in (DASHBOARD / room).rglob("*.py")]
    assert len(files) > 50
    (bad,) = (n for n in ast.walk(ast.parse('f"<p>{x}</p>"')) if isinstance(n, ast.JoinedStr))
    assert _has_tag_and_value(bad)
    assert not [
        f"{file.relative_to(DASHBOARD)}:{node.lineno}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr) and _has_tag_and_value(node)
    ]


def _has_tag_and_value(node: ast.JoinedStr) -> bool:
    words = [part.value for part in node.values if isinstance(part, ast.Constant)]
    tagged = any(re.search(r"</?[a-z][a-z0-9]*[ >]", str(word)) for word in words)
    return tagged and len(words) < len(node.values)
