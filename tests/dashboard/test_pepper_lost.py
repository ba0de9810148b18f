"""No secret is made in the place of a lost one: with another, no code opens a record."""

import secrets
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import demo
from dashboard.commands import stores as command_stores
from dashboard.commands.failures import CommandProblem, failure_sentence
from dashboard.commands.stores import check_servable
from dashboard.settings import settings
from dashboard.stores import Stores, open_stores
from dashboard.text import say
from db.answers import Survey
from db.members import hand_in
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
        with pytest.raises(CommandProblem) as refused:
            check_servable(None)
        expected = say("command.problem.pepper_missing", file=pepper_file)
        assert failure_sentence(refused.value) == expected
    assert sweetspot("leader", "add", "Ana")[::2] == (1, expected)
    assert not pepper_file.exists()

    monkeypatch.setattr(command_stores, "holds_code_hashes", lambda _members: False)
    check_servable(None)
    assert pepper_file.exists()


def test_members_without_codes_need_no_secret_of_before(folder: Path, pepper_file: Path) -> None:
    """Invented and imported ones come before the first start; that one makes the secret."""
    with closing(open_stores(folder)) as stores:
        demo.fill_with_members(stores.members, members=20, seed=1)
    check_servable(None)
    assert pepper_file.exists()
