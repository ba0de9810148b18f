"""HTML that needs no other file: the style sheet and the typeface stand in it."""

import base64
import re
from functools import cache
from typing import Any

from markupsafe import Markup

from dashboard.charts.theme import LIGHT
from dashboard.findings.number_phrases import sentence_case
from dashboard.markup import fill_template, style_sheet
from dashboard.report import pack_page
from dashboard.report.chromium import TYPEFACE

_COLOURS = ("ground", "card", "ink", "quiet", "faint", "rule", "axis", "tint", "sand", "clay")
_MORE_COLOURS = ("clay_tint", "teal", "teal_tint", "grey_tint")

NO_BREAK, JOINED = "\u00a0", "\u2060"
"""A space, and nothing at all, at which no line ends."""
_TOGETHER = re.compile(r"(?<=\d) (?=in \d|mg\b|%|to \d)|(?<=\d in) (?=\d)|(?<=\d to) (?=[\d+−])")
_DASH = re.compile(r"(?<=\w)[–-](?=\w)")


def report_html(name: str, **values: Any) -> str:
    """A page of HTML.

    Args:
        name: of its template, and of its style sheet beside this file.
        **values: what the template names; every text is escaped.
    """
    # A plain text: who edits it further must not be given one that escapes what is put in.
    return str(fill_template(name, style=_report_style(name), **_HELPERS, **values))


def text_without_breaks(text: str) -> str:
    """The text with places where no line ends: "3 in 10", "1.5 mg", "5–8", "low-dose"."""
    return _DASH.sub(rf"{JOINED}\g<0>{JOINED}", _TOGETHER.sub(NO_BREAK, text))


@cache
def _report_style(name: str) -> Markup:
    """The style sheet, with the palette of the figures and the typeface."""
    colours = {colour: getattr(LIGHT, colour) for colour in (*_COLOURS, *_MORE_COLOURS)}
    tokens = ";".join(f"--{word.replace('_', '-')}:{hue}" for word, hue in colours.items())
    face = base64.b64encode(TYPEFACE.read_bytes()).decode()
    # Files of this house; nothing in them comes from a person.
    return Markup(  # noqa: S704
        f"@font-face{{font-family:'Public Sans';font-weight:100 900;"
        f"src:url(data:font/woff2;base64,{face})format('woff2')}}:root{{{tokens}}}"
        f"{style_sheet(f'report/{name}.css')}"
    )


_HELPERS = {
    "unbroken": text_without_breaks,
    "sentence_case": sentence_case,
    "day": pack_page.publication_day,
    "dots": pack_page.member_dots,
}
"""What the templates of this room call."""
