"""Leaders after a clock that was ahead: nothing from the future is believed."""

import pytest

from dashboard.stores import Stores
from db.desk import leaders, sessions
from db.desk.leaders import LeaderCredentials, StoredLeader
from db.store.engine import reading_transaction, writing_transaction

NOON = 1_800_000_000


@pytest.fixture
def anna(stores: Stores) -> StoredLeader:
    """A leader, as she is found."""
    with writing_transaction(stores.members) as connection:
        leaders.add_leader(connection, "Anna", LeaderCredentials("hash", b"sealed", ()))
        found = leaders.find_leader(connection, "Anna")
    assert found is not None
    return found


def whose(stores: Stores, session: bytes, now: int) -> str | None:
    with reading_transaction(stores.members) as connection:
        return sessions.leader_name_of_session(connection, session, now)


@pytest.mark.parametrize(("ahead", "believed"), [(120, "Anna"), (121, None), (31_536_000, None)])
def test_a_session_from_the_future_is_not_believed(
    stores: Stores, ahead: int, believed: str | None
) -> None:
    """Begun while the clock was ahead, it was alive for a year and eight hours."""
    with writing_transaction(stores.members) as connection:
        token = sessions.begin_session(connection, "Anna", NOON + ahead)
    assert whose(stores, sessions.hash_token(token), NOON) == believed


@pytest.mark.parametrize(("used", "is_taken"), [(8, False), (9, False), (10, True), (9_999, True)])
def test_a_half_minute_from_the_future_was_used_under_a_wrong_clock(
    stores: Stores, anna: StoredLeader, used: int, is_taken: bool
) -> None:
    """At one moment three are good: whoever takes the 7th may have used the 9th, and no later."""
    with writing_transaction(stores.members) as connection:
        assert leaders.use_step(connection, anna, used)
        assert leaders.use_step(connection, anna, 7) is is_taken
