"""The one check command, in two tiers.

    python tests/check.py                      format, lint, types, contracts, the quick tests
    python tests/check.py -k timelines         the same; other words go to pytest
    python tests/check.py --all                every part, one after the other
    python tests/check.py --all truth faults   these parts alone
    python tests/check.py --on postgresql      short for --all postgresql

Which test is in which part: tests/parts.py. Ends with one table: part, figure, bound, seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from tests.figures import Figure, PartReport, counts_in_words, table_of_parts  # noqa: E402
from tests.parts import BENCHMARKS, POSTGRESQL, QUICK, RUNS  # noqa: E402

LINT = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",))
NOTHING_CHOSEN = 5
"""pytest's exit code where no test is left."""
SCRIPTS: tuple[tuple[str, ...], ...] = (
    ("page_cost", "--runs", "60", "--members", "1000", "10000"),
    ("growth", "--members", "1000", "10000", "--no-pages"),
    ("first_load", "--visits", "1"),
    ("load", "--people", "60", "--seconds", "60"),
)
"""Benchmarks as small as their ratios allow; the README's figures are made with larger ones."""
SCRIPT_PARTS = {"lowest": ("tests/lowest.py",), "mutants": ("tests/mutants.py",)}
"""Parts that are no tests: the tests on the oldest versions, and on an app that is broken."""
PARTS = (*RUNS, *SCRIPT_PARTS)


def main(words: list[str]) -> int:
    """Run what is asked for; the exit code is 0, or 1 where a part failed."""
    parts, words = parts_asked(words)
    reports = []
    for part in parts:
        reports += run_part(part, words)
        if part == BENCHMARKS and not words:
            reports += [run_benchmark(script) for script in SCRIPTS]
    print(table_of_parts(reports))
    failed = [report.part for report in reports if not report.passed]
    print("failed: " + ", ".join(failed) if failed else "all checks passed")
    return int(bool(failed))


def run_part(part: str, words: list[str]) -> list[PartReport]:
    """One part, whichever kind it is of; a script hands the words on to the pytest that it runs."""
    if part == QUICK:
        return run_quick_tier(words)
    return [run_script_part(part, words)] if part in SCRIPT_PARTS else [run_tests(part, words)]


def run_script_part(part: str, words: list[str]) -> PartReport:
    """A script that is a part of its own; its exit code is its verdict."""
    ran = run_command((*SCRIPT_PARTS[part], *words))
    summary = "all held" if ran.code == 0 else f"exit code {ran.code}"
    return PartReport(part, ran.code == 0, summary, [], *ran.times)


def parts_asked(words: list[str]) -> tuple[list[str], list[str]]:
    """The parts to run, and the words that go to pytest."""
    if words[:2] == ["--on", POSTGRESQL]:
        return [POSTGRESQL], words[2:]
    if "--all" not in words:
        return [QUICK], words
    at = words.index("--all")
    names = list(takewhile(PARTS.__contains__, words[at + 1 :]))
    return names or [*PARTS], words[:at] + words[at + 1 + len(names) :]


def run_quick_tier(words: list[str]) -> list[PartReport]:
    """Format, lint and types beside the tests: they use one core, and the tests wait at times."""
    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(run_lint)
        tested = run_tests(QUICK, words)
    return [*checked.result(), tested]


def run_lint() -> list[PartReport]:
    """Format, lint and types; what they say is printed whole when the last has ended."""
    reports = []
    with tempfile.TemporaryFile() as said:
        for step in LINT:
            ran = run_command(("-m", *step), said)
            summary = "nothing found" if ran.code == 0 else f"exit code {ran.code}"
            name = " ".join(step[:2])
            reports.append(PartReport(name, ran.code == 0, summary, [], *ran.times))
        said.seek(0)
        print("\n" + said.read().decode(errors="replace"), flush=True)
    return reports


def run_tests(part: str, words: list[str]) -> PartReport:
    """The tests of a part, under pytest."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        plugin = ("-p", "tests.figures", "--figures", str(file), "--durations", "10")
        ran = run_command(("-m", "pytest", *plugin, *selection_of_part(part), *RUNS[part], *words))
        found = json.loads(file.read_text("utf-8")) if file.exists() else {}
    passed = ran.code == 0 or (ran.code == NOTHING_CHOSEN and bool(words))
    figures = [Figure(*row) for row in found.get("figures", [])]
    return PartReport(part, passed, counts_in_words(found.get("counts", {})), figures, *ran.times)


def selection_of_part(part: str) -> tuple[str, ...]:
    """The tests of a part; the other database has none of its own."""
    return () if part == POSTGRESQL else ("-m", "", "--part", part)


def run_benchmark(script: tuple[str, ...]) -> PartReport:
    """One script, which writes its figures; its exit code is its verdict."""
    name, *options = script
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "out.json"
        ran = run_command((f"tests/benchmarks/{name}.py", *options, "--out", str(file)))
        found = json.loads(file.read_text("utf-8")) if file.exists() else {}
    figures = [Figure(*row) for row in found.get("figures", [])]
    summary = f"{len(figures)} figures" if ran.code == 0 else f"exit code {ran.code}"
    return PartReport(name, ran.code == 0, summary, figures, *ran.times)


class Ran(NamedTuple):
    """How a command ended: exit code; seconds on the clock and of the processor."""

    code: int
    times: tuple[float, float]


def run_command(words: tuple[str, ...], output: IO[bytes] | None = None) -> Ran:
    """Run this Python in the project's folder."""
    print("$ python", *words, flush=True)
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, stdout=output, stderr=output and subprocess.STDOUT
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    times = (time.monotonic() - began, used.ru_utime + used.ru_stime)
    return Ran(process.returncode, times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
