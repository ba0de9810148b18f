"""Processes that are killed: forked, cut off with SIGKILL, and what they said until then."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dashboard.stores import Stores
from db.answers import DoseStep, EffectEpisode, LdnPause, Survey
from db.vocabulary import Before, Effect, Severity, Timing

HASH_BYTES = 32
Place = Callable[[], Stores]
"""Opens both stores anew, in whichever process asks."""
TRIED, STORED = b"?", b"+"


@dataclass(frozen=True)
class Said:
    """Hashes of the codes that a process tried, and those that it was told are stored."""

    tried: tuple[bytes, ...]
    stored: tuple[bytes, ...]


@contextmanager
def forked(work: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """A process that does ``work(pipe)``; gives its id and the pipe's other end.

    The caller has no store open: SQLite's locks do not survive a fork.
    """
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(ours)
            work(its)
        finally:
            os._exit(0)
    os.close(its)
    try:
        yield child, ours
    finally:
        os.close(ours)


def killed_at_random(work: Callable[[int], None], rng: random.Random, longest: float) -> Said:
    """Run ``work`` and kill it within ``longest`` seconds of its first word."""
    with forked(work) as (child, pipe):
        said = os.read(pipe, 1)
        time.sleep(rng.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(pipe, 1 << 16):
            said += more
    return _heard(said)


def ended_by_itself(work: Callable[[int], None]) -> int:
    """Run ``work`` to its end; minus the signal that ended it, or 0."""
    with forked(work) as (child, _):
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_myself(*_given: object, **_named: object) -> None:
    """Stands in for a function in whose midst the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)


def _heard(said: bytes) -> Said:
    words = [said[i : i + 1 + HASH_BYTES] for i in range(0, len(said), 1 + HASH_BYTES)]
    whole = [word for word in words if len(word) == 1 + HASH_BYTES]
    return Said(
        tuple(word[1:] for word in whole if word[:1] == TRIED),
        tuple(word[1:] for word in whole if word[:1] == STORED),
    )


def survey_of(code_hash: bytes) -> Survey:
    """A survey that tells by its answers whose it is, in every table of a member."""
    week = 10 + code_hash[0] % 40
    effects = (Effect.vivid_dreams, Effect.headache, Effect.nausea)
    return Survey(
        observed_week=week,
        steps=tuple(
            DoseStep(week=1 + 2 * i, dose_ug=500 + 100 * code_hash[i], timing=Timing.bedtime)
            for i in range(3)
        ),
        pauses=(LdnPause(began_week=2, ended_week=2),),  # the dose of week 3 is the restart
        episodes=tuple(
            EffectEpisode(
                effect=effect,
                before=Before.no,
                began_week=1 + code_hash[4] % 5,
                still_there=True,
                severity=Severity.mild,
            )
            for effect in sorted(effects)
        ),
    )
