"""Whoever looks where a return code was left behind: addresses, logs, files, caches."""

import functools
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from attacks_crawl import CODE, as_member, words
from attacks_guess import cached, cached_texts, hashed, screen
from attacks_server import Attacked, serving
from attacks_visit import opened
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores, open_stores
from dashboard.survey import member_store
from dashboard.text import say
from db import codes
from db.answers import Survey
from db.members import drafts, hand_in
from db.members.record import MemberRecord

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
PEPPER = secrets.token_hex(16)


@pytest.fixture(autouse=True)
def no_caches() -> Iterator[None]:
    """``st.cache_*`` is of the process, not of the test: another test's store may be in it."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The real application on an empty store."""
    with serving(tmp_path_factory.mktemp("left") / "store", pepper=PEPPER) as running:
        yield running


@dataclass(frozen=True)
class LeftBehind:
    """A survey that was handed in through the form, and everything that was sent meanwhile.

    Attributes:
        code: in groups of four, as it was shown.
        received: every message to the browser.
    """

    code: str
    received: list[Any]


@pytest.fixture(scope="module")
def left_behind(server: Attacked) -> LeftBehind:
    """One member's whole way, and once more back in under the code."""
    with opened(server.port) as visit:
        received = [message for part in as_member(visit) for message in part.messages]
        (code,) = set(CODE.findall(words(visit)))
    return LeftBehind(code, received)


def forms_of(code: str) -> list[str]:
    """As it is shown, without dashes, in small letters, and its hash in both ways of writing."""
    plain = code.replace("-", "")
    return [code, plain, code.lower(), plain.lower(), hashed(code, PEPPER).hex()]


def test_a_code_is_in_no_file_of_the_server_and_in_no_line_of_its_log(
    left_behind: LeftBehind,
    server: Attacked,
) -> None:
    """After handing in with it: the log, both stores, their write-ahead logs."""
    files = [server.log, *(path for path in server.store.rglob("*") if path.is_file())]
    content = b"".join(path.read_bytes() for path in files)
    assert hand_in.is_handed_in(open_stores(server.store).members, hashed(left_behind.code, PEPPER))
    assert not [form for form in forms_of(left_behind.code) if form.encode() in content]
    assert PEPPER.encode() not in content
    # The control: what is stored under it is there to be found, as bytes.
    assert hashed(left_behind.code, PEPPER) in content


def test_a_code_is_in_no_address(left_behind: LeftBehind) -> None:
    """No page, query or file that the server ever names to the browser has it."""
    named = []
    for message in left_behind.received:
        named += [message.new_session.page_script_hash, message.page_info_changed.query_string]
        named += [message.navigation.page_script_hash, message.parent_message.message]
        named += [page.url_pathname for page in message.navigation.app_pages]
    assert any(named)
    assert not [text for text in named for form in forms_of(left_behind.code) if form in text]


def test_a_visit_leaves_no_line_in_the_log(server: Attacked, left_behind: LeftBehind) -> None:
    """Neither address nor device nor time: whoever steals the log sees nobody in it."""
    before = server.log.read_bytes()
    with opened(server.port) as visit:
        visit.open("share")
        shown = screen(visit)
    assert shown
    assert server.log.read_bytes() == before
    assert b"127.0.0.1" not in before.replace(server.address.encode(), b"")


@pytest.fixture
def returned(stores: Stores, a_survey: Callable[..., Survey]) -> str:
    """A code under which a survey was handed in and then opened, in this very process."""
    code = codes.make_return_code()
    kept = member_store.save_draft(code, member_store.Screen.you, {})
    member_store.hand_in(code, a_survey(), hand_in.SurveyArrival(), kept)
    page = AppTest.from_file(APP, default_timeout=60).run().switch_page("../pages/share.py").run()
    page.text_input[0].set_value(code)
    next(b for b in page.button if b.label == say("survey.start.open")).click().run()
    assert not page.exception
    assert not [field for field in page.text_input if field.label == say("survey.start.code")]
    return code


def test_a_code_is_in_no_cache(returned: str) -> None:
    """Every text that Streamlit's caches and our own functions' hold, all the way down."""
    texts = cached_texts()
    assert len(texts) > 100
    assert not [text for text in texts for form in forms_of(returned) if form in text]


def test_what_the_code_opened_is_in_no_cache(returned: str) -> None:
    """No survey, record or draft of anybody: caches are shared by all visitors."""
    assert not [thing for thing in cached() if type(thing) in {Survey, MemberRecord, drafts.Draft}]


def test_the_same_search_finds_what_was_cached(
    returned: str,
    a_survey: Callable[..., Survey],
) -> None:
    """The control: one function of the survey that remembers what it was given."""

    @functools.lru_cache
    def greeting(code: str, _survey: Survey) -> str:
        return f"Hello {code}"

    greeting.__module__ = "dashboard.survey"
    greeting(returned, a_survey())
    assert any(returned in text for text in cached_texts())
    assert any(type(thing) is Survey for thing in cached())
