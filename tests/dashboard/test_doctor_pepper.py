"""The doctor's look at the pepper: each check on both sides."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from dashboard.commands.checks.pepper import pepper_verdict
from dashboard.commands.checks.verdict import CheckOutcome, CheckVerdict
from dashboard.settings import Settings, settings
from dashboard.text import say
from tests.dashboard.doctor_called import NOBODY, doctor

pytestmark = pytest.mark.sqlite


def pepper_kept(tmp_path: Path, kept_as: tuple[str, str, int]) -> CheckVerdict:
    place, content, mode = kept_as
    file = tmp_path / place
    file.parent.mkdir(exist_ok=True)
    file.write_text(content)
    file.chmod(mode)
    found = Settings(pepper=None, pepper_file=file)
    return pepper_verdict(found, tmp_path / "store", there_is_a_store=True)


@pytest.mark.parametrize(
    ("kept_as", "key"),
    [
        (("apart/pepper", "x" * 16, 0o600), "pepper.apart"),
        (("apart/pepper", "x" * 15, 0o600), "pepper.short"),
        (("apart/pepper", "x" * 16, 0o640), "pepper.open"),
        (("apart/pepper", "x" * 16, 0o604), "pepper.open"),
        (("store/pepper", "x" * 16, 0o600), "pepper.in_store"),
        (("apart/pepper", "ü" * 16, 0o600), "pepper.unreadable"),
    ],
)
def test_the_pepper_is_long_enough_apart_and_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_as: tuple[str, str, int], key: str
) -> None:
    """Sixteen characters, 0600, outside the store."""
    monkeypatch.delenv("SWEETSPOT_PEPPER", raising=False)
    assert pepper_kept(tmp_path, kept_as).key == key


@pytest.mark.parametrize(("user", "acts"), [(0, ""), (1_000, "_foreign")])
def test_a_pepper_of_another_user_is_closed_by_who_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, acts: str
) -> None:
    """Root's file, closed alone, could not be read any more by the user of the app."""
    monkeypatch.delenv("SWEETSPOT_PEPPER", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    verdict = pepper_kept(tmp_path, ("apart/pepper", "x" * 16, 0o644))
    assert verdict.key == f"pepper.open{acts}"
    assert (f"chown {user} " in verdict.line) is bool(acts)


@pytest.mark.parametrize(
    ("there_is_a_store", "outcome"), [(True, CheckOutcome.wrong), (False, CheckOutcome.hint)]
)
def test_a_missing_pepper_is_wrong_once_there_are_codes(
    tmp_path: Path, there_is_a_store: bool, outcome: CheckOutcome
) -> None:
    """Before the first start it is only not made yet; looking does not make it."""
    file = tmp_path / "pepper"
    found = pepper_verdict(Settings(pepper_file=file), tmp_path, there_is_a_store=there_is_a_store)
    assert found.outcome is outcome
    assert not file.exists()


def test_a_pepper_in_the_environment_is_taken(tmp_path: Path) -> None:
    """Its length was looked at when the settings were read."""
    found = Settings(pepper=SecretStr("x" * 16), pepper_file=tmp_path / "none")
    assert pepper_verdict(found, tmp_path, there_is_a_store=True).outcome is CheckOutcome.ok


def test_a_short_pepper_in_the_environment_is_named_and_not_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is looked at all the same."""
    monkeypatch.setenv("SWEETSPOT_PEPPER", "sh0rt-one")
    settings.cache_clear()
    code, told = doctor("--address", NOBODY)
    assert code == 1
    assert say("command.doctor.settings", names="SWEETSPOT_PEPPER") in told
    assert "sh0rt-one" not in told
    assert say("command.doctor.help_lines.ok") in told
