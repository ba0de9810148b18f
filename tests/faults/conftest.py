"""Where faults happen: SQLite's files, and a PostgreSQL."""

from pathlib import Path

import pytest

from dashboard.stores import open_postgresql, open_stores
from tests.faults.dying import Place


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Opens both stores of this test anew, in whichever process asks; migrated already."""
    if request.param == "sqlite":
        open_stores(tmp_path / "store").close()
        return lambda: open_stores(tmp_path / "store")
    url = request.getfixturevalue("postgres").new()
    return lambda: open_postgresql(url)
