"""What a thief reads out of a stolen SQLite store: values, the order of rows, leftover bytes.

The files are read as bytes, with SQLite's file format beside them (sqlite.org/fileformat2.html):
what the database would not show is what matters here.
"""

import re
import shutil
import sqlite3
import struct
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import spearmanr

LOG_HEADER, FRAME_HEADER = 32, 24
INTERIOR = {2: 12, 5: 12}
"""Kinds of pages with children, and the length of their head."""
LEAF_HEAD = 8
SEVERAL = 3
"""Tables in which a key has to turn up at once."""
FEWEST_IN_A_PAGE = 20
"""Rows in a page from which on their order means something."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d\d:\d\d")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.ASCII)
_AGENT = re.compile(r"Mozilla|AppleWebKit|Chrome|Safari|Gecko")
_UNITS = {"days": 86_400, "hours": 3_600, "minutes": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}


@dataclass(frozen=True)
class Stolen:
    """A copy of a store's files, as a thief or a backup has them.

    Attributes:
        file: the members' database.
        folder: every file that lay beside it.
    """

    file: Path

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return self.file.parent

    @property
    def log(self) -> bytes:
        """The write-ahead log as it was on disk."""
        path = self.file.with_name(f"{self.file.name}-wal")
        return path.read_bytes() if path.exists() else b""

    @property
    def everything(self) -> bytes:
        """Every byte of every file."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.iterdir()))

    def opened(self) -> sqlite3.Connection:
        """The database, log and all, opened from a further copy: opening changes files."""
        beside = self.folder.with_name(f"{self.folder.name}-opened")
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(self.folder, beside)
        return sqlite3.connect(beside / self.file.name)


def steal(file: Path) -> Stolen:
    """Copy a store while its owner has it open.

    From another process: a process that closes a file of its own open store loses the locks on it.
    """
    to = file.parent.with_name(f"{file.parent.name}-stolen")
    shutil.rmtree(to, ignore_errors=True)
    subprocess.run(["cp", "-r", file.parent, to], check=True)
    return Stolen(to / file.name)


def values(connection: sqlite3.Connection) -> Iterator[tuple[str, Any]]:
    """Every value of every table with its ``table.column``."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        rows = connection.execute(f'SELECT * FROM "{table}"')
        names = [about[0] for about in rows.description]
        yield from ((f"{table}.{n}", v) for row in rows for n, v in zip(names, row, strict=True))


def tells_who_or_when(value: Any, began: float, ended: float) -> bool:
    """Whether a value may be a date, a time of day, an address, or a device.

    A number counts where it lies between two readings of the clock, in any unit from days to
    nanoseconds since 1970.
    """
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if isinstance(value, str):
        return bool(_DATE.search(value) or _AGENT.search(value) or _is_address(value))
    return isinstance(value, int | float) and any(
        began // unit <= value <= ended / unit + 1 for unit in _UNITS.values()
    )


def _is_address(text: str) -> bool:
    if _MAIL.search(text):
        return True
    for word in re.findall(r"[0-9a-fA-F:.]{7,45}", text):
        try:
            ip_address(word)
        except ValueError:
            continue
        return True
    return False


def trees(stolen: Stolen) -> dict[str, set[int]]:
    """Table or index -> the numbers of its pages."""
    roots = stolen.opened().execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
    content = stolen.file.read_bytes()
    return {name: _below(content, root) for name, root in roots}


def page_size(content: bytes) -> int:
    """The page size as the file's head tells it; 1 stands for 65,536."""
    (told,) = struct.unpack(">H", content[16:18])
    return 65_536 if told == 1 else int(told)


def _below(content: bytes, page: int) -> set[int]:
    size = page_size(content)
    start, head = (page - 1) * size, 100 if page == 1 else 0
    kind = content[start + head]
    if kind not in INTERIOR:
        return {page}
    cells, first = struct.unpack(">H", content[start + head + 3 :][:2])[0], head + INTERIOR[kind]
    places = struct.unpack(f">{cells}H", content[start + first :][: 2 * cells])
    children = [start + place for place in places] + [start + head + LEAF_HEAD]
    numbers = (struct.unpack(">I", content[at : at + 4])[0] for at in children)
    return {page}.union(*(_below(content, number) for number in numbers))


def packed(key: int) -> bytes:
    """A 63-bit key as a row holds it."""
    return struct.pack(">q", key)


def places(stolen: Stolen, needles: Sequence[bytes]) -> dict[str, list[tuple[int, int]]]:
    """Tree -> (number of the needle, its first offset in the file) for all that it holds."""
    content = stolen.file.read_bytes()
    size = page_size(content)
    tree_of = {page: name for name, pages in trees(stolen).items() for page in pages}
    found: dict[str, dict[int, int]] = {}
    for number, needle in enumerate(needles):
        for match in re.finditer(re.escape(needle), content):
            tree = tree_of.get(match.start() // size + 1, "free pages")
            found.setdefault(tree, {}).setdefault(number, match.start())
    return {tree: sorted(at.items()) for tree, at in found.items()}


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Spearman's, of two columns."""
    return float(spearmanr(*zip(*pairs, strict=True)).statistic)


def rows_in_order(stolen: Stolen, keys: list[bytes]) -> dict[str, float]:
    """Table -> correlation of the order in which SQLite hands its rows out with handing in."""
    connection = stolen.opened()
    with_keys = (
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
    )
    found = {}
    for (table,) in connection.execute(f"{with_keys} AND c.name = 'member_key'").fetchall():
        rows = connection.execute(f'SELECT member_key FROM "{table}"').fetchall()
        first = {packed(key): at for at, (key,) in reversed(list(enumerate(rows)))}
        pairs = [(number, first[key]) for number, key in enumerate(keys) if key in first]
        found[table] = correlation(pairs)
    return found


def within_pages(placed: Sequence[tuple[int, int]], size: int) -> list[float]:
    """The correlation of order and place inside of each page that holds enough rows."""
    pages: dict[int, list[tuple[int, int]]] = {}
    for number, at in placed:
        pages.setdefault(at // size, []).append((number, at))
    return [correlation(rows) for rows in pages.values() if len(rows) >= FEWEST_IN_A_PAGE]


def log_order(log: bytes, needles: Sequence[bytes]) -> list[tuple[int, int]]:
    """(number of the needle, commit that brought it) for all whose coming the log tells.

    Whoever hands in turns up in several tables with one commit. A page that is split moves others
    about, but those in one table alone.
    """
    stood: dict[int, set[int]] = {}
    first: dict[int, int] = {}
    tables: Counter[tuple[int, int]] = Counter()
    for commit, page, text in _frames(log):
        here = {number for number, needle in enumerate(needles) if needle in text}
        for number in here:
            first.setdefault(number, commit)
        tables.update((number, commit) for number in here - stood.get(page, here))
        stood[page] = here
    return sorted(came for came in first.items() if tables[came] >= SEVERAL)


def _frames(log: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(number of the commit, number of the page, the page) for all of the log's latest round."""
    size, commit = struct.unpack(">I", log[8:12])[0] if log else 1, 0
    for start in range(LOG_HEADER, len(log), size + FRAME_HEADER):
        page, commits, *salt = struct.unpack(">IIII", log[start : start + 16])
        if salt != list(struct.unpack(">II", log[16:24])):
            return  # left over from an earlier round
        yield commit, page, log[start + FRAME_HEADER : start + FRAME_HEADER + size]
        commit += commits > 0


def mean(found: Sequence[float]) -> float:
    """The mean as a plain number."""
    return float(np.mean(found))
