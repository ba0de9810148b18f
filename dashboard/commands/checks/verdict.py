"""What a check found."""

from enum import Enum
from typing import Any, NamedTuple

from dashboard.text import say
from db.store.errors import StoreError

_PROBLEM = "problem."


class CheckOutcome(Enum):
    """``wrong_verdict`` makes the command fail; ``hint_verdict`` does not."""

    ok = "ok"
    wrong = "wrong"
    hint = "hint"


class CheckVerdict(NamedTuple):
    """An outcome, and the key of its sentence in ``[command.doctor]``, or the start's own."""

    outcome: CheckOutcome
    key: str
    values: dict[str, Any]

    @property
    def line(self) -> str:
        """As it is printed."""
        mark = say(f"command.doctor.mark.{self.outcome.name}")
        return f"{mark} {self._sentence()}"

    def _sentence(self) -> str:
        room = "command" if self.key.startswith(_PROBLEM) else "command.doctor"
        return say(f"{room}.{self.key}", **self.values)

    def as_record(self) -> dict[str, str]:
        """For a program: ``outcome``, ``key`` and the sentence."""
        return {"outcome": self.outcome.value, "key": self.key, "sentence": self._sentence()}


def ok_verdict(key: str, **values: Any) -> CheckVerdict:
    """Nothing is to be done."""
    return CheckVerdict(CheckOutcome.ok, key, values)


def wrong_verdict(key: str, **values: Any) -> CheckVerdict:
    """Something is to be mended."""
    return CheckVerdict(CheckOutcome.wrong, key, values)


def hint_verdict(key: str, **values: Any) -> CheckVerdict:
    """Something to know."""
    return CheckVerdict(CheckOutcome.hint, key, values)


def refusal_verdict(error: StoreError) -> CheckVerdict:
    """For this the start is refused, in the same words."""
    return CheckVerdict(CheckOutcome.wrong, f"{_PROBLEM}{error.args[0]}", error.values)
