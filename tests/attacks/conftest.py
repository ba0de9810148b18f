"""Prints what every attack gained beside its bound, and beside its control.

With ``--keep`` the rows go to the file that the page "What could still leak" reads. A slow test's
row replaces that of its smaller sibling: the key is the attack's, the run tells its size.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.figures import FIGURE

KEPT = Path("dashboard/evidence/attacked.toml")
COMMAND = "python tests/check.py --all attacks --keep"
_HEAD = f"# Written by `{COMMAND}`.\n# What the attacks of tests/attacks gained.\n"


class Row(NamedTuple):
    """What one attack gained: figure, bound as text, figure of the control, size of the run.

    ``interval`` is the figure's, 95 %; where there is one, its lower end is under the bound.
    """

    key: str
    figure: float
    bound: str
    control: float | None
    run: str
    slow: bool
    interval: tuple[float, float] | None = None


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


def toml_of(row: Row) -> str:
    """One [[attack]] table."""
    lines = ["[[attack]]", f'name = "{row.key}"', f"figure = {row.figure:.3f}"]
    lines.append(f'bound = "{row.bound}"')
    lines += [] if row.control is None else [f"control = {row.control:.3f}"]
    lines += [f'run = "{row.run}"'] if row.run else []
    if row.interval is not None:
        lines += [f"low = {row.interval[0]:.3f}", f"high = {row.interval[1]:.3f}"]
    return "\n".join(lines) + "\n"


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
        (config.rootpath / KEPT).write_text("\n".join([_HEAD, *map(toml_of, rows)]))
