"""Backups: made, put back, and proven to be what the store was."""

import json
from pathlib import Path

import typer
from sqlalchemy.exc import OperationalError

from dashboard.backups import archive, keys
from dashboard.backups.copies import without_leaders_log
from dashboard.backups.dumps import PostgresDatabase
from dashboard.backups.files import SqliteFolder
from dashboard.commands.backup_marks import remember_backup
from dashboard.commands.failures import CommandProblem, print_sentence, settings_or_problem
from dashboard.commands.stores import refuse_other_pepper, store_folder
from dashboard.text import say
from db.desk.audit import LeaderAction
from db.store import postgresql
from db.store.errors import StoreError, trouble_key

ENDING = ".age"
"""Asked for, so that a slip in --to cannot replace a key or a store."""


def make_key(file: Path) -> None:
    """Write a new key, and print its public half.

    Raises:
        BackupProblem: the file is there, or cannot be written.
    """
    recipient = keys.make_key(file)
    print_sentence(say("command.backup.key_made", file=file))
    print_sentence(recipient)


def write_backup(
    store: Path | None, to: Path | None, recipients: list[str], listed: Path | None
) -> None:
    """Write a backup of both stores, and remember the day.

    Args:
        store: the folder that was named.
        to: the file to write.
        recipients: public keys.
        listed: file with more of them.

    Raises:
        CommandProblem: no file was named, or not one that ends in .age.
        StoreError: the store cannot be read, or the file not be written.
    """
    if to is None:
        raise CommandProblem("backup.to_missing")
    if to.suffix.lower() != ENDING:
        raise CommandProblem("ending_unknown", endings=ENDING)
    # Keys first: a slip in one is found before the store is read.
    allowed = keys.recipient_keys(recipients, listed)
    place = _store_place(store)
    try:
        copy = place.copy_stores()
    except OperationalError as error:
        raise StoreError(trouble_key(error)) from None
    archive.pack_archive(copy, allowed, to)
    remember_backup(store_folder(store), copy.manifest.made_on, to)
    print_sentence(say("command.backup.done", file=to))
    _note_backup(place)


def restore_backup(file: Path, identity: Path, to: Path | None, *, force: bool) -> None:
    """Put a backup back: of SQLite into a folder, of PostgreSQL into that of the settings.

    Raises:
        CommandProblem: no place was named that the backup can go to.
        StoreError: the backup or the place cannot be used; the place is as it was.
    """
    copy = archive.unpack_archive(file, keys.identity_keys(identity))
    folder = copy.manifest.kind == "sqlite"
    if folder != (to is not None):
        raise CommandProblem("backup.needs_folder" if folder else "backup.needs_database")
    refuse_other_pepper(copy.manifest.state.pepper_fingerprint)
    place = SqliteFolder(store_folder(to)) if folder else _settings_database()
    try:
        aside = place.restore(copy, force=force)
        place.note(LeaderAction.backup_restored, copy.manifest.made_on.isoformat())
    except OperationalError as error:
        raise StoreError(trouble_key(error)) from None
    print_sentence(say("command.restore.done", date=copy.manifest.made_on.isoformat()))
    if aside is not None:
        print_sentence(say(f"command.restore.aside_{place.kind}", where=aside))
    print_sentence(say("command.restore.pepper"))


def verify_backup(file: Path, identity: Path, store: Path | None, *, as_json: bool = False) -> None:
    """Restore a backup to nowhere, and hold it against its manifest and the running store.

    Raises:
        StoreError: the backup cannot be read or does not restore whole.
    """
    copy = archive.unpack_archive(file, keys.identity_keys(identity))
    place = _store_place(store)
    if place.kind != copy.manifest.kind:
        raise CommandProblem(f"backup.is_of_{copy.manifest.kind}")
    try:
        with place.trial_restore(copy) as restored:
            equal = without_leaders_log(restored) == without_leaders_log(place.state())
    except OperationalError as error:
        raise StoreError(trouble_key(error)) from None
    made_on = copy.manifest.made_on.isoformat()
    if as_json:
        typer.echo(json.dumps({"made_on": made_on, "equal": equal}))
    else:
        print_sentence(say(f"command.verify.{'equal' if equal else 'changed'}", date=made_on))


def _store_place(store: Path | None) -> SqliteFolder | PostgresDatabase:
    """The store that was named, or that of the settings."""
    if store is None and settings_or_problem().database_url is not None:
        return _settings_database()
    return SqliteFolder(store_folder(store))


def _settings_database() -> PostgresDatabase:
    url = settings_or_problem().database_url
    if url is None:
        raise CommandProblem("backup.needs_database")
    return PostgresDatabase(postgresql.database_address(url.get_secret_value()))


def _note_backup(place: SqliteFolder | PostgresDatabase) -> None:
    """After the copy: reading needs no room, and where there is none the backup is made first."""
    try:
        place.note(LeaderAction.backup_made)
    except (StoreError, OperationalError):
        print_sentence(say("command.backup.not_noted"), problem=True)
