"""Why the obvious chart is not shown: what it would say of invented members whose truth is known.

The numbers are in obvious.toml, written by ``tests/benchmarks/obvious.py`` from an invented
cohort; no edition is read here.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("obvious.toml")


@dataclass(frozen=True)
class Obvious:
    """One question, answered three ways; all numbers are people in 100.

    Attributes:
        members: how many were invented.
        doses_ug: the doses that the values belong to; empty where there is one value alone.
        truth: what was put in.
        counted: what comes out when counted as these pages count.
        obvious: what comes out the obvious way.
    """

    members: int
    doses_ug: tuple[int, ...]
    truth: tuple[int, ...]
    counted: tuple[int, ...]
    obvious: tuple[int, ...]


@cache
def _benchmark_numbers() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def timings() -> Obvious:
    """Trouble falling asleep, bedtime less morning."""
    found = _benchmark_numbers()["timings"]
    values = ((found[name],) for name in ("truth", "counted", "obvious"))
    return Obvious(_benchmark_numbers()["cohort"]["members"], (), *values)


def doses() -> Obvious:
    """A bothersome side effect at four doses."""
    found = _benchmark_numbers()["doses"]
    values = (tuple(found[name]) for name in ("dose_ug", "truth", "counted", "obvious"))
    return Obvious(_benchmark_numbers()["cohort"]["members"], *values)
