"""What a page can say without a line to the server: written into it, in every language."""

from typing import Any

from markupsafe import Markup

from dashboard.markup import fill_template
from dashboard.text import DEFAULT, LANGUAGES, load_language_texts

STYLE = "ui/line.css"
"""For these words and for the mark of a tap; in the page that loads the front end."""
SCRIPTS = ("app/static/line.js", "app/static/taps.js")
"""The first watches the socket that Streamlit opens, so they come before its scripts."""


def words_by_language() -> list[tuple[str, dict[str, Any]]]:
    """Code and table ``[line]`` of every language, English first."""
    codes = sorted(LANGUAGES, key=lambda code: (code != DEFAULT, code))
    return [(code, load_language_texts(code)["line"]) for code in codes]


def line_html() -> Markup:
    """The sentences for a line that is cut, and the page for one that never came; all hidden."""
    return fill_template("line", by_language=words_by_language())
