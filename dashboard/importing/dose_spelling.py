"""How a header spells the unit of its doses."""

import re
import unicodedata

_MICROGRAMS = re.compile(r"(?<![^\W\d_])(?:m[ck]+r?gr?m?s?|ugr?s?|m[ií][ck]ro\s?g\w*)(?![^\W\d_])")


def needs_unit(header: str) -> bool:
    """Whether a map has to say the unit: a header that names micrograms, or may do so.

    In another script than ours nobody here can tell; the sign for micro is Greek.
    """
    plain = unicodedata.normalize("NFKC", header).casefold().replace("_", " ")
    letters = filter(str.isalpha, plain)
    is_foreign = any("LATIN" not in unicodedata.name(letter, "") for letter in letters)
    return is_foreign or bool(_MICROGRAMS.search(plain))
