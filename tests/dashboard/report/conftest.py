"""An edition of invented members, as a report may open it, and figures without a browser."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.findings.edition_slice import EditionSlice
from dashboard.report import chromium
from dashboard.report.chromium import NoPicture
from dashboard.stores import Stores, open_stores
from db.editions import editions
from db.editions.editions import Edition, EditionCell, EditionContents
from tests.published import published_folder

MEMBERS = 400
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><text>drawn</text></svg>'


@pytest.fixture(scope="session")
def published() -> EditionSlice:
    """400 invented members and their first edition; nobody writes to it."""
    stores = open_stores(published_folder(MEMBERS))
    edition = editions.latest_edition(stores.editions)
    assert edition
    return EditionSlice(stores.editions, edition)


@pytest.fixture
def reader(published: EditionSlice) -> Engine:
    """Reads that edition's store."""
    return published.reader


@pytest.fixture
def edition(published: EditionSlice) -> Edition:
    """That edition."""
    return published.edition


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure is the same small drawing, made at once."""

    def draw(figures: Sequence[object], on_progress: Callable[[int, int], None]) -> list[str]:
        for at in range(len(figures)):
            on_progress(at + 1, len(figures))
        return [DRAWN] * len(figures)

    monkeypatch.setattr(chromium, "svg_drawings", draw)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chromium."""

    def fail(*_: object) -> None:
        raise NoPicture("no_browser")

    monkeypatch.setattr(chromium, "svg_drawings", fail)
    monkeypatch.setattr(chromium, "print_page_to_pdf", fail)


@pytest.fixture
def write(stores: Stores) -> Callable[..., EditionSlice]:
    """Writes an edition of (measure, filters, axis, people, cases) and opens it."""

    def edition_of(*cells: tuple[object, ...], number: int = 1, members: int = 400) -> EditionSlice:
        made = Edition(number, datetime.date(2026, 11, 23), members, invented=False)
        held = EditionContents([EditionCell(*cell) for cell in cells], [])
        editions.write_edition(stores.edition_writer, made, held)
        return EditionSlice(stores.editions, made)

    return edition_of


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return Path(__file__).resolve().parents[3]
