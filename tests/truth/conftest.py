"""What a truth test found is printed under the run, each figure beside its bound."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.figures import FIGURE

Tell = Callable[[str, str, str], None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Puts a name, a figure and its bound into the table."""

    def put(name: str, figure: str, bound: str) -> None:
        record_property(FIGURE, [name, figure, bound])

    return put


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table; workers hand their lines over with their reports."""
    rows = [
        row
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, row in report.user_properties
        if name == FIGURE
    ]
    if not rows:
        return
    terminalreporter.section("found, and the bound")
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for name, figure, bound in sorted(rows):
        terminalreporter.line(f"{name:<{widths[0]}}  {figure:>{widths[1]}}  {bound}")
