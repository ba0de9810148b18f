"""What can be wrong with a store, and what a database or a system means by its own words."""

import errno
from typing import Any

_FULL_ERRNO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_SQLITE = {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"}
"""How SQLite names a disk without room; the last where it cannot begin to read or write at all."""
_FULL_POSTGRESQL = "53100"
_DAMAGED_SQLITE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")
_DAMAGED_POSTGRESQL = ("XX001", "XX002", "58030")
"""data_corrupted, index_corrupted, io_error."""


class StoreError(Exception):
    """A store cannot be used; ``args[0]`` is a key in dashboard/text, not prose.

    Attributes:
        values: what the sentence names, such as a folder; nothing of a member.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.values = values


def is_disk_full(error: BaseException) -> bool:
    """Whether there is no room for what was to be written: then nothing is damaged or forbidden.

    Args:
        error: of the system or a database, or raised because of such a one.
    """
    words = _ErrorWords(error)
    cause = error.__cause__ or error.__context__
    return bool(
        words.errno in _FULL_ERRNO
        or words.sqlite in _FULL_SQLITE
        or words.state == _FULL_POSTGRESQL
        or (isinstance(error, StoreError) and error.args[:1] == ("disk_full",))
        or (cause is not None and is_disk_full(cause))
    )


def is_damage(error: BaseException) -> bool:
    """Whether a database says that what it holds is not what it wrote.

    Args:
        error: SQLAlchemy's, with the driver's own inside.
    """
    words = _ErrorWords(error)
    return words.sqlite.startswith(_DAMAGED_SQLITE) or words.state in _DAMAGED_POSTGRESQL


class _ErrorWords:
    """The three places at which a number or a name of an error can stand."""

    def __init__(self, error: BaseException) -> None:
        inner: Any = getattr(error, "orig", None) or error
        self.errno = getattr(error, "errno", None)
        self.sqlite = str(getattr(inner, "sqlite_errorname", ""))
        self.state = str(getattr(inner, "sqlstate", "") or "")
