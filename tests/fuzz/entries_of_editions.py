"""Entries of the edition's reader: what is asked of it, and a file that is damaged."""

import datetime
import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from dashboard.stores import open_stores
from db import catalogue
from db.catalogue import FILTERS, MEASURES
from db.editions import cells, editions
from db.editions.editions import (
    Edition,
    EditionCell,
    EditionContents,
    EditionContrast,
    EditionDamaged,
)
from db.filter_rules import FiltersNotAllowed
from db.store.engine import EDITIONS, open_reader
from db.store.errors import StoreError
from tests.fuzz.entry import Entry, refuse
from tests.fuzz.hostile import Hostile

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
MEMBERS = 60
FILE = "editions.sqlite"
PUBLISHED = tuple(name for name, spec in MEASURES.items() if not spec.inner)
WORDS = tuple(word for words in FILTERS.values() for word in words)
WRONG = (
    "'x'",
    "NULL",
    "x'00ff'",
    "-5",
    "1e400",
    "3.5",
    "''",
    "zeroblob(20)",
    "cast(x'ff' as text)",
)
"""What SQLite lets stand in any column."""


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A group with an edition of a few cells."""
    folder = tempfile.TemporaryDirectory(dir=MEMORY, prefix="sweetspot-fuzz-")
    weeks = MEASURES["benefit_by_week"].axes[0]
    filters = ("", *(f"sex={word}" for word in FILTERS["sex"]))
    cells = [EditionCell("benefit_by_week", f, week, 50, 20) for f in filters for week in weeks]
    contrast = EditionContrast(catalogue.BY_MORNING, "", "any_effect", *range(4))
    edition = Edition(1, datetime.date(2026, 1, 5), MEMBERS, invented=True)
    with closing(open_stores(Path(folder.name))) as stores:
        editions.write_edition(stores.edition_writer, edition, EditionContents(cells, [contrast]))
    return folder


@cache
def _file() -> bytes:
    with closing(sqlite3.connect(Path(_folder().name) / FILE)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    return (Path(_folder().name) / FILE).read_bytes()


@cache
def _whole() -> tuple[Edition, Engine]:
    _file()
    reader = open_reader(Path(_folder().name), EDITIONS)
    found = editions.latest_edition(reader)
    assert found is not None
    return found, reader


def asked(given: tuple[str, dict[str, str]]) -> bool:
    """Cells under filters that a tap could have set, or ``FiltersNotAllowed``."""
    measure, filters = given
    edition, reader = _whole()
    try:
        cells.load_cells(reader, edition, measure, filters)
    except FiltersNotAllowed:
        return False
    allowed = set(MEASURES[measure].filters) if measure in MEASURES else set()
    allowed |= set(catalogue.CONTRAST_FILTERS) if measure in catalogue.CONTRASTS else set()
    if len(filters) > 1 or not set(filters) <= allowed:
        refuse(given, "read under filters that are not published")
    if any(word not in FILTERS[name] for name, word in filters.items()):
        refuse(given, "read under an unknown word")
    return True


def damaged(content: bytes) -> bool:
    """The same cells as were published, or a damage that the page has words for."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        (Path(folder) / FILE).write_bytes(content)
        return _opened(Path(folder))


def wrong_types(statement: str) -> bool:
    """The same after a value of another type was written into the file."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        (Path(folder) / FILE).write_bytes(_file())
        with closing(sqlite3.connect(Path(folder) / FILE)) as connection:
            try:
                connection.execute(statement)
            except sqlite3.IntegrityError:
                return False  # the file refuses it
            connection.commit()
        return _opened(Path(folder))


def _opened(folder: Path) -> bool:
    reader = open_reader(folder, EDITIONS)
    try:
        found = editions.latest_edition(reader)
        if found is None:
            return False
        read = editions.load_contents(reader, found)
        editions.all_editions(reader)
        editions.load_progress(reader)
    except (DatabaseError, StoreError, EditionDamaged):
        return False
    finally:
        reader.dispose()
    if read != _cells():
        refuse(found, "another edition than was published")
    if type(found.members) is not int or found.members < 0 or found.number != _whole()[0].number:
        refuse(found, "a head of another kind")
    return True


@cache
def _cells() -> EditionContents:
    edition, reader = _whole()
    return editions.load_contents(reader, edition)


def _question(source: Hostile) -> tuple[str, dict[str, str]]:
    measure = source.choice(PUBLISHED)
    filters: dict[str, Any] = {}
    for _ in range(source.randint(0, 3)):
        name = source.choice(list(FILTERS))
        filters[name] = source.choice((*FILTERS[name], source.choice(WORDS)))
    if source.random() < 0.3:
        filters[source.text(tuple(FILTERS))] = source.text(WORDS)
    if source.random() < 0.2:
        measure = source.text((*MEASURES, *catalogue.CONTRASTS))
    return measure, filters


def _statement(source: Hostile) -> str:
    columns = {
        "cell": ("people", "cases", "axis", "filters", "measure", "edition"),
        "edition": ("members", "published_on", "invented", "checksum", "number"),
        "contrast_sums": ("people", "cases_first", "variance", "axis"),
    }
    table = source.choice(list(columns))
    column, value = source.choice(columns[table]), source.choice(WRONG)
    limit = "(SELECT min(axis) FROM cell)" if table == "cell" else ""
    where = f" WHERE axis = {limit}" if limit else ""
    return f"UPDATE OR IGNORE {table} SET {column} = {value}{where}"


def forget() -> None:
    """Take the folder away."""
    if _folder.cache_info().currsize:
        shutil.rmtree(_folder().name, ignore_errors=True)


ENTRIES = (
    Entry("asked_of_an_edition", _question, asked, slow=5_000, quick=200),
    Entry("damaged_edition", lambda s: s.blob((_file(),)), damaged, slow=2_500, quick=60),
    Entry("edition_of_wrong_types", _statement, wrong_types, slow=500, quick=60),
)
