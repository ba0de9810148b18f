"""Keys of backups: made once, for several people, and never shown."""

import stat
from pathlib import Path

import pytest

from dashboard.backups import archive, keys
from dashboard.stores import Stores
from dashboard.text import say
from tests.dashboard.backups.backing_up import FAILED, Key, problem, sweetspot

pytestmark = pytest.mark.sqlite


def test_a_key_is_written_once_for_its_owner(key: Key) -> None:
    """0600; a second key never takes its place; its public half is the one that was printed."""
    assert stat.S_IMODE(key.identity.stat().st_mode) == 0o600
    (secret,) = keys.identity_keys(key.identity)
    assert str(secret.to_public()) == key.recipient
    kept_key = key.identity.read_text()
    told = sweetspot("backup", "--make-key", key.identity)
    assert told == (FAILED, "", problem("key_unwritable"))
    assert key.identity.read_text() == kept_key


def test_each_of_several_keys_opens_a_backup(stores: Stores, key: Key, tmp_path: Path) -> None:
    """One on the command line, one in a file of public keys."""
    other = keys.make_key(tmp_path / "other")
    (tmp_path / "public").write_text(f"# the chair's\n\n{other}\n")
    to = ("--to", tmp_path / "b.age", "--recipient", key.recipient)
    assert sweetspot("backup", *to, "--recipients", tmp_path / "public")[0] == 0
    for identity in (key.identity, tmp_path / "other"):
        assert archive.unpack_archive(tmp_path / "b.age", keys.identity_keys(identity)).parts


@pytest.mark.parametrize(
    "mistake", ["nothing", "secret", "nonsense", "no_file", "ending", "no_store"]
)
def test_a_slip_on_the_command_line_is_one_sentence(
    stores: Stores, key: Key, tmp_path: Path, mistake: str
) -> None:
    """A secret key in the public one's place is not repeated, and nothing is written."""
    secret = key.identity.read_text().split()[-1]
    to, recipient = ("--to", tmp_path / "b.age"), ("--recipient", key.recipient)
    arguments, sentence = {
        "nothing": (to, problem("recipient_missing")),
        "secret": ((*to, "--recipient", secret), problem("recipient_wrong")),
        "nonsense": ((*to, "--recipient", "age1x"), problem("recipient_wrong")),
        "no_file": (recipient, problem("to_missing")),
        "ending": (
            ("--to", key.identity, *recipient),
            say("command.problem.ending_unknown", endings=".age"),
        ),
        "no_store": ((*to, *recipient, "--store", tmp_path / "none"), problem("no_store")),
    }[mistake]
    assert sweetspot("backup", *arguments) == (FAILED, "", sentence)
    assert not (tmp_path / "b.age").exists()
    assert key.identity.read_text().split()[-1] == secret


def test_another_key_opens_nothing(backed_up: Path, tmp_path: Path) -> None:
    """Nor does a file that is no key."""
    keys.make_key(tmp_path / "other")
    told = sweetspot("verify", backed_up, "--identity", tmp_path / "other")
    assert told == (FAILED, "", problem("wrong_key"))
    told = sweetspot("verify", backed_up, "--identity", backed_up)
    assert told == (FAILED, "", problem("identity_wrong"))
