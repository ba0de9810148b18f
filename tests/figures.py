"""What a run found, for the table of tests/check.py: ``pytest -p tests.figures --figures FILE``.

A test notes a figure beside its bound with ``record_property("figure", [name, figure, bound])``;
rows travel in the test's report, so they arrive from another process, too.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

FIGURE = "figure"
COUNTED = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


class Figure(NamedTuple):
    """A line of the table: what, how much, and what it may be at the most or the least."""

    name: str
    figure: str
    bound: str


class PartReport(NamedTuple):
    """What a part of the check gave.

    Attributes:
        part: its name.
        passed: whether nothing failed.
        summary: how many passed, in words.
        figures: what its tests measured.
        seconds: on the clock.
        cpu_seconds: of the processor, in all processes that have ended.
    """

    part: str
    passed: bool
    summary: str
    figures: list[Figure]
    seconds: float
    cpu_seconds: float


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the figures go."""
    parser.addoption("--figures", type=Path, help="write counts and figures to this file")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Counts and figures as JSON, written by the process that has heard of every test."""
    file = config.getoption("--figures")
    if not file:
        return
    stats = terminalreporter.stats
    counts = {word: len(stats[word]) for word in COUNTED if stats.get(word)}
    rows = [list(row) for row in _figures(stats)]
    file.write_text(json.dumps({"counts": counts, "figures": rows}), encoding="utf-8")


def _figures(stats: dict[str, list[Any]]) -> Iterator[Figure]:
    """The rows of all tests, each name once: a later one, of a larger run, replaces it."""
    found = {
        row[0]: Figure(*map(str, row))
        for word in ("passed", "failed")
        for report in stats.get(word, [])
        if report.when == "call"
        for name, row in report.user_properties
        if name == FIGURE
    }
    yield from sorted(found.values())


def counts_in_words(counts: dict[str, int]) -> str:
    """Such as ``57 passed, 2 skipped``."""
    return ", ".join(f"{number:,} {word}" for word, number in counts.items()) or "nothing chosen"


def table_of_parts(reports: list[PartReport]) -> str:
    """A line a part with its seconds; under it, its figures beside their bounds."""
    lines = [f"{'part':<42} {'figure':<50} {'bound':<22} {'seconds':>8} {'processor':>9}"]
    for report in reports:
        bound = "none fails" if report.passed else "none fails: BROKEN"
        times = f"{report.seconds:8.0f} {report.cpu_seconds:9.0f}"
        lines.append(f"{report.part:<42} {report.summary:<50} {bound:<22} {times}")
        lines += [f"  {row.name:<40} {row.figure:<50} {row.bound}" for row in report.figures]
    return "\n".join(lines)
