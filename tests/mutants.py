"""Tests of the tests: the product's promises, broken one by one; some test has to fail each time.

    python tests/mutants.py               every mutant of tests/mutants.toml
    python tests/mutants.py erasing lot   those whose names hold one of these words

Each change is made in a copy of the tree, never in the tree itself. What survives is printed: its
promise is kept by nobody.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutants.toml"
AT_ONCE = 2
"""Copies of the tree, as the machine has cores."""
TESTS_FAILED = 1
"""pytest's exit code; any other but 0 is no verdict, such as a test that is not there."""
FOLDERS = ("dashboard", "db", "pages", "tests", ".streamlit", "docs")
FILES = ("pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")


class Mutant(NamedTuple):
    """A small change, and the tests that are to notice it.

    Attributes:
        name: the promise that is broken.
        file: within the tree.
        changes: what stands there, exactly once, and what is put in its place.
        tests: addresses for pytest.
    """

    name: str
    file: str
    changes: tuple[tuple[str, str], ...]
    tests: tuple[str, ...]

    def mutated(self, source: str) -> str:
        """The file's text with the change.

        Raises:
            ValueError: what is to be changed is not there once: the list is out of date.
        """
        for old, new in self.changes:
            if source.count(old) != 1 or old == new:
                raise ValueError(f"{self.name}: {self.file} has changed")
            source = source.replace(old, new)
        return source


def all_mutants() -> list[Mutant]:
    """The list of tests/mutants.toml."""
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["mutant"]
    return [
        Mutant(row["name"], row["file"], tuple(_changes(row)), tuple(row["tests"])) for row in rows
    ]


def _changes(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield row["old"], row["new"]
    if "and_old" in row:
        yield row["and_old"], row["and_new"]


def main(words: list[str]) -> int:
    """Break every promise; 0 where each was noticed, else 1."""
    chosen = [it for it in all_mutants() if not words or any(word in it.name for word in words)]
    with _tree_copies() as copies, ThreadPoolExecutor(AT_ONCE) as workers:
        whole = copies.get()
        if not _tests_pass(whole, {test for mutant in chosen for test in mutant.tests}):
            print("The tests fail on the app as it is: nothing can be said about mutants.")
            return 1
        copies.put(whole)
        verdicts = [*workers.map(lambda mutant: _verdict_in_a_copy(mutant, copies), chosen)]
    failed = [name for name in verdicts if name is not None]
    print(f"{len(chosen)} mutants, {len(chosen) - len(failed)} were noticed")
    for name in failed:
        print(f"  {name}")
    return int(bool(failed))


def _verdict_in_a_copy(mutant: Mutant, copies: "SimpleQueue[Path]") -> str | None:
    """None for one that was noticed, else what is wrong."""
    copy, began = copies.get(), time.monotonic()
    file = copy / mutant.file
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(mutant.mutated(before), encoding="utf-8")
        code = _pytest_code(copy, mutant.tests)
    except (ValueError, OSError) as error:
        return f"out of date: {error}"
    finally:
        file.write_text(before, encoding="utf-8")
        copies.put(copy)
    told = {0: "SURVIVED", TESTS_FAILED: "noticed"}.get(code, f"no verdict, exit code {code}")
    print(f"{told:<10} {mutant.name} ({time.monotonic() - began:.0f} s)", flush=True)
    return None if code == TESTS_FAILED else f"{told}: {mutant.name}"


def _tests_pass(copy: Path, tests: Iterable[str]) -> bool:
    return _pytest_code(copy, sorted(tests), ("-n", str(AT_ONCE), "--dist", "worksteal")) == 0


def _pytest_code(copy: Path, tests: Iterable[str], words: tuple[str, ...] = ()) -> int:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-m",
        "not slow",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, *words, *tests],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    if done.returncode not in {0, TESTS_FAILED}:
        print(done.stdout.decode(errors="replace")[-2_000:], flush=True)
    return done.returncode


@contextmanager
def _tree_copies() -> "Iterator[SimpleQueue[Path]]":
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="sweetspot-mutants-") as name:
        for number in range(AT_ONCE):
            copy = Path(name) / str(number)
            unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
            for folder in FOLDERS:
                shutil.copytree(ROOT / folder, copy / folder, ignore=unwanted)
            for file in FILES:
                shutil.copy(ROOT / file, copy / file)
            copies.put(copy)
        yield copies


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
