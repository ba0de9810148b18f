"""What is wrong with an installation, in plain words, one line a check."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import typer

from dashboard.commands.checks import installation, server
from dashboard.commands.checks import store as store_checks
from dashboard.commands.checks.pepper import pepper
from dashboard.commands.checks.verdict import Outcome, Verdict, hint, wrong
from dashboard.commands.failures import FAILED, Problem, read_settings, tell
from dashboard.commands.stores import chosen
from dashboard.text import say


def examine(store: Path | None, address: str) -> None:
    """Print every verdict, and end with 1 where something is wrong.

    Args:
        store: the folder that was named, or that of the settings.
        address: of the running server.

    Raises:
        typer.Exit: something is wrong.
    """
    failed = 0
    for verdict in verdicts(store, address):
        bad = verdict.outcome is Outcome.wrong
        failed += bad
        tell(verdict.line)
    if failed:
        tell(say("command.doctor.wrong", count=failed), problem=True)
        raise typer.Exit(FAILED)
    tell(say("command.doctor.well"))


def verdicts(store: Path | None, address: str) -> Iterator[Verdict]:
    """Every check, in the order in which things are mended."""
    today = datetime.datetime.now(datetime.UTC).date()
    yield installation.versions()
    yield installation.configuration()
    try:
        yield from _of_the_store(store, today)
    except Problem as problem:
        yield wrong("settings", **problem.values)
    yield from server.server(address)
    yield installation.help_lines(today)
    yield installation.browser()


def _of_the_store(store: Path | None, today: datetime.date) -> Iterator[Verdict]:
    settings = read_settings()
    path = chosen(store)
    url = settings.database_url if store is None else None
    there = url is not None or store_checks.is_there(path)
    yield pepper(settings, path, there_is_a_store=there)
    if not there:
        yield hint("store.none", folder=path)
        return
    if url is None:
        yield from store_checks.folder(path)
    elif settings.database_url_pages:
        yield store_checks.pages_login(settings.database_url_pages)
    yield from store_checks.contents(path, url, settings.interval_days, today)
    yield store_checks.backup(path, today)
