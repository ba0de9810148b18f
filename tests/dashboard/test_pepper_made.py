"""The pepper's file is made whole, once, for its owner, or not at all."""

import errno
import os
import secrets
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from dashboard import settings as settings_module
from dashboard.settings import Settings

STARTS, ROUNDS = 12, 20


def pepper_of_start(found: Settings) -> bytes:
    """As a first start has it, on a store without codes."""
    found.make_pepper()
    return found.pepper_bytes()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the pepper goes; none is in the environment."""
    monkeypatch.delenv("SWEETSPOT_PEPPER", raising=False)
    return tmp_path / "config" / "pepper"


def test_it_is_for_its_owner_and_nothing_lies_beside_it(file: Path) -> None:
    """64 hexadecimal digits; its folder is closed, too."""
    pepper = pepper_of_start(Settings(pepper_file=file))
    assert len(pepper) == 64
    assert [stat.S_IMODE(it.stat().st_mode) for it in (file, file.parent)] == [0o600, 0o700]
    assert [*file.parent.iterdir()] == [file]
    assert Settings(pepper_file=file).pepper_bytes() == pepper


def test_first_starts_at_once_all_have_the_same_pepper(file: Path, tmp_path: Path) -> None:
    """240 starts, twelve at once: none fails, and none reads what another one has half written."""

    def at(number: int) -> Settings:
        return Settings(pepper_file=tmp_path / str(number) / "pepper")

    with ThreadPoolExecutor(STARTS) as starts:
        for number in range(ROUNDS):
            peppers = {*starts.map(lambda _, it=number: pepper_of_start(at(it)), range(STARTS))}
            assert len(peppers) == 1


def made_in_place(file: Path) -> None:
    """As it was made before: touched, and then written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600, exist_ok=False)
    file.write_text(secrets.token_hex(32), encoding="ascii")


@pytest.mark.parametrize("in_place", [False, True])
def test_who_comes_second_takes_the_pepper_of_the_first(
    file: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    """Both saw no file. Made in place, the second start failed."""
    first = pepper_of_start(Settings(pepper_file=file))
    make = made_in_place if in_place else settings_module._make_pepper
    monkeypatch.setattr(settings_module, "_make_pepper", make)
    second = Settings(pepper_file=file)
    if in_place:
        with pytest.raises(FileExistsError):
            pepper_of_start(second)
    else:
        assert pepper_of_start(second) == first


@pytest.mark.parametrize("in_place", [False, True])
def test_a_full_disk_leaves_no_empty_pepper(
    file: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    """Once there is room, the next start makes one. Made in place, every start failed for good."""

    def no_room(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    make = made_in_place if in_place else settings_module._make_pepper
    with monkeypatch.context() as full:
        full.setattr(settings_module, "_make_pepper", make)
        full.setattr(Path, "write_text", no_room)
        full.setattr(os, "fsync", no_room)
        with pytest.raises(OSError, match="no room"):
            pepper_of_start(Settings(pepper_file=file))
    assert file.exists() is in_place
    if in_place:
        with pytest.raises(OSError, match="pepper_unusable"):
            Settings(pepper_file=file).pepper_bytes()
    else:
        assert len(pepper_of_start(Settings(pepper_file=file))) == 64


@pytest.mark.parametrize("pepper", ["mints", "mints\udcff and more of it"])
def test_errors_of_the_settings_never_print_the_pepper(
    monkeypatch: pytest.MonkeyPatch, pepper: str
) -> None:
    """Too short, or no text: the error says where, and not what."""
    monkeypatch.setenv("SWEETSPOT_PEPPER", pepper)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert "pepper" in str(refused.value)
    assert "mints" not in str(refused.value) + repr(refused.value)
