"""A PostgreSQL that goes in the midst of a survey and comes back."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from streamlit.testing.v1 import AppTest

from dashboard import demo
from dashboard.settings import settings
from dashboard.stores import Stores, open_postgresql
from dashboard.survey import visit
from dashboard.text import say
from dashboard.ui import group_settings, newest_edition
from dashboard.ui import open_stores as ui_stores
from db.answers import Survey
from db.desk.group import GroupSettings, write_group
from db.editions import cells, editions
from db.filter_rules import FiltersNotAllowed
from db.members import drafts, hand_in
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member
from tests.editions_of import publish_next
from tests.pages.at_the_survey import Visitor
from tests.pages.conftest import APP
from tests.postgresql import Cluster, cluster, skip_or_fail

CODE = b"c" * 32
DRAFT = drafts.Draft(2, '{"weeks": 4}')
MEMBERS = 60


@pytest.fixture(scope="module")
def postgres() -> Iterator[Cluster]:
    """A server of these tests' own, with the settings of a real one: it survives power cuts."""
    skip_or_fail()
    with tempfile.TemporaryDirectory(prefix="sweetspot-pg-") as folder, cluster(Path(folder)) as it:
        it.control("stop", "-m", "fast")
        it.start("")
        yield it


@pytest.fixture
def database(
    postgres: Cluster, folder: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stores]:
    """A group of 60 with an edition, in the database of the settings."""
    url = postgres.new()
    monkeypatch.setenv("SWEETSPOT_DATABASE_URL", url)
    monkeypatch.setattr(visit, "DOUBLE_TAP_SECONDS", 0.0)  # a test taps faster than a finger
    settings.cache_clear()
    st.cache_resource.clear()
    opened = open_postgresql(url)
    demo.fill_with_members(opened.members, MEMBERS, 1)
    publish_next(opened)
    yield opened
    opened.close()
    st.cache_resource.clear()


@contextmanager
def away(postgres: Cluster) -> Iterator[None]:
    """The server is stopped as by a power cut, until the block ends."""
    postgres.control("stop", "-m", "immediate")
    some_seconds_pass()
    try:
        yield
    finally:
        postgres.start("")
        some_seconds_pass()


def some_seconds_pass() -> None:
    """What is looked up every few seconds is looked up again."""
    newest_edition._newest_at_moment.clear()
    group_settings.forget_group_settings()
    ui_stores._away_state.clear()


def test_a_survey_is_handed_in_through_the_same_connections_once_the_database_is_back(
    database: Stores,
    postgres: Cluster,
    a_survey: Callable[..., Survey],
) -> None:
    """Meanwhile nothing is acknowledged; the draft and the edition are there afterwards."""
    kept = drafts.save_draft(database.members, CODE, DRAFT)
    with away(postgres), pytest.raises(SQLAlchemyError) as refused:
        hand_in.hand_in(database.members, CODE, a_survey(), draft_read_with=kept)
    assert "vivid" not in str(refused.value)
    assert drafts.load_draft(database.members, CODE) == DRAFT
    assert hand_in.hand_in(database.members, CODE, a_survey(), draft_read_with=kept)
    assert not hand_in.hand_in(database.members, CODE, a_survey(), draft_read_with=kept)
    newest = editions.latest_edition(database.editions)
    assert newest is not None
    editions.verify_edition(database.editions, newest)


def test_a_member_in_mid_survey_is_told_and_goes_on_where_they_were(
    database: Stores,
    postgres: Cluster,
) -> None:
    """Gone at step 2 and at handing in: clear words, no answer lost, and one survey at the end."""
    page = Visitor()
    page.begin()
    page.go_on()
    code = page.code
    page.tell_doses()
    with away(postgres):
        page.go_on()
        assert page.sees("survey.store_away")
        assert page.sees("survey.doses.heading")
    page.go_on()
    while not page.sees("survey.check.heading"):
        page.go_on()
    with away(postgres):
        page.press("Hand in")
        assert page.sees("survey.store_away")
    assert people(database) == MEMBERS
    page.press("Hand in")
    assert page.sees("survey.done.heading")
    assert page.code == code
    assert people(database) == MEMBERS + 1


def people(stores: Stores) -> int:
    with reading_transaction(stores.members) as connection:
        query = select(func.count()).select_from(core_table(Member))
        return int(connection.execute(query).scalar_one())


def test_charts_that_were_open_stay_open_from_this_process_own_copy(
    database: Stores,
    postgres: Cluster,
) -> None:
    """The same sentences and figures, before, meanwhile and afterwards."""
    before = opened()
    assert say("empty.unavailable") not in before
    assert "ss-foot" in before
    with away(postgres):
        with pytest.raises(OperationalError):
            editions.latest_edition(database.editions)
        assert opened() == before
    assert opened() == before


def test_a_process_that_has_seen_no_edition_says_that_charts_cannot_be_opened(
    database: Stores,
    postgres: Cluster,
) -> None:
    """A sentence and no trace; nobody restarts the app."""
    with away(postgres):
        assert say("empty.unavailable") in opened()
    assert say("empty.unavailable") not in opened()


def test_a_filter_that_was_switched_off_stays_off_while_the_database_is_away(
    database: Stores,
    postgres: Cluster,
) -> None:
    """What leaders set is remembered with the copy."""
    write_group(database.members, GroupSettings(filters_off=frozenset({"sex"})))
    some_seconds_pass()
    opened()
    with away(postgres):
        assert group_settings.settings_of_group().filters_off == {"sex"}


def test_a_database_that_did_not_answer_is_not_asked_at_every_click(
    database: Stores, postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One who is cut off takes seconds to be given up; the next reader does not wait for it."""
    asked: list[str] = []
    opened()
    for module, name in ((editions, "latest_edition"), (group_settings, "load_group")):
        monkeypatch.setattr(module, name, counted(getattr(module, name), asked))
    with away(postgres):
        opened()
        tried = len(asked)
        newest_edition._newest_at_moment.clear()
        group_settings.forget_group_settings()
        opened()
        assert len(asked) == tried > 0
    opened()
    assert len(asked) > tried


def counted(look: Callable[[Engine], object], asked: list[str]) -> Callable[[Engine], object]:
    """The same, and it leaves a word each time."""

    def looked(engine: Engine) -> object:
        asked.append(engine.dialect.name)
        return look(engine)

    return looked


def test_a_copy_keeps_the_rules_of_the_edition(database: Stores, postgres: Cluster) -> None:
    """Equal to the last cell; no filter that is not published, and nothing may be written."""
    newest = newest_edition.newest_edition()
    assert newest is not None
    copy = newest_edition.reader_of_edition(newest)
    assert copy.dialect.name == "sqlite"
    assert editions.load_contents(copy, newest) == editions.load_contents(database.editions, newest)
    with away(postgres):
        for refused in ({"sex": "female", "age_band": "under_30"}, {"first_name": "anna"}):
            with pytest.raises(FiltersNotAllowed):
                cells.load_cells(copy, newest, "effect_by_week", refused)
        with pytest.raises(OperationalError), copy.begin() as connection:
            connection.execute(text("UPDATE cell SET people = 5"))


def test_an_edition_that_was_changed_is_not_copied(database: Stores) -> None:
    """One number more in the database, and no copy from before: it is not shown."""
    with writing_transaction(database.edition_writer) as connection:
        connection.execute(text("UPDATE cell SET people = people + 5 WHERE axis = 'everyone'"))
    assert say("empty.unavailable") in opened()


def test_the_next_edition_is_copied_as_soon_as_it_is_seen(database: Stores) -> None:
    """Twice as many members: the page tells the new edition's number."""
    assert "Edition 1" in opened()
    demo.fill_with_members(database.members, MEMBERS, 2)
    publish_next(database)
    some_seconds_pass()
    assert "Edition 2" in opened()
    assert editions.latest_edition(database.editions) == newest_edition.newest_edition()


def opened() -> str:
    """What a chart page shows, figures and all."""
    app = AppTest.from_file(APP, default_timeout=60).run()
    page = app.switch_page("../pages/doses.py").run()
    assert not page.exception
    figures = [figure.proto.spec for figure in page.get("plotly_chart")]
    return " ".join([element.proto.body for element in page.get("html")] + figures)
