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


IN, OUT = True, False
ROOMS = {
    "tests/": Room("slow", IN),
    "tests/attacks/": Room("attacks", OUT),
    "tests/attacks/test_code_left.py": Room("attacks", IN),
    "tests/attacks/test_averaging.py": Room("attacks", IN),
    "tests/attacks/test_calendar.py": Room("attacks", IN),
    "tests/attacks/test_nested.py": Room("attacks", IN),
    "tests/attacks/test_pooled_reader.py": Room("attacks", IN),
    "tests/attacks/test_pooled_replay.py": Room("attacks", IN),
    "tests/attacks/test_redraw.py": Room("attacks", IN),
    "tests/attacks/test_still_there.py": Room("attacks", IN),
    "tests/attacks/test_stolen_counts.py": Room("attacks", IN),
    "tests/attacks/test_doors.py": Room("attacks", IN),
    "tests/attacks/test_exports.py": Room("attacks", IN),
    "tests/attacks/test_exports.py::test_no_cell_of_the_leaders_workbook": Room("attacks", OUT),
    "tests/attacks/test_forging.py": Room("attacks", IN),
    "tests/attacks/test_guessing.py::test_a_code_of_ones_own": Room("attacks", IN),
    "tests/attacks/test_received_errors.py::test_a_forged_word": Room("attacks", IN),
    "tests/benchmarks/": Room(BENCHMARKS, OUT),
    "tests/browser/": Room("browser", OUT),
    "tests/browser/test_access.py": Room("access", OUT),
    "tests/browser/test_figures_fit.py": Room("browser", OUT),
    "tests/browser/test_figures_fit.py::test_on_the_narrowest": Room("browser", IN),
    "tests/browser/test_nothing_lost.py": Room("browser", OUT),
    "tests/browser/test_nothing_lost.py::test_a_reload_finds": Room("browser", IN),
    "tests/browser/test_whole_way.py": Room("browser", IN),
    "tests/dashboard/backups/test_backup_postgresql.py": Room(POSTGRESQL, OUT),
    "tests/dashboard/publishing/test_cluster.py": Room(POSTGRESQL, OUT),
    "tests/dashboard/report/test_chromium.py": Room("browser", OUT),
    "tests/dashboard/publishing/test_chunks.py": Room("slow", OUT),
    "tests/dashboard/test_command.py::test_a_server_ends_with_its": Room("slow", OUT),
    "tests/dashboard/test_command.py::test_a_server_ends_when": Room("slow", OUT),
    "tests/dashboard/test_command.py::test_a_show_leaves_nothing": Room("slow", OUT),
    "tests/db/test_both_stores.py": Room(POSTGRESQL, IN),
    "tests/db/test_both_stores.py::test_the_same_group_gives_the_same_edition": Room(
        POSTGRESQL, OUT
    ),
    "tests/db/test_both_stores.py::test_two_publishers_at_once": Room(POSTGRESQL, OUT),
    "tests/faults/": Room("faults", OUT),
    "tests/fuzz/": Room("fuzz", OUT),
    "tests/fuzz/test_entries.py": Room("fuzz", IN),
    "tests/test_operating.py": Room("slow", OUT),
    "tests/tour/": Room("browser", OUT),
    "tests/truth/": Room("truth", OUT),
    "tests/truth/test_designed_states.py": Room("truth", IN),
    "tests/truth/test_table.py": Room("truth", IN),
    "tests/truth/worlds/": Room("truth", IN),
}
TWO = ("-n", "2", "--dist", "worksteal")
ALONE = ("-n", "0")
"""Nothing beside it: what is killed, cut off or timed has the machine to itself."""
RUNS: dict[str, tuple[str, ...]] = {
    QUICK: TWO,
    "slow": TWO,
    "browser": TWO,
    "access": TWO,
    "attacks": TWO,
    "truth": TWO,
    "fuzz": TWO,
    "faults": ALONE,
    BENCHMARKS: ALONE,
    POSTGRESQL: (*TWO, "--on", "postgresql", "tests/db", "tests/dashboard", "tests/pages"),
}
"""Part -> how pytest runs it. PostgreSQL's runs its own tests, and a second time those of every
part that open a store."""


def room_of(address: str) -> Room:
    """The room of a test's address, such as ``tests/db/desk/test_group.py::test_it``."""
    return ROOMS[max((path for path in ROOMS if address.startswith(path)), key=len)]


def part_of(address: str, *, slow: bool) -> str:
    """The one part that a test belongs to."""
    room = room_of(address)
    return QUICK if room.quick and not slow else room.part


def parts_of_file(file: str) -> set[str]:
    """The parts that a file may hold a test of: what is in none of them need not be imported."""
    inside = [room for path, room in ROOMS.items() if path.startswith(f"{file}::")]
    rooms = [room_of(f"{file}::"), *inside]
    return {room.part for room in rooms} | {QUICK for room in rooms if room.quick}
