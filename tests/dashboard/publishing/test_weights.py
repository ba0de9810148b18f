"""The lot: who is left out of an edition, who counts once, who counts twice."""

import pickle
import secrets

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.publishing.weights import LotKey

keys = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=40)


def test_the_lot_falls_fifteen_seventy_fifteen() -> None:
    """Of 40,000 members 6,000 each are left out and counted twice, within five of its sd (71)."""
    weights = LotKey(b"a secret").weights(np.arange(40_000))
    counts = np.bincount(weights, minlength=3)
    assert len(counts) == 3
    assert np.abs(counts - [6_000, 28_000, 6_000]).max() < 5 * 92


@given(keys)
def test_a_member_has_one_weight_wherever_they_are_counted(record_keys: list[int]) -> None:
    """Whoever stands beside them, in whatever order, in whatever chunk."""
    lot = LotKey(b"a secret")
    together = lot.weights(np.array(record_keys))
    alone = [int(lot.weights(np.array([key]))[0]) for key in record_keys]
    assert together.tolist() == alone


def test_another_edition_draws_anew() -> None:
    """Two lots of 4,000 members have nothing to do with one another: their correlation is chance.

    Its standard deviation is 1 / sqrt(4,000) = 0.016.
    """
    first, second = (LotKey(secrets.token_bytes(32)).weights(np.arange(4_000)) for _ in range(2))
    assert abs(np.corrcoef(first, second)[0, 1]) < 5 / np.sqrt(4_000)


def test_a_key_shows_itself_in_no_text_and_travels_to_a_worker() -> None:
    """Neither in a log, nor in a task's name; what a worker gets draws the same weights."""
    secret = secrets.token_bytes(32)
    lot = LotKey(secret)
    told = f"{lot!r} {lot} {[lot]}"
    assert told == "LotKey() LotKey() [LotKey()]"
    there = pickle.loads(pickle.dumps(lot))
    assert (there.weights(np.arange(99)) == lot.weights(np.arange(99))).all()
    assert secret not in pickle.dumps(lot)  # with it a worker could draw the noise, too


def test_nobody_answered_is_no_weight() -> None:
    """An empty chunk."""
    assert LotKey(b"x").weights(np.zeros(0, dtype=np.int64)).tolist() == []
