"""The meeting pack: an edition's findings as pages that can be printed, read and handed round.

It is made of published cells alone. The same edition, the same choice and the same group's name
give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import Engine

from dashboard.findings.claims import Ledger, ledger
from dashboard.findings.claims.rules import Verdict
from dashboard.findings.edition_slice import Asked
from dashboard.findings.finding import State
from dashboard.gallery import FINDINGS, Choice, UnknownFinding, choices
from dashboard.report import chromium, templates
from dashboard.report.chromium import NoPicture, Progress
from dashboard.report.pack_page import Page
from dashboard.report.participation import who
from dashboard.text import table
from db.editions import editions
from db.editions.editions import Edition

__all__ = ["FINDINGS", "Pack", "UnknownFinding", "make"]

LEDGER_PAGES = (("effects",), ("timings",), ("doses", "response"))
"""The topics of the claim ledger that fit on a page together."""
FIRST_FINDING = 4
"""Its page: after the cover, what is in the pack, and who answered."""
CHECKSUM_SHOWN = 12


@dataclass(frozen=True)
class Pack:
    """A meeting pack.

    Attributes:
        html: one file that needs no other; UTF-8.
        edition: that it was made from.
        missing: why tables stand in for the figures, a key in ``[report.problem]``; else empty.
    """

    html: bytes
    edition: Edition
    missing: str = ""

    @property
    def name(self) -> str:
        """A file name without its ending."""
        return f"sweetspot-edition-{self.edition.number}-meeting-pack"

    def pdf(self) -> bytes:
        """The same pages as PDF, on A4.

        Raises:
            NoPicture: ``no_browser`` or ``browser_failed``.
        """
        return chromium.printed(self.html.decode())


def make(
    reader: Engine, edition: Edition, chosen: Sequence[str], group: str, on_progress: Progress
) -> Pack:
    """Make the pack of an edition. Where there is no Chromium, tables stand in for the figures.

    Call it outside an event loop; ``on_progress`` is called on the same thread.

    Args:
        reader: the read-only engine of the edition store.
        edition: the newest, or an older one.
        chosen: names in ``FINDINGS``, as ``choices`` takes them.
        group: the group's name, for the cover.
        on_progress: told how many figures are drawn, and of how many.

    Raises:
        UnknownFinding: a name that no finding has.
        EditionDamaged: the edition does not add up to its checksum.
    """
    asked = Asked(reader, edition)
    checksum = editions.checksum(edition, editions.contents(reader, edition))
    shown, waiting = _built(choices(chosen), asked)
    drawings, missing = _drawings(shown, on_progress)
    found = ledger(asked)
    html = templates.filled(
        "pack",
        edition=edition,
        group=group,
        checksum=checksum[:CHECKSUM_SHOWN],
        who=who(asked),
        pages=list(zip(shown, drawings, strict=True)),
        missing=missing,
        waiting=waiting,
        ledger=_ledger_pages(found),
        counts={verdict.name: found.count(verdict) for verdict in Verdict},
        among=asked.who(),
        parts=list(table("report.method.parts").values()),
        **_places(shown, waiting),
    )
    return Pack(html.encode(), edition, missing)


def _built(wanted: Sequence[Choice], asked: Asked) -> tuple[list[Page], list[Choice]]:
    """The pages of those that can be shown, and those that too few people answered."""
    shown: list[Page] = []
    waiting: list[Choice] = []
    for choice in wanted:
        finding, figure = choice(asked)
        if finding.state is State.too_few:
            waiting.append(choice)
        else:
            shown.append(Page(choice, finding, figure, FIRST_FINDING + len(shown)))
    return shown, waiting


def _drawings(shown: Sequence[Page], on_progress: Progress) -> tuple[list[Markup | None], str]:
    """The figures as SVG; without a browser none, and why."""
    on_progress(0, len(shown))
    try:
        drawn = chromium.drawings([(page.figure, page.size) for page in shown], on_progress)
    except NoPicture as problem:
        on_progress(len(shown), len(shown))
        return [None] * len(shown), problem.args[0]
    # Drawn from our own numbers and words by Plotly, which escapes them.
    return [Markup(drawing) for drawing in drawn], ""  # noqa: S704


def _ledger_pages(found: Ledger) -> list[dict[str, Any]]:
    return [{topic: found.topics[topic] for topic in topics} for topics in LEDGER_PAGES]


def _places(shown: Sequence[Page], waiting: Sequence[Choice]) -> dict[str, int]:
    """The numbers of the pages that follow the findings, and of the last one."""
    first_after = FIRST_FINDING + len(shown)
    claims = first_after + bool(waiting)
    method = claims + len(LEDGER_PAGES)
    return {"waiting_page": first_after, "ledger_page": claims, "method_page": method}
