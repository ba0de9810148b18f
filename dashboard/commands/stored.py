"""A store for the length of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.commands.told import Problem, read_settings
from dashboard.stores import Stores, open_stores


def chosen(folder: Path | None) -> Path:
    """The folder that was named, or that of the settings; absolute.

    Raises:
        Problem: the settings cannot be used.
    """
    return (folder or read_settings().store).expanduser().resolve()


@contextmanager
def opened(folder: Path) -> Iterator[Stores]:
    """The stores of a folder, let go of at the end.

    Raises:
        StoreError: the folder cannot be written, or was made by a newer version.
    """
    stores = open_stores(folder)
    try:
        yield stores
    finally:
        for engine in (stores.members, stores.editions, stores.edition_writer):
            engine.dispose()


def check_servable(folder: Path) -> None:
    """Make sure, before a server starts, that it will find its store and its pepper.

    Raises:
        StoreError: as ``opened``.
        Problem: the pepper's file can neither be read nor made.
    """
    with opened(folder):
        pass
    try:
        read_settings().pepper_bytes()
    except OSError:
        raise Problem("pepper_unusable") from None
