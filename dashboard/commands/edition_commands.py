"""``sweetspot export``, ``pack`` and ``picture``: an edition as a file."""

import typer

from dashboard.commands.failures import HELP_NAMES, one_sentence_on_failure
from dashboard.commands.options import (
    EditionNumber,
    ExportFile,
    FindingName,
    Findings,
    Group,
    PackFile,
    PictureFile,
    Store,
)
from dashboard.commands.stores import existing_stores
from dashboard.text import say

# What draws is imported where it is used: the parent of a server stays small.
# ruff: noqa: PLC0415

edition_files = typer.Typer(rich_markup_mode=None, context_settings=HELP_NAMES)


@edition_files.command(help=say("command.help.export"))
@one_sentence_on_failure
def export(to: ExportFile, edition: EditionNumber = None, store: Store = None) -> None:
    """Write an edition's published cells as CSV or XLSX."""
    from dashboard.commands.export import ExportRequest, export_edition

    with existing_stores(store) as stores:
        export_edition(stores.editions, ExportRequest(edition, to))


@edition_files.command(help=say("command.help.pack"))
@one_sentence_on_failure
def pack(
    to: PackFile,
    edition: EditionNumber = None,
    store: Store = None,
    findings: Findings = None,
    group: Group = None,
) -> None:
    """Write the meeting pack of an edition as HTML or PDF."""
    from dashboard.commands.export import ExportRequest, group_name, make_pack

    with existing_stores(store) as found:
        make_pack(found.editions, ExportRequest(edition, to), findings, group or group_name(found))


@edition_files.command(help=say("command.help.picture"))
@one_sentence_on_failure
def picture(
    finding: FindingName, to: PictureFile, edition: EditionNumber = None, store: Store = None
) -> None:
    """Write one finding of an edition as a picture."""
    from dashboard.commands.export import ExportRequest, make_picture

    with existing_stores(store) as stores:
        make_picture(stores.editions, ExportRequest(edition, to), finding)
