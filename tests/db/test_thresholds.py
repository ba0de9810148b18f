"""How many people are enough is said in one place, with where each number comes from."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import thresholds

ROOT = Path(__file__).parents[2]
ROOMS = ("dashboard/findings", "dashboard/charts", "dashboard/report", "dashboard/ui/findings")
COUNTED = {"people", "cases", "at_risk", "members"}
FILES = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
LEAST_THAT_IS_A_RULE = 2
"""0 and 1 tell whether there is anybody or anything at all."""


def own_bounds(source: str) -> Iterator[str]:
    """Numbers of a module's own that people are held against, or that "too few" is told with."""
    tree = ast.parse(source)
    named = {
        target.id
        for line in tree.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
        for target in line.targets
        if isinstance(target, ast.Name)
    }

    def is_own(node: ast.expr) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, int) and node.value >= LEAST_THAT_IS_A_RULE
        return isinstance(node, ast.Name) and node.id in named

    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            of_people = any(isinstance(s, ast.Attribute) and s.attr in COUNTED for s in sides)
        elif isinstance(node, ast.Call):
            sides = node.args[1:]
            of_people = ast.unparse(node.func).endswith("too_few")
        else:
            continue
        if of_people and any(map(is_own, sides)):
            yield ast.unparse(node)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_figure_has_a_bound_on_people_of_its_own(file: Path) -> None:
    """Neither as a number in a comparison nor as a constant of the module."""
    assert list(own_bounds(file.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "share.people >= 30",
        "NEEDED = 30\ncell is None or cell.people < NEEDED",
        "asked.too_few(name, numbers, 10)",
    ],
)
def test_a_bound_of_its_own_is_found(line: str) -> None:
    """The three ways in which modules had them."""
    assert len(list(own_bounds(line))) == 1


def test_every_number_says_where_it_comes_from() -> None:
    """In the sentences under it."""
    tree = ast.parse(Path(thresholds.__file__).read_text("utf-8"))
    lines = tree.body[1:]
    assert len(lines) % 2 == 0
    for number, words in zip(lines[::2], lines[1::2], strict=True):
        assert isinstance(number, ast.Assign)
        assert isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant)
        assert "Source:" in str(words.value.value), ast.unparse(number)


def test_docs_say_the_same_numbers() -> None:
    """The lines "Show" and "me and peers" of docs/measures.md."""
    text = (ROOT / "docs" / "measures.md").read_text("utf-8")
    t = thresholds
    assert f"cells from {t.THRESHOLD} people" in text
    assert f"a group within the group from {t.GROUP_FROM_PEOPLE}" in text
    assert f"a comparison from {t.COMPARED_FROM_PEOPLE} an arm" in text
    assert f"a dose band from {t.DOSE_FROM_PEOPLE};" in text
    assert f"where the slice is shown, cells from {t.PEERS_FROM_PEOPLE} people" in text


def test_what_may_be_said_needs_at_least_what_may_be_published() -> None:
    """Nobody is named in a sentence who would not be in an edition."""
    said = (
        thresholds.PERCENT_FROM_PEOPLE,
        thresholds.SAID_FROM_PEOPLE,
        thresholds.DOSE_FROM_PEOPLE,
        thresholds.PEERS_FROM_PEOPLE,
        thresholds.CLAIM_FROM_PEOPLE,
        thresholds.COMPARED_FROM_PEOPLE,
    )
    assert min(said) >= thresholds.SMALLEST_GROUP
    assert thresholds.WHOLE_POINTS_FROM_PEOPLE >= thresholds.PERCENT_FROM_PEOPLE
