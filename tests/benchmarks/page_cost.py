"""What a run of the chart page costs the server: ``python tests/benchmarks/page_cost.py``.

Two real servers, one with a small group and one with a large, and a third with an empty Streamlit
page are visited in turn over their WebSocket. A run's cost is the CPU time of the whole server
process, every thread of it, read from the kernel's clock before and after (Linux only). Bounds are
ratios: a busy or slow machine is slow for all three.
"""

import argparse
import json
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from dashboard import demo  # noqa: E402
from dashboard.stores import open_stores  # noqa: E402
from tests.editions_of import publish_next  # noqa: E402
from tests.visitor import HERE, free_port, run_page, served, visiting  # noqa: E402

PAGE = "timelines"
GROUPS = (1_000, 100_000)
SEED = 1
WARM_UP_RUNS = 10
RUNS = 200
SECONDS_TO_SETTLE = 0.02
FIGURES = 4
EMPTY = "tests/benchmarks/naive/empty.py"
LIMIT_EMPTY = 9.0
"""Times an empty page; measured: 6.3."""
LIMIT_RATIO = 1.2
"""Times the same page for the smaller group."""


@dataclass
class Server:
    """A running server, its visitor, and what each measured run took, in milliseconds."""

    members: int
    process: int
    visitor: ClientConnection
    figures: int = FIGURES
    cpu_ms: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)
    bytes_sent: int = 0


def main() -> int:
    """Measure, print a JSON object and a sentence; 0 where both limits are kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=RUNS)
    asked.add_argument("--page", default=PAGE)
    asked.add_argument("--members", type=int, nargs=2, default=GROUPS)
    asked.add_argument("--out", type=Path, help="write the JSON object to this file as well")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        servers = [
            stack.enter_context(serving(Path(folder) / str(members), members))
            for members in options.members
        ]
        empty = stack.enter_context(showing_nothing(Path(folder)))
        measure([*servers, empty], options.page, options.runs)
    report = report_of(servers, empty, options.page)
    print(json.dumps(report, indent=2))
    print(in_words(report))
    if options.out:
        options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0 if report["passed"] else 1


@contextmanager
def serving(folder: Path, members: int) -> Iterator[Server]:
    """A server on a store of invented members with one edition."""
    stores = open_stores(folder)
    demo.fill_with_members(stores.members, members, SEED)
    publish_next(stores)
    for engine in (stores.members, stores.editions, stores.edition_writer):
        engine.dispose()
    with showing(folder, members) as server:
        yield server


@contextmanager
def showing(folder: Path, members: int) -> Iterator[Server]:
    """A server on a store that has an edition."""
    environment = {"SWEETSPOT_STORE": str(folder), "SWEETSPOT_PEPPER": secrets.token_hex(16)}
    with _visited("dashboard/server.py", environment, folder / "log") as (process, visitor):
        yield Server(members, process, visitor)


@contextmanager
def showing_nothing(folder: Path) -> Iterator[Server]:
    """The reference: a server whose one page has a title and nothing else."""
    with _visited(EMPTY, {}, folder / "empty.log") as (process, visitor):
        yield Server(0, process, visitor, figures=0)


@contextmanager
def _visited(
    script: str, environment: dict[str, str], log: Path
) -> Iterator[tuple[int, ClientConnection]]:
    port = free_port()
    flags = ["--server.port", str(port), "--server.address", HERE, "--server.headless", "true"]
    command = ["-m", "streamlit", "run", script, *flags]
    with served(command, port, environment, log) as process, visiting(port) as visitor:
        yield process.pid, visitor


def measure(servers: list[Server], page: str, runs: int) -> None:
    """Run the page on each server in turn, so that a busy minute of the machine hits both."""
    for server in servers:
        for _ in range(WARM_UP_RUNS):
            sent = run_page(server.visitor, _page_of(server, page))
        figures = [m for m in sent if m.delta.new_element.HasField("plotly_chart")]
        assert len(figures) == server.figures, f"{len(figures)} figures on {page}"
        server.bytes_sent = sum(message.ByteSize() for message in sent)
    for _ in range(runs):
        for server in servers:
            time.sleep(SECONDS_TO_SETTLE)
            _measure_once(server, page)


def _measure_once(server: Server, page: str) -> None:
    cpu, wall = cpu_seconds(server.process), time.perf_counter()
    run_page(server.visitor, _page_of(server, page))
    server.wall_ms.append(1_000 * (time.perf_counter() - wall))
    time.sleep(SECONDS_TO_SETTLE)  # the script's thread ends after its last message
    server.cpu_ms.append(1_000 * (cpu_seconds(server.process) - cpu))


def _page_of(server: Server, page: str) -> str:
    """The empty server has one page alone."""
    return page if server.figures else ""


def cpu_seconds(process: int) -> float:
    """CPU time that a process has used so far, in all its threads."""
    # What the C library's clock_getcpuclockid gives for a process: its scheduler clock.
    return time.clock_gettime((~process << 3) | 2)


def report_of(servers: list[Server], empty: Server, page: str) -> dict[str, Any]:
    """Figures and limits, as they are printed."""
    medians = [statistics.median(server.cpu_ms) for server in servers]
    to_empty = max(medians) / statistics.median(empty.cpu_ms)
    ratio = medians[1] / medians[0]
    return {
        "page": page,
        "runs": len(servers[0].cpu_ms),
        "groups": [_group(server) for server in servers],
        "empty": _group(empty),
        "ratio_to_empty": round(to_empty, 2),
        "ratio": round(ratio, 3),
        "figures": [
            [f"{page}: run, over an empty page", f"{to_empty:.1f} times", f"<= {LIMIT_EMPTY:g}"],
            [f"{page}: large group over small", f"{ratio:.2f} times", f"<= {LIMIT_RATIO:g}"],
            [f"{page}: run, processor", f"{max(medians):.1f} ms", "none: a busy machine"],
        ],
        "passed": to_empty <= LIMIT_EMPTY and ratio <= LIMIT_RATIO,
    }


def _group(server: Server) -> dict[str, Any]:
    tenths = statistics.quantiles(server.cpu_ms, n=10)
    return {
        "members": server.members,
        "cpu_ms_median": round(statistics.median(server.cpu_ms), 2),
        "cpu_ms_p10": round(tenths[0], 2),
        "cpu_ms_p90": round(tenths[-1], 2),
        "wall_ms_median": round(statistics.median(server.wall_ms), 2),
        "bytes_sent": server.bytes_sent,
    }


def in_words(report: dict[str, Any]) -> str:
    """The result in one line."""
    costs = ", ".join(
        f"{group['cpu_ms_median']:.1f} ms at {group['members']:,} members"
        for group in report["groups"]
    )
    verdict = "within" if report["passed"] else "OVER"
    return (
        f"{report['page']}: {costs} (ratio {report['ratio']:.2f}), an empty page "
        f"{report['empty']['cpu_ms_median']:.1f} ms (ratio {report['ratio_to_empty']:.1f}); "
        f"{verdict} the limits of {LIMIT_EMPTY:g} times an empty page and {LIMIT_RATIO:g}."
    )


if __name__ == "__main__":
    sys.exit(main())
