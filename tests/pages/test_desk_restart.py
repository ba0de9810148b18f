"""The desk over a restart of the server, and over a clock that is changed."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.common import TESTING_KEY

from dashboard.leaders.access import leader as leader_access
from dashboard.leaders.access.cookie_tickets import COOKIE
from dashboard.stores import Stores
from dashboard.text import say
from db.desk.group import GroupSettings, load_group, write_group
from db.members.held_orders import load_orders
from db.store.engine import reading_transaction
from tests.leading import Telephone
from tests.pages.desk import In, OpenPage, signed_in

NAME, WELCOME = "Sleepers", "A long text that took a while to write."
HOUR, YEAR = 3_600, 365 * 86_400


def restart(page: In, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server knew is gone; the browser has its cookie, its screen, and what is in it."""
    app = page.page
    token = app.session_state["leaders_visit"].token
    monkeypatch.setattr(ContextProxy, "cookies", {COOKIE: token})
    fields = (*app.selectbox, *app.text_input, *app.text_area, *app.checkbox)
    for widget in fields:
        vars(widget)["_value"] = widget.value
    of_apptest = app.session_state[TESTING_KEY]
    app._session_state = SafeSessionState(SessionState(), lambda: None)
    app.session_state = type(app.session_state)(app._session_state)
    app.session_state[TESTING_KEY] = of_apptest


def written_settings(open_page: OpenPage, anna: Telephone) -> In:
    """The settings' page, with a name and a welcome that are not saved."""
    page = In(open_page, anna, "group")
    page.write("leaders.group.name", NAME)
    page.page.text_area[0].set_value(WELCOME)
    return page


def test_settings_that_were_left_open_over_a_restart_are_saved_as_they_were_written(
    open_page: OpenPage, anna: Telephone, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the first tap after it."""
    page = written_settings(open_page, anna)
    restart(page, monkeypatch)
    page.press("leaders.group.save")
    assert signed_in(page) and page.sees("leaders.group.saved")
    assert load_group(stores.members) == GroupSettings(name=NAME, welcome=WELCOME)


def test_over_a_restart_nothing_that_another_leader_saved_is_written_over(
    open_page: OpenPage, anna: Telephone, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, and the fields show what is stored; the tap on the old page is not obeyed."""
    page = written_settings(open_page, anna)
    theirs = GroupSettings(name="Others", filters_off={"sex"})
    write_group(stores.members, theirs)
    restart(page, monkeypatch)
    page.press("leaders.group.save")
    assert load_group(stores.members) == theirs
    assert page.sees("leaders.group.restarted")
    names = [f.value for f in page.page.text_input if f.label == say("leaders.group.name")]
    assert names == ["Others"]


@pytest.mark.parametrize("seconds", [HOUR, -HOUR, YEAR, -YEAR])
def test_a_clock_that_is_changed_between_giving_an_order_and_taking_it_back_does_neither(
    open_page: OpenPage,
    anna: Telephone,
    stores: Stores,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
) -> None:
    """No session from the future, or from long ago, is believed: said, and the order stands.

    Put right, the same leader takes it back (control: then it is gone).
    """
    page = In(open_page, anna, "held")
    page.press("leaders.held.released.ask")
    page.press("leaders.held.released.yes")
    moved = SimpleNamespace(time=lambda: real() + seconds)
    real = leader_access.time.time
    with monkeypatch.context() as clock:
        clock.setattr(leader_access, "time", moved)
        page.press("leaders.held.undo")
        assert page.sees("leaders.sign_in.ended") and not signed_in(page)
        with reading_transaction(stores.members) as connection:
            assert len(load_orders(connection)) == 1
    page.sign_in(anna.given(code=anna.recovery_codes[0]))
    page.press("leaders.held.undo")
    assert page.sees("leaders.held.undone")
    with reading_transaction(stores.members) as connection:
        assert not load_orders(connection)
