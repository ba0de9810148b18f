"""Hostile text, and whether a page shows it as the plain text that it is."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from attacks_browser import ELSEWHERE
from attacks_visit import WRITTEN_IN, Visit

MARK = "zq7"
"""In every hostile text, and in no text of the app's own."""
HOSTILE = {
    "picture": f'<img src={MARK} onerror="alert(1)">',
    "short picture": f"<img src={MARK} onerror=alert()>",
    "script": f"<script src=//{ELSEWHERE}/{MARK}></script>",
    "broken out": f'"></p><svg onload=alert(1) id={MARK}>',
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
LITERAL_PARTS = {"selectbox": "options", "multiselect": "options"}
"""Parts of elements that are shown as plain text; their labels are Markdown."""


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


def interpreted(visit: Visit) -> list[str]:
    """Whatever on the screen holds hostile text other than as plain text: empty if all is well."""
    found = []
    for element in visit.every_element():
        kind = str(element.WhichOneof("type"))
        body = getattr(element, kind)
        if kind == "html":
            body = " ".join(read(body.body).markup)
        elif kind in LITERAL_PARTS:
            body.ClearField(LITERAL_PARTS[kind])
        if kind not in LITERAL_KINDS and MARK in str(body):
            found.append(f"{kind}: {str(body)[:200]}")
    blocks = (str(m.delta.add_block) for m in visit.shown if m.delta.HasField("add_block"))
    return [*found, *(f"block: {block[:200]}" for block in blocks if MARK in block)]


def read(html: str) -> _Reader:
    """What a browser makes of some HTML: its markup, and its text."""
    reader = _Reader()
    reader.feed(html.replace("\0", ""))
    return reader


def told(visit: Visit) -> str:
    """All text of the page's HTML, as it is read on the screen."""
    return " ".join(read(element.body).text for element in visit.elements("html"))


def beginning(written: str) -> str:
    """What a page shows at the least of a text that it shows."""
    return " ".join(written.replace("\0", "").split())[:SHOWN_AT_LEAST]
