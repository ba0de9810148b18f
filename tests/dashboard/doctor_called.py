"""The doctor as a test calls it: on which day, about which server."""

import datetime
from collections.abc import Iterator

from typer.testing import CliRunner

from dashboard.command import app
from dashboard.commands.checks.verdict import CheckVerdict
from tests.editions_of import noon_of
from tests.visitor import HERE

TODAY = datetime.date(2026, 6, 14)
"""A Sunday: the publishing day of a group that set nothing."""
NOON = noon_of(TODAY)
DAY = datetime.timedelta(days=1)
INTERVAL_DAYS = 7
NOBODY = f"http://{HERE}:9"
"""The port "discard": no web server."""


def doctor(*arguments: object) -> tuple[int, str]:
    """Exit code, and all that is printed, on one line."""
    result = CliRunner().invoke(app, ["doctor", *map(str, arguments)])
    return result.exit_code, " ".join(result.output.split())


def keys(found: Iterator[CheckVerdict]) -> set[str]:
    return {verdict.key for verdict in found}
