"""Recovery codes: one each for a day without the telephone; stored as keyed hashes."""

from db.members import codes

HOW_MANY = 10
_KIND = "recovery "
"""Apart from return codes: the same characters give another hash."""


def new_recovery_codes() -> tuple[str, ...]:
    """Ten new codes of 80 random bits, written as return codes are."""
    return tuple(codes.make_return_code() for _ in range(HOW_MANY))


def recovery_code_hash(written: str, pepper: bytes) -> bytes | None:
    """HMAC-SHA256 of a recovery code, read forgivingly; None where no code can be read."""
    code = codes.normalise_return_code(written)
    return None if code is None else codes.hash_code(_KIND + code, pepper)
