"""``sweetspot doctor``: how it ends, and nothing about members in what it says."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard import demo
from dashboard.commands import doctor as examining
from dashboard.commands.checks import installation
from dashboard.commands.doctor import installation_verdicts
from dashboard.publishing import publish_edition
from dashboard.stores import Stores
from dashboard.text import has_text, say
from db.desk import invites
from db.store.engine import writing_transaction
from tests.dashboard.doctor_called import NOBODY, doctor

pytestmark = pytest.mark.sqlite


def test_a_healthy_installation_ends_with_0_and_a_line_a_check(
    folder: Path, stores: Stores
) -> None:
    """Hints do not make it fail."""
    code, told = doctor("--address", NOBODY)
    assert code == 0
    assert told.endswith(say("command.doctor.well"))
    assert all(" ".join(v.line.split()) in told for v in installation_verdicts(None, NOBODY))


def test_something_wrong_ends_with_1(folder: Path, stores: Stores) -> None:
    """One check, and how many are wrong."""
    with writing_transaction(stores.members) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    code, told = doctor("--address", NOBODY)
    assert code == 1
    assert say("command.doctor.store.newer") in told
    assert told.endswith(say("command.doctor.wrong", count=1))


def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(folder: Path) -> None:
    """No folder, no file."""
    code, told = doctor("--address", NOBODY)
    assert code == 0 and say("command.doctor.store.none", folder=folder) in told
    assert not folder.exists()


def test_it_tells_nothing_about_members(
    folder: Path, stores: Stores, hand_in: Callable[..., None]
) -> None:
    """The same words for 41 members as for 47, and no label of a batch."""
    demo.fill_with_members(stores.members, members=41, seed=1)
    invites.create_invite(stores.members, "CANARY", 50, None)
    assert publish_edition(stores, now=True).edition == 1
    few = doctor("--address", NOBODY)
    demo.fill_with_members(stores.members, members=6, seed=2)
    assert doctor("--address", NOBODY) == few
    assert "CANARY" not in few[1]
    assert not {"41", "47"} & set(few[1].replace(".", " ").split())


def test_every_verdict_has_its_sentence() -> None:
    """Each key that a check names is a text of its own."""
    sources = [*Path(installation.__file__).parent.glob("*.py"), Path(examining.__file__)]
    named = {
        key
        for source in sources
        for key in re.findall(r'\b(?:ok|wrong|hint)_verdict\(\s*"([\w.]+)"', source.read_text())
    }
    assert len(named) > 40
    assert not [key for key in named if not has_text(f"command.doctor.{key}")]
