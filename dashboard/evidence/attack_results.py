"""What the attacks of tests/attacks gained when they were last run, for the page that says so."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.text import number_in_language

KEPT = Path(__file__).with_name("attacked.toml")
HUNDRED = 100


@dataclass(frozen=True)
class Attack:
    """One attack of the suite.

    Attributes:
        name: its key, also in the texts.
        figure: what was gained: a chance of a right guess, a width or a count.
        bound: the limit that the suite holds it to, such as ``"<= 0.65"``.
        control: the same without what protects; None where there is none.
        run: how large the run was.
        large: whether it is of full size, so that a smaller run does not replace it.
        low: lower end of the figure's 95 % interval; where there is one, it is what the bound
            holds.
        high: its upper end.
    """

    name: str
    figure: float
    bound: str
    control: float | None = None
    run: str = ""
    large: bool = False
    low: float | None = None
    high: float | None = None

    def values(self) -> dict[str, str]:
        """What a sentence about it may name: as a number, and as so many in a hundred."""
        control = 0.0 if self.control is None else self.control
        return {
            "figure": number_in_language(f"{self.figure:g}"),
            "hundred": f"{HUNDRED * self.figure:.0f}",
            "control": number_in_language(f"{control:g}"),
            "control_hundred": f"{HUNDRED * control:.0f}",
        }


@cache
def latest_attacks() -> tuple[Attack, ...]:
    """Every attack that was kept, in the order of the file."""
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    return tuple(Attack(**row) for row in kept["attack"])
