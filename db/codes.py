"""Return and invite codes: made here, read forgivingly; a return code is stored only as a hash.

Sixteen Crockford base32 characters hold 80 random bits; at 10 guesses a second against 10,000
codes that is 380 million years to the first hit. Source: crockford.com/base32.html.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
INVITE_LENGTH = 8
"""An invite is shared by 20 people or more and hung on a wall: short enough to copy by hand."""
GROUP = 4
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LABELS = (
    re.compile(r"^.*:|^\W*(?:return |invite )?code\b|^\W*código(?: de regreso)?\b", re.DOTALL),
    re.compile(r"^.*?\bcode(?: is)?\b|^.*?\bcódigo(?: de regreso)?(?: es)?\b", re.DOTALL),
)
"""What people copy along with a code: "Code:", "My return code is"; the narrower one first."""
_CARRIES_MEANING = frozenset("LN")
"""First letters of the Unicode categories of letters and digits; every other sign is left out:
blanks, dashes of any kind, quotes, full stops, and signs that nobody sees (U+200B, U+FEFF)."""
LONGEST_INPUT = 64
"""More than any way of writing sixteen characters; the rest is not looked at."""


def make_return_code() -> str:
    """A new return code in groups of four, such as ``7K2M-QX4D-93TR-HV8B``."""
    return _random_code(LENGTH)


def make_invite_code() -> str:
    """A new invite code, such as ``7K2M-QX4D``."""
    return _random_code(INVITE_LENGTH)


def normalise_return_code(written: str) -> str | None:
    """The sixteen characters that were meant, or None where no code can be read.

    Case, spaces, dashes, quotes, full stops, invisible signs and a "Code:" before it do not
    matter, nor do full-width letters; O is read as 0, I and L as 1.
    """
    return _code_from_input(written, LENGTH)


def why_no_return_code(written: str) -> tuple[str, int] | None:
    """Why what was written cannot be a return code, whoever holds it; None where it can be one.

    It says nothing about any code that there is: only how codes are made.

    Returns:
        ``code_too_short``, ``code_too_long`` or ``code_other_sign``, and how many letters and
        digits were read.
    """
    if normalise_return_code(written) is not None:
        return None
    count = len(_letters_and_digits(written[:LONGEST_INPUT], LENGTH))
    if count < LENGTH:
        return "code_too_short", count
    return ("code_too_long" if count > LENGTH else "code_other_sign"), count


def normalise_invite_code(written: str) -> str | None:
    """The eight characters of an invite code that were meant, or None."""
    return _code_from_input(written, INVITE_LENGTH)


def code_in_fours(code: str) -> str:
    """A normalised code in groups of four, as it was first shown."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def _random_code(length: int) -> str:
    return code_in_fours("".join(secrets.choice(ALPHABET) for _ in range(length)))


def _code_from_input(written: str, length: int) -> str | None:
    if len(written) > LONGEST_INPUT:
        return None
    code = _letters_and_digits(written, length)
    if len(code) != length or not set(code) <= set(ALPHABET):
        return None
    return code


def _letters_and_digits(written: str, length: int) -> str:
    """In capitals, with what looks alike made one.

    A label before the code is left out only where it is too much: a code may begin like a word.
    """
    plain = unicodedata.normalize("NFKC", written)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf").casefold()
    readings = [_signs_of_code(seen)]
    readings += [_signs_of_code(label.sub("", seen, count=1)) for label in _LABELS]
    return next((one for one in readings if len(one) == length), readings[1])


def _signs_of_code(seen: str) -> str:
    meant = (sign for sign in seen.upper() if unicodedata.category(sign)[0] in _CARRIES_MEANING)
    return "".join(meant).translate(_FORGIVEN)


def hash_code(code: str, pepper: bytes) -> bytes:
    """HMAC-SHA256 of a normalised code, 32 bytes.

    Args:
        code: what ``normalise_return_code`` returned.
        pepper: the secret that is kept outside the database, at least 16 bytes.

    Raises:
        ValueError: a pepper that is too short to be a secret.
    """
    if len(pepper) < 16:
        raise ValueError("pepper_too_short")
    return hmac.new(pepper, code.encode(), hashlib.sha256).digest()
