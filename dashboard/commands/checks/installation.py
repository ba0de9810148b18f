"""The installation: versions, the server's configuration, help lines, a browser for packs."""

import datetime
import os
import platform
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import reduce
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from choreographer.browsers import Chromium
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from dashboard.commands.checks.verdict import CheckVerdict, hint_verdict, ok_verdict, wrong_verdict
from dashboard.commands.server_process import CONFIG, ROOT
from dashboard.serving.descriptors import raise_descriptor_limit, tabs_that_fit
from dashboard.serving.log_redaction import without_values
from dashboard.text import FOLDER

PROJECT = ROOT / "pyproject.toml"
HELP_LINES = FOLDER / "help_lines.toml"
HELP_LINES_DAYS = 180
"""As long as the test of the help lines (tests/dashboard/ui/test_help_panel.py) keeps quiet."""
_LEAST_PYTHON = ">=3.11"
SERVED = "dashboard.server"
"""By name: it stands above the commands, and none of them uses it."""

MUST_HOLD: Mapping[str, tuple[object, object]] = {
    "server.enableXsrfProtection": (True, True),
    "server.enableAgentApi": (False, False),
    "browser.gatherUsageStats": (False, True),
    "client.showErrorDetails": ("none", "full"),
    "server.baseUrlPath": ("", ""),
}
"""Option -> what privacy (the last: addresses) rests on, and what Streamlit 1.67 takes where nobody
says."""


FEWEST_TABS = 500
"""A group of some thousand members has fewer people at its pages at once."""


def descriptors_verdict(descriptors: int | None = None) -> CheckVerdict:
    """How many open pages there are file descriptors for.

    Args:
        descriptors: that a process may have; of this one unless given, which is raised as the
            server raises its own.
    """
    tabs = tabs_that_fit(raise_descriptor_limit() if descriptors is None else descriptors)
    enough = tabs >= FEWEST_TABS
    return (
        ok_verdict("descriptors.ok", tabs=tabs)
        if enough
        else hint_verdict("descriptors.few", tabs=tabs)
    )


def versions_verdict(lines: list[str] | None = None, python: str | None = None) -> CheckVerdict:
    """Whether Python and every package are as new as this app needs.

    Args:
        lines: requirements; those of this installation unless given.
        python: its version; the running one unless given.
    """
    if not SpecifierSet(_LEAST_PYTHON).contains(python or platform.python_version()):
        return wrong_verdict("versions.python", least=_LEAST_PYTHON.removeprefix(">="))
    wanted = map(Requirement, _app_requirements() if lines is None else lines)
    old = [f"{it.name}{it.specifier}" for it in wanted if not _is_met(it)]
    return (
        wrong_verdict("versions.old", packages=", ".join(sorted(set(old))))
        if old
        else ok_verdict("versions.ok")
    )


def start_verdict() -> CheckVerdict:
    """Whether the served application can be loaded: versions that fit on paper may not fit."""
    try:
        import_module(SERVED)
    except Exception as error:  # noqa: BLE001 - whatever it is, the server would not start
        return wrong_verdict("versions.no_start", what=without_values(error))
    return ok_verdict("versions.starts")


def configuration_verdict(
    file: Path = CONFIG, environment: Mapping[str, str] | None = None
) -> CheckVerdict:
    """Whether the options hold that privacy rests on; a variable goes before the file.

    Args:
        file: Streamlit's config.toml, beside the script that is served.
        environment: the process's own unless given.
    """
    told = os.environ if environment is None else environment
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return wrong_verdict("config.unreadable")
    changed = [
        name
        for name, (needed, default) in MUST_HOLD.items()
        if _as_text(told.get(_environment_variable(name), _option_value(written, name, default)))
        != _as_text(needed)
    ]
    return (
        wrong_verdict("config.changed", options=", ".join(changed))
        if changed
        else ok_verdict("config.ok")
    )


def help_lines_verdict(today: datetime.date, file: Path = HELP_LINES) -> CheckVerdict:
    """Whether every number for people in need was looked at lately."""
    lines = tomllib.loads(file.read_text(encoding="utf-8"))["line"]
    days = max((today - line["checked_on"]).days for line in lines)
    if days > HELP_LINES_DAYS:
        return wrong_verdict("help_lines.old", days=days, file=file)
    return ok_verdict("help_lines.ok")


def browser_verdict() -> CheckVerdict:
    """Whether there is a browser that can draw a meeting pack."""
    found = Chromium.find_browser(skip_local=False)
    return (
        ok_verdict("browser.ok")
        if found and Path(found).is_file()
        else hint_verdict("browser.missing")
    )


def _app_requirements() -> Iterator[str]:
    """Those of the folder that this code runs from, else those it was installed with."""
    if PROJECT.exists():
        yield from tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
        return
    try:
        yield from (line for line in requires("sweetspot") or () if "extra ==" not in line)
    except PackageNotFoundError:
        return


def _is_met(requirement: Requirement) -> bool:
    try:
        return requirement.specifier.contains(version(requirement.name), prereleases=True)
    except PackageNotFoundError:
        return False


def _environment_variable(option: str) -> str:
    """Such as STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION."""
    words = re.sub(r"([a-z])([A-Z])", r"\1_\2", option).replace(".", "_")
    return f"STREAMLIT_{words.upper()}"


def _option_value(written: Mapping[str, Any], name: str, default: object) -> object:
    found: Any = reduce(lambda at, part: at.get(part, {}), name.split("."), written)
    return default if found == {} else found


def _as_text(value: object) -> str:
    return str(value).casefold()
