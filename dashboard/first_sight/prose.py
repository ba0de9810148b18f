"""Our own texts' few marks of Markdown as HTML: paragraphs, lists, bold, leaning, links."""

import re

from markupsafe import Markup, escape

_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)"), r'<a href="\2">\1</a>'),
)
_ITEM = "- "


def prose_html(text: str) -> Markup:
    """Paragraphs and lists of a text of ``dashboard/text/``; everything else in it is escaped."""
    return Markup().join(_block_html(block) for block in text.strip().split("\n\n"))


def line_of_prose_html(text: str) -> Markup:
    """One line, with its marks."""
    marked = str(escape(text))
    for sign, html in _MARKS:
        marked = sign.sub(html, marked)
    return Markup(marked)  # noqa: S704 - escaped before the marks became elements


def _block_html(block: str) -> Markup:
    lines = block.splitlines()
    if all(line.startswith(_ITEM) for line in lines):
        items = (line_of_prose_html(line.removeprefix(_ITEM)) for line in lines)
        return Markup("<ul>{}</ul>").format(
            Markup().join(Markup("<li>{}</li>").format(item) for item in items)
        )
    return Markup("<p>{}</p>").format(line_of_prose_html(block))
