"""The ``sweetspot`` command."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands import child
from dashboard.commands.child import Place
from dashboard.commands.stored import check_servable, chosen, opened
from dashboard.commands.told import tell, told
from dashboard.text import say

# What counts or invents is imported where it is used: the parent of a server stays small.
# ruff: noqa: PLC0415

DEFAULT_ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8501

Store = Annotated[
    Path | None,
    typer.Option("--store", file_okay=True, help=say("command.help.store")),
]
NewStore = Annotated[Path, typer.Option("--store", help=say("command.help.new_store"))]
Port = Annotated[int, typer.Option("--port", min=1, max=65_535, help=say("command.help.port"))]
Address = Annotated[str, typer.Option("--address", help=say("command.help.address"))]
Members = Annotated[int, typer.Option("--members", min=1, help=say("command.help.members"))]
Seed = Annotated[int, typer.Option("--seed", min=0, help=say("command.help.seed"))]
TruthFile = Annotated[Path | None, typer.Option("--truth", help=say("command.help.truth"))]
Now = Annotated[bool, typer.Option("--now", help=say("command.help.now"))]

app = typer.Typer(
    help=say("command.help.sweetspot"),
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def sweetspot(
    context: typer.Context,
    store: Store = None,
    port: Port = DEFAULT_PORT,
    address: Address = DEFAULT_ADDRESS,
) -> None:
    """Serve, where no command is named; the options are those of ``serve``."""
    if context.invoked_subcommand is None:
        serve(store, port, address)


@app.command(help=say("command.help.serve"))
@told
def serve(
    store: Store = None,
    port: Port = DEFAULT_PORT,
    address: Address = DEFAULT_ADDRESS,
) -> None:
    """Run the app on a store until Ctrl-C."""
    folder = chosen(store)
    place = Place(address, port)
    check_servable(folder)
    child.check_free(place)
    child.serve(place, {"SWEETSPOT_STORE": str(folder)})


@app.command(help=say("command.help.demo"))
@told
def demo(port: Port = DEFAULT_PORT) -> None:
    """Run the app on invented members, and leave nothing behind."""
    from dashboard.commands import invented

    invented.show(port)


@app.command(help=say("command.help.cohort"))
@told
def cohort(members: Members, seed: Seed, store: NewStore, truth: TruthFile = None) -> None:
    """Fill a store with invented members, and print the truth behind them."""
    from dashboard.commands import invented

    wanted = invented.Cohort(members, seed, invented.truth_from(truth))
    with opened(chosen(store)) as stores:
        invented.fill(stores, wanted)
    invented.show_truth(wanted.truth)
    tell(say("command.cohort.done", count=members, folder=chosen(store)))


@app.command(help=say("command.help.publish"))
@told
def publish(store: Store = None, *, now: Now = False) -> None:
    """Publish an edition if one is due, or say why none is."""
    from dashboard.commands.published import publish_and_say

    with opened(chosen(store)) as stores:
        tell(publish_and_say(stores, now=now))


def main() -> None:
    """The entry point of ``sweetspot``."""
    app()
