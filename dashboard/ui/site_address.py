"""The address of this site: as a leader types it, and as a visitor's browser sees it."""

import re
from urllib.parse import urlsplit

import streamlit as st

from dashboard.navigation import page_sections

LONGEST_ADDRESS = 200
_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_HERE_ALONE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - compared, not bound


def site_in_browser() -> str:
    """The site's address as this browser sees it, without a page's own name; empty if unknown."""
    url: object = st.context.url
    site = url.partition("?")[0].partition("#")[0].rstrip("/") if isinstance(url, str) else ""
    parent, _, page = site.rpartition("/")
    names = {page.url_path for pages in page_sections().values() for page in pages}
    return tidy_site_address(parent if page in names else site) or ""


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
