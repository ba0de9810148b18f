"""Which backups were made from here: day, file and digest, for ``sweetspot doctor``.

A backup is sealed, and its key is not here. But a copy is checked before it is sealed, so a file
that is byte for byte what was written is a whole backup.
"""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LAST_BACKUP = "last-backup"
"""File in the store's folder: a line a backup, the newest first. An older version wrote a day."""
MOST = 100


@dataclass(frozen=True)
class BackupMark:
    """A backup that was made from here.

    Attributes:
        day: on which (UTC).
        digest: SHA-256 of the sealed file in hex; empty where an older version made it.
        file: where it was written.
    """

    day: datetime.date
    digest: str = ""
    file: Path = Path()

    def is_whole(self) -> bool:
        """Whether the file is there as it was written."""
        try:
            with self.file.open("rb") as sealed:
                return hashlib.file_digest(sealed, "sha256").hexdigest() == self.digest
        except OSError:
            return False


def backup_marks(folder: Path) -> list[BackupMark]:
    """The backups that were made of a folder's store, the newest first."""
    try:
        lines = (folder / LAST_BACKUP).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return [*_marks_of_lines(lines)]


def whole_backup(folder: Path) -> BackupMark | None:
    """The newest backup that is whole and still where it was written."""
    return next((mark for mark in backup_marks(folder) if mark.is_whole()), None)


def remember_backup(folder: Path, day: datetime.date, file: Path) -> None:
    """Note a backup; where that cannot be written, the backup is made all the same."""
    with suppress(OSError):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        newest = BackupMark(day, digest, file.resolve())
        others = [mark for mark in backup_marks(folder) if mark.file != newest.file]
        lines = [f"{m.day.isoformat()}\t{m.digest}\t{m.file}" for m in [newest, *others][:MOST]]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / LAST_BACKUP).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _marks_of_lines(lines: list[str]) -> Iterator[BackupMark]:
    for line in lines:
        day, _, rest = line.strip().partition("\t")
        digest, _, file = rest.partition("\t")
        with suppress(ValueError):
            yield BackupMark(datetime.date.fromisoformat(day), digest, Path(file))
