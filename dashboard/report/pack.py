"""The meeting pack: an edition's findings as pages that can be printed, read and handed round.

It is made of published cells alone. The same edition, the same choice and the same group's name
give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import Engine

from dashboard.findings.claims import ClaimLedger, judge_claims
from dashboard.findings.claims.rules import Verdict
from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import (
    FINDINGS,
    PublishedFigure,
    UnknownFinding,
    edition_file_stem,
    figures_in_order,
)
from dashboard.report import chromium, templates
from dashboard.report.chromium import NoPicture, Progress
from dashboard.report.export_parts import edition_parts
from dashboard.report.pack_page import PackPage
from dashboard.report.participation import who_answered
from dashboard.text import text_table
from db.editions.editions import Edition

__all__ = ["FINDINGS", "PackDocument", "UnknownFinding", "meeting_pack"]

LEDGER_PAGES = (("effects",), ("timings",), ("doses", "response"))
"""The topics of the claim ledger that fit on a page together."""
FIRST_FINDING = 4
"""Its page: after the cover, what is in the pack, and who answered."""
CHECKSUM_SHOWN = 12


@dataclass(frozen=True)
class PackDocument:
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
        return f"{edition_file_stem(self.edition)}-meeting-pack"

    def pdf(self) -> bytes:
        """The same pages as PDF, on A4.

        Raises:
            NoPicture: ``no_browser`` or ``browser_failed``.
        """
        return chromium.print_page_to_pdf(self.html.decode())


def meeting_pack(
    reader: Engine, edition: Edition, chosen: Sequence[str], group: str, on_progress: Progress
) -> PackDocument:
    """Make the pack of an edition. Where there is no Chromium, tables stand in for the figures.

    Call it outside an event loop; ``on_progress`` is called on the same thread.

    Args:
        reader: the read-only engine of the edition store.
        edition: the newest, or an older one.
        chosen: names in ``FINDINGS``, as ``figures_in_order`` takes them.
        group: the group's name, for the cover.
        on_progress: told how many figures are drawn, and of how many.

    Raises:
        UnknownFinding: a name that no finding has.
        EditionDamaged: the edition does not add up to its checksum.
    """
    asked = EditionSlice(reader, edition)
    of_whole, *of_groups = edition_parts(reader, edition)
    shown, waiting = _pages_and_waiting(figures_in_order(chosen), asked)
    drawings, missing = _page_drawings(shown, on_progress)
    found = judge_claims(asked)
    html = templates.report_html(
        "pack",
        edition=edition,
        group=group,
        checksum=of_whole.checksum[:CHECKSUM_SHOWN],
        groups=[(part.edition.number, part.checksum[:CHECKSUM_SHOWN]) for part in of_groups],
        who=who_answered(asked),
        pages=list(zip(shown, drawings, strict=True)),
        missing=missing,
        waiting=waiting,
        ledger=_ledger_pages(found),
        counts={verdict.name: found.count(verdict) for verdict in Verdict},
        among=asked.filters_in_words(),
        parts=list(text_table("report.method.parts").values()),
        **_page_numbers(shown, waiting),
    )
    return PackDocument(html.encode(), edition, missing)


def _pages_and_waiting(
    wanted: Sequence[PublishedFigure], asked: EditionSlice
) -> tuple[list[PackPage], list[PublishedFigure]]:
    """The pages of those that can be shown, and those that too few people answered."""
    shown: list[PackPage] = []
    waiting: list[PublishedFigure] = []
    for choice in wanted:
        finding, figure = choice(asked)
        if finding.is_shown:
            shown.append(PackPage(choice, finding, figure, FIRST_FINDING + len(shown)))
        else:
            waiting.append(choice)
    return shown, waiting


def _page_drawings(
    shown: Sequence[PackPage], on_progress: Progress
) -> tuple[list[Markup | None], str]:
    """The figures as SVG; without a browser none, and why."""
    on_progress(0, len(shown))
    try:
        drawn = chromium.svg_drawings([(page.figure, page.size) for page in shown], on_progress)
    except NoPicture as problem:
        on_progress(len(shown), len(shown))
        return [None] * len(shown), problem.args[0]
    # Drawn from our own numbers and words by Plotly, which escapes them.
    return [Markup(drawing) for drawing in drawn], ""  # noqa: S704


def _ledger_pages(found: ClaimLedger) -> list[dict[str, Any]]:
    return [{topic: found.topics[topic] for topic in topics} for topics in LEDGER_PAGES]


def _page_numbers(shown: Sequence[PackPage], waiting: Sequence[PublishedFigure]) -> dict[str, int]:
    """The numbers of the pages that follow the findings, and of the last one."""
    first_after = FIRST_FINDING + len(shown)
    claims = first_after + bool(waiting)
    method = claims + len(LEDGER_PAGES)
    return {"waiting_page": first_after, "ledger_page": claims, "method_page": method}
