"""Every option and argument of ``sweetspot``, each with its line of help."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard.text import say

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
PictureFile = Annotated[Path, typer.Option("--to", help=say("command.help.picture_file"))]
FindingName = Annotated[
    str, typer.Argument(metavar="FINDING", help=say("command.help.finding_name"))
]
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
SpreadsheetFile = Annotated[
    Path, typer.Argument(metavar="FILE", help=say("command.import.help_file"))
]
MapFile = Annotated[Path, typer.Option("--map", help=say("command.import.help_map"))]
Propose = Annotated[bool, typer.Option("--propose", help=say("command.import.help_propose"))]
Check = Annotated[bool, typer.Option("--check", help=say("command.import.help_check"))]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help=say("command.import.help_skip_bad"))]
MoveFrom = Annotated[str, typer.Option("--from", help=say("command.move.help_from"))]
MoveTo = Annotated[str, typer.Option("--to", help=say("command.move.help_to"))]
Today = Annotated[
    datetime.datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help=say("command.help.today")),
]
Now = Annotated[bool, typer.Option("--now", help=say("command.help.now"))]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help=say("command.publish.help_scheduler"))
]
AsJson = Annotated[bool, typer.Option("--json", help=say("command.help.json"))]
GiveUpCodes = Annotated[
    bool, typer.Option("--give-up-codes", help=say("command.new_pepper.help_give_up"))
]
