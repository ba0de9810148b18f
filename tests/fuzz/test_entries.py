"""Whatever is thrown at an entry: taken and sound, or refused in a clear sentence; never a crash.

The ordinary suite throws a few thousand inputs; the slow run over 100,000 (README).
"""

import logging
from collections.abc import Iterator

import pytest

from tests.fuzz import (
    entries_of_answers,
    entries_of_backups,
    entries_of_editions,
    entries_of_imports,
    entries_of_requests,
    entries_of_settings,
    entries_of_words,
)
from tests.fuzz.entry import MOST_SHOWN, Entry, Tried, tried

PROMISED = 100_000
ENTRIES = (
    *entries_of_words.ENTRIES,
    *entries_of_answers.ENTRIES,
    *entries_of_imports.ENTRIES,
    *entries_of_settings.ENTRIES,
    *entries_of_editions.ENTRIES,
    *entries_of_backups.ENTRIES,
    *entries_of_requests.ENTRIES,
)
NEVER_TAKEN = {"passphrase_hash", "cookie_door"}
"""Made-up ones open nothing; everywhere else a valid example that was changed is at times valid."""
ALWAYS_TAKEN = {"throttled_name", "session_token", "browser_language"}
"""Anything may come there, and nothing is made of it."""
SEED = 8


@pytest.fixture(scope="module", autouse=True)
def _swept() -> Iterator[None]:
    yield
    entries_of_editions.forget()


def nothing_found(found: Tried) -> None:
    """No input broke the entry; the first few that did are shown."""
    print(f"{found.inputs} inputs, {found.taken} taken, {len(found.faults)} faults")
    shown = "\n".join(found.faults[:MOST_SHOWN])
    assert not found.faults, f"{len(found.faults)} of {found.inputs} inputs:\n{shown}"


@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_no_input_breaks_an_entry(entry: Entry, caplog: pytest.LogCaptureFixture) -> None:
    """A few of each kind; and nothing of them goes to the log."""
    with caplog.at_level(logging.INFO, "dashboard"):
        nothing_found(tried(entry, entry.quick, SEED))
    assert not caplog.records


@pytest.mark.slow
@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_no_input_of_many_breaks_an_entry(entry: Entry) -> None:
    """The slow run; an entry that took nothing at all would only have been thrown noise at."""
    found = tried(entry, entry.slow, SEED + 1)
    nothing_found(found)
    assert bool(found.taken) == (entry.name not in NEVER_TAKEN)
    assert found.taken < found.inputs or entry.name in ALWAYS_TAKEN


def test_the_slow_run_throws_over_a_hundred_thousand_inputs() -> None:
    """The sum of what stands beside the entries; each has a name of its own."""
    assert sum(entry.slow for entry in ENTRIES) >= PROMISED
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


def test_the_same_seed_throws_the_same_inputs() -> None:
    """So what was found once is found again."""
    first = tried(entries_of_words.ENTRIES[0], 200, SEED)
    assert tried(entries_of_words.ENTRIES[0], 200, SEED) == first
    assert 0 < first.taken < first.inputs
