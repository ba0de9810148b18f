"""Return and invite codes: made here, read forgivingly; a return code is stored only as a hash.

Sixteen Crockford base32 characters hold 80 random bits; at 10 guesses a second against 10,000
codes that is 380 million years to the first hit. Source: crockford.com/base32.html.
"""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
INVITE_LENGTH = 8
"""An invite is shared by 20 people or more and hung on a wall: short enough to copy by hand."""
GROUP = 4
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = str.maketrans("", "", " -\t\u00a0\u2010\u2011\u2012\u2013\u2014")
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

    Case, spaces and dashes do not matter; O is read as 0, I and L as 1.
    """
    return _code_from_input(written, LENGTH)


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
    code = written.translate(_IGNORED).upper().translate(_FORGIVEN)
    if len(code) != length or not set(code) <= set(ALPHABET):
        return None
    return code


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
