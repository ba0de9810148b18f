"""A poster to print: one A4 page that needs no other file, with an invite's QR picture and code."""

import base64
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import segno

from dashboard.admission.arrival import PARAMETER
from dashboard.text import language, say

HOUSE = Path(__file__).parents[2]
SHEET = HOUSE / "ui" / "poster.css"
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


def poster_html(poster: InvitePoster) -> str:
    """The poster as a piece of a page; the style sheet makes it as wide as its place."""
    points = "".join(f"<li>{escape(say(f'poster.{point}'))}</li>" for point in ("private", "short"))
    address = escape(f"{poster.site.partition('://')[2]}/{PAGE}")
    how = escape(say("poster.how", address="{address}")).format(address=f"<b>{address}</b>")
    return (
        '<div class="poster-place"><div class="poster">'
        f'<p class="poster-group">{escape(poster.group)}</p>'
        f'<p class="poster-title">{escape(say("poster.title"))}</p>'
        f'<p class="poster-lead">{escape(say("poster.lead"))}</p>'
        f'<img class="poster-qr" src="{_qr_picture(poster.address)}" '
        f'alt="{escape(say("poster.alt", address=poster.address))}">'
        f'<p class="poster-how">{how}</p>'
        f'<p class="poster-code" translate="no">{escape(poster.code)}</p>'
        f'<ul class="poster-points">{points}</ul>'
        "</div></div>"
    )


def poster_file(poster: InvitePoster) -> bytes:
    """The poster as one HTML file, to be printed on A4; UTF-8."""
    title = escape(say("poster.file", group=poster.group, code=poster.code))
    return (
        f'<!doctype html><html lang="{language.get()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_typeface_css()}{poster_style()}</style></head>"
        f'<body class="poster-page">{poster_html(poster)}</body></html>'
    ).encode()


@cache
def poster_style() -> str:
    """The poster's style sheet."""
    return SHEET.read_text(encoding="utf-8")


@cache
def _typeface_css() -> str:
    packed = base64.b64encode(TYPEFACE.read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{packed})"
    return f"@font-face{{font-family:'Public Sans';font-weight:100 900;src:{source}}}"


def _qr_picture(address: str) -> str:
    """The QR picture as a data address: black on white, with the quiet zone of its standard."""
    drawn = BytesIO()
    # M mends 15 %: a crease or a drop of coffee.
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, light="#fff")
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
