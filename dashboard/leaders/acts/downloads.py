"""What leaders take from an edition: the meeting pack, a slide, its cells as a file.

Everything is made of published cells. Each is a line in the log, under the edition's number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from dashboard.findings.edition_slice import EditionSlice
from dashboard.gallery import FINDINGS, edition_file_stem
from dashboard.leaders.access.leader import Leader, LeaderAction, log_leader_act
from dashboard.report import exports, pack, picture
from dashboard.report.chromium import NoPicture
from dashboard.stores import Stores
from db.editions.editions import Edition
from db.store.engine import writing_transaction

EXPORTS: dict[str, Callable[[Engine, Edition], bytes]] = {
    "csv": exports.edition_csv,
    "xlsx": exports.edition_xlsx,
}


class OfEarlierRule(Exception):
    """Raised for an edition of an earlier rule: its cells are for files alone."""


@dataclass(frozen=True)
class MeetingPack:
    """A meeting pack to be downloaded.

    Attributes:
        edition: its number.
        name: of its files, without an ending.
        html: the pack as one file.
        pdf: the same on A4; None where no PDF can be made.
        missing: why there is none, or no figures: a key in ``[report.problem]``; else "".
    """

    edition: int
    name: str
    html: bytes
    pdf: bytes | None
    missing: str


@dataclass(frozen=True)
class FindingSlide:
    """A picture of one finding."""

    edition: int
    name: str
    png: bytes


def make_pack(
    stores: Stores,
    leader: Leader,
    asked: tuple[Edition, str],
    chosen: Sequence[str],
    on_progress: Callable[[int, int], None],
) -> MeetingPack:
    """Make the meeting pack as HTML and, where there is a browser, as PDF.

    Args:
        stores: both stores.
        leader: who asks for it.
        asked: the edition, and the group's name for the cover.
        chosen: names in ``gallery.FINDINGS``.
        on_progress: told how many figures are drawn, and of how many.

    Raises:
        OfEarlierRule: the edition is not of this rule.
        EditionDamaged: the edition does not add up to its checksum.
        SessionEnded: the session ended meanwhile; the pack is thrown away.
    """
    edition, group = asked
    _refuse_earlier_rule(edition)
    made = pack.meeting_pack(stores.editions, edition, chosen, group, on_progress)
    pdf, missing = None, made.missing
    if not missing:
        try:
            pdf = made.pdf()
        except NoPicture as problem:
            missing = problem.args[0]
    _log_download(stores.members, leader, LeaderAction.pack_made, edition)
    return MeetingPack(edition.number, made.name, made.html, pdf, missing)


def make_slide(stores: Stores, leader: Leader, edition: Edition, name: str) -> FindingSlide:
    """One finding as a picture of 1600 by 900 pixels.

    Args:
        stores: both stores.
        leader: who asks for it.
        edition: the newest, or an older one.
        name: in ``gallery.FINDINGS``.

    Raises:
        OfEarlierRule: the edition is not of this rule.
        NoPicture: ``no_browser`` or ``browser_failed``.
        SessionEnded: the session ended meanwhile.
    """
    _refuse_earlier_rule(edition)
    chosen = FINDINGS[name]
    png = picture.slide_as_png(*chosen(EditionSlice(stores.editions, edition)))
    _log_download(stores.members, leader, LeaderAction.pack_made, edition)
    return FindingSlide(edition.number, chosen.file_stem(edition, {}), png)


def export_cells(stores: Stores, leader: Leader, edition: Edition, kind: str) -> bytes:
    """All cells of an edition as a file; called when its button is pressed.

    Args:
        stores: both stores.
        leader: who asks for it.
        edition: the newest, or an older one.
        kind: ``csv`` or ``xlsx``.

    Raises:
        EditionDamaged: the edition does not add up to its checksum.
        SessionEnded: the session ended meanwhile.
    """
    made = EXPORTS[kind](stores.editions, edition)
    _log_download(stores.members, leader, LeaderAction.cells_exported, edition)
    return made


def export_file_name(edition: Edition, kind: str) -> str:
    """The name of an edition's file."""
    return f"{edition_file_stem(edition)}.{kind}"


def _refuse_earlier_rule(edition: Edition) -> None:
    """Refuse an edition of an earlier rule: its cells would stand beside those of today's."""
    if not edition.is_of_this_rule:
        raise OfEarlierRule(edition.number)


def _log_download(members: Engine, leader: Leader, action: LeaderAction, edition: Edition) -> None:
    with writing_transaction(members) as connection:
        log_leader_act(connection, leader, action, f"edition {edition.number}")
