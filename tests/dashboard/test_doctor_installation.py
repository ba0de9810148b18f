"""The doctor's look at the installation: each check on both sides."""

from pathlib import Path

import pytest

from dashboard.commands.checks import installation
from dashboard.commands.checks.verdict import CheckOutcome
from dashboard.commands.server_process import CONFIG
from tests.dashboard.doctor_called import DAY, TODAY

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("lines", "python", "key"),
    [
        (["streamlit>=1.67", "starlette>=1.1"], "3.11.0", "versions.ok"),
        (["streamlit>=999"], "3.11.0", "versions.old"),
        (["not-installed-anywhere>=1"], "3.11.0", "versions.old"),
        (["streamlit>=1.67"], "3.10.9", "versions.python"),
    ],
)
def test_versions_below_the_least_are_wrong(lines: list[str], python: str, key: str) -> None:
    """Of Python, and of every package."""
    assert installation.versions_verdict(lines, python).key == key


def test_this_installation_is_new_enough() -> None:
    """Every requirement of pyproject.toml."""
    assert installation.versions_verdict().key == "versions.ok"


def test_an_app_that_cannot_be_loaded_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions that fit on paper said "Nothing is wrong", and no server started on them."""
    assert installation.start_verdict().key == "versions.starts"
    monkeypatch.setattr(installation, "SERVED", "dashboard.no_such_part")
    assert installation.versions_verdict().key == "versions.ok"
    assert installation.start_verdict().key == "versions.no_start"


@pytest.mark.parametrize(
    ("written", "variables", "key"),
    [
        (None, {}, "config.ok"),
        ("[server]\nenableXsrfProtection = false", {}, "config.changed"),
        ("[browser]\ngatherUsageStats = true", {}, "config.changed"),
        ("", {}, "config.changed"),
        ("[server", {}, "config.unreadable"),
        (None, {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}, "config.changed"),
        (None, {"STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false"}, "config.changed"),
        (None, {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "True"}, "config.changed"),
        (None, {"STREAMLIT_SERVER_ENABLE_AGENT_API": "true"}, "config.changed"),
    ],
)
def test_the_options_that_privacy_rests_on_must_hold(
    tmp_path: Path, written: str | None, variables: dict[str, str], key: str
) -> None:
    """In the file, and in the environment, which goes before it."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.read_text() if written is None else written)
    assert installation.configuration_verdict(file, variables).key == key


def test_options_that_are_gone_are_no_options(tmp_path: Path) -> None:
    """The file came with Sweet Spot, in a clone and in a wheel: without it nothing holds."""
    assert installation.configuration_verdict(tmp_path / "none", {}).key == "config.unreadable"


@pytest.mark.parametrize(("days", "key"), [(180, "help_lines.ok"), (181, "help_lines.old")])
def test_help_lines_are_looked_at_twice_a_year(tmp_path: Path, days: int, key: str) -> None:
    """180 days are in time; one line that is older is enough, wherever it stands."""
    file = tmp_path / "lines.toml"
    dates = (TODAY, TODAY - days * DAY, TODAY - DAY)
    file.write_text("".join(f"[[line]]\nchecked_on = {day}\n" for day in dates))
    assert installation.help_lines_verdict(TODAY, file).key == key


@pytest.mark.parametrize(("found", "key"), [(__file__, "browser.ok"), (None, "browser.missing")])
def test_a_missing_browser_is_a_hint(
    monkeypatch: pytest.MonkeyPatch, found: str | None, key: str
) -> None:
    """The app runs without; packs have no figures."""
    monkeypatch.setattr(installation.Chromium, "find_browser", lambda **_how: found)
    verdict = installation.browser_verdict()
    assert verdict.key == key and verdict.outcome is not CheckOutcome.wrong


@pytest.mark.parametrize(("descriptors", "key"), [(1_024, "few"), (1_200, "ok"), (65_536, "ok")])
def test_how_many_pages_there_are_descriptors_for(descriptors: int, key: str) -> None:
    """1,024: (1,024 - 200) / 2 = 412 open pages, which is few."""
    verdict = installation.descriptors_verdict(descriptors)
    assert verdict.key == f"descriptors.{key}"
    assert str(verdict.values["tabs"]) in verdict.line
