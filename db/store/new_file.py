"""A new file that is there whole, or not at all: for secrets, which nobody could make again."""

import os
import tempfile
from pathlib import Path


def write_new_file(file: Path, content: bytes) -> None:
    """Write a file for its owner alone: aside, brought to the disk, and linked into place.

    A full disk leaves nothing behind; of several writers at once, one comes first.

    Raises:
        FileExistsError: it is there already.
        OSError: it cannot be written.
    """
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-") as aside:
        aside.write(content)
        aside.flush()
        os.fsync(aside.fileno())
        os.link(aside.name, file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # its name, too
    finally:
        os.close(folder)
