"""Every longer text that a member reads, measured: the grade of Flesch and Kincaid.

Grade = 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid and others, 1975,
Derivation of New Readability Formulas, Navy Research Branch Report 8-75). Grade 7 is age 12.
Counted here in a few lines: the package textstat fetches its dictionary from another host, and
brings a top-level package "tests" that hides ours.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.text import load_language_texts

HIGHEST_GRADE = 7.0
SENTENCES = 3
"""From so many on a text is a paragraph; the grade of one sentence alone jumps about."""
HIGHEST_ALONE = 9.3
"""Of one or two sentences. A long word or a range moves it by two grades."""
WORDS_ALONE = 8
"""Fewer are a label, not a sentence."""
CITATION = "take_along.sheet.source"
"""A name, a title and an address: nothing of it can be said in shorter words."""
NOT_FOR_MEMBERS = ("command", "import", "leaders", "report", "export")
KNOWN = {"naltrexone", "fibromyalgia", "endorphins", "edition", "prescriber", "innova"}
"""Names that have no shorter word, and words of our list that the pages explain; each is counted
as one syllable."""
_VALUE = re.compile(r"\{[^}]*\}")
_END = re.compile(r"[.!?]+[\"”’)*_]*(?:\s|$)")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9’'-]*")


def grade(text: str) -> float:
    """Years of school that it takes to read a text."""
    plain = _VALUE.sub("10", text)
    words = _WORD.findall(plain)
    return (
        0.39 * len(words) / sentences(plain)
        + 11.8 * sum(map(syllables, words)) / len(words)
        - 15.59
    )


def sentences(text: str) -> int:
    """What ends with a full stop, a question mark or the text."""
    ends = list(_END.finditer(text.strip()))
    is_whole = bool(ends) and ends[-1].end() == len(text.strip())
    return len(ends) + (not is_whole)


def syllables(word: str) -> int:
    """Groups of vowels, without the silent ones at the end: "rounded" has two, "time" one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters or letters in KNOWN:
        return 1
    groups = len(re.findall(r"[aeiouy]+", letters))
    if re.search(r"[^aeiouylt]es?$|[^aeiouytd]ed$", letters) and not re.search(
        r"(?:[sxzcg]|[cs]h)es$|[^aeiou]les?$", letters
    ):
        groups -= 1
    return max(1, groups)


def texts(found: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(key, text) of everything that a member reads; a text of several paragraphs is several."""
    if isinstance(found, dict):
        for key, part in found.items():
            if path or key not in NOT_FOR_MEMBERS:
                yield from texts(part, f"{path}.{key}" if path else key)
        return
    if path != CITATION and not path.startswith("finding.leaders"):
        yield from ((path, part.strip()) for part in str(found).split("\n\n"))


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("time", 1),
        ("table", 2),
        ("rounded", 2),
        ("moved", 1),
        ("people", 2),
        ("dose", 1),
        ("doses", 2),
        ("effects", 2),
        ("medicine", 3),
        ("naltrexone", 1),
        ("10", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    """But for names that cannot be avoided, which count as known."""
    assert syllables(word) == count


def test_the_measure_tells_hard_from_easy() -> None:
    """The sentence of a form and what we would say instead."""
    hard = (
        "Participation necessitates the acknowledgement of applicable regulations. "
        "Subsequent modification of administered quantities requires authorisation. "
        "Documentation is available upon individual application."
    )
    easy = "You can stop at any time. Your answers are safe. Come back when you like."
    assert grade(hard) > 15 and grade(easy) < 3
    # 15 words, 3 sentences, 17 syllables: an-y and an-swers have two
    assert grade(easy) == pytest.approx(0.39 * 15 / 3 + 11.8 * 17 / 15 - 15.59)


def test_every_paragraph_is_read_at_age_twelve() -> None:
    """The message names the texts that are too hard, the hardest first."""
    graded = sorted(
        (
            (grade(text), key, text)
            for key, text in texts(load_language_texts("en"))
            if sentences(text) >= SENTENCES
        ),
        reverse=True,
    )
    assert len(graded) > 60
    hard = [f"{found:.1f} {key}: {text}" for found, key, text in graded if found > HIGHEST_GRADE]
    assert not hard, "\n".join(hard)


def test_a_sentence_alone_is_no_harder_than_it_must_be() -> None:
    """Numbers, ranges and names of effects weigh more there; no text is left unmeasured."""
    alone = [
        (grade(text), key, text)
        for key, text in texts(load_language_texts("en"))
        if sentences(text) < SENTENCES and len(_WORD.findall(text)) >= WORDS_ALONE
    ]
    assert len(alone) > 300
    hard = [f"{found:.1f} {key}: {text}" for found, key, text in alone if found > HIGHEST_ALONE]
    assert not hard, "\n".join(hard)
