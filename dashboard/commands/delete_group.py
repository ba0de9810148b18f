"""A group deleted from a machine: both stores, by the group's name; and what remains is said."""

import shutil
from pathlib import Path

from sqlalchemy import Engine, text

from dashboard.backups.store_files import is_open_elsewhere
from dashboard.commands.failures import CommandProblem, print_sentence, settings_or_problem
from dashboard.commands.stores import existing_stores, store_folder, uses_database
from dashboard.first_sight.preview_pictures import FOLDER as PREVIEWS
from dashboard.text import say
from db.desk.group import load_group
from db.store.engine import EDITIONS, MEMBERS, writing_transaction

_FILES = tuple(f"{store}.sqlite{ending}" for store in (MEMBERS, EDITIONS) for ending in ("", "-*"))
_SET_ASIDE = "before-*"
"""Folders into which ``sweetspot restore --force`` moved what was there."""


def delete_group(store: Path | None, confirm: str | None) -> None:
    """Delete answers, drafts, leaders, log and editions.

    Args:
        store: the folder that was named, or that of the settings.
        confirm: the group's name, as whoever types this knows it.

    Raises:
        CommandProblem: the name is not there or another one, or somebody has the store open.
    """
    with existing_stores(store) as stores:
        name = load_group(stores.members).name or _name_of_place(store)
        if confirm != name:
            raise CommandProblem("delete_confirm", name=name)
        if uses_database(store):
            _drop_schemas(stores.members)
    if not uses_database(store):
        _delete_files(store_folder(store))
    shutil.rmtree(store_folder(store) / PREVIEWS, ignore_errors=True)
    print_sentence(say("command.delete_group.done", name=name))
    print_sentence(say("command.delete_group.remains", pepper=settings_or_problem().pepper_place()))


def _name_of_place(store: Path | None) -> str:
    url = settings_or_problem().database_url
    if url and uses_database(store):
        return url.get_secret_value().rpartition("/")[2].partition("?")[0]
    return store_folder(store).name


def _drop_schemas(members: Engine) -> None:
    with writing_transaction(members) as connection:
        for schema in (EDITIONS, MEMBERS):
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


def _delete_files(folder: Path) -> None:
    """Editions first: they are refused without members, and never the other way round."""
    places = [folder, *folder.glob(_SET_ASIDE)]
    files = [file for place in places for name in _FILES for file in place.glob(name)]
    if any(is_open_elsewhere(file) for file in files if file.suffix == ".sqlite"):
        raise CommandProblem("backup.in_use")
    for file in sorted(files, key=lambda found: found.name):
        file.unlink(missing_ok=True)
    for place in places[1:]:
        if not any(place.iterdir()):
            place.rmdir()
