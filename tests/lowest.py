"""The oldest versions that pyproject.toml allows: installed by themselves, started and tested.

    python tests/lowest.py              an environment of its own, the app's start, the quick tests
    python tests/lowest.py -k timelines the same; words go to pytest

Nothing else tries a lower bound: whoever installs gets the newest, and so do we.
"""

import os
import socket
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from tests.parts import QUICK, RUNS  # noqa: E402

EXTRAS = ("oidc", "postgresql", "cluster")
"""What a group may install beside the app itself."""
NOT_RUN = frozenset({"mypy", "pandas-stubs", "scipy-stubs"})
"""Tools that read our code and run none of it; a quick test asks ruff, so that one is there."""
START = """
import sys
from dashboard.commands.server_process import ListenAddress, answering_server
with answering_server(ListenAddress("127.0.0.1", int(sys.argv[1])), {}):
    print("The app starts and answers.")
"""


def main(words: list[str]) -> int:
    """Install, start, test; the exit code of the first that fails, or 0."""
    with tempfile.TemporaryDirectory(prefix="sweetspot-lowest-") as name:
        folder = Path(name)
        python = _new_environment(folder / "environment")
        steps = (
            ("-m", "pip", "install", "--quiet", *lowest_requirements(), *test_tools()),
            ("-m", "pip", "check"),
            ("-c", START, str(_free_port())),
            ("-m", "pytest", "-m", "", "--part", QUICK, *RUNS[QUICK], *words),
        )
        return next((code for step in steps if (code := _run_there(python, folder, step))), 0)


def lowest_requirements() -> list[str]:
    """Every package that the app or an extra names, held to the oldest version that is allowed.

    Raises:
        ValueError: a line has no lower bound, or more than that.
    """
    extras = _project()["optional-dependencies"]
    lines = [*_project()["dependencies"], *(line for name in EXTRAS for line in extras[name])]
    wanted = (Requirement(line) for line in lines)
    return [_as_lowest(it) for it in wanted if it.name != _project()["name"]]


def test_tools() -> Iterator[str]:
    """What the quick tests are run with, in its newest version."""
    for line in _project()["optional-dependencies"]["check"]:
        if Requirement(line).name not in {*NOT_RUN, _project()["name"]}:
            yield line


def _as_lowest(wanted: Requirement) -> str:
    bounds = list(wanted.specifier)
    if [bound.operator for bound in bounds] != [">="]:
        raise ValueError(f"{wanted.name} needs one lower bound")
    extras = f"[{','.join(sorted(wanted.extras))}]" if wanted.extras else ""
    return f"{wanted.name}{extras}=={bounds[0].version}"


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _new_environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run_there(python: Path, folder: Path, words: tuple[str, ...]) -> int:
    """Run the other environment's Python on this tree; its store and pepper go with the folder."""
    print("$ python", *words[:4], "..." if words[4:] else "", flush=True)
    places = {
        "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        "SWEETSPOT_STORE": str(folder / "store"),
        "SWEETSPOT_PEPPER_FILE": str(folder / "pepper"),
    }
    return subprocess.run(
        [python, *words], cwd=ROOT, env=os.environ | places, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
