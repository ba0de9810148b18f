"""A poster to print: one A4 page that needs no other file, with an invite's QR picture and code."""

import base64
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from markupsafe import Markup, escape

from dashboard.admission.arrival import PARAMETER
from dashboard.markup import fill_template, style_sheet
from dashboard.text import say

HOUSE = Path(__file__).parents[2]
STYLE = "ui/poster.css"
TYPEFACE = HOUSE / "static" / "public-sans.woff2"
PAGE = "share"
"""Where the survey is."""


@dataclass(frozen=True)
class InvitePoster:
    """What stands on a poster.

    Attributes:
        group: the group's name.
        site: the address of the site, as ``tidy_site_address`` returns it.
        code: the invite's, in groups of four.
    """

    group: str
    site: str
    code: str

    @property
    def address(self) -> str:
        """Where the QR picture leads."""
        return f"{self.site}/{PAGE}?{PARAMETER}={self.code}"


def poster_html(poster: InvitePoster) -> Markup:
    """The poster as a piece of a page; the style sheet makes it as wide as its place."""
    address = Markup("<b>{}</b>").format(f"{poster.site.partition('://')[2]}/{PAGE}")
    how = escape(say("poster.how", address="{address}")).format(address=address)
    return fill_template("poster", poster=poster, picture=_qr_picture(poster.address), how=how)


def poster_file(poster: InvitePoster) -> bytes:
    """The poster as one HTML file, to be printed on A4; UTF-8."""
    return fill_template(
        "poster_file",
        group=poster.group,
        code=poster.code,
        typeface=_typeface_css(),
        style=style_sheet(STYLE),
        body=poster_html(poster),
    ).encode()


@cache
def _typeface_css() -> Markup:
    packed = base64.b64encode(TYPEFACE.read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{packed})"
    face = f"@font-face{{font-family:'Public Sans';font-weight:100 900;src:{source}}}"
    return Markup(face)  # noqa: S704 - files of this house


def _qr_picture(address: str) -> str:
    """The QR picture as a data address: black on white, with the quiet zone of its standard."""
    drawn = BytesIO()
    # M mends 15 %: a crease or a drop of coffee.
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, light="#fff")
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
