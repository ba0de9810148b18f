"""What a page of ours names is there: a file, a folder, a module, something in a module."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "pyproject.toml", "docs/**/*.md", "tests/**/*.md")
CODE = ("dashboard", "db", "pages", "tests")
FILES = re.compile(r"(?<![\w./<-])((?:dashboard|db|pages|tests|docs)/[\w*][\w./*@-]*)(?!\\\.|\w)")
MODULES = re.compile(r"(?<![\w./-])((?:dashboard|db)(?:\.[A-Za-z_]\w*)+)(?![\w/])")

NEVER_THERE = {"docs/deploy/nobody.sql"}
"""Named by a test because it is not there."""


def text_of(pattern: str) -> dict[str, str]:
    """Path of a file -> what is in it."""
    files = sorted(ROOT.glob(pattern))
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def is_there(path: str) -> bool:
    """Whether a path, or a pattern of paths, names something of this repository."""
    return any(ROOT.glob(path.rstrip("./")))


@cache
def names_in(file: Path) -> set[str]:
    """What a module defines or imports at its top level, and the names in its classes."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found.update((each.asname or each.name) for each in node.names)
    return found


def can_be_found(dotted: str) -> bool:
    """Whether a dotted name is a folder of modules, a module, or something in one; by its text."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        place, rest = ROOT.joinpath(*parts[:length]), set(parts[length:])
        for file in (place.with_suffix(".py"), place / "__init__.py"):
            if file.is_file():
                return rest <= names_in(file)
    return False


def missing_names(text: str) -> set[str]:
    """Paths and dotted names of a text behind which nothing is."""
    return {path for path in FILES.findall(text) if not is_there(path)} | {
        name for name in MODULES.findall(text) if not can_be_found(name)
    }


@pytest.mark.parametrize("pattern", PAGES)
def test_a_page_names_nothing_that_is_gone(pattern: str) -> None:
    """Files, folders, modules and what is in them."""
    texts = text_of(pattern)
    assert texts
    assert not {file: gone for file, text in texts.items() if (gone := missing_names(text))}


@pytest.mark.parametrize("folder", CODE)
def test_code_names_no_file_that_is_gone(folder: str) -> None:
    """Docstrings and comments, too: who follows them must arrive."""
    texts = text_of(f"{folder}/**/*.py") | text_of(f"{folder}/**/*.toml")
    found = {
        file: {path for path in FILES.findall(text) if not is_there(path)} - NEVER_THERE
        for file, text in texts.items()
    }
    assert not {file: gone for file, gone in found.items() if gone}


def test_what_is_gone_is_seen() -> None:
    """A file that moved, a class that was renamed; what is there passes."""
    moved = str(Path("dashboard") / "limits.py")
    text = f"`dashboard/app.py`, `{moved}`, `db/`, `db.tables.Member`, `db.tables.Gone`"
    assert missing_names(text) == {moved, "db.tables.Gone"}


def test_an_installation_carries_every_file_that_is_no_module() -> None:
    """Texts, styles, templates, tables: package-data names each, wherever it moved."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = build["tool"]["setuptools"]["package-data"]
    for package, patterns in carried.items():
        files = {file for pattern in patterns for file in (ROOT / package).glob(pattern)}
        there = {file for file in (ROOT / package).rglob("*") if file.is_file()}
        assert {file for file in there if file.suffix not in {".py", ".pyc"}} <= files
