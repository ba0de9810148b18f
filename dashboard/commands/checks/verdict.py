"""What a check found."""

from enum import Enum
from typing import Any, NamedTuple

from dashboard.text import say


class CheckOutcome(Enum):
    """``wrong_verdict`` makes the command fail; ``hint_verdict`` does not."""

    ok = "ok"
    wrong = "wrong"
    hint = "hint"


class CheckVerdict(NamedTuple):
    """An outcome, and the key of its sentence in ``[command.doctor]``."""

    outcome: CheckOutcome
    key: str
    values: dict[str, Any]

    @property
    def line(self) -> str:
        """As it is printed."""
        mark = say(f"command.doctor.mark.{self.outcome.name}")
        return f"{mark} {say(f'command.doctor.{self.key}', **self.values)}"


def ok_verdict(key: str, **values: Any) -> CheckVerdict:
    """Nothing is to be done."""
    return CheckVerdict(CheckOutcome.ok, key, values)


def wrong_verdict(key: str, **values: Any) -> CheckVerdict:
    """Something is to be mended."""
    return CheckVerdict(CheckOutcome.wrong, key, values)


def hint_verdict(key: str, **values: Any) -> CheckVerdict:
    """Something to know."""
    return CheckVerdict(CheckOutcome.hint, key, values)
