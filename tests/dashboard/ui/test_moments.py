"""What is looked up every few seconds: it is forgotten in time, and no page fails over it."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.caching import cache_utils

from dashboard.ui import open_stores

DASHBOARD = Path(open_stores.__file__).parents[1]


@pytest.fixture
def racing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock that goes on by 1.5 s between any two looks at it, as for a thread that waits."""
    clock = count(0.0, 1.5)
    monkeypatch.setattr(cache_utils, "TTLCACHE_TIMER", lambda: next(clock))
    yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("racing")
def test_streamlits_own_way_fails_for_who_asks_as_an_entry_expires() -> None:
    """Once this fails, Streamlit has mended it, and ``ttl`` may be used again."""

    @st.cache_resource(ttl=2)
    def looked_up() -> int:
        return 1

    with pytest.raises(KeyError):
        [looked_up() for _ in range(3)]


@pytest.mark.usefixtures("racing")
def test_ours_does_not() -> None:
    """The same clock, a moment as the argument."""
    seen = []

    @st.cache_resource(max_entries=open_stores.KEPT_MOMENTS)
    def looked_up(now: int) -> int:
        seen.append(now)
        return now

    assert [looked_up(now) for now in (0, 0, 1, 0, 1, 2, 2)] == [0, 0, 1, 0, 1, 2, 2]
    assert seen == [0, 1, 2]


def test_a_moment_lasts_as_long_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 5 seconds: 5.0 to 9.9 are one, 10.0 is the next."""
    at = iter((5.0, 9.9, 10.0))
    monkeypatch.setattr(open_stores.time, "monotonic", lambda: next(at))
    assert [open_stores.cache_moment(5) for _ in range(3)] == [1, 1, 2]


def test_nothing_of_ours_expires_by_streamlits_clock() -> None:
    """No cache in the app has a ``ttl``."""
    files = [*DASHBOARD.rglob("*.py")]
    assert len(files) > 100
    assert not [str(file) for file in files if "(ttl=" in file.read_text("utf-8")]
