"""What leaders take from an edition: bytes of the edition alone, and a line in the log."""

import time
from dataclasses import replace

import pytest

from dashboard import demo
from dashboard.leaders.access import sign_in
from dashboard.leaders.access.leader import Leader, SessionEnded, leader_of_session
from dashboard.leaders.acts import downloads
from dashboard.report import exports
from db.desk import audit, sessions
from db.editions import editions
from db.editions.editions import Edition
from db.store.engine import reading_transaction, writing_transaction
from tests.dashboard.leaders.conftest import Desk
from tests.editions_of import publish_next


@pytest.fixture
def anna(desk: Desk) -> Leader:
    """Signed in."""
    with writing_transaction(desk.stores.members) as connection:
        token = sessions.begin_session(connection, "Anna", int(time.time()))
    found = leader_of_session(desk.stores.members, token)
    assert found
    return found


@pytest.fixture
def edition(desk: Desk) -> Edition:
    """Of 60 invented members."""
    demo.fill_with_members(desk.stores.members, 60, seed=1)
    publish_next(desk.stores)
    found = editions.latest_edition(desk.stores.editions)
    assert found
    return found


def test_an_export_is_the_editions_own_and_is_noted(
    desk: Desk, anna: Leader, edition: Edition
) -> None:
    """The same bytes as the command's; a line for each, under the edition's number."""
    reader = desk.stores.editions
    for kind, made_by in (("csv", exports.edition_csv), ("xlsx", exports.edition_xlsx)):
        made = downloads.export_cells(desk.stores, anna, edition, kind)
        assert made == made_by(reader, edition)
        assert downloads.export_file_name(edition, kind) == f"sweetspot-edition-1.{kind}"
    with reading_transaction(desk.stores.members) as connection:
        found = [(e.action, e.object) for e in audit.load_entries(connection, 2)]
    assert found == [("cells_exported", "edition 1")] * 2


def test_who_signed_out_takes_nothing(desk: Desk, anna: Leader, edition: Edition) -> None:
    """The button was still on the screen."""
    sign_in.sign_out(desk.stores.members, anna)
    with pytest.raises(SessionEnded):
        downloads.export_cells(desk.stores, anna, edition, "csv")


def test_of_an_edition_of_an_earlier_rule_there_are_files_alone(
    desk: Desk, anna: Leader, edition: Edition
) -> None:
    """Whoever asks past the page is refused before anything is drawn; a line is in no log."""
    old = replace(edition, rule=1)
    with pytest.raises(downloads.OfEarlierRule):
        downloads.make_pack(desk.stores, anna, (old, "ours"), [], lambda _done, _of: None)
    with pytest.raises(downloads.OfEarlierRule):
        downloads.make_slide(desk.stores, anna, old, "timelines.by_week")
    with reading_transaction(desk.stores.members) as connection:
        assert "pack_made" not in {entry.action for entry in audit.load_entries(connection, 9)}
