"""Every test belongs to one part of the check, and the check runs every part."""

import re
from pathlib import Path

import pytest

from tests.check import PARTS, SCRIPT_PARTS, parts_asked
from tests.figures import Figure, PartReport, counts_in_words, table_of_parts
from tests.parts import POSTGRESQL, QUICK, ROOMS, RUNS, part_of

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob("tests/**/test_*.py"))


def is_there(address: str) -> bool:
    """Whether the folder or the file exists, and a test in it whose name begins so."""
    path, _, name = address.partition("::")
    place = ROOT / path
    return place.exists() and f"def {name}" in (place.read_text("utf-8") if name else "def ")


@pytest.mark.parametrize("slow", [False, True])
def test_every_file_of_tests_is_in_a_part_that_the_check_runs(slow: bool) -> None:
    """No test is left out of both tiers, and none with the mark ``slow`` is in the quick one."""
    parts = {part_of(f"{file}::test_it", slow=slow) for file in FILES}
    assert parts <= RUNS.keys() - ({QUICK} if slow else set())


def test_every_part_has_tests_and_every_room_is_there() -> None:
    """A room that was moved away would send its tests to another part without a word."""
    assert {room.part for room in ROOMS.values()} | {QUICK} == RUNS.keys()
    assert [address for address in ROOMS if not is_there(address)] == []


def test_every_part_that_is_a_script_is_there() -> None:
    """The oldest versions, and the tests of the tests."""
    assert SCRIPT_PARTS.keys() == {"lowest", "mutants"}
    assert all((ROOT / words[0]).is_file() for words in SCRIPT_PARTS.values())


def test_the_longest_address_decides() -> None:
    """A file may be in the quick tier though its folder is not."""
    assert part_of("tests/db/test_catalogue.py::test_it", slow=False) == QUICK
    assert part_of("tests/db/test_catalogue.py::test_it", slow=True) == "slow"
    assert part_of("tests/truth/test_coverage.py::test_it", slow=False) == "truth"


def test_contributing_tells_what_every_part_holds() -> None:
    """A line of the table for each, and none for a part that is gone."""
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Set up and check")[1]
    named = re.findall(r"^\| `(\w+)` \|", told.split("\n## ")[0], flags=re.MULTILINE)
    assert sorted(named) == sorted(PARTS)


@pytest.mark.parametrize(
    ("words", "parts", "left"),
    [
        ([], [QUICK], []),
        (["-k", "timelines"], [QUICK], ["-k", "timelines"]),
        (["--all"], [*PARTS], []),
        (["--all", "truth", "faults"], ["truth", "faults"], []),
        (["--all", "attacks", "--keep"], ["attacks"], ["--keep"]),
        (["--all", "-k", "truth"], [*PARTS], ["-k", "truth"]),
        (["--on", POSTGRESQL], [POSTGRESQL], []),
    ],
)
def test_words_name_parts_or_go_to_pytest(
    words: list[str], parts: list[str], left: list[str]
) -> None:
    """Names stand right behind ``--all``."""
    assert parts_asked(words) == (parts, left)


def test_the_table_has_part_figure_bound_and_seconds() -> None:
    """A part with its counts, then what it measured; a part that failed says so."""
    counts = counts_in_words({"passed": 57, "skipped": 2})
    figure = Figure("friend_who_joined", "0.580", "<= 0.62")
    whole = PartReport("attacks", True, counts, [figure], 12.4, 20.0)
    broken = PartReport("faults", False, counts_in_words({"failed": 1}), [], 3.0, 1.0)
    head, one, under, other = table_of_parts([whole, broken]).splitlines()
    assert head.split() == ["part", "figure", "bound", "seconds", "processor"]
    assert re.fullmatch(r"attacks +57 passed, 2 skipped +none fails +12 +20", one)
    assert re.fullmatch(r"  friend_who_joined +0\.580 +<= 0\.62", under)
    assert re.fullmatch(r"faults +1 failed +none fails: BROKEN +3 +1", other)
