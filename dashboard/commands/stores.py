"""A store for the length of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from dashboard.commands.failures import CommandProblem, settings_or_problem
from dashboard.stores import Stores, fitting_pepper, load_pepper, open_postgresql, open_stores
from db.store.engine import EDITIONS, MEMBERS
from db.store.errors import StoreError
from db.store.folder import RESTORE_UNDER_WAY, has_bytes

STORES = (MEMBERS, EDITIONS)


def store_folder(folder: Path | None) -> Path:
    """The folder that was named, or that of the settings; absolute.

    Raises:
        CommandProblem: the settings cannot be used.
        StoreError: ``store_unwritable``; there is no such user, or a link that leads to itself.
    """
    return absolute_folder(folder or settings_or_problem().store)


def absolute_folder(folder: Path) -> Path:
    """A folder from the root on, with ``~`` read as a home.

    Raises:
        StoreError: ``store_unwritable``, as ``store_folder``.
    """
    try:
        return folder.expanduser().resolve()
    except (RuntimeError, OSError, ValueError):
        raise StoreError("store_unwritable") from None


def uses_database(folder: Path | None) -> bool:
    """Whether the stores are those of SWEETSPOT_DATABASE_URL: a folder that was named comes first.

    Raises:
        CommandProblem: the settings cannot be used.
    """
    return bool(settings_or_problem().database_url) and folder is None


@contextmanager
def command_stores(folder: Path | None) -> Iterator[Stores]:
    """The stores of a folder, or those of the settings, let go of at the end; made where none are.

    Raises:
        StoreError: they cannot be opened, or were made by a newer version.
    """
    url = settings_or_problem().database_url if folder is None else None
    stores = open_postgresql(url.get_secret_value()) if url else open_stores(store_folder(folder))
    try:
        yield stores
    finally:
        stores.close()


@contextmanager
def existing_stores(folder: Path | None) -> Iterator[Stores]:
    """As ``command_stores``, for a command that reads: an address that is mistyped makes nothing.

    Raises:
        CommandProblem: ``store_missing``; there is no store in this folder.
        StoreError: as ``command_stores``.
    """
    if not uses_database(folder) and not has_store(store_folder(folder)):
        raise CommandProblem("store_missing", folder=store_folder(folder))
    with command_stores(folder) as stores:
        yield stores


def has_store(folder: Path) -> bool:
    """Whether a folder has a store, or one is being put back there.

    Raises:
        StoreError: ``store_unwritable``; this user may not look into it.
    """
    files = (folder / f"{store}.sqlite" for store in STORES)
    try:
        return (folder / RESTORE_UNDER_WAY).exists() or any(map(has_bytes, files))
    except PermissionError:
        raise StoreError("store_unwritable") from None


def server_environment(folder: Path | None) -> dict[str, str]:
    """What a server needs in its environment to open the same stores."""
    if uses_database(folder):
        return {}
    # A folder that was named is served also where the settings name a database.
    return {"SWEETSPOT_STORE": str(store_folder(folder)), "SWEETSPOT_DATABASE_URL": ""}


def check_servable(folder: Path | None) -> None:
    """Make sure, before a server starts, that it will find its store and its pepper.

    Raises:
        StoreError: as ``command_stores``.
        CommandProblem: the pepper's file can neither be read nor made.
    """
    with command_stores(folder) as stores:
        store_pepper(stores.members)


def store_pepper(members: Engine) -> bytes:
    """The pepper of a store, as ``load_pepper``.

    Args:
        members: reads the members' database.

    Raises:
        StoreError: ``pepper_missing`` where codes were hashed with one.
        CommandProblem: its file can neither be read nor made, or holds no secret.
    """
    try:
        return load_pepper(settings_or_problem(), members)
    except OSError:
        raise CommandProblem("pepper_unusable") from None


def refuse_other_pepper(fingerprint: str | None) -> None:
    """Make sure that answers which come in were not hashed with another pepper than ours.

    Args:
        fingerprint: of the store, or of a backup; None where there is none.

    Raises:
        StoreError: ``pepper_other``; a pepper that is not there yet can still be put back.
        CommandProblem: its file cannot be read, or holds no secret.
    """
    if fingerprint is None:
        return
    try:
        fitting_pepper(settings_or_problem(), fingerprint)
    except FileNotFoundError:
        return
    except OSError:
        raise CommandProblem("pepper_unusable") from None
