"""Prints what every attack gained beside its bound, and beside its control.

With ``--keep`` the rows go to the file that the page "What could still leak" reads, each in the
place of the one with its key; so a run of a part leaves the rows of others. A slow test's row
replaces that of its smaller sibling: the key is the attack's, the run tells its size.
"""

from collections.abc import Callable, Iterable

import pytest
from attacks_kept import KEPT, Row, keep_rows

from tests.figures import FIGURE


@pytest.fixture
def gained(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Notes a row: key of the attack, figure, bound as text, and the figure of the control.

    The row travels in the test's report, so that it also arrives from another process.
    """
    slow = request.node.get_closest_marker("slow") is not None

    def note(
        key: str,
        figure: float,
        bound: str,
        control: float | None = None,
        run: str = "",
        *,
        interval: tuple[float, float] | None = None,
    ) -> None:
        told = None if control is None else float(control)
        row = tuple(Row(key, float(figure), bound, told, run, slow, interval))
        request.node.user_properties.append(("gained", row))
        compared = "" if control is None else f" (control {told:.3f})"
        around = _interval_in_words(interval)
        named = f"{key}, large" if slow else key
        said = f"{figure:.3f}{around}{compared}"
        request.node.user_properties.append((FIGURE, (named, said, bound)))

    return note


def _interval_in_words(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f" [{interval[0]:.3f}, {interval[1]:.3f}]"


def rows_of(reports: Iterable[pytest.TestReport]) -> list[Row]:
    """One row a key, sorted; a slow test's row before its smaller sibling's."""
    told = (value for r in reports for name, value in r.user_properties if name == "gained")
    noted = sorted((Row(*row) for row in told), key=lambda row: row.slow)
    return [row for _, row in sorted({row.key: row for row in noted}.items())]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
    config: pytest.Config,
) -> None:
    """The table at the end of the run, and the file where it is asked for."""
    outcomes = ("passed", "failed")
    rows = rows_of(report for word in outcomes for report in terminalreporter.getreports(word))
    if not rows:
        return
    terminalreporter.section("attacks: what was gained")
    for row in rows:
        control = "" if row.control is None else f"control {row.control:8.3f}"
        terminalreporter.write_line(
            f"{row.key:<40} {row.figure:8.3f}{_interval_in_words(row.interval):<16}"
            f"  bound {row.bound:<10} {control:<16}  {row.run}",
        )
    if config.getoption("keep_gained", default=False):
        keep_rows(config.rootpath / KEPT, rows)
