"""The one check command: format, lint, types, tests. ``python tests/check.py``.

The import contracts are a test (tests/test_contracts.py).

Words behind the command go to pytest, such as ``-k timelines``.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEPS: tuple[tuple[str, ...], ...] = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("pytest", "-n", "2", "--dist", "worksteal"),
)


def main(words: list[str]) -> int:
    """Run every step; the last line tells which failed. The exit code is 0 or 1."""
    failed = []
    for module, *rest in STEPS:
        command = [sys.executable, "-m", module, *rest, *(words if module == "pytest" else [])]
        print("$", "python", "-m", module, *rest, flush=True)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(" ".join((module, *rest[:1])))
    print("failed: " + ", ".join(failed) if failed else "all checks passed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
