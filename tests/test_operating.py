"""docs/operating.md keeps its word: its commands are run in their order, as on a new server."""

import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.stores import open_postgresql, open_stores
from db.answers import Survey
from db.members import hand_in
from tests.faults import proxied
from tests.postgresql import Cluster, server, skip_or_fail
from tests.visitor import HERE, ROOT, SECONDS_TO_START, answers, free_port

PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
UNIT = "systemd/system/sweetspot@.service"
NOT_HERE = {
    "getent hosts": "wants a name that the world can look up",
    "apt-get": "the machine of the tests keeps its packages",
    "ufw": "and its firewall",
    "install -d -m 700 -o": "wants the account of the line above it",
    "useradd": "the machine of the tests keeps its accounts",
    "/opt/sweetspot/bin/python -m pip": "wants a registry; .ci/run installs this project by pip",
    "certbot": "wants a name that the world can look up",
    "systemctl reload nginx": "test_deploy and test_replicas run nginx with this configuration",
    "systemd-run": "wants systemd; what it runs is run",
    "journalctl": "wants systemd's journal",
}
"""Beginning of a command -> why it is not run."""
OWN_FOLDERS = re.compile(r"(?<![\w.:/@])/(?=(?:opt|etc|var|media|backups)/)")
"""The slash before them, where it begins a path."""
PORTS = ("8501", "8502")
SECONDS_A_COMMAND = 120
SECONDS_TO_END = 30


def commands() -> list[str]:
    """The indented lines of the page, in order."""
    return re.findall(r"^ {4}(\S.*)$", PAGE, flags=re.MULTILINE)


def why_not_here(command: str) -> str | None:
    return next((why for begin, why in NOT_HERE.items() if command.startswith(begin)), None)


@dataclass
class Machine:
    """A server's folders below a temporary one, and what systemd would see to.

    Attributes:
        root: in the place of ``/``.
        database: of the machine.
        ports: of the page -> here.
        running: services by their ports.
        recipient: the public half of the backups' key, once it was printed.
    """

    root: Path
    database: Cluster
    ports: dict[str, int] = field(
        default_factory=lambda: {p: free_port() for p in ("8501", "8502")}
    )
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    recipient: str = ""

    def here(self, command: str) -> str:
        """The command with this machine's folders, ports and key."""
        letsencrypt = self.root / "nginx"
        command = command.replace(proxied.LETSENCRYPT, str(letsencrypt))
        command = re.sub(
            r"(?<![\w.:/@])/(?=(opt|etc|var|media|backups)/)", f"{self.root}/", command
        )
        command = command.replace("age1...", self.recipient)
        if command == "sweetspot doctor":
            command += f" --address http://{HERE}:8501"
        if command == "nginx -t":
            command = shlex.join([*proxied.configured(letsencrypt, {}), "-t"])
        for there, port in self.ports.items():
            command = re.sub(rf"(?<!@){there}", str(port), command)
        return command

    def run(self, command: str) -> None:
        """Run a command of the page."""
        if command.startswith("systemctl"):
            _, verb, *services = [w for w in command.split() if not w.startswith("--")]
            if services[0].endswith(".timer"):
                self.strike(services[0].removesuffix(".timer"))
                return
            self.see_to(verb, [service.partition("@")[2] for service in services])
            return
        told = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(command)],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_A_COMMAND,
        )
        assert told.returncode == 0, f"{command}\n{told.stdout}{told.stderr}"
        if "--make-key" in command:
            self.recipient = told.stdout.split()[-1]
        if command.startswith("cp "):
            self.settle()

    def strike(self, name: str) -> None:
        """What a timer starts once its time has come."""
        assert (self.root / f"etc/systemd/system/{name}.timer").exists()
        unit = (self.root / f"etc/systemd/system/{name}.service").read_text()
        line = re.findall("^ExecStart=(.*)$", unit, flags=re.MULTILINE)[0]
        before = {*(self.root / "backups").iterdir()}
        self.run(line.replace("%%", "%").replace("$$", "$"))
        made = {*(self.root / "backups").iterdir()}
        assert before <= made
        assert all(file.stat().st_size for file in made)

    def settle(self) -> None:
        """A file that was copied names this machine's folders."""
        unit = self.root / "etc" / UNIT
        if unit.exists():
            unit.write_text(unit.read_text().replace("=/opt/", f"={self.root}/opt/"))

    def see_to(self, verb: str, services: list[str]) -> None:
        """Start or stop services as their unit says."""
        if verb in {"stop", "restart"}:
            for service in services:
                process = self.running.pop(service)
                process.send_signal(signal.SIGTERM)
                assert process.wait(SECONDS_TO_END) == 0
        if verb in {"start", "enable", "restart"}:
            for service in services:
                if service not in self.running:
                    self.start(service)
            for service in services:
                self.wait_for(service)

    def start(self, service: str) -> None:
        """What stands behind ExecStart."""
        unit = (self.root / "etc" / UNIT).read_text()
        line = re.findall("^ExecStart=(.*)$", unit, flags=re.MULTILINE)[0]
        words = shlex.split(line.replace("%i", str(self.ports[service])))
        with (self.root / f"{service}.log").open("ab") as log:
            self.running[service] = subprocess.Popen(
                words, env=self.environment(), stdout=log, stderr=log
            )

    def wait_for(self, service: str) -> None:
        """Until it answers."""
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(self.ports[service]):
            log = (self.root / f"{service}.log").read_text()
            assert self.running[service].poll() is None, log
            assert time.monotonic() < deadline, log
            time.sleep(0.1)

    def environment(self) -> dict[str, str]:
        """That of the administrator's shell, and what the service's file says by now."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SWEETSPOT", "PG"))}
        kept |= {
            "PATH": f"{self.root}/opt/sweetspot/bin:/usr/sbin:{kept['PATH']}",
            "HOME": str(self.root),
            "SWEETSPOT_STORE": str(self.root / "var/lib/sweetspot"),
            "PGHOST": HERE,
            "PGPORT": str(self.database.port),
            "PGUSER": "postgres",
        }
        file = self.root / "etc/sweetspot/environment"
        lines = file.read_text().splitlines() if file.exists() else []
        return kept | dict(line.split("=", 1) for line in lines)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A new one: a PostgreSQL that nobody prepared, and the folders that Debian makes."""
    skip_or_fail()
    proxied.skip_or_fail()
    for folder in ("etc/systemd/system", "etc/nginx/conf.d", "var/lib", "media/stick", "backups"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "nginx").mkdir()
    sweetspot = tmp_path / "opt/sweetspot/bin/sweetspot"
    sweetspot.parent.mkdir(parents=True)
    sweetspot.write_text(f'#!/bin/sh\nexec {sys.executable} -m dashboard "$@"\n')
    sweetspot.chmod(0o755)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sweetspot-pg-")))
        ports = {port: free_port() for port in PORTS}
        made = Machine(tmp_path, stack.enter_context(server(folder)), ports)
        yield made
        for process in made.running.values():
            process.terminate()
            process.wait(SECONDS_TO_END)


def test_every_command_of_the_page_runs_in_its_order(
    machine: Machine, a_survey: Callable[..., Survey]
) -> None:
    """A group on files, backed up, moved to PostgreSQL with a survey, upgraded, looked after."""
    code_hash = secrets.token_bytes(32)
    for command in commands():
        if command.startswith("systemd-analyze") and not shutil.which("systemd-analyze"):
            continue
        if why_not_here(command):
            continue
        if "--make-key" in command:  # by now a member has come
            with closing(open_stores(machine.root / "var/lib/sweetspot")) as stores:
                hand_in.hand_in(stores.members, code_hash, a_survey())
        machine.run(command)
    for stores in (
        open_stores(machine.root / "var/lib/sweetspot-again"),
        open_postgresql(machine.database.url("sweetspot")),
    ):
        with closing(stores):
            assert hand_in.is_handed_in(stores.members, code_hash)
    alive = {name for name, process in machine.running.items() if process.poll() is None}
    assert alive == set(PORTS)


def test_a_command_that_fails_is_told_with_its_words(machine: Machine) -> None:
    """Else the test above could not fail."""
    with pytest.raises(AssertionError, match="sweetspot doctr"):
        machine.run("sweetspot doctr")
    with pytest.raises(AssertionError, match=r"nobody\.sql"):
        machine.run("psql -v ON_ERROR_STOP=1 -f docs/deploy/nobody.sql")


def test_what_is_not_run_has_a_reason_and_stands_on_the_page() -> None:
    """A command that is gone from the page takes its excuse with it; few are excused."""
    excused = [command for command in commands() if why_not_here(command)]
    assert all(any(command.startswith(begin) for command in excused) for begin in NOT_HERE)
    assert len(excused) <= len(commands()) / 3
