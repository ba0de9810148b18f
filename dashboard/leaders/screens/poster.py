"""A poster to print: one A4 page that needs no other file, with an invite's QR picture and code."""

import base64
import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

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
LONGEST_ADDRESS = 200
_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_HERE_ALONE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - compared, not bound


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


def tidy_site_address(written: str) -> str | None:
    """The address of a site without a slash at its end; None where it is none.

    Args:
        written: as a leader typed it, or as the browser told; https where it does not say.
    """
    text = written.strip().rstrip("/")
    if not text or len(text) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    plain = parts.scheme in {"http", "https"} and not (parts.username or parts.query)
    if not plain or not _HOST.fullmatch(host) or not _PATH.fullmatch(parts.path):
        return None
    return f"{parts.scheme}://{host}{port}{parts.path}"


def is_here_alone(site: str) -> bool:
    """Whether an address leads every telephone to itself."""
    return urlsplit(site).hostname in _HERE_ALONE


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
