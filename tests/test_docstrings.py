"""What a function without a result is said to do: in the imperative (ruff's D401)."""

import ast
import builtins
import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("dashboard", "db", "pages")
OF_LIBRARIES = {"IntegrityError", "Exit", "UndefinedError"}
"""Raised through us and named by their path."""


def docstrings_that_describe(*places: Path | str) -> set[tuple[Path, int]]:
    """File and line of every docstring that does not begin with an imperative.

    ruff knows verbs, but not results; "The share of ..." is right for a function that gives one
    back, so the rule is off in pyproject.toml and asked for here.
    """
    rule = ("--isolated", "--select", "D401", "--output-format", "json", "--exit-zero")
    command = [sys.executable, "-m", "ruff", "check", *rule, *map(str, places)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {(Path(each["filename"]), each["location"]["row"]) for each in json.loads(found)}


def described_without_result(*places: Path | str) -> set[str]:
    """``file:function`` of those among them that return None."""
    lines: dict[Path, set[int]] = {}
    for file, line in docstrings_that_describe(*places):
        lines.setdefault(file, set()).add(line)
    return {
        f"{file.name}:{node.name}"
        for file, found in lines.items()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body[0].lineno in found
        and isinstance(node.returns, ast.Constant)
        and node.returns.value is None
    }


def test_a_function_without_a_result_is_said_to_do_something() -> None:
    """``Show the whole page.``, not ``The whole page.``."""
    assert not described_without_result(*FOLDERS)


def test_the_rule_sees_a_docstring_that_only_describes(tmp_path: Path) -> None:
    """And lets a function with a result describe it."""
    (tmp_path / "page.py").write_text(
        'def show_page() -> None:\n    """The whole page."""\n'
        'def page_width() -> int:\n    """The width."""\n    return 1\n'
        'def draw_page() -> None:\n    """Draw the whole page."""\n',
        encoding="utf-8",
    )
    assert described_without_result(tmp_path) == {"page.py:show_page"}


def classes_that_exist() -> set[str]:
    """Ours, Python's own, and those that a module of ours imports."""
    found = set(dir(builtins))
    for file in our_modules():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                found.update(each.asname or each.name for each in node.names)
    return found


def our_modules() -> list[Path]:
    """Every module of the house."""
    return sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))


def exceptions_named(docstring: str) -> set[str]:
    """The names under ``Raises:``; of a dotted one the last part where it is a module of ours."""
    _, _, raises = docstring.partition("\nRaises:\n")
    lines = itertools.takewhile(str.strip, raises.splitlines())
    return {found[1] for line in lines if (found := re.match(r"    (?:\w+\.)*(\w+):", line))}


def test_what_a_function_raises_is_a_class_that_exists() -> None:
    """Whoever catches it has to find it; renaming a class does not rename it in a sentence."""
    there = classes_that_exist() | OF_LIBRARIES
    gone = {
        f"{file.relative_to(ROOT).as_posix()}:{node.name}": names
        for file in our_modules()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (names := exceptions_named(ast.get_docstring(node) or "") - there)
    }
    assert not gone


def test_exceptions_are_read_from_a_docstring() -> None:
    """Each line that begins one, up to the first empty line."""
    docstring = "Sum.\n\nRaises:\n    ValueError: ``no``;\n        more.\n    a.Gone: x.\n\nb: c"
    assert exceptions_named(docstring) == {"ValueError", "Gone"}
