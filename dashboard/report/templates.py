"""HTML that needs no other file: templates, their style sheets, and the typeface inside."""

import base64
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dashboard.charts.theme import LIGHT
from dashboard.findings.number_phrases import sentence_case
from dashboard.report import pack_page
from dashboard.report.chromium import TYPEFACE
from dashboard.text import language, say

_COLOURS = ("ground", "card", "ink", "quiet", "faint", "rule", "axis", "tint", "sand", "clay")
_MORE_COLOURS = ("clay_tint", "teal", "teal_tint", "grey_tint")

NO_BREAK, JOINED = "\u00a0", "\u2060"
"""A space, and nothing at all, at which no line ends."""
_TOGETHER = re.compile(r"(?<=\d) (?=in \d|mg\b|%|to \d)|(?<=\d in) (?=\d)|(?<=\d to) (?=[\d+−])")
_DASH = re.compile(r"(?<=\w)[–-](?=\w)")


def fill_template(name: str, **values: Any) -> str:
    """A page of HTML.

    Args:
        name: of a template and of its style sheet, beside this file.
        **values: what the template names; every text is escaped.
    """
    template = _jinja_environment().get_template(f"{name}.html")
    return template.render(language=language.get(), style=_style_sheet(name), **values)


def text_without_breaks(text: str) -> str:
    """The text with places where no line ends: "3 in 10", "1.5 mg", "5–8", "low-dose"."""
    return _DASH.sub(rf"{JOINED}\g<0>{JOINED}", _TOGETHER.sub(NO_BREAK, text))


@cache
def _jinja_environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dashboard.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"unbroken": text_without_breaks, "sentence": sentence_case}
    made.globals |= {
        "say": say,
        "day": pack_page.publication_day,
        "dots": pack_page.member_dots,
        "place": pack_page.place_on_strip,
    }
    return made


@cache
def _style_sheet(name: str) -> Markup:
    """The style sheet, with the palette of the figures and the typeface."""
    colours = {colour: getattr(LIGHT, colour) for colour in (*_COLOURS, *_MORE_COLOURS)}
    tokens = ";".join(f"--{word.replace('_', '-')}:{hue}" for word, hue in colours.items())
    face = base64.b64encode(TYPEFACE.read_bytes()).decode()
    sheet = files("dashboard.report").joinpath(f"{name}.css").read_text("utf-8")
    # Files of this house; nothing in them comes from a person.
    return Markup(  # noqa: S704
        f"@font-face{{font-family:'Public Sans';font-weight:100 900;"
        f"src:url(data:font/woff2;base64,{face})format('woff2')}}:root{{{tokens}}}{sheet}"
    )
