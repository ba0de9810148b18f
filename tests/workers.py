"""A Dask cluster of the tests' own, on loopback: a scheduler and workers, each a real process."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.visitor import HERE, ROOT, free_port

SECONDS_TO_START = 60
TLS = {"distributed.comm.require-encryption": "True", "distributed.comm.tls.ca-file": "{file}"}
TLS |= {
    f"distributed.comm.tls.{side}.{part}": "{file}"
    for side in ("scheduler", "worker", "client")
    for part in ("cert", "key")
}
"""Dask's settings, as docs/growth.md names them."""


@dataclass
class Workers:
    """A running cluster.

    Attributes:
        address: of its scheduler.
        processes: its workers.
        environment: what a publisher of another process needs to join.
    """

    address: str
    processes: list["subprocess.Popen[bytes]"]
    environment: dict[str, str]


def skip_or_fail() -> None:
    """Without dask.distributed: fail where CI runs, else skip with what to install."""
    if find_spec("distributed"):
        return
    reason = 'no dask.distributed: python -m pip install -e ".[cluster]"'
    if os.environ.get("CI", "").casefold() == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def workers(
    database_url: str, folder: Path, number: int = 2, certificate: Path | None = None
) -> Iterator[Workers]:
    """A scheduler and its workers, from their start until the block ends.

    Args:
        database_url: each worker's SWEETSPOT_DATABASE_URL.
        folder: for their logs and whatever they keep.
        number: of workers.
        certificate: a PEM file with its key, for all sides; without one, plain TCP.
    """
    from dask import config

    protocol, secure = ("tls", TLS) if certificate else ("tcp", {})
    port = str(free_port())
    address = f"{protocol}://{HERE}:{port}"
    secure = {name: value.format(file=certificate) for name, value in secure.items()}
    with ExitStack() as stack:
        stack.enter_context(config.set(secure))
        spelled = {f"DASK_{_spelled(name)}": value for name, value in secure.items()}
        scheduler = ("scheduler", "--host", HERE, "--port", port, "--protocol", protocol)
        stack.enter_context(
            _running((*scheduler, "--no-dashboard"), spelled, folder / "scheduler.log")
        )
        flags = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", HERE)
        place = ("--local-directory", str(folder))
        environment = {"SWEETSPOT_DATABASE_URL": database_url, **spelled}
        processes = [
            stack.enter_context(
                _running(("worker", address, *flags, *place), environment, folder / f"{nth}.log")
            )
            for nth in range(number)
        ]
        _wait(address, number)
        yield Workers(address, processes, spelled)


def _spelled(name: str) -> str:
    """A setting of Dask as a variable of the environment."""
    return name.upper().replace(".", "__").replace("-", "_")


@contextmanager
def _running(
    words: tuple[str, ...], environment: dict[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            cwd=ROOT,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait(SECONDS_TO_START)


def _wait(address: str, number: int) -> None:
    from distributed import Client

    ends = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with Client(address, timeout=1, set_as_default=False) as client:
                client.wait_for_workers(number, timeout=SECONDS_TO_START)
                return
        except OSError:
            if time.monotonic() > ends:
                raise
