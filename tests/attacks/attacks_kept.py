"""What attacks gained, kept row by row in the file that the page "What could still leak" reads."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

KEPT = Path("dashboard/evidence/attacked.toml")
COMMAND = "python tests/check.py --all quick attacks --keep"
_HEAD = f"# Written by `{COMMAND}`.\n# What the attacks of tests/attacks gained.\n"


class Row(NamedTuple):
    """What one attack gained: figure, bound as text, figure of the control, size of the run.

    ``interval`` is the figure's, 95 %; where there is one, its lower end is under the bound.
    """

    key: str
    figure: float
    bound: str
    control: float | None
    run: str
    slow: bool
    interval: tuple[float, float] | None = None


def keep_rows(file: Path, rows: list[Row]) -> None:
    """Write rows into the file, each in the place of the one with its key; others stay."""
    kept = {row["name"]: row for row in tomllib.loads(file.read_text()).get("attack", [])}
    measured = {row.key: row for row in rows}
    tables = {name: toml_of(_row_of_table(table)) for name, table in kept.items()}
    tables |= {name: toml_of(row) for name, row in measured.items() if _replaces(row, kept)}
    file.write_text("\n".join([_HEAD, *(tables[name] for name in sorted(tables))]))


def _row_of_table(table: dict[str, Any]) -> Row:
    interval = (table["low"], table["high"]) if "low" in table else None
    plain = (table["name"], table["figure"], table["bound"], table.get("control"))
    return Row(*plain, table.get("run", ""), table.get("large", False), interval)


def _replaces(row: Row, kept: dict[str, Any]) -> bool:
    """A row of full size is not replaced by its smaller sibling of the quick tier."""
    return row.slow or not kept.get(row.key, {}).get("large", False)


def toml_of(row: Row) -> str:
    """One [[attack]] table."""
    lines = ["[[attack]]", f'name = "{row.key}"', f"figure = {row.figure:.3f}"]
    lines.append(f'bound = "{row.bound}"')
    lines += [] if row.control is None else [f"control = {row.control:.3f}"]
    lines += [f'run = "{row.run}"'] if row.run else []
    lines += ["large = true"] if row.slow else []
    if row.interval is not None:
        lines += [f"low = {row.interval[0]:.3f}", f"high = {row.interval[1]:.3f}"]
    return "\n".join(lines) + "\n"
