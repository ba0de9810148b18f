"""Which part of the check a test belongs to: one table, asked by pytest and by tests/check.py.

A test is in the quick tier where its room says so and it bears no mark ``slow``; else it is in
the room's part. The room of a test is the longest address of ROOMS that its own begins with.
"""

from typing import NamedTuple

QUICK, POSTGRESQL, BENCHMARKS = "quick", "postgresql", "benchmarks"


class Room(NamedTuple):
    """Where tests belong.

    Attributes:
        part: of those that are left out of the quick tier.
        quick: whether those that are not marked as slow are in the quick tier.
    """

    part: str
    quick: bool


ROOMS = {
    "tests/": Room("slow", quick=True),
}
TWO = ("-n", "2", "--dist", "worksteal")
ALONE = ("-n", "0")
"""Nothing beside it: what is killed, cut off or timed has the machine to itself."""
RUNS: dict[str, tuple[str, ...]] = {
    QUICK: TWO,
    "slow": TWO,
    "served": TWO,
    "browser": TWO,
    "access": TWO,
    "attacks": TWO,
    "truth": TWO,
    "fuzz": TWO,
    "faults": ALONE,
    BENCHMARKS: ALONE,
    POSTGRESQL: (*TWO, "--on", "postgresql", "tests/db", "tests/dashboard", "tests/pages"),
}
"""Part -> how pytest runs it. Every part but PostgreSQL's has tests of its own: that one runs those
that open a store a second time, whichever part they are in."""


def room_of(address: str) -> Room:
    """The room of a test's address, such as ``tests/db/test_group.py::test_it``."""
    return ROOMS[max((path for path in ROOMS if address.startswith(path)), key=len)]


def part_of(address: str, *, slow: bool) -> str:
    """The one part that a test belongs to."""
    room = room_of(address)
    return QUICK if room.quick and not slow else room.part
