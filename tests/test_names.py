"""How things are called (docs/words.md, "Names"): counted over the whole house.

The lists of exceptions may only shrink: an entry that is no longer needed fails.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("dashboard", "db", "pages")
MOST_OF_ONE_WORD = 0.35
"""Of the functions' names; 12 to 39 % in five code bases that we admire, 65 % here once."""
FEWEST_LETTERS = 11
"""Mean of a function's name; 11.7 to 17.4 there, 7.5 here once."""
MOST_PARTICIPLES = 0.02
"""Of the functions' names; 0 to 3 % there, 10 % here once."""
IRREGULAR = frozenset(
    {"told", "said", "kept", "shown", "held", "made", "drawn", "known", "given", "chosen", "seen"}
    | {"written", "found", "sent", "begun", "hidden", "worn", "taken", "spoken", "built", "left"}
    | {"read"}
)
NO_PARTICIPLES = frozenset({"need", "feed", "seed", "speed", "embed"})
SAYS_NOTHING = frozenset(
    {"told", "said", "kept", "made", "shown", "found", "mine", "own", "asked", "given", "read"}
    | {"who", "place", "rows"}
)
"""Alone they leave open what is told, kept or shown."""

GERUNDS = {
    "dashboard/publishing/blurring.py": "the field's word for noise, threshold and rounding",
    "dashboard/publishing/counting.py": "the field's word for making cells of a cohort",
    "dashboard/findings/finding.py": "a noun: what a page shows",
}
"""Modules named by a gerund, each with its reason; six at the most."""
PARTICIPLES = {
    "pages/answered.py": "a page, and a page's name is its address",
    "pages/held.py": "a page, and a page's name is its address",
}
"""Modules named by a participle, each with its reason; four at the most."""

Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def module_files() -> list[Path]:
    """Every module but migrations, which are named by their order."""
    files = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
    return sorted(file for file in files if "migrations" not in file.parts)


@cache
def definitions() -> tuple[tuple[str, Named], ...]:
    """Every function and class, with its module's path; read once."""
    return tuple(
        (file.relative_to(ROOT).as_posix(), node)
        for file in module_files()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, Named)
    )


def function_names() -> list[str]:
    """Without the underscores of private ones; Python's own (``__init__``) are not ours."""
    return [
        node.name.strip("_")
        for _, node in definitions()
        if not isinstance(node, ast.ClassDef) and not node.name.startswith("__")
    ]


def is_participle(word: str) -> bool:
    """Whether a word is a past participle, roughly: a known irregular one, or one in -ed."""
    regular = word.endswith("ed") and len(word) > len("red")
    return word in IRREGULAR or (regular and word not in NO_PARTICIPLES)


def modules_of_one_word() -> dict[str, str]:
    """Path of a module -> its name, for names without an underscore."""
    names = {file.relative_to(ROOT).as_posix(): file.stem for file in module_files()}
    return {path: name for path, name in names.items() if "_" not in name}


def says_nothing(name: str) -> bool:
    """Whether a public name leaves open what it is about."""
    return not name.startswith("_") and name.lower() in SAYS_NOTHING


def test_a_functions_name_has_two_words_or_more() -> None:
    """A verb with its object, or a noun of two words: 65 of 100 at the least."""
    names = function_names()
    assert sum("_" not in name for name in names) <= MOST_OF_ONE_WORD * len(names)


def test_a_functions_name_is_long_enough_to_say_something() -> None:
    """Eleven letters in the mean."""
    names = function_names()
    assert sum(map(len, names)) >= FEWEST_LETTERS * len(names)


def test_no_functions_name_begins_with_a_participle() -> None:
    """``draw_figure`` says what is done, ``drawn_figure`` does not: two of 100 at the most."""
    names = function_names()
    found = [name for name in names if is_participle(name.split("_")[0])]
    assert len(found) <= MOST_PARTICIPLES * len(names), found


def test_a_module_named_by_a_gerund_has_a_reason() -> None:
    """Six at the most, and none on the list that is not there."""
    found = {path for path, name in modules_of_one_word().items() if name.endswith("ing")}
    assert found == set(GERUNDS)
    assert len(GERUNDS) <= 6


def test_a_module_named_by_a_participle_has_a_reason() -> None:
    """Four at the most, and none on the list that is not there."""
    found = {path for path, name in modules_of_one_word().items() if is_participle(name)}
    assert found == set(PARTICIPLES)
    assert len(PARTICIPLES) <= 4


def test_no_public_name_says_nothing() -> None:
    """``told``, ``Kept``, ``rows``."""
    found = {f"{path}:{node.name}" for path, node in definitions() if says_nothing(node.name)}
    assert found == set()


@pytest.mark.parametrize(
    ("word", "expected"),
    [("kept", True), ("blurred", True), ("draw", False), ("need", False), ("red", False)],
)
def test_a_participle_is_known_by_its_ending(word: str, expected: bool) -> None:
    """Or by its name, where it has an ending of its own."""
    assert is_participle(word) is expected


def test_a_name_that_says_nothing_is_seen_in_any_case() -> None:
    """A class as well as a function; private ones are their module's business."""
    assert says_nothing("Kept")
    assert says_nothing("told")
    assert not says_nothing("_told")
    assert not says_nothing("kept_under_code")
