"""The two halves of a key: a recipient, which encrypts, and an identity, which alone decrypts.

Files have the form of age-keygen's (github.com/FiloSottile/age): a line each, ``#`` for remarks,
also behind a key. They are read as they were meant (db.store.key_text): an editor may have saved
them as UTF-16, or a mail programme put blanks of its own around a key.
"""

from collections.abc import Iterable
from pathlib import Path

from pyrage import IdentityError, RecipientError
from pyrage.x25519 import Identity, Recipient

from dashboard.backups.copies import BackupProblem
from db.store.errors import is_disk_full
from db.store.key_text import text_of_bytes, without_edges
from db.store.new_file import write_new_file

_REMARK = "#"


def make_key(file: Path) -> str:
    """Write a new identity into a new file that its owner alone may read.

    Returns:
        The recipient that belongs to it.

    Raises:
        BackupProblem: the file is there already, or cannot be written.
    """
    identity = Identity.generate()
    recipient = str(identity.to_public())
    try:
        write_new_file(file, f"{_REMARK} public key: {recipient}\n{identity}\n".encode("ascii"))
    except OSError as error:
        full = is_disk_full(error)
        raise BackupProblem("disk_full" if full else "backup.key_unwritable") from None
    return recipient


def recipient_keys(named: Iterable[str], file: Path | None) -> list[Recipient]:
    """The public keys that were named, and those in a file.

    Raises:
        BackupProblem: there is none, or one is no public key.
    """
    try:
        lines = [*map(_key_of_line, named), *(_key_lines(file) if file else ())]
        found = [Recipient.from_str(line) for line in lines]
    except (RecipientError, OSError, ValueError):
        raise BackupProblem("backup.recipient_wrong") from None
    if not found:
        raise BackupProblem("backup.recipient_missing")
    return found


def identity_keys(file: Path) -> list[Identity]:
    """The secret keys in a file.

    Raises:
        BackupProblem: there is none, or one is no secret key.
    """
    try:
        found = [Identity.from_str(line) for line in _key_lines(file)]
    except (IdentityError, OSError, ValueError):
        raise BackupProblem("backup.identity_wrong") from None
    if not found:
        raise BackupProblem("backup.identity_wrong")
    return found


def _key_lines(file: Path) -> list[str]:
    lines = map(_key_of_line, text_of_bytes(file.read_bytes()).splitlines())
    return [line for line in lines if line]


def _key_of_line(line: str) -> str:
    """Letters and digits alone are in a key: what stands behind the remark's sign is none."""
    return without_edges(line.partition(_REMARK)[0])
