"""A cell of words -> the stored word that it means: the same words, or among others."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from dashboard.importing.problems import UnfitCell

LONGEST_CELL = 300
"""A longer cell is a story, and is not looked through for words."""
WORDS_KEPT = 4_096
SHORTEST_CONTAINED = 4
"""Characters; "no" and "me" stand in too many other answers."""
BLANK = frozenset(
    {"", "n/a", "na", "n.a.", "n.a", "-", "--", "\u2013", "\u2014", "?", "nil", "not applicable"}
    | {"prefer not to say", "prefer not to answer", "rather not say", "#n/a", "null"}
    | {"prefiero no decirlo", "prefiero no responder", "no aplica", "ns/nc", "sin respuesta"},
)
"""Ways of saying nothing."""
_NEGATION = re.compile(
    r"\b(?:not?|never|none|without|hardly|nor|nunca|ningun[oa]?|ningún|sin|jamás|but|pero|aunque|\w+n't)\b"
)
"""Beside a word it may turn the meaning around."""
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def normal_text(cell: str) -> str:
    """As cells and words are compared."""
    plain = unicodedata.normalize("NFKC", cell.translate(_QUOTES)).casefold()
    plain = plain.replace("\ufeff", "")  # a file's mark, pasted into a key of the map
    return " ".join(plain.split())


@lru_cache(WORDS_KEPT)
def whole_word(word: str) -> re.Pattern[str]:
    """Finds a word or phrase where no other word runs into it.

    Kept: Python's own cache of patterns is smaller than our table of synonyms.
    """
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing."""
    return normal_text(cell[:LONGEST_CELL]) in BLANK


def short_text(cell: str) -> str:
    """The cell as it is compared.

    Raises:
        UnfitCell: ``too_long``, or ``formula``.
    """
    if len(cell) > LONGEST_CELL:
        raise UnfitCell("too_long")
    if cell.lstrip().startswith("="):
        raise UnfitCell("formula")
    return normal_text(cell)


def meaning_of_cell(cell: str, words: Mapping[str, str], *, contained: bool = True) -> str | None:
    """What a cell means; None where it is blank.

    Args:
        cell: as it stands in the spreadsheet.
        words: written word, ``normal_text`` -> meaning.
        contained: whether the word may stand among others.

    Raises:
        UnfitCell: ``too_long``, ``word_unknown`` or ``word_two_ways``.
    """
    text = short_text(cell)
    if text in words:
        return words[text]
    if text in BLANK:
        return None
    found, rest = meanings_in_text(text, words) if contained else ([], text)
    if not found:
        raise UnfitCell("word_unknown")
    if len(set(found)) > 1 or is_negated(rest):
        raise UnfitCell("word_two_ways")
    return found[0]


def meanings_in_text(text: str, words: Mapping[str, str]) -> tuple[list[str], str]:
    """Meanings of the words that stand in a text, longer ones first, and what is left of it."""
    found = []
    for word in sorted(words, key=len, reverse=True):
        if len(word) < SHORTEST_CONTAINED:
            continue
        if word not in text:
            continue
        text, times = whole_word(word).subn(" ", text)
        if times:
            found.append(words[word])
    return found, text


def meanings_in_order(text: str, words: Mapping[str, str]) -> tuple[list[str], str]:
    """Meanings of the words that stand in a text, as they stand there, and what is left of it."""
    found: list[tuple[int, str]] = []
    for word in sorted(words, key=len, reverse=True):
        if len(word) < SHORTEST_CONTAINED or word not in text:
            continue
        for match in whole_word(word).finditer(text):
            found.append((match.start(), words[word]))
            text = text[: match.start()] + " " * len(word) + text[match.end() :]
    return [meaning for _, meaning in sorted(found)], text


def is_negated(text: str) -> bool:
    """Whether a text holds a word that turns a meaning around."""
    return bool(_NEGATION.search(text))
