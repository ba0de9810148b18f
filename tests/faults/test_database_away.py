"""A PostgreSQL that goes in the midst of a survey and comes back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.testing.v1 import AppTest

from dashboard.publishing import publish
from dashboard.settings import settings
from dashboard.stores import Stores, open_postgresql
from dashboard.text import say
from db import demo, drafts, editions, members
from db.answers import Survey
from tests.pages.conftest import APP
from tests.postgresql import Cluster

CODE = b"c" * 32
DRAFT = drafts.Draft(2, '{"weeks": 4}')


@pytest.fixture
def database(
    postgres: Cluster, folder: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stores]:
    """A group of 60 with an edition, in the database of the settings, which survives power cuts."""
    postgres.control("stop", "-m", "fast")
    postgres.start("")
    url = postgres.new()
    monkeypatch.setenv("SWEETSPOT_DATABASE_URL", url)
    settings.cache_clear()
    st.cache_resource.clear()
    opened = open_postgresql(url)
    demo.fill(opened.members, 60, 1)
    publish(opened, 7)
    yield opened
    opened.close()
    postgres.control("stop", "-m", "fast")
    postgres.start()
    st.cache_resource.clear()


@contextmanager
def away(postgres: Cluster) -> Iterator[None]:
    """The server is stopped as by a power cut, until the block ends."""
    postgres.control("stop", "-m", "immediate")
    try:
        yield
    finally:
        postgres.start("")


def test_a_survey_is_handed_in_through_the_same_connections_once_the_database_is_back(
    database: Stores,
    postgres: Cluster,
    a_survey: Callable[..., Survey],
) -> None:
    """Meanwhile nothing is acknowledged; the draft and the edition are there afterwards."""
    drafts.save(database.members, CODE, DRAFT)
    with away(postgres), pytest.raises(SQLAlchemyError) as refused:
        members.hand_in(database.members, CODE, a_survey())
    assert "vivid" not in str(refused.value)
    assert drafts.read(database.members, CODE) == DRAFT
    assert members.hand_in(database.members, CODE, a_survey())
    assert not members.hand_in(database.members, CODE, a_survey())
    newest = editions.latest(database.editions)
    assert newest is not None
    editions.verify(database.editions, newest)


def test_pages_say_that_charts_cannot_be_opened_and_open_them_again(
    database: Stores,
    postgres: Cluster,
) -> None:
    """A sentence and no trace; nobody restarts the app."""
    assert _opened() == ""
    with away(postgres):
        st.cache_resource.clear()  # two seconds have passed
        assert say("empty.unavailable") in _opened()
    st.cache_resource.clear()
    assert _opened() == ""


def _opened() -> str:
    """What a chart page says in place of its charts."""
    app = AppTest.from_file(APP, default_timeout=60).run()
    page = app.switch_page("../pages/doses.py").run()
    assert not page.exception
    shown = " ".join(element.proto.body for element in page.get("html"))
    return shown if say("empty.unavailable") in shown else ""
