"""What pages read, in a file of the process's own: charts stay open while PostgreSQL is away.

Of the newest edition that is itself, the two before it, and the newest that holds groups.

A copy is an edition store like any other: SQLite itself keeps a page from writing to it, and
``db.editions.editions`` refuses whatever the edition does not publish.
"""

import shutil
import tempfile
import weakref
from pathlib import Path

from sqlalchemy import Engine

from db.editions import cells, editions
from db.editions.heads import Edition
from db.store.engine import EDITIONS, migrate_store, open_engine, open_reader, sqlite_url

MOST = 2
"""A page that began with the edition before is still reading it."""


class EditionCopies:
    """Editions that this process has seen; their files go with it."""

    def __init__(self) -> None:
        self._readers: dict[Edition, Engine] = {}

    def take(self, source: Engine, edition: Edition) -> None:
        """Copy an edition that is not there yet, a megabyte or two, in half a second.

        Raises:
            EditionDamaged: one that is read with it is not what was published.
        """
        if edition not in self._readers:
            self._readers[edition] = _copy_editions(source, edition)
            for old in list(self._readers)[:-MOST]:
                del self._readers[old]

    def newest(self) -> Edition | None:
        """The edition that was taken last."""
        return next(reversed(self._readers), None)

    def reader_of(self, edition: Edition) -> Engine | None:
        """Reads a copied edition; None for another."""
        return self._readers.get(edition)


def _copy_editions(source: Engine, edition: Edition) -> Engine:
    read = cells.editions_read(source, edition)
    contents = {head: editions.load_contents(source, head) for head in read}
    folder = Path(tempfile.mkdtemp(prefix="sweetspot-edition-"))
    writer = open_engine(sqlite_url(folder, EDITIONS))
    migrate_store(writer, EDITIONS)
    for head, held in contents.items():
        editions.write_edition(writer, head, held)
    writer.dispose()
    reader = open_reader(folder, EDITIONS)
    # Whoever still reads holds the engine; the file goes with it, or with the process.
    weakref.finalize(reader, shutil.rmtree, folder, ignore_errors=True)
    return reader
