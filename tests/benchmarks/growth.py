"""How publishing grows with the group: ``python tests/benchmarks/growth.py --members 1000 100000``.

For each size, in a process of its own: time and memory to publish, size of the store, and what a
page costs the server. Then, at one size: counting beside its floor, pandas, DuckDB and Datasette
(growth_counting.py), and handing in beside raw sqlite3 (growth_writing.py). The first wants the
extra ``benchmarks`` (duckdb, datasette). Bounds are of memory and of ratios; seconds are printed.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))  # a script sees its own folder, not the project's

import page_cost  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
BESIDE = 100_000
"""One chunk: what every process has in memory at a time."""
PAGE_RUNS = 60
EXTRA = ("duckdb", "datasette")
LIMIT_MB = 1_074
"""1 GiB."""
LIMIT_FLOOR, LIMIT_PANDAS, LIMIT_RAW = 40, 0.25, 3
LIMIT_FLAT = 1.25
"""What the process itself holds at the largest size, over that at one chunk."""


def main() -> int:
    """Measure, print a table and a JSON object; 0 where every limit is kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--members", type=int, nargs="+", default=SIZES)
    asked.add_argument("--no-pages", action="store_true", help="leave the cost of a page out")
    asked.add_argument("--no-beside", action="store_true", help="leave the ratios out")
    asked.add_argument("--made", type=Path, help="keep invented stores here, or use those there")
    asked.add_argument("--out", type=Path, help="write the JSON object to this file as well")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = measured(options, Path(folder))
    print(in_a_table(report))
    print(json.dumps(report, indent=2))
    if options.out:
        options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0 if all(report["kept"].values()) else 1


def measured(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Everything that was asked for."""
    made, sizes = options.made or folder / "made", sorted(options.members)
    report: dict[str, Any] = {"sizes": [grown(made, folder, size) for size in sizes]}
    if not options.no_pages:
        report["pages"] = pages(folder, sizes)
    if not options.no_beside:
        if all(map(find_spec, EXTRA)):
            report["counting"] = step("growth_counting.py", invented(made, BESIDE))
        report["writing"] = step("growth_writing.py", folder / "written")
    report["kept"] = limits_kept(report)
    report["figures"] = figures(report)
    return report


def grown(made: Path, folder: Path, members: int) -> dict[str, Any]:
    """One size, published from a copy of its store."""
    shutil.copytree(invented(made, members), folder / str(members))
    return step("growth_publishing.py", "publish", folder / str(members), members)


def invented(made: Path, members: int) -> Path:
    """The store of one size, filled where it is not there yet."""
    if not (made / str(members)).exists():
        step("growth_publishing.py", "make", made / str(members), members)
    return made / str(members)


def step(script: str, *words: object) -> dict[str, Any]:
    """The JSON object that a script prints, run in a process of its own."""
    command = [sys.executable, HERE / script, *map(str, words)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def pages(folder: Path, sizes: list[int]) -> list[dict[str, Any]]:
    """A page's cost at every size: a server each, visited in turn."""
    with ExitStack() as stack:
        servers = [
            stack.enter_context(page_cost.showing(folder / str(size), size)) for size in sizes
        ]
        page_cost.measure(servers, page_cost.PAGE, PAGE_RUNS)
    return [page_cost._group(server) for server in servers]


def limits_kept(report: dict[str, Any]) -> dict[str, bool]:
    """Which bounds of issue 8 the figures are within."""
    sizes, kept = report["sizes"], {}
    kept["memory"] = all(size["peak_mb"] < LIMIT_MB for size in sizes)
    kept["linear"] = all(
        later["cpu_seconds"] / later["members"] <= earlier["cpu_seconds"] / earlier["members"]
        for earlier, later in pairwise(sizes)
    )
    whole = [size["peak_own_mb"] for size in sizes if size["members"] >= BESIDE]
    if len(whole) > 1:
        kept["flat"] = whole[-1] <= LIMIT_FLAT * whole[0]
    if "pages" in report:
        costs = [page["cpu_ms_median"] for page in report["pages"]]
        kept["pages"] = max(costs) <= page_cost.LIMIT_RATIO * min(costs)
    if "counting" in report:
        ratios = report["counting"]["ratios"]
        kept["floor"] = ratios["counting_to_floor"] <= LIMIT_FLOOR
        kept["pandas"] = ratios["counting_to_pandas"] < LIMIT_PANDAS
    if "writing" in report:
        kept["writing"] = report["writing"]["ratio_p95"] <= LIMIT_RAW
    return kept


def figures(report: dict[str, Any]) -> list[list[str]]:
    """For the check's table."""
    bounds = {
        "hand_in_p95_to_raw": f"<= {LIMIT_RAW}",
        "counting_to_floor": f"<= {LIMIT_FLOOR}",
        "counting_to_pandas": f"< {LIMIT_PANDAS}",
    }
    rows = [
        [f"published: {size['members']:,} members", f"{size['seconds']:.1f} s", "none: printed"]
        for size in report["sizes"]
    ]
    rows += [
        [f"memory: {size['members']:,} members", f"{size['peak_mb']:.0f} MB", f"< {LIMIT_MB}"]
        for size in report["sizes"]
    ]
    rows += [
        [name.replace("_", " "), f"{value:g} times", bounds.get(name, "none: printed")]
        for name, value in _ratios(report).items()
    ]
    if "counting" not in report:
        rows.append(["counting beside pandas", "left out", 'pip install -e ".[benchmarks]"'])
    return rows


def _ratios(report: dict[str, Any]) -> dict[str, float]:
    """Ours over a reference of the same run, as far as it was measured."""
    ratios: dict[str, float] = dict(report.get("counting", {}).get("ratios", {}))
    if "writing" in report:
        ratios["hand_in_p95_to_raw"] = report["writing"]["ratio_p95"]
    return ratios


def in_a_table(report: dict[str, Any]) -> str:
    """A line a size, and the ratios."""
    heads = ("members", "seconds", "peak MB", "own MB", "store MB", "edition MB", "page ms")
    lines = [" ".join(f"{head:>10}" for head in heads)]
    costs = [f"{page['cpu_ms_median']:.1f}" for page in report.get("pages", [])]
    names = ("seconds", "peak_mb", "peak_own_mb", "members_mb", "edition_mb")
    for nth, size in enumerate(report["sizes"]):
        row = [f"{size['members']:,}", *(f"{size[name]:.1f}" for name in names)]
        lines.append(" ".join(f"{cell:>10}" for cell in [*row, *costs[nth : nth + 1]]))
    lines += [f"{name.replace('_', ' ')}: {value:g}" for name, value in _ratios(report).items()]
    over = [name for name, within in report["kept"].items() if not within]
    return "\n".join(
        [*lines, f"OVER its limit: {', '.join(over)}" if over else "within all limits"]
    )


if __name__ == "__main__":
    sys.exit(main())
