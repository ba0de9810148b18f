"""Who may act: nobody can make a leader, and a leader whose session ended can do nothing."""

import time

import pytest
from sqlalchemy import select, update

from dashboard.leaders.access import enrolment, sign_in
from dashboard.leaders.access import leader as leader_access
from dashboard.leaders.access.leader import (
    Leader,
    LeaderAction,
    SessionEnded,
    leader_of_session,
    log_leader_act,
)
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.ui.page_ended import PageEnded
from db.desk import sessions
from db.desk.audit import load_entries
from db.desk.sessions import IDLE_SECONDS
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import AuditRow, InviteRow, LeaderSessionRow
from tests.dashboard.leaders.conftest import Desk
from tests.leading import enrol


def begin(stores: Stores, name: str, now: float | None = None) -> str:
    with writing_transaction(stores.members) as connection:
        return sessions.begin_session(connection, name, int(now or time.time()))


def leader(desk: Desk) -> Leader:
    found = leader_of_session(desk.stores.members, begin(desk.stores, "Anna"))
    assert found is not None
    return found


def close_invites(desk: Desk, acting: Leader) -> None:
    """An act as desk pages have them: the change, and its line, in one transaction."""
    with writing_transaction(desk.stores.members) as connection:
        connection.execute(update(core_table(InviteRow)).values(closed=True))
        log_leader_act(connection, acting, LeaderAction.invite_closed, "batch 1")


@pytest.fixture
def invite(desk: Desk) -> None:
    """Batch 1, open."""
    row = {"batch": 1, "code": "7K2MQX4D", "label": "spring", "cap": 50}
    with writing_transaction(desk.stores.members) as connection:
        connection.execute(core_table(InviteRow).insert(), row | {"used": 0, "closed": False})


def is_closed(desk: Desk) -> bool:
    with reading_transaction(desk.stores.members) as connection:
        return bool(connection.execute(select(core_table(InviteRow).c.closed)).scalar_one())


def test_nobody_can_make_a_leader_by_hand() -> None:
    """Whatever is handed in; only a session that is alive makes one."""
    for made_here in (None, object(), True, "leader"):
        with pytest.raises(TypeError, match="leader_made_elsewhere"):
            Leader("Anna", b"s" * 32, made_here)


@pytest.mark.parametrize("token", ["", "made up", "\u00e4\u00f6\u00fc", "x" * 10_000])
def test_a_made_up_token_is_nobodys(desk: Desk, token: str) -> None:
    """Also one that no browser would send."""
    assert leader_of_session(desk.stores.members, token) is None


def test_an_act_and_its_line_are_one(desk: Desk, invite: None) -> None:
    """Done, and in the log under her name."""
    close_invites(desk, leader(desk))
    assert is_closed(desk)
    with reading_transaction(desk.stores.members) as connection:
        line = load_entries(connection, 1)[0]
    assert (line.leader, line.action, line.object) == ("Anna", "invite_closed", "batch 1")


@pytest.mark.parametrize("how", ["signed out", "removed", "reset", "idle"])
def test_nothing_is_done_for_a_leader_whose_session_ended_meanwhile(
    desk: Desk, invite: None, how: str
) -> None:
    """The page has a leader from a moment ago; the act is undone and the page ends."""
    acting = leader(desk)
    with writing_transaction(desk.stores.members) as connection:
        if how == "removed":
            enrolment.remove_leader(connection, "Anna")
        elif how == "reset":
            handed = enrolment.new_credentials("Anna")
            sealed = enrolment.seal_credentials(handed, "hash", settings().pepper_bytes())
            enrolment.reset_leader(connection, "Anna", sealed)
        elif how == "idle":
            ago = int(time.time()) - IDLE_SECONDS
            connection.execute(update(core_table(LeaderSessionRow)).values(seen_at=ago))
    if how == "signed out":
        sign_in.sign_out(desk.stores.members, acting)
    with reading_transaction(desk.stores.members) as connection:
        lines = len(connection.execute(select(core_table(AuditRow))).all())
    with pytest.raises(SessionEnded):
        close_invites(desk, acting)
    assert not is_closed(desk)
    with reading_transaction(desk.stores.members) as connection:
        assert len(connection.execute(select(core_table(AuditRow))).all()) == lines
    assert issubclass(SessionEnded, PageEnded)


def test_removing_and_resetting_end_that_leaders_sessions_alone(desk: Desk) -> None:
    """Two of Anna's and one of Bert's."""
    enrol(desk.stores.members, settings().pepper_bytes(), "Bert")
    annas = [begin(desk.stores, "Anna") for _ in range(2)]
    berts = begin(desk.stores, "Bert")
    with writing_transaction(desk.stores.members) as connection:
        enrolment.remove_leader(connection, "Anna")
    found = [leader_of_session(desk.stores.members, token) for token in (*annas, berts)]
    assert found[:2] == [None, None]
    assert found[2] is not None


def test_a_session_is_kept_alive_by_use_and_by_nothing_else(desk: Desk) -> None:
    """Looked at every 20 minutes it lives for hours; then 30 minutes alone end it."""
    now = 1_800_000_000
    token = begin(desk.stores, "Anna", now)
    for _ in range(6):
        now += 20 * 60
        assert leader_of_session(desk.stores.members, token, now) is not None
    assert leader_of_session(desk.stores.members, token, now + IDLE_SECONDS) is None


def test_an_organisations_leader_is_one_only_while_on_the_list(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address comes off the list, the server starts anew: the session is worth nothing."""
    token = begin(desk.stores, "anna@group.example")
    monkeypatch.setenv("SWEETSPOT_LEADERS_OIDC", "bert@group.example, Anna@Group.example")
    settings.cache_clear()
    found = leader_of_session(desk.stores.members, token)
    assert found is not None
    assert not found.has_passphrase
    monkeypatch.setenv("SWEETSPOT_LEADERS_OIDC", "bert@group.example")
    settings.cache_clear()
    assert leader_of_session(desk.stores.members, token) is None


def test_no_leader_has_a_name_that_means_something_else() -> None:
    """An e-mail address is an organisation's leader, "server" the server; odd names are none."""
    names = ("anna@group.example", "server", "Server", "", " ", "a" * 41, "<b>", "Anna\nBert\u202e")
    assert [name for name in names if enrolment.tidy_name(name)] == []
    kept = {
        "  Anna   Winter ": "Anna Winter",
        "J. O\u2019Neill-Sm\u00edth 2": None,
        "\u00c4nne": None,
    }
    assert [enrolment.tidy_name(name) for name in kept] == [
        tidy or name for name, tidy in kept.items()
    ]
    assert leader_access.Leader.__slots__ == ("_session", "name")
