"""What is wrong with an installation, in plain words, one line a check."""

import datetime
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import typer
from pydantic import SecretStr
from sqlalchemy.exc import DatabaseError

from dashboard.commands.checks import appearance, installation, server
from dashboard.commands.checks import store as store_checks
from dashboard.commands.checks.pepper import agreement_verdicts, pepper_verdict
from dashboard.commands.checks.verdict import (
    CheckOutcome,
    CheckVerdict,
    hint_verdict,
    wrong_verdict,
)
from dashboard.commands.failures import FAILED, CommandProblem, print_sentence, settings_or_problem
from dashboard.commands.stores import has_store, store_folder
from dashboard.settings import Settings
from dashboard.text import say
from db.store.engine import MEMBERS
from db.store.errors import StoreError


def examine_installation(store: Path | None, address: str, *, as_json: bool = False) -> None:
    """Print every verdict, and end with 1 where something is wrong.

    Args:
        store: the folder that was named, or that of the settings.
        address: of the running server.
        as_json: one list of verdicts, for a program, and no sentence beside it.

    Raises:
        typer.Exit: something is wrong.
    """
    if as_json:
        verdicts = [*installation_verdicts(store, address)]
        typer.echo(json.dumps([v.as_record() for v in verdicts], ensure_ascii=True))
        raise typer.Exit(FAILED * any(v.outcome is CheckOutcome.wrong for v in verdicts))
    failed = 0
    for verdict in installation_verdicts(store, address):
        bad = verdict.outcome is CheckOutcome.wrong
        failed += bad
        print_sentence(verdict.line)
    if failed:
        print_sentence(say("command.doctor.wrong", count=failed), problem=True)
        raise typer.Exit(FAILED)
    print_sentence(say("command.doctor.well"))


def installation_verdicts(store: Path | None, address: str) -> Iterator[CheckVerdict]:
    """Every check, in the order in which things are mended."""
    moment = datetime.datetime.now(datetime.UTC)
    yield installation.versions_verdict()
    yield installation.start_verdict()
    yield installation.configuration_verdict()
    yield installation.descriptors_verdict()
    try:
        yield from _store_verdicts(store, address, moment)
    except CommandProblem as problem:
        yield wrong_verdict("settings", **problem.values)
    yield from server.server_verdicts(address)
    yield installation.help_lines_verdict(moment.date())
    yield appearance.look_verdict()
    yield installation.browser_verdict()
    yield appearance.fonts_verdict()


def _store_verdicts(
    store: Path | None, address: str, moment: datetime.datetime
) -> Iterator[CheckVerdict]:
    settings = settings_or_problem()
    path = store_folder(store)
    url = settings.database_url if store is None else None
    try:
        there = url is not None or has_store(path)
    except StoreError:
        yield wrong_verdict("store.no_look", folder=path)
        return
    yield pepper_verdict(settings, path, there_is_a_store=there)
    if not there:
        yield _missing_store_verdict(store, path, address)
        return
    if url is None:
        yield from store_checks.folder_verdicts(path)
    elif settings.database_url_pages:
        yield store_checks.pages_login_verdict(settings.database_url_pages)
    yield from store_checks.contents_verdicts(path, url, settings.interval_days, moment)
    if url is None:
        yield store_checks.size_verdict(path)
    yield from _agreement_verdicts(path, url, settings)
    yield store_checks.backup_verdict(path, moment.date())


def _missing_store_verdict(store: Path | None, path: Path, address: str) -> CheckVerdict:
    """No store: not yet, or the service has another one, or an address was mistyped."""
    if store is not None:
        return wrong_verdict("store.none", folder=path)
    if server.is_answering(address):
        return wrong_verdict("store.of_the_service", folder=path, address=address)
    return hint_verdict("store.none", folder=path)


def _agreement_verdicts(
    path: Path, url: SecretStr | None, settings: Settings
) -> Iterator[CheckVerdict]:
    """A store that cannot be read says nothing of its pepper: what is wrong with it was said."""
    with (
        suppress(StoreError, DatabaseError),
        store_checks.store_engines(path, url) as engines,
    ):
        yield from agreement_verdicts(settings, engines[MEMBERS])
