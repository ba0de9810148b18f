"""Passphrases: which may be used, and how they are kept (Argon2id, the library's parameters)."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12
LONGEST = 200
"""Longer than anyone types; hashing takes no longer for it."""
LEAST_BESIDE_NAME = 8
"""Characters that have to be left when the leader's own name is taken out."""
LEAST_DIFFERENT = 5
COMMON = frozenset(
    {
        "123456789012",
        "1234567890123",
        "1q2w3e4r5t6y",
        "administrator",
        "changemechangeme",
        "correcthorsebatterystaple",
        "iloveyou1234",
        "letmeinletmein",
        "lowdosenaltrexone",
        "naltrexone123",
        "password1234",
        "passwordpassword",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwertyuiopasdf",
        "supportgroup",
        "sweetspot123",
        "sweetspotsweetspot",
        "welcome12345",
    },
)
"""What a guesser tries first, in letters and digits alone; guesses are slowed down besides."""
PATIENCE_SECONDS = 5
"""How long a try under a name of nobody waits for its turn, among others of its kind."""

hasher = PasswordHasher()
# Each check takes 64 MiB, so two at once: more would let strangers fill the memory. One of them is
# for names that leaders have, whose tries are few: no crowd under made-up names stands before it.
_leaders_turn = threading.Lock()
_strangers_turn = threading.Lock()


class TooManyStrangers(Exception):
    """No turn came within PATIENCE_SECONDS; nothing was checked."""


def passphrase_problem(passphrase: str, name: str) -> str | None:
    """A key of ``[leaders.passphrase]`` for a passphrase that may not be used, or None."""
    passphrase = _same_everywhere(passphrase)
    if len(passphrase) < LEAST:
        return "short"
    if len(passphrase) > LONGEST:
        return "long"
    letters, own = _letters_and_digits(passphrase), _letters_and_digits(name)
    if own and own in letters and len(letters.replace(own, "")) < LEAST_BESIDE_NAME:
        return "name"
    if letters in COMMON or len(set(passphrase)) < LEAST_DIFFERENT:
        return "common"
    return None


def hash_passphrase(passphrase: str) -> str:
    """The Argon2 hash with its parameters and salt; about 50 ms."""
    with _leaders_turn:
        return hasher.hash(_passphrase_bytes(passphrase))


def passphrase_fits(passphrase_hash: str, passphrase: str) -> bool:
    """Whether this passphrase made a leader's hash; as slow either way."""
    with _leaders_turn:
        return _verify_passphrase(passphrase_hash, passphrase)


def check_nobodys(passphrase: str) -> None:
    """Take as long as for a leader, for a name that nobody has.

    Raises:
        TooManyStrangers: see there.
    """
    with strangers_turn():
        _verify_passphrase(nobodys_hash(), passphrase)


@contextmanager
def strangers_turn() -> Iterator[None]:
    """Wait for one's turn in the queue of those who were wrong.

    Raises:
        TooManyStrangers: see there.
    """
    if not _strangers_turn.acquire(timeout=PATIENCE_SECONDS):
        raise TooManyStrangers
    try:
        yield
    finally:
        _strangers_turn.release()


def _verify_passphrase(passphrase_hash: str, passphrase: str) -> bool:
    try:
        return hasher.verify(passphrase_hash, _passphrase_bytes(passphrase[:LONGEST]))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False  # a hash that is not ASCII was made by nobody


def is_outdated(passphrase_hash: str) -> bool:
    """Whether the library now hashes with other parameters."""
    return hasher.check_needs_rehash(passphrase_hash)


@cache
def nobodys_hash() -> str:
    """A hash to check in an unknown leader's place, so that both take the same time."""
    return hash_passphrase("nobody has this passphrase")


def _same_everywhere(passphrase: str) -> str:
    """One keyboard sends an accented letter whole, another in two parts."""
    return unicodedata.normalize("NFKC", passphrase)


def _passphrase_bytes(passphrase: str) -> bytes:
    # A terminal hands over bytes that are no text as halves of pairs.
    return _same_everywhere(passphrase).encode(errors="surrogatepass")


def _letters_and_digits(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
