"""Entries of operators and leaders: the environment, the pepper's file, and a group's settings."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy.exc import SQLAlchemyError

from dashboard import settings as settings_module
from dashboard.commands import stores
from dashboard.commands.failures import CommandProblem, failure_sentence, settings_or_problem
from dashboard.leaders.acts import group_settings as settings_acts
from dashboard.leaders.acts.group_settings import PapersInput, SettingsInput
from dashboard.text import LANGUAGES
from db import codes
from db.desk import group, invites
from db.desk.group import GroupSettings
from db.store import postgresql
from db.store.errors import StoreError
from tests.fuzz.entry import Entry, LetThrough, clear, refuse
from tests.fuzz.hostile import Hostile

VALID = {
    "SWEETSPOT_STORE": "/tmp/x",
    "SWEETSPOT_PEPPER": "0" * 32,
    "SWEETSPOT_PEPPER_FILE": "/tmp/pepper",
    "SWEETSPOT_DATABASE_URL": "postgresql://name:word@host:5432/base?sslmode=require",
    "SWEETSPOT_INTERVAL_DAYS": "7",
    "SWEETSPOT_CHECK_MINUTES": "10",
    "SWEETSPOT_TRUSTED_PROXIES": "1",
    "SWEETSPOT_RUNS_A_SECOND": "4",
    "SWEETSPOT_PROOF_OF_WORK": "true",
    "SWEETSPOT_LEADERS_OIDC": "ann@example.org, Bo@Example.org",
}
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
GROUP = {
    "name": "LDN friends",
    "welcome": "Hello.\nWelcome.",
    "help_lines": [{"name": "Line", "number": "+45 70 20 12 01"}],
    "interval_days": 7,
    "weekday": 6,
    "time_zone": "Europe/Copenhagen",
    "rhythm_weeks": 4,
    "filters_off": ["sex"],
    "languages": ["en", "es"],
}


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    with mock.patch.dict(os.environ, variables):
        settings_module.settings.cache_clear()
        try:
            yield
        finally:
            settings_module.settings.cache_clear()


def environment(variables: dict[str, str]) -> bool:
    """Settings that can be used, or a sentence that quotes none of them."""
    with _environment(variables):
        try:
            found = settings_or_problem()
            stores.store_folder(None)
            codes.hash_code("0" * codes.LENGTH, settings_module.Settings.pepper_bytes(found))
        except (CommandProblem, StoreError) as problem:
            _told(problem, variables)
            return False
    if not 1 <= found.interval_days <= 84 or not 0 < found.check_minutes <= 24 * 60:
        refuse(variables, "a number out of its bounds")
    if not all("@" in address for address in found.organisation_leaders()):
        refuse(variables, "no e-mail address")
    return True


def pepper_file(content: bytes) -> bool:
    """A secret of 16 characters or more, or a sentence."""
    with tempfile.NamedTemporaryFile(dir=MEMORY) as file:
        Path(file.name).write_bytes(content)
        variables = {"SWEETSPOT_PEPPER_FILE": file.name, "SWEETSPOT_STORE": "/tmp/x"}
        with _environment(variables):
            os.environ.pop("SWEETSPOT_PEPPER", None)
            try:
                with mock.patch.object(stores, "load_pepper", lambda it, _: it.pepper_bytes()):
                    pepper = stores.store_pepper(mock.Mock())
            except CommandProblem as problem:
                _told(problem, variables)
                return False
            codes.hash_code("0" * codes.LENGTH, pepper)
    return True


def database_url(url: str) -> bool:
    """An address of a PostgreSQL, or a sentence; no engine falls over its options."""
    try:
        postgresql.open_schema(postgresql.database_address(url), "members").dispose()
    except (StoreError, SQLAlchemyError) as problem:
        _told(problem, {"url": url})
        return False
    return True


def group_settings(tree: Any) -> bool:
    """What a leader wrote becomes settings, or a sentence at its field."""
    try:
        found = settings_acts.settings_from_input(_written(tree))
    except settings_acts.SettingsProblem as wrong:
        clear(f"leaders.group.problem.{wrong.args[0]}")
        return False
    if GroupSettings.model_validate_json(found.model_dump_json()) != found:
        refuse(tree, "taken, and refused when it is read again")
    if any(ord(sign) < 32 and sign != "\n" for sign in found.name + found.welcome):
        refuse(tree, "a control character")
    return True


def kept_group(text: str) -> bool:
    """Settings as they were kept, or the defaults."""
    connection = mock.Mock()
    connection.execute.return_value.scalar.return_value = text
    return group.load_group_within(connection) != GroupSettings()


def invite_label(given: tuple[str, Any]) -> bool:
    """A label in one line, for 20 people or more; or a key that has a sentence."""
    label, cap = given
    connection = mock.Mock()
    connection.execute.return_value.scalar.return_value = None
    try:
        made = invites.create_invite_within(connection, label, cap, None)
    except ValueError as wrong:
        clear(f"leaders.invites.problem.{wrong.args[0]}")
        return False
    if len(made.label) > invites.LONGEST_LABEL or not made.label.strip():
        refuse(given, "no label")
    return True


def _written(tree: Any) -> SettingsInput:
    """A form gives texts, and words of its own lists."""
    lines = tree.get("help_lines")
    given = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    pairs = [(str(line.get("name")), str(line.get("number"))) for line in given]
    off = tree.get("filters_off")
    return SettingsInput(
        name=str(tree.get("name")),
        welcome=str(tree.get("welcome")),
        help_lines=pairs,
        days=(tree.get("weekday"), str(tree.get("time_zone")), tree.get("rhythm_weeks")),
        filters_off=frozenset(map(str, off)) if isinstance(off, list) else frozenset(),
        languages=tuple(LANGUAGES)[: len(str(tree.get("languages"))) % 3],
        papers=PapersInput(
            responsible=str(tree.get("responsible")),
            contact=str(tree.get("contact")),
            group_size=str(tree.get("group_size")),
        ),
    )


def _told(problem: Exception, variables: dict[str, str]) -> None:
    told = failure_sentence(problem)
    if "Something went wrong" in told or len(told.split()) < 4:
        raise LetThrough(told) from problem
    for value in variables.values():
        if len(value) > 5 and value in told:
            refuse(told, "quotes a setting")


def _environments(source: Hostile) -> dict[str, str]:
    """A few variables; a variable holds any bytes but zero, and what is no UTF-8 as half pairs."""
    names = source.sample(list(VALID), source.randint(1, 4))
    found = VALID | {name: source.text((VALID[name],)) for name in names}
    del found["SWEETSPOT_PEPPER_FILE"]
    return {name: _possible(value) for name, value in found.items()}


def _possible(value: str) -> str:
    return os.fsdecode(value.replace("\x00", "").encode("utf-8", "surrogatepass"))[:100_000]


def _group(source: Hostile) -> Any:
    found = source.changed(GROUP)
    return found | {"name": source.text((str(found.get("name")),))}


ENTRIES = (
    Entry("environment", _environments, environment, slow=3_000, quick=100),
    Entry("pepper_file", lambda s: s.blob((b"0" * 32, b"short")), pepper_file, slow=1_000),
    Entry(
        "database_url",
        lambda source: source.text((VALID["SWEETSPOT_DATABASE_URL"], "postgresql:///base")),
        database_url,
        slow=1_500,
    ),
    Entry("group_settings", _group, group_settings, slow=4_000),
    Entry("kept_group", lambda s: s.text((json.dumps(GROUP),)), kept_group, slow=3_000),
    Entry(
        "invite_label",
        lambda source: (source.text(("Spring 2026",)), source.randint(-5, 3_000)),
        invite_label,
        slow=2_000,
    ),
)
