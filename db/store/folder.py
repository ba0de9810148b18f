"""The folder of SQLite's two files: made for its owner alone, and refused where others can read it.

A file that others may read is safe in a folder that they cannot enter, and the other way round.
"""

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
        StoreError: ``store_unwritable``, ``disk_full``, ``store_open`` to others,
            ``restore_cut_off``, or ``members_lost`` where editions are there and members are not.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tempfile.TemporaryFile(dir=folder).close()  # nameless: two who open it do not meet
    except OSError as error:
        raise StoreError("disk_full" if is_disk_full(error) else "store_unwritable") from error
    if (folder / RESTORE_UNDER_WAY).exists():
        raise StoreError("restore_cut_off")
    if is_open_to_others(folder):
        raise StoreError("store_open", folder=folder)
    # The members' file is made first, so it is never missing by itself.
    if (folder / _EDITIONS).exists() and not (folder / _MEMBERS).exists():
        raise StoreError("members_lost")


def is_open_to_others(folder: Path) -> bool:
    """Whether others on this computer can open a file of the store."""
    return bool(folder.stat().st_mode & FOR_OTHERS) and any(
        file.stat().st_mode & FOR_OTHERS for file in folder.glob("*.sqlite*")
    )
