"""The real application on a store of an attack's own, and leaky twins of it as controls."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.visitor import HERE, free_port, served

SEEN_AFTER_SECONDS = 2.2
"""A running server looks for a newer edition every two seconds."""


@dataclass(frozen=True)
class Attacked:
    """A running server.

    Attributes:
        port: where it answers.
        store: the folder of its SQLite files.
        log: what it printed.
        pepper: what it hashes return codes with.
    """

    port: int
    store: Path
    log: Path
    pepper: str

    @property
    def address(self) -> str:
        """Such as ``http://127.0.0.1:8501``."""
        return f"http://{HERE}:{self.port}"


@contextmanager
def serving(store: Path, script: Path | None = None, pepper: str = "") -> Iterator[Attacked]:
    """The application on a store, its publisher asleep after the first look.

    Args:
        store: folder of the SQLite files.
        script: what is run instead of the app, inside the same server; for controls.
        pepper: what return codes are hashed with; a random one unless given.
    """
    pepper = pepper or secrets.token_hex(16)
    port, log = free_port(), store.with_name(f"{store.name}-{secrets.token_hex(2)}.log")
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    if script is not None:
        place = {"server.port": port, "server.address": HERE}
        build = f"build_app(Path({str(script)!r})).run(config={place})"
        imports = "from pathlib import Path; from dashboard.server import build_app"
        command = ["-c", f"{imports}; {build}"]
    environment = {
        "SWEETSPOT_STORE": str(store),
        "SWEETSPOT_PEPPER": pepper,
        "SWEETSPOT_CHECK_MINUTES": "1000",
        "SWEETSPOT_RUNS_A_SECOND": "1000",  # a crawler taps faster than any person
    }
    with served(command, port, environment, log):
        yield Attacked(port, store, log, pepper)
