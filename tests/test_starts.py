"""Four ways to start, one app: by command, from a wheel, as free hosts do, in a container."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dashboard.text import say
from tests.test_container import ROOT, instructions
from tests.visitor import HERE, SECONDS_TO_START, answers, ask, free_port, run_page, visiting

pytestmark = pytest.mark.slow
NOBODY = 65_534
"""A user that owns nothing, where the tests run as root."""
AS_NOBODY: dict[str, Any] = (
    {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
)
CHANGES_WITH_TIME = {"date"}
PEPPER = "a secret of these tests alone"


@dataclass(frozen=True)
class Start:
    """How the app is started.

    Attributes:
        words: the command line, without the port.
        port_option: of this command.
        folder: where it is started.
        user: of the process; empty for this one's own.
    """

    words: Sequence[str]
    port_option: str
    folder: Path
    user: dict[str, Any]


@dataclass(frozen=True)
class FirstAnswer:
    """What a browser gets first: headers, page, and the theme of the first run."""

    headers: dict[str, str]
    page: bytes
    theme: bytes


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every user may read and write."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.fixture(scope="module")
def installed(open_folder: Path) -> Path:
    """An environment into which the container's own line installed what the container copies."""
    source = open_folder / "source"
    source.mkdir()
    for line in instructions("COPY"):
        for name in line.split()[:-1]:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, source / name)
    python = open_environment(open_folder / "installed")
    (line,) = (line for line in instructions("RUN") if "pip install" in line)
    _, _, *words = shlex.split(line)  # python -m pip ...: this environment's pip, for the other
    pip = [sys.executable, "-m", "pip", "--python", str(python), *words[1:], "--quiet"]
    subprocess.run(pip, cwd=source, env=clean_environment(), check=True, capture_output=True)
    return python.parent.parent


def open_environment(where: Path) -> Path:
    """A new environment, with an interpreter that the other user may run; its interpreter."""
    for base in (Path(sys.executable).resolve(), Path("/usr/bin/python3")):
        with suppress(OSError):
            subprocess.run([base, "-c", ""], check=True, **AS_NOBODY)
            subprocess.run([base, "-m", "venv", "--without-pip", where], check=True)
            return where / "bin" / "python"
    return pytest.skip("needs a Python that other users may run, such as /usr/bin/python3")


def clean_environment() -> dict[str, str]:
    """Without this project on the path, and without an option of Streamlit's."""
    left_out = ("PYTHON", "STREAMLIT_", "SWEETSPOT_", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(left_out)}


def first_answer(start: Start) -> FirstAnswer:
    """Start the app, visit it once, and end it."""
    port = free_port()
    store = {"SWEETSPOT_STORE": str(start.folder / "store"), "SWEETSPOT_PEPPER": PEPPER}
    server = subprocess.Popen(
        [*start.words, start.port_option, str(port)],
        cwd=start.folder,
        env={**clean_environment(), **store, "HOME": str(start.folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **start.user,
    )
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(port):
            assert server.poll() is None, server.stdout and server.stdout.read().decode()[-2000:]
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return _asked_of(port)
    finally:
        server.terminate()
        server.wait(30)


def _asked_of(port: int) -> FirstAnswer:
    status, headers, page = ask(port, "/")
    assert status == 200
    with visiting(port) as visitor:
        run = run_page(visitor)
    themes = [m.new_session.custom_theme for m in run if m.HasField("new_session")]
    kept = {name: value for name, value in headers.items() if name not in CHANGES_WITH_TIME}
    return FirstAnswer(kept, page, themes[0].SerializeToString(deterministic=True))


def empty_folder(above: Path, name: str) -> Path:
    """A folder of the other user's own."""
    made = above / name
    made.mkdir(mode=0o700)
    if AS_NOBODY:
        os.chown(made, NOBODY, NOBODY)
    return made


@pytest.fixture(scope="module")
def by_command(tmp_path_factory: pytest.TempPathFactory) -> FirstAnswer:
    """``sweetspot`` in a clone: what the other ways are held against."""
    words = [sys.executable, "-m", "dashboard", "serve", "--address", HERE]
    return first_answer(Start(words, "--port", tmp_path_factory.mktemp("clone"), {}))


def test_the_look_and_the_headers_are_there_at_all(by_command: FirstAnswer) -> None:
    """Else the others could agree on nothing."""
    assert "content-security-policy" in by_command.headers
    assert b"0B5C6B" in by_command.theme


def test_a_wheel_serves_what_a_clone_serves(
    installed: Path, open_folder: Path, by_command: FirstAnswer
) -> None:
    """Installed, not linked; as a user who owns nothing, from an empty folder."""
    words = [str(installed / "bin/sweetspot"), "serve", "--address", HERE]
    start = Start(words, "--port", empty_folder(open_folder, "wheel"), AS_NOBODY)
    assert first_answer(start) == by_command


def test_the_containers_line_serves_what_a_clone_serves(
    installed: Path, open_folder: Path, by_command: FirstAnswer
) -> None:
    """``sweetspot serve --address 0.0.0.0``, word for word."""
    (words,) = (json.loads(line) for line in instructions("CMD") if "serve" in line)
    line = [str(installed / "bin" / words[0]), *words[1:]]
    start = Start(line, "--port", empty_folder(open_folder, "container"), AS_NOBODY)
    assert first_answer(start) == by_command


def test_a_free_hosts_start_serves_what_a_clone_serves(
    tmp_path: Path, by_command: FirstAnswer
) -> None:
    """``streamlit run dashboard/server.py`` where only what we depend on was installed."""
    base = Path(sys.executable).resolve()
    subprocess.run([base, "-m", "venv", "--without-pip", tmp_path / "host"], check=True)
    (packages,) = (tmp_path / "host").glob("lib/python*/site-packages")
    # A path in a .pth file is looked into, but its own .pth files are not: our clone is not there.
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    run = "import sys; from streamlit.web.cli import main; sys.exit(main())"
    server = str(ROOT / "dashboard" / "server.py")
    words = [str(tmp_path / "host/bin/python"), "-P", "-c", run, "run", server]
    start = Start([*words, "--server.address", HERE], "--server.port", tmp_path, {})
    assert first_answer(start) == by_command


def test_the_script_alone_shows_one_sentence_and_nothing_else(tmp_path: Path) -> None:
    """``streamlit run dashboard/app.py`` would drop headers, closed doors and publishing."""
    port = free_port()
    words = ["run", str(ROOT / "dashboard/app.py"), "--server.port", str(port)]
    server = subprocess.Popen([sys.executable, "-m", "streamlit", *words], cwd=tmp_path)
    try:
        while server.poll() is None and not _is_open(port):
            time.sleep(0.1)
        with visiting(port) as visitor:
            sent = b"".join(message.SerializeToString() for message in run_page(visitor))
    finally:
        server.terminate()
        server.wait(30)
    assert b"streamlit run dashboard/server.py" in sent
    assert b"st-key" not in sent


def _is_open(port: int) -> bool:
    try:
        return ask(port, "/_stcore/health")[0] == 200
    except OSError:
        return False


def test_below_a_path_it_does_not_start(tmp_path: Path) -> None:
    """One sentence; our own addresses would lead to the site that stands at the root."""
    option = ["--server.baseUrlPath", "group", "--server.port", str(free_port())]
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", ROOT / "dashboard/server.py", *option],
        env={**clean_environment(), "SWEETSPOT_STORE": str(tmp_path / "store")},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS_TO_START,
    )
    assert ended.returncode == 1
    assert say("command.problem.path_prefix") in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
