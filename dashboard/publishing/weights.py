"""The lot that decides for every member, in each edition anew: not drawn, drawn once, drawn twice.

All counts of an edition are sums of these weights: what nobody knows about a member is the same in
every cell, so that pooling cells gains nothing against it (docs/decisions.md, "The drawn group").

Source: multiplier bootstrap (Rubin 1981; Praestgaard & Wellner 1993); subsampling as protection
(Balle, Barthe, Gaboardi 2018).
"""

import hashlib
import hmac
import secrets

import numpy as np

from db.counting.cohort import Ints

SECRET_BYTES = 32
LEFT_OUT, DRAWN_TWICE = 0.15, 0.15
"""Chances of weights 0 and 2; else 1. Mean 1, variance 0.3."""
_DRAW_BITS = 32
_DRAW_BYTES = _DRAW_BITS // 8
_KEY_BYTES = 8


class LotKey:
    """What the weights of one count are drawn from; it stands in no text, log or task name.

    Made for one count alone from the edition's secret, so that a worker who has it can draw no
    noise with it.
    """

    __slots__ = ("_key",)

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.digest(secret, b"lot", hashlib.sha256)

    def __repr__(self) -> str:
        return "LotKey()"

    @classmethod
    def draw(cls) -> "LotKey":
        """A key that is kept nowhere, for a count of its own."""
        return cls(secrets.token_bytes(SECRET_BYTES))

    def weights(self, record_keys: Ints) -> Ints:
        """0, 1 or 2 for each member.

        Args:
            record_keys: of the members; a member has the same weight wherever they are counted.
        """
        drawn = np.frombuffer(
            b"".join(
                hmac.digest(self._key, int(key).to_bytes(_KEY_BYTES, "big"), "sha256")[:_DRAW_BYTES]
                for key in record_keys
            ),
            dtype=">u4",
        )
        uniform = drawn / 2**_DRAW_BITS
        weights: Ints = 1 + (uniform >= 1 - DRAWN_TWICE) - (uniform < LEFT_OUT).astype(np.int64)
        return weights
