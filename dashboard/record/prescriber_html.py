"""The page for the prescriber as one HTML file: no script, nothing from elsewhere, made to print.

It is made on the fly and handed to the browser; nothing of it is stored or logged here.
"""

import re
import secrets

from markupsafe import Markup

from dashboard.markup import fill_template, style_element
from dashboard.record.prescriber_sheet import PrescriberSheet

STYLE = "ui/summary_page.css"
FILE_NAME = "my-weeks.html"
LONG = 6_000
"""Characters of markup from which the page is set in smaller letters on paper."""
_BETWEEN_TAGS = re.compile(r"(?<=>)\s+(?=<)")
"""Line ends of the template; they are not counted."""


def prescriber_html_file(sheet: PrescriberSheet) -> str:
    """The whole file.

    Streamlit serves a file under the hash of its content: a random line in it, and nobody can
    tell from an address which answers it holds.
    """
    made = fill_template(
        "prescriber_file",
        mark=secrets.token_hex(16),
        title=sheet.title,
        style=style_element(STYLE),
        body=sheet_html(sheet),
    )
    return str(made)


def sheet_html(sheet: PrescriberSheet, level: int = 1) -> Markup:
    """What the page holds, for the file and for the screen alike.

    Args:
        sheet: what it holds.
        level: of its heading; its parts have the next one.
    """
    parts = fill_template("prescriber_parts", parts=sheet.parts, heading=f"h{level + 1}")
    long = len(_BETWEEN_TAGS.sub("", parts)) > LONG
    return fill_template("prescriber_sheet", sheet=sheet, parts=parts, level=level, long=long)
