import re
from pathlib import Path

import pytest

from dashboard.text import load_language_texts
from tests.dashboard.text.test_languages import flat

LIST = Path(__file__).parents[3] / "docs" / "words.md"
FOR_OPERATORS = ("command.", "import.")
"""What the command says to who runs the server may name the things of a server."""
ASKED_BY_MEMBERS = {
    "my_record.questions.doctor.asked": "doctor",
    "article.lead": "physician",
    "leaks.parts.fakes.body": "patient",  # "a patient person"
}
"""Keys that may hold a word of the last column, and the word."""
_ASIDE = re.compile(r"\([^)]*\)")


def rows() -> list[list[str]]:
    """The list: thing, English, Spanish, what is not said."""
    first_part = LIST.read_text("utf-8").split("\n## ")[0]  # names in the code come further down
    lines = [line for line in first_part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def words(cell: str) -> list[str]:
    """The words of a cell, without what stands in brackets."""
    return [
        word.strip().lower() for word in re.split(r"[,;]", _ASIDE.sub("", cell)) if word.strip()
    ]


NOT_SAID = sorted({word for row in rows() for word in words(row[3]) if "alone" not in word})


@pytest.mark.parametrize("word", NOT_SAID)
def test_one_word_for_one_thing(word: str) -> None:
    """No text that a member or a leader reads has a word of the list's last column."""
    whole = re.compile(rf"\b{re.escape(word)}(?:s|es)?\b", re.IGNORECASE)
    found = {
        key: said
        for key, said in flat(load_language_texts("en"))
        if not key.startswith(FOR_OPERATORS)
        and whole.search(said)
        and ASKED_BY_MEMBERS.get(key) != word
    }
    assert not found, f'"{word}": see docs/words.md'


def test_every_word_of_the_list_is_in_use() -> None:
    """A list that nobody follows would say nothing: each first word stands in a text."""
    for column, code in ((1, "en"), (2, "es")):
        said = "\n".join(text.lower() for _, text in flat(load_language_texts(code)))
        unused = [row[column] for row in rows() if words(row[column])[0] not in said]
        assert not unused, code


def test_a_thing_has_a_word_in_each_language() -> None:
    """No cell is empty, and no word that we say is also one that we do not."""
    assert len(rows()) > 25
    assert all(all(row) for row in rows())
    said = {word for row in rows() for word in words(row[1])}
    assert not said & set(NOT_SAID)
