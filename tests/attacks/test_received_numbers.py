"""Every number that a browser receives belongs to the edition, and to nothing else."""

import csv
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from io import StringIO

import pytest
from attacks_canaries import published
from attacks_compare import different, prints
from attacks_crawl import as_visitor
from attacks_payload import Decoded, Received
from attacks_server import Attacked, serving
from attacks_visit import opened

from dashboard.evidence import obvious_charts
from dashboard.evidence.trials import FILE
from dashboard.findings.number_phrases import percent_in_words
from dashboard.stats.shares import share_with_blur
from dashboard.stores import open_stores
from dashboard.text import FOLDER, say
from db.thresholds import SMALLEST_GROUP

Servers = tuple[Attacked, Attacked]
_PEOPLE = re.compile(r"(?<![\d.,–-])(\d[\d,]*)\s+(?:people|members)\b")
_SUM = re.compile(r"[Aa]bout (\d[\d,]*) people\b")
"""Told so where people of several doses are added up: a sum of published cells."""
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The app on a group and its edition, and the app on that edition alone."""
    folder = tmp_path_factory.mktemp("numbers")
    published(folder / "whole", 613, secrets.token_hex(16))
    open_stores(folder / "alone").close()
    names = [folder / name / "editions.sqlite" for name in ("whole", "alone")]
    with closing(sqlite3.connect(names[0])) as old, closing(sqlite3.connect(names[1])) as new:
        old.backup(new)
        (house,) = old.execute("SELECT name FROM house").fetchone()
    with closing(sqlite3.connect(folder / "alone" / "members.sqlite")) as members:
        members.execute("UPDATE setting SET value = ? WHERE name = 'house'", (house,))
        members.commit()  # nobody is in it, and the editions take it for their own
    with serving(folder / "whole") as whole, serving(folder / "alone") as alone:
        yield whole, alone


def visited(server: Attacked, *, deep: bool = False) -> Iterator[Received]:
    with opened(server.port) as visit:
        yield from as_visitor(visit, deep=deep)


def test_the_edition_alone_makes_the_same_pages_to_the_last_byte(
    servers: Servers,
    gained: Callable[..., None],
) -> None:
    """The attacker copies the edition's file, and gains what the real app adds to it: nothing.

    The other app has no members at all. Whatever number is the same in both was computed from
    the edition; whatever came from a member would differ.
    """
    whole, alone = (prints(visited(server)) for server in servers)
    added = different(whole, alone)
    gained("received_beyond_edition", len(added), "0", run=f"{len(whole)} screens")
    assert not added


@pytest.mark.slow
def test_the_edition_alone_makes_the_same_pages_behind_every_option(
    servers: Servers,
    gained: Callable[..., None],
) -> None:
    """The same with every option of every list."""
    whole, alone = (prints(visited(server, deep=True)) for server in servers)
    added = different(whole, alone)
    gained("received_beyond_edition", len(added), "0", run=f"{len(whole)} screens")
    assert not added


def rows(server: Attacked, table: str) -> set[tuple[str, ...]]:
    """A table of the edition's store, without the edition's number, as text."""
    with closing(sqlite3.connect(server.store / "editions.sqlite")) as store:
        return {tuple(map(str, row[1:])) for row in store.execute(f"SELECT * FROM {table}")}


def test_a_file_to_download_holds_rows_of_the_edition_and_no_others(servers: Servers) -> None:
    """Every line of every file is a published cell or a published difference."""
    known = {tuple(row) for table in ("cell", "contrast_sums") for row in rows(servers[0], table)}
    files = {address: body for s in visited(servers[0]) for address, body in s.files.items()}
    assert files
    for body in files.values():
        _, *lines = csv.reader(StringIO(body.decode()))
        assert lines and {tuple(line) for line in lines} <= known


def test_every_number_of_people_in_words_is_one_of_the_edition(servers: Servers) -> None:
    """In sentences, tooltips and footers; all of them are multiples of five."""
    cells = {int(row[3]) for row in rows(servers[0], "cell")}
    sums = [list(map(int, row[3:])) for row in rows(servers[0], "contrast_sums")]
    assert sums and all(number % 5 == 0 for row in sums for number in row)
    arms = {people for people, *_ in sums}
    assert all(number % 5 == 0 for number in cells)
    texts = " ".join(Decoded.of(visited(servers[0])).texts)
    plain = re.sub(r"<[^>]*>", " ", unescape(texts))
    sums, told = counted(_SUM, plain), counted(_PEOPLE, _SUM.sub("", plain))
    assert len(told) > 20
    assert all(number % 5 == 0 for number in sums)
    assert told - told_of_others() <= cells | arms


def counted(pattern: re.Pattern[str], text: str) -> set[int]:
    return {int(number.replace(",", "")) for number in pattern.findall(text)}


def told_of_others() -> set[int]:
    """People in trials, in the invented panels, and in the sentences of the pages themselves."""
    trials = {int(row["people"]) for row in csv.DictReader(FILE.open()) if row["people"].isdigit()}
    sentences = counted(_PEOPLE, (FOLDER / "en.toml").read_text(encoding="utf-8"))
    return trials | sentences | {obvious_charts.timings().members, obvious_charts.doses().members}


def test_every_share_in_a_table_is_that_of_a_published_cell_with_as_many_people(
    servers: Servers,
) -> None:
    """Row by row: as many people and that share stand together in the edition."""
    pairs = (map(int, row[3:]) for row in rows(servers[0], "cell"))
    published_shares = {(p, percent_in_words(share_with_blur(c, p))) for p, c in pairs}
    shown = {
        (int(people), share)
        for text in Decoded.of(visited(servers[0])).texts
        for people, share in shares_in(text)
    }
    assert len(shown) > 50
    assert shown <= published_shares


def shares_in(html: str) -> Iterator[tuple[str, str]]:
    """People and share of every row of every table that has both columns."""
    columns = [say(f"finding.timelines.by_week.column_{name}") for name in ("people", "share")]
    for table in html.split("<table>")[1:]:
        head, *lines = (_CELL.findall(line) for line in table.split("<tr>")[1:])
        if set(columns) <= set(head):
            at = [head.index(column) for column in columns]
            found = ([unescape(line[place]) for place in at] for line in lines)
            yield from ((people, share) for people, share in found if people.isdigit())


def test_no_published_group_is_smaller_than_ten(servers: Servers) -> None:
    """Every cell that a page could show."""
    assert min(int(row[3]) for row in rows(servers[0], "cell")) >= SMALLEST_GROUP
