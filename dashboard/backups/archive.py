"""A copy as one file: packed and encrypted in memory, so that no plain byte of it is on a disk."""

import io
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyrage
from pydantic import ValidationError
from pyrage.x25519 import Identity, Recipient

from dashboard.backups.copies import FORMAT, BackupCopy, BackupManifest, BackupProblem

MANIFEST = "manifest.json"
_WRONG_KEY = "No matching keys found"
"""What pyrage says where no identity opens the file; it has one class for this and for damage."""
MOST_TIMES = 200
"""So much larger may be what is unpacked. Stores pack to a seventh, empty ones to a 46th; gzip's
most is 1,000: a file that was made to fill the memory."""


def pack_archive(copy: BackupCopy, recipients: Sequence[Recipient], to: Path) -> None:
    """Write a copy, encrypted to every recipient, in place of what was there.

    Under its own name the file is there whole or not at all, and its owner alone may read it.

    Raises:
        BackupProblem: the file cannot be written.
    """
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=to.parent, prefix=".sweetspot-", delete=False) as file:
            part = Path(file.name)
            pyrage.encrypt_io(_tar_of_copy(copy), file, recipients)
            file.flush()
            os.fsync(file.fileno())
        part.replace(to)
    except (OSError, pyrage.EncryptError):
        raise BackupProblem("backup.unwritable") from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def unpack_archive(file: Path, identities: Sequence[Identity]) -> BackupCopy:
    """What ``pack_archive`` wrote.

    Raises:
        BackupProblem: the file cannot be read, is for another key, is damaged, or of a newer app.
    """
    plain = io.BytesIO()
    try:
        with file.open("rb") as sealed:
            pyrage.decrypt_io(sealed, plain, identities)
    except pyrage.DecryptError as error:
        wrong_key = str(error) == _WRONG_KEY
        raise BackupProblem("backup.wrong_key" if wrong_key else "backup.damaged") from None
    except OSError as error:
        # A broken or cut file is an OSError too, but one without a number.
        raise BackupProblem("backup.unreadable" if error.errno else "backup.damaged") from None
    plain.seek(0)
    return _copy_from_tar(plain)


def _tar_of_copy(copy: BackupCopy) -> io.BytesIO:
    packed = io.BytesIO()
    manifest = copy.manifest.model_dump_json().encode()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in {MANIFEST: manifest, **copy.parts}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    packed.seek(0)
    return packed


def _copy_from_tar(packed: io.BytesIO) -> BackupCopy:
    """Entries are read by name into memory: no path of a packed file is ever followed."""
    try:
        with tarfile.open(fileobj=packed, mode="r:gz") as tar:
            most = MOST_TIMES * packed.getbuffer().nbytes
            parts = {
                entry.name: _entry_content(tar, entry) for entry in _files_within_limit(tar, most)
            }
        manifest = BackupManifest.model_validate_json(parts.pop(MANIFEST))
    except (tarfile.TarError, zlib.error, OSError, EOFError, KeyError, ValidationError):
        raise BackupProblem("backup.damaged") from None
    if manifest.format > FORMAT:
        raise BackupProblem("backup.newer")
    return BackupCopy(manifest, parts)


def _files_within_limit(tar: tarfile.TarFile, most: int) -> Iterator[tarfile.TarInfo]:
    """The files, as long as they are not larger than so many bytes together."""
    for entry in tar:
        most -= entry.size
        if most < 0:
            raise BackupProblem("backup.damaged")
        if entry.isfile():
            yield entry


def _entry_content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    content = tar.extractfile(entry)
    assert content is not None  # entry.isfile()
    return content.read()
