"""HTML of our own: one Jinja2 environment that escapes every value, and the style sheets.

HTML of more than a line is a file in ``dashboard/templates/``. What comes out is ``Markup``: put
into another template it is not escaped twice. But whatever is added to it, or replaced in it, is
escaped: what leaves the house as a file is made a plain ``str`` first.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboard.text import language, say

HOUSE = Path(__file__).parent
_UNBROKEN = re.compile(r"\d+–\d+|\d[\d.,]* mg\b")


def fill_template(name: str, **values: Any) -> Markup:
    """A template of ``dashboard/templates/``, filled.

    Args:
        name: of its file, without ``.html``.
        **values: what the template names; every text that is no ``Markup`` is escaped.

    Raises:
        jinja2.UndefinedError: the template names a value that was not given.
    """
    html = _jinja_environment().get_template(f"{name}.html").render(values)
    return Markup(html)  # noqa: S704 - escaped by the environment


def paragraph_html(sentence: str, style_class: str, *, role: str = "") -> Markup:
    """A paragraph.

    Args:
        sentence: escaped, unless it is ``Markup``.
        style_class: by which style sheets know it.
        role: by which a screen reader knows it, such as ``alert``.
    """
    spoken_as = Markup(' role="{}"').format(role) if role else ""
    return Markup('<p class="{}"{}>{}</p>').format(style_class, spoken_as, sentence)


def heading_html(sentence: str, style_class: str = "ss-sentence", level: int = 2) -> Markup:
    """A heading, of a card where nothing else is said; arguments as for ``paragraph_html``."""
    return Markup('<h{0} class="{1}">{2}</h{0}>').format(level, style_class, sentence)


def definition_list_html(rows: Iterable[tuple[str, str]], style_class: str) -> Markup:
    """A list of terms, each with what is said of it.

    Args:
        rows: term and description; escaped, unless they are ``Markup``.
        style_class: by which style sheets know the list.
    """
    return fill_template("definition_list", rows=rows, style_class=style_class)


def html_with_whole_ranges(text: str) -> Markup:
    """A text as HTML, in which weeks 9–12 and 1.5 mg are not broken over two lines."""
    # Only digits, and signs that no HTML is made of, are matched in what has been escaped.
    marked = _UNBROKEN.sub(r'<span class="ss-range">\g<0></span>', str(escape(text)))
    return Markup(marked)  # noqa: S704


@cache
def style_sheet(*names: str) -> Markup:
    """The text of style sheets, one after the other.

    Args:
        *names: paths below ``dashboard/``, such as ``ui/survey.css``.
    """
    text = "".join((HOUSE / name).read_text(encoding="utf-8") for name in names)
    return Markup(text)  # noqa: S704 - files of this house; nothing in them comes from a person


@cache
def style_element(*names: str) -> Markup:
    """Style sheets as one element; ``names`` as for ``style_sheet``."""
    return Markup("<style>{}</style>").format(style_sheet(*names))


@cache
def _jinja_environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HOUSE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else each use asks the disk whether the file has changed
    )
    made.globals |= {"say": say, "language": language}
    made.filters |= {"whole_ranges": html_with_whole_ranges}
    return made
