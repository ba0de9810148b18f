"""A store knows its pepper by a fingerprint: another one is refused, an editor's signs are not."""

import codecs
import secrets
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import stores as stores_module
from dashboard.backups.keys import identity_keys, make_key, recipient_keys
from dashboard.commands.failures import failure_sentence
from dashboard.commands.stores import check_servable
from dashboard.settings import Settings, settings
from dashboard.stores import Stores, load_pepper, open_stores
from dashboard.text import say
from db import codes
from db.answers import Survey
from db.members import hand_in
from db.store.errors import StoreError
from db.store.fingerprint import stored_fingerprint
from tests.dashboard.backups.backing_up import sweetspot
from tests.dashboard.doctor_called import NOBODY, doctor

pytestmark = pytest.mark.sqlite
SECRET = "c0ffee" * 6
EDITORS = {
    "newline": f"{SECRET}\n".encode(),
    "windows": f"{SECRET}\r\n".encode(),
    "quotes": f'"{SECRET}"\n'.encode(),
    "no-break space": f"\u00a0{SECRET} ".encode(),
    "byte order mark": codecs.BOM_UTF8 + SECRET.encode(),
    "utf-16": f"{SECRET}\r\n".encode("utf-16"),
}


@pytest.fixture
def pepper_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the secret is read from; none is in the environment."""
    monkeypatch.delenv("SWEETSPOT_PEPPER")
    monkeypatch.setenv("SWEETSPOT_PEPPER_FILE", str(tmp_path / "pepper"))
    settings.cache_clear()
    return tmp_path / "pepper"


def load_anew(stores: Stores) -> bytes:
    settings.cache_clear()
    return load_pepper(settings(), stores.members)


@pytest.mark.parametrize("content", EDITORS.values(), ids=EDITORS)
def test_a_new_store_takes_the_secret_as_it_was_meant(
    stores: Stores, pepper_file: Path, content: bytes
) -> None:
    """Whatever an editor put around it; and as it stands alone, on the next machine."""
    pepper_file.write_bytes(content)
    assert load_anew(stores) == SECRET.encode()
    pepper_file.write_text(SECRET)
    assert load_anew(stores) == SECRET.encode()


@pytest.mark.parametrize("written", [f'"{SECRET}"', f"{SECRET}\n", f" {SECRET}\r\n"])
def test_a_store_with_codes_takes_a_variable_exactly_as_before(
    stores: Stores,
    monkeypatch: pytest.MonkeyPatch,
    a_survey: Callable[..., Survey],
    written: str,
) -> None:
    """Its codes were hashed with every sign of it; read forgivingly, none would open."""
    hand_in.hand_in(stores.members, codes.hash_code("0" * 16, written.encode()), a_survey())
    monkeypatch.setenv("SWEETSPOT_PEPPER", written)
    for _ in range(2):  # by its being used, then by its fingerprint
        assert load_anew(stores) == written.encode()
    monkeypatch.setenv("SWEETSPOT_PEPPER", SECRET)
    with pytest.raises(StoreError, match="pepper_other"):
        load_anew(stores)


def test_two_readings_are_named_by_the_doctor(
    folder: Path, monkeypatch: pytest.MonkeyPatch, a_survey: Callable[..., Survey]
) -> None:
    """Where the signs around it count; a secret without such signs is no word worth."""
    named = say("command.doctor.pepper.two_readings", place="SWEETSPOT_PEPPER")
    for written, is_named in ((f'"{SECRET}"', True), (SECRET, False)):
        place = folder / str(is_named)
        monkeypatch.setenv("SWEETSPOT_PEPPER", written)
        settings.cache_clear()
        with closing(open_stores(place)) as stores:
            hand_in.hand_in(stores.members, secrets.token_bytes(32), a_survey())
            load_pepper(settings(), stores.members)
        _, told = doctor("--store", place, "--address", NOBODY)
        assert (named in told) is is_named
        assert say("command.doctor.pepper.fits") in told
        assert SECRET not in told


def other_secret(pepper_file: Path, folder: Path) -> str:
    """A store that was started, and then another secret; returns the sentence that says so."""
    check_servable(None)
    pepper_file.write_text(secrets.token_hex(32))
    settings.cache_clear()
    return say("command.problem.pepper_other", place=pepper_file)


def test_another_secret_is_refused_by_whatever_needs_it(pepper_file: Path, folder: Path) -> None:
    """``serve``, ``leader add`` as another user (root has a file of its own) and ``doctor``."""
    sentence = other_secret(pepper_file, folder)
    with pytest.raises(StoreError) as refused:
        check_servable(None)
    assert failure_sentence(refused.value) == sentence
    assert sweetspot("leader", "add", "Ana")[::2] == (1, sentence)
    code, told = doctor("--address", NOBODY)
    assert code == 1
    assert sentence in told


def test_without_the_fingerprint_another_secret_was_taken(
    pepper_file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old rule, as a control: it started, and every code was dead."""
    other_secret(pepper_file, folder)
    monkeypatch.setattr(stores_module, "stored_fingerprint", lambda _members: None)
    monkeypatch.setattr(stores_module, "store_fingerprint", lambda *_: None)
    check_servable(None)


def test_a_backup_is_not_put_back_beside_another_secret(
    pepper_file: Path, folder: Path, tmp_path: Path
) -> None:
    """With the right one, and with none yet, it is; nothing is left where it was refused."""
    check_servable(None)
    own = pepper_file.read_text()
    key, sealed = tmp_path / "key", tmp_path / "a.age"
    recipient = make_key(key)
    assert sweetspot("backup", "--to", str(sealed), "--recipient", recipient)[0] == 0
    words = ("restore", str(sealed), "--identity", str(key), "--to")
    for number, content in enumerate([secrets.token_hex(32), own, None]):
        pepper_file.unlink()
        if content:
            pepper_file.write_text(content)
        settings.cache_clear()
        to = tmp_path / str(number)
        refused = content not in {own, None}
        assert (sweetspot(*words, str(to))[0] == 1) is refused
        assert to.exists() is not refused
        pepper_file.touch()


def test_a_secret_that_is_lost_for_good_is_replaced_by_name_alone(
    pepper_file: Path, folder: Path
) -> None:
    """Without the flag nothing is changed; with it the store takes the one that is set."""
    other_secret(pepper_file, folder)
    assert sweetspot("new-pepper")[0] == 1
    with pytest.raises(StoreError, match="pepper_other"):
        check_servable(None)
    assert sweetspot("new-pepper", "--give-up-codes")[0] == 0
    check_servable(None)
    pepper_file.unlink()
    settings.cache_clear()
    sentence = say("command.problem.pepper_set_first", file=pepper_file)
    assert sweetspot("new-pepper", "--give-up-codes")[::2] == (1, sentence)


def test_the_store_holds_no_pepper(stores: Stores, pepper_file: Path, folder: Path) -> None:
    """A salt and a hash; two stores of one pepper do not show that they share it."""
    pepper_file.write_text(SECRET)
    load_anew(stores)
    with closing(open_stores(folder / "second")) as second:
        load_anew(second)
        marks = {stored_fingerprint(each.members) for each in (stores, second)}
    assert len(marks) == 2
    assert not any(SECRET in str(mark) for mark in marks)
    held = b"".join(file.read_bytes() for file in folder.rglob("*.sqlite*"))
    assert SECRET.encode() not in held


def test_an_unset_secret_is_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen signs of which two are quotes leave fourteen: too few for a new store."""
    monkeypatch.delenv("SWEETSPOT_PEPPER", raising=False)
    file = tmp_path / "pepper"
    file.write_text(f'"{SECRET[:14]}"')
    assert Settings(pepper_file=file).pepper_readings().plain is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_key_files_are_read_as_they_were_meant(tmp_path: Path, encoding: str) -> None:
    """Saved by an editor, copied from a mail: marks, blanks and remarks mean nothing."""
    file = tmp_path / "key"
    recipient = make_key(file)
    identity = file.read_text().splitlines()[1]
    for line, read in (
        (recipient, lambda it: recipient_keys([], it)),
        (identity, identity_keys),
    ):
        copied = tmp_path / f"{encoding}.txt"
        copied.write_bytes(f"# le\u00f3n\r\n\u00a0{line}\u00a0 # Ana\r\n\r\n".encode(encoding))
        assert [str(key) for key in read(copied)] == [line]
