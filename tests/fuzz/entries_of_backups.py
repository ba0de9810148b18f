"""Entries of a backup: the sealed file, what is packed in it, and the file of its key."""

import gzip
import io
import tarfile
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pyrage
from pyrage.x25519 import Identity
from sqlalchemy.exc import DatabaseError

from dashboard.backups import archive, keys
from dashboard.backups.copies import BackupCopy, BackupProblem
from dashboard.backups.files import SqliteFolder
from dashboard.commands.failures import failure_sentence
from dashboard.stores import open_stores
from db.store.errors import StoreError
from tests.fuzz.entry import Entry, LetThrough, refuse
from tests.fuzz.hostile import Hostile

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
KEY = Identity.generate()
DAMAGED_ONCE_IN = 5
"""Of the inputs, how many damage the sealed bytes; the others were sealed by somebody else."""


@cache
def _copy() -> BackupCopy:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        open_stores(Path(folder)).close()
        return SqliteFolder(Path(folder)).copy_stores()


@cache
def _tar() -> bytes:
    return gzip.decompress(archive._tar_of_copy(_copy()).read())


@cache
def _parts() -> dict[str, bytes]:
    return {archive.MANIFEST: _copy().manifest.model_dump_json().encode(), **_copy().parts}


def sealed(content: bytes) -> bool:
    """A backup that restores to exactly what it says, or a sentence; no folder is left changed."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        file, place = Path(folder) / "backup.age", Path(folder) / "restored"
        file.write_bytes(content)
        try:
            copy = archive.unpack_archive(file, [KEY])
            SqliteFolder(place).restore(copy, force=False)
        except (BackupProblem, StoreError, DatabaseError) as problem:
            _told(problem)
            left = [path for path in place.glob("*.sqlite") if path.exists()]
            if left:
                refuse(left, "a store is left of a backup that was refused")
            return False
        if SqliteFolder(place).state() != copy.manifest.state:
            refuse(copy.manifest, "restored as something else")
        with closing(open_stores(place)):
            return True


def key_file(content: bytes) -> bool:
    """Keys, or a sentence."""
    with tempfile.NamedTemporaryFile(dir=MEMORY) as file:
        Path(file.name).write_bytes(content)
        for read in (keys.identity_keys, lambda path: keys.recipient_keys((), path)):
            try:
                read(Path(file.name))
            except BackupProblem as problem:
                _told(problem)
            else:
                return True
    return False


def recipient(text: str) -> bool:
    """A public key, or a sentence."""
    try:
        keys.recipient_keys([text], None)
    except BackupProblem as problem:
        _told(problem)
        return False
    return True


def _told(problem: Exception) -> None:
    told = failure_sentence(problem)
    if "Something went wrong" in told or len(told.split()) < 4:
        raise LetThrough(told) from problem


def _seal(content: bytes) -> bytes:
    return pyrage.encrypt(content, [KEY.to_public()])


def _sealed(source: Hostile) -> bytes:
    kind = source.randrange(DAMAGED_ONCE_IN)
    if kind == 0:
        return source.blob((_seal(gzip.compress(_tar(), 1)), b"age-encryption.org/v1\n"))
    if kind == 1:
        return _seal(source.blob((gzip.compress(_tar(), 1),)))
    if kind == 2:
        return _seal(gzip.compress(source.blob((_tar(),)), 1))
    return _seal(gzip.compress(_packed(_with_one_changed(source)), 1))


def _with_one_changed(source: Hostile) -> dict[str, bytes]:
    parts: dict[str, Any] = dict(_parts())
    name = source.choice(list(parts))
    if source.random() < 0.3:
        parts[source.written((name, "../../x", "/etc/x"))[:90]] = parts.pop(name)
    elif name == archive.MANIFEST:
        parts[name] = source.written((parts[name].decode(),)).encode()
    else:
        parts[name] = source.blob((parts[name],))
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return whole.getvalue()


def _key(source: Hostile) -> bytes:
    return source.blob((f"# public key: {KEY.to_public()}\n{KEY}\n".encode(), str(KEY).encode()))


ENTRIES = (
    Entry("backup", _sealed, sealed, slow=2_000, quick=60),
    Entry("key_file", _key, key_file, slow=2_000),
    Entry("recipient", lambda s: s.text((str(KEY.to_public()),)), recipient, slow=1_500),
)
