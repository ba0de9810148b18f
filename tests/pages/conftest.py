"""The app under AppTest, empty and filled; Streamlit's caches outlive a test and are cleared."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from argon2 import PasswordHasher
from streamlit.testing.v1 import AppTest

from dashboard.leaders.access import passphrases, sign_in
from dashboard.leaders.access.throttle import SignInThrottle
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.survey import visit
from tests.leading import Telephone, enrol
from tests.pages.at_the_survey import Visitor
from tests.published import publish_members

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
OpenPage = Callable[[str], AppTest]


@pytest.fixture(autouse=True)
def no_caches() -> Iterator[None]:
    """``st.cache_*`` is of the process, not of the test."""
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def filled(stores: Stores) -> Stores:
    """700 invented members and their first edition."""
    return publish_members(stores, 700)


@pytest.fixture
def open_page() -> OpenPage:
    """Opens a page as a visitor does: the app first, then the page."""

    def at(name: str) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=30).run()
        return app.switch_page(f"../pages/{name}.py").run()

    return at


@pytest.fixture
def anna(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Telephone]:
    """A leader, hashed lightly, under a throttle of this test's own; ``desk.In`` signs her in."""
    if "filled" in request.fixturenames:
        request.getfixturevalue("filled")  # first: it is a copy over an empty store
    light = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrases, "hasher", light)
    monkeypatch.setattr(sign_in, "throttle", SignInThrottle())
    passphrases.nobodys_hash.cache_clear()
    yield enrol(stores.members, settings().pepper_bytes())
    passphrases.nobodys_hash.cache_clear()


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test taps faster than any finger; one test looks at double taps."""
    monkeypatch.setattr(visit, "DOUBLE_TAP_SECONDS", 0.0)


@pytest.fixture
def visitor(stores: Stores, no_waiting: None) -> Callable[[], Visitor]:
    """Opens the survey in a new browser session."""
    return Visitor
