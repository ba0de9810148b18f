"""The folder of SQLite's two files: made for its owner alone, and refused where others can read it.

A file that others may read is safe in a folder that they cannot enter, and the other way round.
"""

import os
import shlex
import stat
import tempfile
from pathlib import Path

from db.store.errors import StoreError, is_disk_full

FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
OWNER_ALONE = 0o077
"""The umask of every command: what it makes is for its owner."""
RESTORE_UNDER_WAY = "restore-under-way"
"""File that is there while a backup is put back: the stores beside it may be of two moments."""
_MEMBERS, _EDITIONS = "members.sqlite", "editions.sqlite"


def prepare_folder(folder: Path) -> None:
    """Make the folder where it is missing, and make sure that what is in it can be opened.

    Raises:
        StoreError: ``store_unwritable``, ``disk_full``, ``store_open`` to others (as
            ``open_store_error``); as ``check_files``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tempfile.TemporaryFile(dir=folder).close()  # nameless: two who open it do not meet
    except OSError as error:
        raise StoreError("disk_full" if is_disk_full(error) else "store_unwritable") from error
    if is_open_to_others(folder):
        raise open_store_error(folder)
    check_files(folder)


def check_files(folder: Path) -> None:
    """Make sure that no file was lost, without making or changing one.

    Raises:
        StoreError: ``restore_cut_off``, or ``members_lost`` where editions are there and members
            are not.
    """
    if (folder / RESTORE_UNDER_WAY).exists():
        raise StoreError("restore_cut_off")
    # The members' file is made first, so it is never missing by itself.
    if has_bytes(folder / _EDITIONS) and not has_bytes(folder / _MEMBERS):
        raise StoreError("members_lost")


def has_bytes(file: Path) -> bool:
    """Whether a file holds anything: a full disk leaves empty ones, and SQLite fills them."""
    return file.exists() and file.stat().st_size > 0


def is_open_to_others(folder: Path) -> bool:
    """Whether others on this computer can open a file of the store."""
    return bool(folder.stat().st_mode & FOR_OTHERS) and any(
        file.stat().st_mode & FOR_OTHERS for file in folder.glob("*.sqlite*")
    )


def open_store_error(folder: Path) -> StoreError:
    """What mends a store that others can read, as one command, and who may run it.

    Returns:
        ``store_open``, or ``store_open_foreign`` where folder and files are another user's, with
        the command.
    """
    place, user = shlex.quote(str(folder)), os.geteuid()
    files = [file for file in folder.glob("*.sqlite*") if file.stat().st_mode & FOR_OTHERS]
    if user in {0, folder.stat().st_uid}:
        return StoreError("store_open", command=f"chmod 700 {place}")
    if all(file.stat().st_uid == user for file in files):  # such as a volume that root made
        return StoreError("store_open", command=f"chmod 600 {place}/*.sqlite*")
    mend = f"chown -R {user} {place} && chmod 700 {place}"
    return StoreError("store_open_foreign", command=mend)
