"""What a check found."""

from enum import Enum
from typing import Any, NamedTuple

from dashboard.text import say


class Outcome(Enum):
    """``wrong`` makes the command fail; ``hint`` does not."""

    ok = "ok"
    wrong = "wrong"
    hint = "hint"


class Verdict(NamedTuple):
    """An outcome, and the key of its sentence in ``[command.doctor]``."""

    outcome: Outcome
    key: str
    values: dict[str, Any]

    @property
    def line(self) -> str:
        """As it is printed."""
        mark = say(f"command.doctor.mark.{self.outcome.name}")
        return f"{mark} {say(f'command.doctor.{self.key}', **self.values)}"


def ok(key: str, **values: Any) -> Verdict:
    """Nothing is to be done."""
    return Verdict(Outcome.ok, key, values)


def wrong(key: str, **values: Any) -> Verdict:
    """Something is to be mended."""
    return Verdict(Outcome.wrong, key, values)


def hint(key: str, **values: Any) -> Verdict:
    """Something to know."""
    return Verdict(Outcome.hint, key, values)
