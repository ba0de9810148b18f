"""The README keeps its word: its commands are those that CI runs and the command has."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """The lines of the README's shell blocks."""
    return re.findall(r"```sh\n(.+?)\n```", README, flags=re.DOTALL)


def test_the_readme_opens_with_one_command_that_runs_and_one_that_tests() -> None:
    """Each installs what it needs."""
    run, test = commands()[:2]
    assert run == "python -m pip install -e . && sweetspot"
    assert test == 'python -m pip install -e ".[check]" && python tests/check.py'


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    """What passes there passes for whoever copies the line; words such as --all go on to it."""
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert last == commands()[1] + ' "$@"'


def test_every_command_of_the_table_is_one_that_sweetspot_has() -> None:
    """Each, and serve, which shares a line with the bare command."""
    asked = [sys.executable, "-m", "dashboard", "--help"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"^\| `sweetspot (\w[\w-]*)", README, flags=re.MULTILINE)) | {"serve"}
    assert named == {
        *("serve", "demo", "cohort", "publish", "leader", "export", "pack", "picture"),
        *("backup", "restore", "verify", "move", "doctor", "import", "new-pepper"),
        *("undo-import", "delete-group"),
    }
    assert all(name in told for name in named)


def test_every_figure_of_the_readme_names_a_command_that_exists() -> None:
    """A measured figure stands beside the file that measures it."""
    measured = README.split("## Measured")[1].split("## ")[0]
    scripts = re.findall(r"python (tests/\S+\.py)", measured)
    assert scripts
    assert all((ROOT / script).is_file() for script in scripts)
    assert "PAGE_" not in measured


def test_every_page_of_docs_that_is_linked_is_there() -> None:
    """No dead links inside the repository."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert all((ROOT / link).exists() for link in links)
