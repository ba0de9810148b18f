"""What the invented worlds of tests/truth showed when they were last run, for pages that say so.

One source: ``python tests/truth/table.py --write`` writes the file, docs/truth.md beside it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KEPT = Path(__file__).with_name("truth.toml")


@dataclass(frozen=True)
class WorldBias:
    """How far off a figure is in a world that no answer can show.

    Attributes:
        world: key of its texts.
        figure: key of its texts.
        shown: what pages would show, in 100; of a difference, in points.
        true: what is true there, in the same.
    """

    world: str
    figure: str
    shown: int
    true: int


@dataclass(frozen=True)
class FigureWidth:
    """How far off a figure may be by chance: half of its range, in points of 100."""

    figure: str
    members: int
    points: int


@dataclass(frozen=True)
class SeenDifference:
    """How often a group of so many members sees a true difference.

    Attributes:
        figure: key of its texts.
        members: of the group.
        true: the difference, in points of 100.
        seen: share of editions that say so, 0 to 1.
    """

    figure: str
    members: int
    true: int
    seen: float


@dataclass(frozen=True)
class TruthResults:
    """Everything that was kept; ``editions`` is how many groups were drawn a world and size."""

    editions: int
    biases: tuple[WorldBias, ...]
    widths: tuple[FigureWidth, ...]
    powers: tuple[SeenDifference, ...]


@cache
def latest_truth_results() -> TruthResults:
    """What the last whole run found, in the order of the file."""
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    return TruthResults(
        kept["editions"],
        tuple(WorldBias(**row) for row in kept.get("off", ())),
        tuple(FigureWidth(**row) for row in kept.get("width", ())),
        tuple(SeenDifference(**row) for row in kept.get("power", ())),
    )
