"""Which coding a client gets."""

import pytest

from dashboard.serving.compression import best_coding


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_smallest_coding_that_is_accepted_is_sent(accepted: str, coding: str | None) -> None:
    """Weight 0 means "not this one"."""
    assert best_coding(accepted) == coding
