"""Invented members with a known truth, and a show with 700 of them that leaves nothing behind."""

import datetime
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from dashboard import demo
from dashboard.commands import server_process
from dashboard.commands.failures import CommandProblem, print_sentence, settings_or_problem
from dashboard.commands.server_process import ListenAddress
from dashboard.commands.stores import command_stores, server_environment
from dashboard.publishing import publish_edition
from dashboard.stores import Stores
from dashboard.text import say

DEMO_MEMBERS = 700
DEMO_SEED = 1
"""The first there is, and not the prettiest."""
DEMO_EDITIONS = {36: 400, 24: 550, 12: 650, 0: DEMO_MEMBERS}
"""Weeks ago -> members by then: an edition each, so that it is seen what changes in a year."""
PEPPER_BYTES = 32


@dataclass(frozen=True)
class DemoCohort:
    """What is to be invented: how many members, from which seed, after which truth."""

    members: int
    seed: int
    truth: demo.CohortTruth


def truth_from_file(file: Path | None) -> demo.CohortTruth:
    """The built-in truth, or the one in a TOML file.

    Raises:
        CommandProblem: the file cannot be read, or says what cannot be true.
    """
    if file is None:
        return demo.CohortTruth()
    try:
        return demo.load_truth(file)
    except ValueError as error:
        raise CommandProblem(str(error), file=file) from None


def fill_store(stores: Stores, cohort: DemoCohort) -> None:
    """Put invented members into a store, with a progress bar.

    Raises:
        StoreError: the store holds members who are not invented.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn()) as progress:
        task = progress.add_task(say("command.cohort.inventing"), total=cohort.members)
        demo.fill_with_members(
            stores.members,
            cohort.members,
            cohort.seed,
            cohort.truth,
            lambda done: progress.update(task, completed=done),
        )


def show_truth(truth: demo.CohortTruth) -> None:
    """Print what is built in, so that it can be held against what the pages say."""
    table = Table(title=say("command.cohort.truth"), title_justify="left", show_header=False)
    for row, value in demo.describe_truth(truth):
        table.add_row(say(f"command.truth.{row}"), value)
    Console().print(table)


def serve_demo(port: int) -> None:
    """Serve 700 invented members and a year's editions, from a folder that goes with the server.

    Raises:
        CommandProblem: the port is taken, or the server did not start.
    """
    place = ListenAddress("127.0.0.1", port)
    server_process.check_port_is_free(place)
    with _demo_store() as folder:
        pepper = secrets.token_hex(PEPPER_BYTES)
        server_process.serve_until_ctrl_c(
            place, {**server_environment(folder), "SWEETSPOT_PEPPER": pepper}
        )


@contextmanager
def _demo_store() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sweetspot-demo-") as name:
        print_sentence(say("command.demo"))
        with command_stores(Path(name)) as stores:
            _publish_year(stores)
        yield Path(name)


def _publish_year(stores: Stores) -> None:
    """Let the group grow over the year, an edition at a time."""
    interval_days, today = settings_or_problem().interval_days, datetime.datetime.now(datetime.UTC)
    here = 0
    for weeks_ago, members in DEMO_EDITIONS.items():
        fill_store(stores, DemoCohort(members - here, DEMO_SEED, demo.CohortTruth()))
        here = members
        day = today - datetime.timedelta(weeks=weeks_ago)
        publish_edition(stores, interval_days, now=True, moment=day)
