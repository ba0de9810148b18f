"""The ``sweetspot`` command."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands import server_process
from dashboard.commands.failures import Problem, tell, told
from dashboard.commands.leader_commands import leader
from dashboard.commands.server_process import Place
from dashboard.commands.stores import check_servable, chosen, environment, in_database, opened
from dashboard.text import say

# What counts or invents is imported where it is used: the parent of a server stays small.
# ruff: noqa: PLC0415

DEFAULT_ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8501
README_PICTURES = Path("docs") / "pictures"

Store = Annotated[
    Path | None,
    typer.Option("--store", file_okay=True, help=say("command.help.store")),
]
NewStore = Annotated[Path | None, typer.Option("--store", help=say("command.help.new_store"))]
Port = Annotated[int, typer.Option("--port", min=1, max=65_535, help=say("command.help.port"))]
Address = Annotated[str, typer.Option("--address", help=say("command.help.address"))]
Members = Annotated[int, typer.Option("--members", min=1, help=say("command.help.members"))]
Seed = Annotated[int, typer.Option("--seed", min=0, help=say("command.help.seed"))]
TruthFile = Annotated[Path | None, typer.Option("--truth", help=say("command.help.truth"))]
EditionNumber = Annotated[
    int | None,
    typer.Option("--edition", min=1, help=say("command.help.edition")),
]
ExportFile = Annotated[Path, typer.Option("--to", help=say("command.help.export_file"))]
PackFile = Annotated[Path, typer.Option("--to", help=say("command.help.pack_file"))]
Findings = Annotated[str | None, typer.Option("--findings", help=say("command.help.findings"))]
Group = Annotated[str | None, typer.Option("--group", help=say("command.help.group"))]
BackupFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=say("command.backup.help.file")),
]
BackupTo = Annotated[Path | None, typer.Option("--to", help=say("command.backup.help.to"))]
Recipient = Annotated[
    list[str] | None,
    typer.Option("--recipient", help=say("command.backup.help.recipient")),
]
Recipients = Annotated[
    Path | None,
    typer.Option("--recipients", help=say("command.backup.help.recipients")),
]
NewKey = Annotated[
    Path | None, typer.Option("--make-key", help=say("command.backup.help.make_key"))
]
Identity = Annotated[Path, typer.Option("--identity", help=say("command.backup.help.identity"))]
RestoreTo = Annotated[Path | None, typer.Option("--to", help=say("command.restore.help_to"))]
Force = Annotated[bool, typer.Option("--force", help=say("command.restore.help_force"))]
ServerUrl = Annotated[str, typer.Option("--address", help=say("command.doctor.help_address"))]
TourTo = Annotated[Path | None, typer.Option("--to", help=say("command.tour.help_to"))]
ForReadme = Annotated[bool, typer.Option("--readme", help=say("command.tour.help_readme"))]
SpreadsheetFile = Annotated[
    Path, typer.Argument(metavar="FILE", help=say("command.import.help_file"))
]
MapFile = Annotated[Path, typer.Option("--map", help=say("command.import.help_map"))]
Propose = Annotated[bool, typer.Option("--propose", help=say("command.import.help_propose"))]
Check = Annotated[bool, typer.Option("--check", help=say("command.import.help_check"))]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help=say("command.import.help_skip_bad"))]
MoveFrom = Annotated[str, typer.Option("--from", help=say("command.move.help_from"))]
MoveTo = Annotated[str, typer.Option("--to", help=say("command.move.help_to"))]
Now = Annotated[bool, typer.Option("--now", help=say("command.help.now"))]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help=say("command.publish.help_scheduler"))
]

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
    place = Place(address, port)
    check_servable(store)
    server_process.check_free(place)
    server_process.serve(place, environment(store))


@app.command(help=say("command.help.demo"))
@told
def demo(port: Port = DEFAULT_PORT) -> None:
    """Run the app on invented members, and leave nothing behind."""

    invented.show(port)


@app.command(help=say("command.help.cohort"))
@told
def cohort(
    members: Members,
    seed: Seed,
    store: NewStore = None,
    truth: TruthFile = None,
) -> None:
    """Fill a store with invented members, and print the truth behind them."""

    if store is None and not in_database(store):
        raise Problem("cohort_where")
    wanted = invented.Cohort(members, seed, invented.truth_from(truth))
    with opened(store) as stores:
        invented.fill(stores, wanted)
    invented.show_truth(wanted.truth)
    where = say("command.cohort.database") if store is None else chosen(store)
    tell(say("command.cohort.done", count=members, folder=where))


@app.command(help=say("command.help.publish"))
@told
def publish(store: Store = None, scheduler: Scheduler = None, *, now: Now = False) -> None:
    """Publish an edition if one is due, or say why none is."""
    from dashboard.commands.publish import publish_and_say

    with opened(store) as stores:
        tell(publish_and_say(stores, now=now, scheduler=scheduler))


@app.command(help=say("command.help.export"))
@told
def export(to: ExportFile, edition: EditionNumber = None, store: Store = None) -> None:
    """Write an edition's published cells as CSV or XLSX."""

    with opened(store) as stores:
        exported.export(stores.editions, exported.Wanted(edition, to))


@app.command(help=say("command.help.pack"))
@told
def pack(
    to: PackFile,
    edition: EditionNumber = None,
    store: Store = None,
    findings: Findings = None,
    group: Group = None,
) -> None:
    """Write the meeting pack of an edition as HTML or PDF."""

    with opened(store) as stores:
        exported.make_pack(stores.editions, exported.Wanted(edition, to), findings, group)


@app.command(help=say("command.backup.help.backup"))
@told
def backup(
    to: BackupTo = None,
    recipient: Recipient = None,
    recipients: Recipients = None,
    make_key: NewKey = None,
    store: Store = None,
) -> None:
    """Write an encrypted backup of both stores, or a key for it."""

    if make_key is not None:
        kept.make_key(make_key)
    else:
        kept.backup(store, to, recipient or [], recipients)


@app.command(help=say("command.restore.help"))
@told
def restore(
    file: BackupFile,
    identity: Identity,
    to: RestoreTo = None,
    *,
    force: Force = False,
) -> None:
    """Put a backup back."""

    kept.restore(file, identity, to, force=force)


@app.command(help=say("command.verify.help"))
@told
def verify(file: BackupFile, identity: Identity, store: Store = None) -> None:
    """Prove that a backup restores, and compare it with the store."""

    kept.verify(file, identity, store)


@app.command("import", help=say("command.import.help"))
@told
def bring_in(  # noqa: PLR0913 - an option each
    file: SpreadsheetFile,
    map_file: MapFile,
    store: Store = None,
    *,
    propose: Propose = False,
    check: Check = False,
    skip_bad: SkipBad = False,
) -> None:
    """Bring old answers in, or write a draft of the map for them."""

    if propose:
        imported.propose(file, map_file)
    else:
        imported.bring(imported.Wanted(file, map_file, check, skip_bad), store)


@app.command(help=say("command.doctor.help"))
@told
def doctor(
    store: Store = None,
    address: ServerUrl = f"http://{DEFAULT_ADDRESS}:{DEFAULT_PORT}",
) -> None:
    """Say what is wrong with an installation."""
    from dashboard.commands.doctor import examine

    examine(store, address)


@app.command(help=say("command.tour.help"))
@told
def tour(to: TourTo = None, *, readme: ForReadme = False) -> None:
    """Make a picture of every page in every state, or the README's four."""
    from dashboard.commands import tour as touring

    if readme:
        touring.readme(to or README_PICTURES)
    elif to is None:
        raise Problem("tour_where")
    else:
        touring.tour(to)


@app.command(help=say("command.move.help"))
@told
def move(from_: MoveFrom, to: MoveTo) -> None:
    """Copy both stores into an empty place, and prove the copy equal."""

    moved.move(from_, to)


app.add_typer(leader, name="leader")


def main() -> None:
    """The entry point of ``sweetspot``."""
    app()
