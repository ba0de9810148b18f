"""Hostile text, and whether a page shows it as the plain text that it is."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from attacks_browser import ELSEWHERE
from attacks_visit import WRITTEN_IN, Visit

MARK = "zq7"
"""In every hostile text, and in no text of the app's own."""
HOSTILE = {
    "picture": f'<img src=x onerror="alert(1)">{MARK}',
    "short picture": f"<img src=x onerror=alert()>{MARK}",
    "script": f"<script>alert(1)</script>{MARK}",
    "broken out": f'"></p><svg onload=alert(1)>{MARK}',
    "attribute": f'" autofocus onfocus=alert(1) {MARK}',
    "markdown picture": f"![](//{ELSEWHERE}/{MARK})",
    "markdown link": f"[{MARK}](https://{ELSEWHERE})",
    "bare link": f"https://{ELSEWHERE}/{MARK}",
    "script link": f"[{MARK}](javascript:alert(1))",
    "formula": f"$\\LaTeX{{{MARK}}}$",
    "icon": f":material/home: {MARK}",
    "colour": f":red[{MARK}] **{MARK}**",
    "braces": f"{{0.__class__}} {{written}} {MARK}",
    "percent": f"%s %(x)s %n {MARK}",
    "spreadsheet": f'=HYPERLINK("//{ELSEWHERE}"){MARK}',
    "statement": f"'; DROP TABLE member; -- {MARK}",
    "long": MARK + "A" * 10_000,
    "right to left": f"\u202e{MARK}gm 5.1",
    "null": f"{MARK}\0\0 1.5",
    "surrogate": f"\ud83d\ude00 {MARK}".encode("utf-16", "surrogatepass").decode("utf-16"),
    "path": f"../../etc/passwd {MARK}",
}
SHOWN_AT_LEAST = 30
LITERAL_KINDS = {*WRITTEN_IN, "text", "code"}
"""Elements that interpret nothing: ``st.text``, ``st.code``, and the fields themselves."""


@dataclass
class _Reader(HTMLParser):
    """What a browser would make of some HTML."""

    text: str = ""
    markup: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.markup.append(f"{tag} {attrs}")

    def handle_comment(self, data: str) -> None:
        self.markup.append(data)

    def handle_data(self, data: str) -> None:
        self.text += data


def interpreted(visit: Visit, written: str) -> list[str]:
    """Elements in which a text stands other than as plain text: empty where all is well.

    Args:
        visit: after something hostile was written.
        written: what it was; a page may show its beginning.
    """
    found = []
    for element in visit.every_element():
        kind = element.WhichOneof("type")
        body = getattr(element, kind)
        if MARK not in str(body) or kind in LITERAL_KINDS:
            continue
        if kind != "html" or not _is_literal(body.body, written):
            found.append(f"{kind}: {str(body)[:200]}")
    return found


def echoed(visit: Visit) -> bool:
    """Whether any page element but the field shows the text."""
    elements = ((e.WhichOneof("type"), e) for e in visit.every_element())
    return any(MARK in str(e) for kind, e in elements if kind not in WRITTEN_IN)


def _is_literal(html: str, written: str) -> bool:
    """Whether no markup holds the text, and its beginning can be read letter by letter."""
    reader = _Reader()
    reader.feed(html.replace("\0", ""))
    return MARK not in " ".join(reader.markup) and beginning(written) in reader.text


def beginning(written: str) -> str:
    """What a page shows at the least of a text that it shows."""
    return " ".join(written.replace("\0", "").split())[:SHOWN_AT_LEAST]
