"""How long a file and a function may be; parameters are counted by ruff (max-args)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("dashboard", "db", "pages", "tests")
ENDINGS = {".py", ".css", ".js"}
LONGEST_FILE_LINES = 300
LONGEST_FUNCTION_LINES = 40
STATEMENTS = "one statement after the other, and what is released is not rewritten"
"""Why a migration may be long."""
LONG_FUNCTIONS = {
    "db/migrations/editions/editions_0001_the_first_version.py:upgrade": STATEMENTS,
    "db/migrations/members/members_0001_the_first_version.py:upgrade": STATEMENTS,
    "db/migrations/members/members_0002_invites_held_leaders.py:upgrade": STATEMENTS,
}
"""Functions that are over the limit, and why."""


def files(folder: str) -> list[Path]:
    """All that people wrote; fonts, pictures and tables of figures are no text of ours."""
    return sorted(file for file in (ROOT / folder).rglob("*") if file.suffix in ENDINGS)


def functions(folder: str) -> Iterator[tuple[str, int]]:
    """Each function as ``path:name``, with its lines from ``def`` to its end."""
    for file in files(folder):
        if file.suffix == ".py":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or node.lineno) - node.lineno + 1
                    yield f"{file.relative_to(ROOT).as_posix()}:{node.name}", lines


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_is_over_300_lines(folder: str) -> None:
    """Code, style sheets and scripts, the tests' own too."""
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files(folder)}
    assert lines
    assert not {
        str(file.relative_to(ROOT)): number
        for file, number in lines.items()
        if number > LONGEST_FILE_LINES
    }


def test_no_function_is_over_40_lines_but_for_a_reason() -> None:
    """Those with a reason are long indeed: one that became short leaves the list."""
    found = [each for folder in ("dashboard", "db", "pages") for each in functions(folder)]
    assert len(found) > len(LONG_FUNCTIONS)
    assert {name for name, lines in found if lines > LONGEST_FUNCTION_LINES} == set(LONG_FUNCTIONS)
