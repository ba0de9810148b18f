"""The ``sweetspot`` command."""

import os
from importlib.metadata import version
from typing import Annotated

import typer

from dashboard.commands import server_process
from dashboard.commands.edition_commands import edition_files
from dashboard.commands.failures import (
    HELP_NAMES,
    CommandProblem,
    let_any_terminal_print,
    one_sentence_on_failure,
    print_sentence,
)
from dashboard.commands.leader_commands import leader
from dashboard.commands.options import (
    Address,
    AsJson,
    BackupFile,
    BackupTo,
    Check,
    Force,
    GiveUpCodes,
    Identity,
    MapFile,
    Members,
    MoveFrom,
    MoveTo,
    NewKey,
    NewStore,
    Now,
    Port,
    Propose,
    Recipient,
    Recipients,
    RestoreTo,
    Scheduler,
    Seed,
    ServerUrl,
    SkipBad,
    SpreadsheetFile,
    Store,
    Today,
    TruthFile,
)
from dashboard.commands.server_process import ListenAddress
from dashboard.commands.stores import (
    check_servable,
    command_stores,
    existing_stores,
    server_environment,
    store_folder,
    uses_database,
)
from dashboard.commands.way_out_commands import way_out
from dashboard.text import say
from db.store.folder import OWNER_ALONE

# What counts or invents is imported where it is used: the parent of a server stays small.
# ruff: noqa: PLC0415

DEFAULT_ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8501

app = typer.Typer(
    help=say("command.help.sweetspot"),
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    context_settings=HELP_NAMES,
    epilog=say("command.help.exit_codes"),
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - as typer calls it
    if wanted:
        print_sentence(f"Sweet Spot {version('sweetspot')}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", callback=_print_version, is_eager=True, help=say("command.help.version")
    ),
]


@app.callback(invoke_without_command=True)
def sweetspot(
    context: typer.Context,
    store: Store = None,
    port: Port = DEFAULT_PORT,
    address: Address = DEFAULT_ADDRESS,
    *,
    _version: Version = False,
) -> None:
    """Serve, where no command is named; the options are those of ``serve``."""
    os.umask(OWNER_ALONE)  # whatever a command makes
    if context.invoked_subcommand is None:
        serve(store, port, address)
    else:
        _refuse_lost_options(context)


def _refuse_lost_options(context: typer.Context) -> None:
    """Refuse options before a command's name: it would go on without them, on another store."""
    for name in ("store", "port", "address"):
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            words = {"option": f"--{name}", "command": context.invoked_subcommand}
            raise typer.BadParameter(say("command.problem.option_before", **words), context)


@app.command(help=say("command.help.serve"))
@one_sentence_on_failure
def serve(
    store: Store = None,
    port: Port = DEFAULT_PORT,
    address: Address = DEFAULT_ADDRESS,
) -> None:
    """Run the app on a store until Ctrl-C."""
    place = ListenAddress(address, port)
    server_process.check_port_is_free(place)
    check_servable(store)
    server_process.warn_of_open_address(address)
    server_process.serve_until_ctrl_c(place, server_environment(store))


@app.command(help=say("command.help.demo"))
@one_sentence_on_failure
def demo(port: Port = DEFAULT_PORT) -> None:
    """Run the app on invented members, and leave nothing behind."""
    from dashboard.commands.demo import serve_demo

    serve_demo(port)


@app.command(help=say("command.help.cohort"))
@one_sentence_on_failure
def cohort(
    members: Members,
    seed: Seed,
    store: NewStore = None,
    truth: TruthFile = None,
) -> None:
    """Fill a store with invented members, and print the truth behind them."""
    from dashboard.commands.demo import DemoCohort, fill_store, show_truth, truth_from_file

    if store is None and not uses_database(store):
        raise CommandProblem("cohort_where")
    wanted = DemoCohort(members, seed, truth_from_file(truth))
    with command_stores(store) as stores:
        fill_store(stores, wanted)
    show_truth(wanted.truth)
    where = say("command.cohort.database") if store is None else store_folder(store)
    print_sentence(say("command.cohort.done", count=members, folder=where))


@app.command(help=say("command.help.publish"))
@one_sentence_on_failure
def publish(
    store: Store = None, scheduler: Scheduler = None, today: Today = None, *, now: Now = False
) -> None:
    """Publish an edition if one is due, or say why none is."""
    from dashboard.commands.publish import publish_and_say

    with existing_stores(store) as stores:
        day = today.date() if today else None
        print_sentence(publish_and_say(stores, now=now, today=day, scheduler=scheduler))


@app.command(help=say("command.backup.help.backup"))
@one_sentence_on_failure
def backup(
    to: BackupTo = None,
    recipient: Recipient = None,
    recipients: Recipients = None,
    make_key: NewKey = None,
    store: Store = None,
) -> None:
    """Write an encrypted backup of both stores, or a key for it."""
    from dashboard.commands.backup import make_key as make_backup_key
    from dashboard.commands.backup import write_backup

    if make_key is not None:
        make_backup_key(make_key)
    else:
        write_backup(store, to, recipient or [], recipients)


@app.command(help=say("command.restore.help"))
@one_sentence_on_failure
def restore(
    file: BackupFile,
    identity: Identity,
    to: RestoreTo = None,
    *,
    force: Force = False,
) -> None:
    """Put a backup back."""
    from dashboard.commands.backup import restore_backup

    restore_backup(file, identity, to, force=force)


@app.command(help=say("command.verify.help"))
@one_sentence_on_failure
def verify(
    file: BackupFile, identity: Identity, store: Store = None, *, as_json: AsJson = False
) -> None:
    """Prove that a backup restores, and compare it with the store."""
    from dashboard.commands.backup import verify_backup

    verify_backup(file, identity, store, as_json=as_json)


@app.command("import", help=say("command.import.help"))
@one_sentence_on_failure
def import_old_answers(  # noqa: PLR0913 - an option each
    file: SpreadsheetFile,
    map_file: MapFile,
    store: Store = None,
    *,
    propose: Propose = False,
    check: Check = False,
    skip_bad: SkipBad = False,
) -> None:
    """Bring old answers in, or write a draft of the map for them."""
    from dashboard.commands.import_answers import ImportRequest, import_spreadsheet, propose_map

    if propose:
        propose_map(file, map_file)
    else:
        import_spreadsheet(ImportRequest(file, map_file, check, skip_bad), store)


@app.command(help=say("command.doctor.help"))
@one_sentence_on_failure
def doctor(
    store: Store = None,
    address: ServerUrl = f"http://{DEFAULT_ADDRESS}:{DEFAULT_PORT}",
    *,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with an installation."""
    from dashboard.commands.doctor import examine_installation

    examine_installation(store, address, as_json=as_json)


@app.command(help=say("command.move.help"))
@one_sentence_on_failure
def move(from_: MoveFrom, to: MoveTo) -> None:
    """Copy both stores into an empty place, and prove the copy equal."""
    from dashboard.commands.move import move_stores

    move_stores(from_, to)


@app.command("new-pepper", help=say("command.new_pepper.help"))
@one_sentence_on_failure
def new_pepper(store: Store = None, *, give_up_codes: GiveUpCodes = False) -> None:
    """Take the secret that is set now in the place of one that is lost for good."""
    from dashboard.commands.pepper import take_new_pepper

    take_new_pepper(store, give_up_codes=give_up_codes)


app.add_typer(leader, name="leader")
for _commands in (edition_files, way_out):
    app.registered_commands.extend(_commands.registered_commands)


def main() -> None:
    """Run the ``sweetspot`` command."""
    let_any_terminal_print()
    app()
