"""How wide words are in a figure, about: figures are laid out before a browser measures them."""

from collections.abc import Sequence

NARROWEST = 268
"""Pixels of a figure on a phone of 320: what fits there fits everywhere."""
_LETTERS = {
    22: "ij .,:;·’",
    31: "lI()/",
    42: "1frt-“”",
    51: "svz",
    57: "acekoxy–−+<>áéó",
    67: "3458BPSVZ",
    72: "ACDKRUX",
    77: "GHNOQ",
    87: "wm",
    97: "M%W",
}
_OTHERS = 62
_OF_100 = {letter: width for width, letters in _LETTERS.items() for letter in letters}
"""Letter -> width in hundredths of the font's size; measured of Public Sans, rounded up."""
BREAK, UNIT = "<br>", " mg"


def text_width(text: str, size: int) -> float:
    """Pixels that a line takes.

    Args:
        text: without tags.
        size: of the font, in pixels.
    """
    return sum(_OF_100.get(letter, _OTHERS) for letter in text) * size / 100


def widest_line(texts: Sequence[str], size: int) -> float:
    """Pixels of the widest line of any of these texts."""
    return max(text_width(line, size) for text in texts for line in text.split(BREAK))


def wrap_text(text: str, room: float, size: int) -> list[str]:
    """The text in lines that fit; a word that is wider than the room has a line of its own.

    Args:
        text: without tags or breaks.
        room: pixels.
        size: of the font, in pixels.
    """
    lines: list[str] = []
    for word in text.replace(UNIT, UNIT.replace(" ", "\u00a0")).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
