"""``sweetspot undo-import``, ``sweetspot delete-group``: what goes for good, by its name alone."""

from typing import Annotated

import typer

from dashboard.commands.failures import HELP_NAMES, one_sentence_on_failure
from dashboard.commands.options import Store
from dashboard.commands.stores import existing_stores
from dashboard.text import say

# What counts is imported where it is used: the parent of a server stays small.
# ruff: noqa: PLC0415

Batch = Annotated[
    int, typer.Argument(metavar="BATCH", min=1, help=say("command.undo_import.help_batch"))
]
BatchName = Annotated[
    str | None, typer.Option("--confirm", help=say("command.undo_import.help_confirm"))
]
GroupName = Annotated[
    str | None, typer.Option("--confirm", help=say("command.delete_group.help_confirm"))
]
way_out = typer.Typer(rich_markup_mode=None, context_settings=HELP_NAMES)


@way_out.command("undo-import", help=say("command.undo_import.help"))
@one_sentence_on_failure
def undo_import(batch: Batch, confirm: BatchName = None, store: Store = None) -> None:
    """Take an import out again."""
    from dashboard.commands import undo_import as undoing

    with existing_stores(store) as stores:
        undoing.undo_import(stores.members, batch, confirm)


@way_out.command("delete-group", help=say("command.delete_group.help"))
@one_sentence_on_failure
def delete_group(confirm: GroupName = None, store: Store = None) -> None:
    """Delete a group from this machine."""
    from dashboard.commands import delete_group as deleting

    deleting.delete_group(store, confirm)
