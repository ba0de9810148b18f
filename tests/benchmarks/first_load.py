"""What a first visit on a phone waits for and downloads: ``python tests/benchmarks/first_load.py``.

A real Chromium, its processor slowed to a quarter and its line to slow 4G, opens the survey as a
newcomer does, and in another visit the charts; then it goes on from page to page. Nothing is kept
between two visits. A layout shift is counted however small and whenever it comes, so what is
printed is at least as much as the CLS of the web vitals, which takes the worst five seconds.
"""

import argparse
import base64
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from dashboard.navigation import OPENED  # noqa: E402
from tests.tour.album import free_port  # noqa: E402
from tests.tour.browser import BrowserLook, fresh_page, tour_browser  # noqa: E402
from tests.tour.routes import PAGES, page_address  # noqa: E402
from tests.tour.stores import tour_server  # noqa: E402
from tests.tour.visitor import STILL, TourVisitor  # noqa: E402

SLOWER = 4
"""Times: about a cheap telephone beside a computer."""
BYTES_A_SECOND = 1_600_000 / 8
DELAY_MS = 150
"""Slow 4G, as Chromium's own tools have it: 1.6 Mbit a second down, half of that up."""
PATIENCE_MS = 180_000
VISITS = 3
LIMIT_SHIFT = 0.05
FIRST = {"share": '[class*="-begin"] button', "timelines": ".js-plotly-plot .scatterlayer .trace"}
"""Page -> what has to be there before it is of any use: the way into the survey, a line."""
HEADLINE = {"share": "#ss-first h1, .stApp h1", "timelines": "#ss-first h2, h2.ss-sentence"}
"""Page -> what can be read first: of the first response, or of the page itself without one."""
PICTURE = f"#ss-first .ss-picture, {FIRST['timelines']}"
_WATCH = """new PerformanceObserver(list => {
  for (const e of list.getEntries()) {
    if (!e.hadRecentInput) (window.shifts ??= []).push(e.value);
  }
}).observe({type: 'layout-shift', buffered: true})"""


@dataclass
class Line:
    """What went over a page's line.

    Attributes:
        bytes: received so far, headers and the open socket's messages included.
        requests: how many files were asked for.
        hosts: other than the server's.
    """

    host: str
    bytes: int = 0
    requests: int = 0
    hosts: set[str] = field(default_factory=set)


@dataclass
class Visit:
    """One page's figures: seconds until it was of use, kilobytes, requests, shift.

    Of a first visit also seconds until its headline could be read, and its first picture seen.
    """

    page: str
    seconds: float
    kilobytes: float
    requests: int
    shift: float
    headline_seconds: float | None = None
    picture_seconds: float | None = None


def main() -> int:
    """Measure, print a table and a JSON object; 0 where no limit is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--visits", type=int, default=VISITS)
    asked.add_argument("--out", type=Path, help="write the JSON object to this file as well")
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        tour_browser() as browser,
        tour_server("filled", Path(folder), free_port()) as shown,
    ):
        report = measured(browser, shown.address, options.visits)
    print(in_a_table(report))
    print(json.dumps(report, indent=2))
    if options.out:
        options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0 if report["passed"] else 1


def measured(browser: Browser, address: str, visits: int) -> dict[str, Any]:
    """Everything; one visit at full speed before, so that the server has packed its files."""
    for name in FIRST:
        first_visit(browser, address, name, slowly=False)
    first = {name: [first_visit(browser, address, name) for _ in range(visits)] for name in FIRST}
    after, hosts = later_pages(browser, address)
    hosts |= {host for found in first.values() for _, hosts in found for host in hosts}
    lines = [*(visit for found in first.values() for visit, _ in found), *after]
    return {
        "visits": visits,
        "first": {name: _middle([v for v, _ in found]) for name, found in first.items()},
        "after": [asdict(visit) for visit in after],
        "other_hosts": sorted(hosts),
        "limit_shift": LIMIT_SHIFT,
        "figures": figures(lines, hosts),
        "passed": not hosts and max(visit.shift for visit in lines) < LIMIT_SHIFT,
    }


def figures(visits: list[Visit], hosts: set[str]) -> list[list[str]]:
    """For the check's table; how long a visit took is printed alone."""
    shift = max(visit.shift for visit in visits)
    rows = [
        [f"first visit: {v.page}", f"{v.seconds:.1f} s, {v.kilobytes:.0f} kB", "none: printed"]
        for v in {v.page: v for v in reversed(visits) if v.page in FIRST}.values()
    ]
    return [
        *rows,
        ["largest layout shift", f"{shift:.3f}", f"< {LIMIT_SHIFT}"],
        ["other hosts asked", f"{len(hosts)}", "0"],
    ]


def _middle(visits: list[Visit]) -> dict[str, Any]:
    """The median of the times; the worst of what ought to be the same every time."""
    return {
        "page": visits[0].page,
        "seconds": round(statistics.median(visit.seconds for visit in visits), 2),
        "kilobytes": round(max(visit.kilobytes for visit in visits), 1),
        "requests": max(visit.requests for visit in visits),
        "shift": max(visit.shift for visit in visits),
        "headline_seconds": _median_seen([visit.headline_seconds for visit in visits]),
        "picture_seconds": _median_seen([visit.picture_seconds for visit in visits]),
    }


def _median_seen(seconds: list[float | None]) -> float | None:
    known = [each for each in seconds if each is not None]
    return round(statistics.median(known), 2) if known else None


def first_visit(
    browser: Browser,
    address: str,
    name: str,
    *,
    slowly: bool = True,
) -> tuple[Visit, set[str]]:
    """A newcomer opens a page; also, which other hosts were asked."""
    with telephone(browser, address, slowly=slowly) as (page, line):
        began = time.perf_counter()
        page.goto(f"{address}/{page_address(name)}", wait_until="commit")
        page.locator(HEADLINE[name]).first.wait_for()
        headline, picture = time.perf_counter() - began, None
        if name == "timelines":
            page.locator(PICTURE).first.wait_for()
            picture = time.perf_counter() - began
        page.locator(FIRST[name]).first.wait_for()
        seconds = time.perf_counter() - began
        visitor = TourVisitor(page, address)
        page.set_default_timeout(PATIENCE_MS)
        visitor.settle()
        visit = _visit(page, line, name, seconds)
        visit.headline_seconds, visit.picture_seconds = headline, picture
        return visit, line.hosts


def later_pages(browser: Browser, address: str) -> tuple[list[Visit], set[str]]:
    """From page to page in one tab, by the links of the bar."""
    found = []
    with telephone(browser, address, slowly=True) as (page, line):
        visitor = TourVisitor(page, address)
        page.set_default_timeout(PATIENCE_MS)
        visitor.open("")
        for name in (each for each in PAGES[1:] if each not in OPENED):
            line.bytes, line.requests = 0, 0
            page.evaluate("window.shifts = []")
            began = time.perf_counter()
            _follow(page, name)
            visitor.settle()
            found.append(_visit(page, line, name, time.perf_counter() - began))
    return found, line.hosts


def _follow(page: Page, name: str) -> None:
    """By its link."""
    before = page.locator("h1").first.inner_text()
    link = page.locator(f'.st-key-bar a:is([href="{name}"], [href^="{name}?"])').first
    if not link.is_visible():  # on a phone the bar is one row, and its links are in the menu
        page.locator(".ss-menu summary").click()
    link.click()
    page.locator("h1").filter(has_not_text=before).first.wait_for()
    page.locator(STILL).wait_for()


def _visit(page: Page, line: Line, name: str, seconds: float) -> Visit:
    shift = page.evaluate("(window.shifts || []).reduce((sum, value) => sum + value, 0)")
    return Visit(
        name, round(seconds, 2), round(line.bytes / 1_000, 1), line.requests, round(shift, 4)
    )


@contextmanager
def telephone(browser: Browser, address: str, *, slowly: bool) -> Iterator[tuple[Page, Line]]:
    """A telephone that was never here, and what goes over its line."""
    with fresh_page(browser, BrowserLook(390, "light")) as page:
        line = Line(urlsplit(address).netloc)
        page.add_init_script(_WATCH)
        page.set_default_timeout(PATIENCE_MS)
        tools = page.context.new_cdp_session(page)
        tools.send("Network.enable")
        if slowly:
            tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            tools.send("Network.emulateNetworkConditions", _slow_line())
        tools.on("Network.requestWillBeSent", lambda event: _asked(line, event))
        tools.on("Network.loadingFinished", lambda event: _received(line, event))
        tools.on("Network.webSocketFrameReceived", lambda event: _told(line, event))
        yield page, line


def _slow_line() -> dict[str, Any]:
    return {
        "offline": False,
        "latency": DELAY_MS,
        "downloadThroughput": BYTES_A_SECOND,
        "uploadThroughput": BYTES_A_SECOND / 2,
    }


def _asked(line: Line, event: dict[str, Any]) -> None:
    parts = urlsplit(event["request"]["url"])
    if parts.scheme in {"data", "blob"}:
        return
    line.requests += 1
    if parts.netloc != line.host:
        line.hosts.add(parts.netloc)


def _received(line: Line, event: dict[str, Any]) -> None:
    line.bytes += int(event["encodedDataLength"])


def _told(line: Line, event: dict[str, Any]) -> None:
    """A message of the open socket; Chromium hands binary ones over as base64."""
    response = event["response"]
    binary = response["opcode"] == 2
    payload = response["payloadData"]
    line.bytes += len(base64.b64decode(payload)) if binary else len(payload)


def in_a_table(report: dict[str, Any]) -> str:
    """The figures, a line a page."""
    rows = [*report["first"].values(), *report["after"]]
    lines = [f"{'page':<16}{'seconds':>9}{'kB':>9}{'requests':>10}{'shift':>8}"]
    lines += [
        f"{row['page']:<16}{row['seconds']:>9.2f}{row['kilobytes']:>9.1f}"
        f"{row['requests']:>10}{row['shift']:>8.3f}"
        for row in rows
    ]
    lines[1:1] = [
        f"{row['page']}: headline read after {row['headline_seconds']} s, "
        f"first picture seen after {row['picture_seconds']} s"
        for row in report["first"].values()
    ]
    lines.insert(1 + 2 * len(report["first"]), "then, in one tab that began at the first page:")
    return "\n".join([*lines, f"other hosts: {report['other_hosts'] or 'none'}"])


if __name__ == "__main__":
    sys.exit(main())
