"""Every finding in words, in both languages: one page, to be read as if aloud.

Ten drawn editions (tests/drawn_editions.py) say what may ever be said; published ones of invented
groups say it as members will read it.
"""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding
from dashboard.gallery import FIGURES, PublishedFigure
from dashboard.stores import open_stores
from dashboard.text import LANGUAGES, language
from db.editions import editions
from tests import published
from tests.drawn_editions import drawn_editions

PUBLISHED = (60, 180, 700)
"""Members of the invented groups."""
FILE = "sentences.txt"


class SaidFinding(NamedTuple):
    """What a finding says, and where."""

    code: str
    edition: str
    figure: PublishedFigure
    finding: Finding[Any]


def asked_figures() -> Iterator[PublishedFigure]:
    """Every figure; those about an effect about four of them."""
    for figure in FIGURES.values():
        if figure.words:
            yield from (figure.about(word) for word in figure.words[:: len(figure.words) // 4 or 1])
        else:
            yield figure


def said_findings(asked: EditionSlice, edition: str) -> Iterator[SaidFinding]:
    """Every finding of an edition in every language."""
    for code in LANGUAGES:
        before = language.set(code)
        try:
            for figure in asked_figures():
                yield SaidFinding(code, edition, figure, figure.question(asked, *figure.arguments))
        finally:
            language.reset(before)


def write_sentences(to: Path) -> int:
    """One page with each sentence, its line and its caveat, each said once; how many there are."""
    parts: dict[tuple[str, str], dict[str, str]] = {}
    for said in _every_finding():
        part = parts.setdefault((said.code, said.figure.name), {})
        finding = said.finding
        text = f"{finding.sentence}\n      {finding.basis}\n      ({finding.kicker})"
        part.setdefault(text, said.edition)
        if finding.trust:
            part.setdefault(f"Caveat: {finding.trust}", "")
    lines = []
    for (code, name), texts in sorted(parts.items()):
        lines += ["", f"[{code}] {name}", *(f"  {text}  {at}" for text, at in texts.items())]
    (to / FILE).write_text("\n".join(lines), encoding="utf-8")
    return sum(map(len, parts.values()))


def _every_finding() -> Iterator[SaidFinding]:
    for members in PUBLISHED:
        with closing(open_stores(published.published_folder(members))) as stores:
            newest = editions.latest_edition(stores.editions)
            assert newest is not None
            asked = EditionSlice(stores.editions, newest)
            yield from said_findings(asked, f"<{members} published>")
    published.remove_folders()
    with tempfile.TemporaryDirectory() as folder, drawn_editions(Path(folder)) as drawn:
        for asked in drawn:
            yield from said_findings(asked, f"<{asked.edition.members} drawn>")
