"""``sweetspot leader``: who may use the leaders' desk."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.failures import (
    HELP_NAMES,
    one_sentence_on_failure,
    print_sentence,
)
from dashboard.commands.stores import (
    command_stores,
    existing_stores,
    has_store,
    store_folder,
    uses_database,
)
from dashboard.text import say

# What hashes and draws is imported where it is used: the parent of a server stays small.
# ruff: noqa: PLC0415

Store = Annotated[
    Path | None,
    typer.Option("--store", file_okay=True, help=say("command.help.store")),
]
LeaderName = Annotated[
    str,
    typer.Argument(metavar="NAME", help=say("command.leader.help.name")),
]
Picture = Annotated[Path | None, typer.Option("--qr", help=say("command.leader.help.qr"))]
leader = typer.Typer(
    help=say("command.leader.help.leader"), rich_markup_mode=None, context_settings=HELP_NAMES
)


@leader.command(help=say("command.leader.help.add"))
@one_sentence_on_failure
def add(name: LeaderName, store: Store = None, qr: Picture = None) -> None:
    """Make a leader, and print once what they need."""
    from dashboard.commands import leaders

    if not uses_database(store) and not has_store(store_folder(store)):
        print_sentence(say("command.leader.new_place", folder=store_folder(store)))
    with command_stores(store) as stores:
        leaders.add_leader(stores, name, qr)


@leader.command(help=say("command.leader.help.reset"))
@one_sentence_on_failure
def reset(name: LeaderName, store: Store = None, qr: Picture = None) -> None:
    """Give a leader a new sign-in, and print once what they need."""
    from dashboard.commands import leaders

    with existing_stores(store) as stores:
        leaders.reset_leader(stores, name, qr)


@leader.command(help=say("command.leader.help.remove"))
@one_sentence_on_failure
def remove(name: LeaderName, store: Store = None) -> None:
    """Take a leader away."""
    from dashboard.commands import leaders

    with existing_stores(store) as stores:
        leaders.remove_leader(stores, name)


@leader.command("list", help=say("command.leader.help.list"))
@one_sentence_on_failure
def list_leaders(store: Store = None) -> None:
    """Print the leaders."""
    from dashboard.commands import leaders

    with existing_stores(store) as stores:
        leaders.print_leaders(stores)
