"""The house's rules about imports and names, beside those of import-linter (pyproject.toml)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))
NOT_IN_PAGES = (
    "db.tables",
    "db.counting",
    "db.members",
    "sqlmodel",
    "sqlalchemy",
    "pandas",
    "plotly",
    "dashboard.charts",
    "dashboard.publishing",
)


def imported(path: Path) -> set[str]:
    """Every dotted name that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_import_linter_finds_every_contract_kept() -> None:
    """The contracts of pyproject.toml."""
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reaches_no_row_no_table_and_no_plot(page: Path) -> None:
    """Pages ask findings and show cards; they never see a member's row."""
    reached = {n for n in imported(page) for bad in NOT_IN_PAGES if f"{n}.".startswith(f"{bad}.")}
    assert not reached


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_thin_and_holds_no_sentence(page: Path) -> None:
    """At most 27 lines; no string but names and keys (the docstring aside)."""
    text = page.read_text(encoding="utf-8")
    tree = ast.parse(text)
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(text.splitlines()) <= 27
    assert not [s for s in strings if " " in s and s != ast.get_docstring(tree, clean=False)]


def test_nobody_imports_the_script_that_streamlit_runs() -> None:
    """dashboard/app.py is run, not imported."""
    files = [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("db/**/*.py"), *PAGES]
    assert not [f for f in files if any(n.startswith("dashboard.app") for n in imported(f))]


def test_no_module_of_the_dashboard_bears_a_standard_library_name() -> None:
    """``streamlit run dashboard/server.py`` puts dashboard/ first on the path."""
    names = {path.stem for path in (ROOT / "dashboard").glob("*") if path.suffix in {"", ".py"}}
    assert not names & set(sys.stdlib_module_names) - {"__init__", "__main__"}


CACHES = ("cache_data", "cache_resource", "lru_cache", "cache")


def test_what_is_made_for_one_member_is_in_no_cache() -> None:
    """In ui/own, record and survey a cached function takes nothing: a style sheet, not a member."""
    rooms = [ROOT / "dashboard" / room for room in ("ui/own", "record", "survey")]
    functions = [
        (path, node)
        for room in rooms
        for path in room.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    cached = [
        f"{path.stem}.{node.name}"
        for path, node in functions
        for decorator in map(ast.unparse, node.decorator_list)
        if decorator.split("(")[0].split(".")[-1] in CACHES and node.args.args
    ]
    assert functions
    assert not cached
