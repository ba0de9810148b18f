"""The promises of docs/reliability.md name no test that is not there, and none is without."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
SERVICE = "## The service:"
NAMES = {
    name
    for file in ROOT.glob("tests/**/*.py")
    for name in re.findall(r"^\s*def (test_\w+)", file.read_text("utf-8"), flags=re.MULTILINE)
}


def shown_by(row: str) -> list[str]:
    """What stands in backticks in a row's last cell and is a test or a file of tests."""
    last = row.rstrip().removesuffix("|").rpartition("|")[2]
    return [it for it in re.findall(r"`([^`]+)`", last) if it.startswith(("test_", "tests/"))]


def is_there(test: str) -> bool:
    """A file, a file's test, a test anywhere, or the beginning of one (``test_so_on...``)."""
    file, _, name = (test if "/" in test else f"::{test}").partition("::")
    if file and not (ROOT / file).is_file():
        return False
    if not name:
        return True
    where = (
        NAMES if not file else set(re.findall(r"def (test_\w+)", (ROOT / file).read_text("utf-8")))
    )
    begin = name.removesuffix("...")
    return any(known.startswith(begin) for known in where) if name != begin else name in where


ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "shown by |" not in line]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_every_test_that_a_promise_names_is_there(row: str) -> None:
    """By its file, its name or both."""
    assert [test for test in shown_by(row) if not is_there(test)] == []


def test_no_promise_about_the_service_stands_without_a_test() -> None:
    """Of tables after that heading: each row names one or more."""
    inside = PAGE.partition(SERVICE)[2]
    rows = [row for row in ROWS if row in inside]
    assert len(rows) > 20
    assert [row for row in rows if not shown_by(row)] == []


def test_a_test_that_is_not_there_is_found() -> None:
    """The control: another file, another name, a beginning that nothing has."""
    assert is_there("tests/test_promises.py::test_a_test_that_is_not_there_is_found")
    assert is_there("test_a_test_that_is_not...")
    for wrong in (
        "tests/" + "none.py",
        "tests/test_promises.py::test_none",
        "test_none",
        "test_nothing_is_named_so...",
    ):
        assert not is_there(wrong)
