"""A damaged edition is told in a sentence, and is not read whole by every run."""

import pytest

from dashboard.stores import Stores
from dashboard.text import say
from db.editions import editions
from db.editions.tables import CellRow
from db.store.engine import writing_transaction
from tests.pages.test_charts import OpenPage, html


def test_a_damaged_edition_is_found_once_and_told_on_every_page(
    filled: Stores, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One number is another; three pages are opened; it is held against its checksum once."""
    held: list[int] = []
    verify = editions.verify_edition

    def counted(reader: object, edition: editions.Edition) -> None:
        held.append(edition.number)
        verify(reader, edition)  # type: ignore[arg-type]

    monkeypatch.setattr(editions, "verify_edition", counted)
    with writing_transaction(filled.edition_writer) as connection:
        connection.execute(CellRow.__table__.update().values(people=1_000))
    for name in ("timelines", "doses", "response"):
        page = open_page(name)
        assert not page.exception and not page.get("plotly_chart")
        assert say("empty.unavailable") in html(page)
    assert held == [1]
