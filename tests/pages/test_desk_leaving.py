"""A leader who leaves the desk, and one whose session ends in the middle of an act."""

import pytest

from dashboard.leaders.access.leader import leader_of_session
from dashboard.leaders.acts.leader_exit import LastLeader, leave_desk
from dashboard.stores import Stores
from db.desk import audit, leaders, sessions
from db.members.held_orders import load_orders
from db.store.engine import reading_transaction, writing_transaction
from tests.leading import Telephone, enrol
from tests.pages.desk import In, OpenPage, signed_in


def names(stores: Stores) -> list[str]:
    with reading_transaction(stores.members) as connection:
        return leaders.leader_names(connection)


def test_a_leader_leaves_at_the_second_tap(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """Out at once, for good, and a line in the log says so."""
    enrol(stores.members, bytes(16), "Ben")
    page = In(open_page, anna)
    page.press("leaders.leave.ask")
    assert names(stores) == ["Anna", "Ben"]
    page.press("leaders.leave.yes")
    assert page.sees("leaders.leave.done") and not signed_in(page)
    assert names(stores) == ["Ben"]
    with reading_transaction(stores.members) as connection:
        newest = audit.load_entries(connection, 1)[0]
    assert (newest.leader, newest.action, newest.object) == ("Anna", "leader_left", "Anna")


def test_the_last_leader_cannot_leave(open_page: OpenPage, anna: Telephone, stores: Stores) -> None:
    """Told why; and of two who tap at once one stays."""
    enrol(stores.members, bytes(16), "Ben")
    page = In(open_page, anna)
    page.press("leaders.leave.ask")
    with writing_transaction(stores.members) as connection:
        leaders.remove_leader(connection, "Ben")
    page.page.run()
    assert page.sees("leaders.leave.last") and signed_in(page)
    token = page.page.session_state["leaders_visit"].token
    leader = leader_of_session(stores.members, token)
    assert leader is not None
    with pytest.raises(LastLeader):
        leave_desk(stores.members, leader)
    assert names(stores) == ["Anna"]


def test_an_order_in_the_middle_of_which_the_session_ends_is_not_given(
    open_page: OpenPage, anna: Telephone, stores: Stores
) -> None:
    """The second tap finds the form, which says that the session ended."""
    page = In(open_page, anna, "held")
    page.press("leaders.held.dropped.ask")
    with writing_transaction(stores.members) as connection:
        sessions.end_all_sessions(connection, "Anna")
    page.press("leaders.held.dropped.yes")
    assert page.sees("leaders.sign_in.ended") and not signed_in(page)
    with reading_transaction(stores.members) as connection:
        assert not load_orders(connection)
