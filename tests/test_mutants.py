"""The list of mutants is up to date: each change can be made, and each test beside it is there."""

import re
from pathlib import Path

import pytest

from tests.mutants import Mutant, all_mutants

ROOT = Path(__file__).resolve().parent.parent
FEWEST = 30
MUTANT = Mutant("none", "none.py", (("a + b", "a - b"),), ())


@pytest.mark.parametrize("mutant", all_mutants(), ids=lambda mutant: mutant.name)
def test_every_mutant_changes_its_file_and_names_tests_that_are_there(mutant: Mutant) -> None:
    """What it replaces stands there exactly once: else nothing would be broken."""
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert mutant.mutated(source) != source
    for test in mutant.tests:
        file, _, name = test.partition("::")
        code = (ROOT / file).read_text(encoding="utf-8")
        assert not name or re.search(rf"^def {name}\(", code, flags=re.MULTILINE), test


def test_there_are_many_and_no_two_have_one_name() -> None:
    """Of numbers, of members, of leaders and of what is not lost."""
    names = [mutant.name for mutant in all_mutants()]
    assert len(set(names)) == len(names) >= FEWEST


@pytest.mark.parametrize("source", ["a - b", "a + b, a + b"])
def test_a_change_that_has_no_one_place_is_out_of_date(source: str) -> None:
    """The line is gone, or stands there twice."""
    assert MUTANT.mutated("(a + b)") == "(a - b)"
    with pytest.raises(ValueError, match="has changed"):
        MUTANT.mutated(source)
