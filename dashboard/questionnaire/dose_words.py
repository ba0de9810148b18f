"""What a member writes about a dose, cut into words that are known: numbers, units, how often.

A word that is not known makes the whole unreadable: a sentence is never read in part.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

UNITS = {
    "mg": (
        *("mg", "mgs", "milligram", "milligrams", "milligramme", "milligrammes"),
        *("miligramo", "miligramos"),
    ),
    "mcg": (
        *("mcg", "mcgs", "ug", "μg", "microgram", "micrograms", "microgramme", "microgrammes"),
        *("microgramo", "microgramos"),
    ),
}
HALF = "half"
"""The text of the word "half", in any language; of milligrams or of a tablet, it does not say."""
_UNIT_OF = {spelling: unit for unit, spellings in UNITS.items() for spelling in spellings}
_OFTEN = {
    "1": r"once|una vez|1 time",
    "2": r"twice|(?:two|2) times|(?:dos|2) veces|b\.?i\.?d\.?",
    "3": r"(?:three|3) times|thrice|(?:tres|3) veces|t\.?i\.?d\.?",
    "4": r"(?:four|4) times|(?:cuatro|4) veces|q\.?i\.?d\.?",
}
_DAY = r"(?:/|a|per|each|every|al|por|cada) ?(?:day|d[ií]a)|daily|diari[oa]s?|total|q\.?d\.?"
_EVENING = (
    r"(?:at|before|every|each|in the|a|de|cada|en la|al|antes de|"
    r"por las?|todas las|a la hora de)? ?"
    r"(?:nights?|nightly|nocte|q?\.?h\.?s\.?|bed ?time|bed|evenings?|pm|"
    r"noches?|acostar(?:me|se)|dormir|cama)"
)
_MORNING = (
    r"(?:in the|every|each|at|por las?|todas las|de la|en la|cada)? ?"
    r"(?:mornings?|am|breakfast|mañanas?|desayuno)"
)
_PILL = r"capsules?|caps?|tablets?|tabs?|pills?|c[aá]psulas?|pastillas?|tabletas?|comprimidos?"
_LIQUID = r"mls?|millilit(?:er|re)s?|drops?|gotas|mililitros?|cc"
_FILLER = (
    r"low[- ]dose naltrexone|naltrexon[ea]|ldn|of|de|a|an|un|una|about|approx|aprox|~|"
    r"(?:i )?take|tomo|p\.?o\.?|by mouth"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("often", "|".join(f"(?P<often_{n}>{words})" for n, words in _OFTEN.items())),
    ("day", _DAY),
    ("evening", _EVENING),
    ("morning", _MORNING),
    ("half", r"half|medi[oa]"),
    ("number", r"[0-9]+ [0-9]+/[0-9]+|[0-9]+/[0-9]+|[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+"),
    ("unit", "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))),
    ("pill", _PILL),
    ("liquid", _LIQUID),
    ("times", r"[x×*]|veces|times"),
    ("and", r"\+|and|y|&"),
    ("filler", _FILLER),
)
_WORD = re.compile(
    "|".join(
        rf"(?P<{kind}>{pattern if kind in {'number', 'times', 'and'} else rf'(?:{pattern})'})"
        + (r"(?![^\W\d_])" if kind not in {"number", "and", "times"} else "")
        for kind, pattern in _KINDS
    ),
)
_MARK_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])['’·](?=[0-9])")
"""A decimal mark as it is written by hand in Spain, and in old British print."""
_GAP = re.compile(r",\s+|[\s.;:()]*")


@dataclass(frozen=True)
class DoseWord:
    """One word.

    Attributes:
        kind: ``number``, ``unit``, ``often``, ``pill`` and so on, as in this module's table.
        text: as it was written, in small letters.
        value: a number's value, or how often.
    """

    kind: str
    text: str
    value: Fraction | None = None


def dose_words(written: str) -> list[DoseWord] | None:
    """The words in order, without those that change nothing; None where one is not known."""
    plain = _plain_text(written)
    found: list[DoseWord] = []
    at = 0
    while at < len(plain):
        match = _WORD.match(plain, at)
        if match is None:
            return None
        word = _word_of_match(match)
        if word is None:
            return None
        found.append(word)
        gap = _GAP.match(plain, match.end())
        at = gap.end() if gap else match.end()
    return list(_words_that_count(found))


def _plain_text(written: str) -> str:
    """Small letters, one blank between words, ``½`` as ``1/2``, ``1'5`` as ``1.5``."""
    apart = "".join(f" {s} " if _is_fraction_sign(s) else s for s in written)
    plain = unicodedata.normalize("NFKC", apart).replace("\u2044", "/").casefold()
    return " ".join(_MARK_BETWEEN_DIGITS.sub(".", plain).split())


def _is_fraction_sign(sign: str) -> bool:
    return unicodedata.decomposition(sign).startswith("<fraction>")


def _word_of_match(match: re.Match[str]) -> DoseWord | None:
    kind = next(kind for kind, _ in _KINDS if match[kind] is not None)
    text = match[kind]
    if kind == "number":
        value = _number_value(text)
        return None if value is None else DoseWord(kind, text, value)
    if kind == "half":
        return DoseWord("number", HALF, Fraction(1, 2))
    if kind == "often":
        often = next(n for n in _OFTEN if match[f"often_{n}"] is not None)
        return DoseWord(kind, text, Fraction(often))
    return DoseWord(kind, _UNIT_OF.get(text, text))


def _number_value(text: str) -> Fraction | None:
    """``1 1/2`` is one and a half; what is no proper fraction is no number."""
    *whole, last = text.split(" ")
    if "/" not in last:
        return Fraction(f"0{last}".replace(",", ".").rstrip("."))
    above, below = map(int, last.split("/"))
    if not 0 < above < below:
        return None
    return Fraction(above, below) + (int(whole[0]) if whole else 0)


def _words_that_count(words: list[DoseWord]) -> Iterator[DoseWord]:
    """Without fillers and times of day; a morning and an evening together are ``both``."""
    twice = {"morning", "evening"} <= {word.kind for word in words}
    for word in words:
        if word.kind not in {"filler", "day", "morning", "evening"} and not (
            word.kind == "and" and twice
        ):
            yield word
    if twice:
        yield DoseWord("both", "")
