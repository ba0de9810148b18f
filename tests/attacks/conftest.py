"""Prints what every attack gained beside its bound, and beside the plainly thresholded build."""

from collections.abc import Callable

import pytest

Row = tuple[str, float, str, float]
_rows: list[Row] = []


@pytest.fixture
def gained() -> Callable[[str, float, str, float], None]:
    """Notes a row: attack, figure, bound as text, figure against the control."""

    def note(attack: str, figure: float, bound: str, control: float) -> None:
        _rows.append((attack, figure, bound, control))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table at the end of the run (of one process: run with -n 0 to see it)."""
    if _rows:
        terminalreporter.section("attacks: what was gained")
        for attack, figure, bound, control in _rows:
            terminalreporter.write_line(
                f"{attack:<58} {figure:5.2f}  bound {bound:<8} plain threshold {control:5.2f}",
            )
