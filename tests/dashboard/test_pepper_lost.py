"""No secret is made in the place of a lost one: with another, no code opens a record."""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import demo, server
from dashboard import stores as open_stores_module
from dashboard.commands.failures import failure_sentence
from dashboard.commands.stores import check_servable
from dashboard.leaders.screens.sign_in_form import leaders_sign_in
from dashboard.settings import settings
from dashboard.stores import Stores, open_stores
from dashboard.survey.member_store import StoreUnavailableError, hash_of_code
from dashboard.text import say
from dashboard.ui.open_stores import process_stores
from db import codes
from db.answers import Survey
from db.members import hand_in
from db.store.errors import StoreError
from tests.dashboard.backups.backing_up import sweetspot

pytestmark = pytest.mark.sqlite


@pytest.fixture
def pepper_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the secret was; it is not there any more."""
    monkeypatch.delenv("SWEETSPOT_PEPPER")
    monkeypatch.setenv("SWEETSPOT_PEPPER_FILE", str(tmp_path / "config" / "pepper"))
    settings.cache_clear()
    return tmp_path / "config" / "pepper"


def test_a_start_whose_secret_is_gone_is_refused_and_names_the_file(
    stores: Stores,
    pepper_file: Path,
    a_survey: Callable[..., Survey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One record with a code is enough; without the look a new secret was made without a word."""
    hand_in.hand_in(stores.members, secrets.token_bytes(32), a_survey())
    for _ in range(2):
        with pytest.raises(StoreError) as refused:
            check_servable(None)
        expected = say("command.problem.pepper_missing", file=pepper_file)
        assert failure_sentence(refused.value) == expected
    assert sweetspot("leader", "add", "Ana")[::2] == (1, expected)
    assert not pepper_file.exists()

    monkeypatch.setattr(open_stores_module, "holds_code_hashes", lambda _members: False)
    check_servable(None)
    assert pepper_file.exists()


def test_members_without_codes_need_no_secret_of_before(folder: Path, pepper_file: Path) -> None:
    """Invented and imported ones come before the first start; that one makes the secret."""
    with closing(open_stores(folder)) as stores:
        demo.fill_with_members(stores.members, members=20, seed=1)
    check_servable(None)
    assert pepper_file.exists()


@pytest.fixture
def server_of_here(folder: Path) -> Iterator[None]:
    """The server's stores and the pages' are this test's."""
    for cached in (process_stores.clear, server._server_stores.cache_clear):
        cached()
    yield
    for opened in (process_stores(), server._server_stores()):
        opened.close()
    for cached in (process_stores.clear, server._server_stores.cache_clear):
        cached()


@pytest.mark.usefixtures("server_of_here")
def test_a_secret_that_vanishes_under_a_running_app_stays_in_its_memory(
    stores: Stores,
    pepper_file: Path,
    a_survey: Callable[..., Survey],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A code opens what it opened, and the log says what to do; read anew, another was made."""
    code = codes.make_return_code()
    server.hold_pepper()
    before = hash_of_code(code)
    hand_in.hand_in(stores.members, before, a_survey())
    assert not caplog.records
    pepper_file.unlink()
    server.hold_pepper()
    assert "put your copy back before the app ends" in caplog.text
    assert hash_of_code(code) == before
    assert leaders_sign_in().pepper == settings().pepper_bytes()
    assert not pepper_file.exists()

    settings().make_pepper()
    settings.cache_clear()
    with pytest.raises(StoreUnavailableError):  # another one is refused, not taken
        hash_of_code(code)


@pytest.mark.usefixtures("server_of_here")
def test_an_app_that_starts_without_its_secret_opens_no_code_and_makes_none(
    stores: Stores,
    pepper_file: Path,
    a_survey: Callable[..., Survey],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As ``streamlit run`` starts it; once the copy is back, codes open without another start."""
    hand_in.hand_in(stores.members, secrets.token_bytes(32), a_survey())
    server.hold_pepper()
    assert [(it.levelno, "run sweetspot doctor" in it.message) for it in caplog.records] == [
        (logging.ERROR, True)
    ]
    with pytest.raises(StoreUnavailableError):
        hash_of_code(codes.make_return_code())
    with pytest.raises(StoreError, match="pepper_missing"):
        leaders_sign_in()
    assert not pepper_file.exists()
    pepper_file.parent.mkdir(parents=True, exist_ok=True)
    pepper_file.write_text("0" * 64)
    assert len(hash_of_code(codes.make_return_code())) == 32
