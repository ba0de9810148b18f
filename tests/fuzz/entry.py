"""An entry of the house, and what comes of throwing bad input at it."""

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.text import has_text, say
from tests.fuzz.hostile import Hostile

LONGEST_SHOWN = 300
MOST_SHOWN = 5


class LetThrough(AssertionError):
    """The entry took what it may not take, or said no without a sentence."""


@dataclass(frozen=True)
class Entry:
    """A way in.

    Attributes:
        name: of the entry.
        draw: a bad input from a source.
        attempt: hands the input in; returns whether it was taken. Whatever it raises is a fault.
        slow: inputs in the slow run.
        quick: inputs in the ordinary suite.
    """

    name: str
    draw: Callable[[Hostile], Any]
    attempt: Callable[[Any], bool]
    slow: int
    quick: int = 150

    def __str__(self) -> str:
        """For the test's name."""
        return self.name


@dataclass(frozen=True)
class Tried:
    """What came of it: how many inputs, how many were taken, and the faults."""

    inputs: int
    taken: int
    faults: tuple[str, ...]


def tried(entry: Entry, inputs: int, seed: int = 8) -> Tried:
    """Hand bad inputs in; the same ones for the same seed."""
    source = Hostile(zlib.crc32(entry.name.encode()) + seed)
    taken, faults = 0, []
    for _ in range(inputs):
        given = entry.draw(source)
        try:
            taken += bool(entry.attempt(given))
        except Exception as error:  # noqa: BLE001 - any of them is what is looked for
            faults.append(f"{_shown(given)}: {type(error).__name__}: {_shown(error)}")
    return Tried(inputs, taken, tuple(faults))


def clear(key: str, **values: Any) -> None:
    """Make sure that a problem has a sentence, and that it is one.

    Raises:
        LetThrough: there is no text, or it is a key, a class or a trace.
    """
    sentence = say(key, **values) if has_text(key) else ""
    if len(sentence.split()) < 2 or "Traceback" in sentence or "Error:" in sentence:
        raise LetThrough(f"no clear sentence: {key}")


def refuse(what: object, why: str) -> None:
    """The entry let something through.

    Raises:
        LetThrough: always.
    """
    raise LetThrough(f"{why}: {_shown(what)}")


def one_of(source: random.Random, *kinds: Callable[[], Any]) -> Any:
    """What one of these draws."""
    return source.choice(kinds)()


def _shown(given: object) -> str:
    told = ascii(given)
    return told if len(told) <= LONGEST_SHOWN else f"{told[:LONGEST_SHOWN]}... ({len(told)})"
