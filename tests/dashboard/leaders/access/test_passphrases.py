"""Which passphrases may be used, and how they are kept."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from dashboard.leaders.access import passphrases
from dashboard.leaders.access.passphrases import (
    COMMON,
    LEAST,
    hash_passphrase,
    is_outdated,
    passphrase_fits,
    passphrase_problem,
)

GOOD = "seven quiet otters dance"


@pytest.mark.parametrize(
    ("passphrase", "name", "trouble"),
    [
        ("x7-Quiet-ot", "Anna", "short"),  # 11
        ("x7-Quiet-ott", "Anna", None),  # 12
        ("ab cd ef " * 22 + "gh", "Anna", None),  # 200
        ("ab cd ef " * 22 + "ghi", "Anna", "long"),  # 201
        ("Annabel Winter", "Annabel Winter", "name"),
        ("annabelwinter1", "Annabel Winter", "name"),
        ("Winter-Annabel-Winter", "Annabel", None),  # 12 letters beside the name
        ("anna-anna-anna-12", "Anna", "name"),
        ("otters near Anna", "Anna", None),  # 10 letters beside the name
        ("Password 1234", "Anna", "common"),
        ("correct horse battery staple", "Anna", "common"),
        ("abababababab", "Anna", "common"),
        ("111111111111", "Anna", "common"),
        (GOOD, "Anna", None),
    ],
)
def test_a_passphrase_is_long_enough_and_no_easy_guess(
    passphrase: str, name: str, trouble: str | None
) -> None:
    """Twelve characters, not one's own name with a little beside it, not a common one."""
    assert passphrase_problem(passphrase, name) == trouble


def test_every_common_passphrase_is_one_that_could_be_refused() -> None:
    """Twenty at most, each long enough to get as far, written as they are looked up."""
    assert len(COMMON) <= 20
    assert all(len(word) >= LEAST and word == word.casefold() and word.isalnum() for word in COMMON)


def test_a_hash_fits_its_passphrase_alone_and_is_salted() -> None:
    """Argon2id; twice the same passphrase gives two hashes."""
    kept = hash_passphrase(GOOD)
    assert kept.startswith("$argon2id$")
    assert kept != hash_passphrase(GOOD)
    assert passphrase_fits(kept, GOOD)
    assert not passphrase_fits(kept, GOOD + " ")
    assert not passphrase_fits("no hash", GOOD)


def test_an_accented_letter_fits_however_the_keyboard_sends_it() -> None:
    """One code point or two."""
    assert passphrase_fits(
        hash_passphrase("sept loutres à l\u2019\u00e9t\u00e9"),
        "sept loutres a\u0300 l\u2019e\u0301te\u0301",
    )


def test_a_hash_of_weaker_parameters_is_outdated() -> None:
    """One pass less than the library's own."""
    used = passphrases.hasher
    weaker = PasswordHasher(used.time_cost - 1, used.memory_cost, used.parallelism)
    assert is_outdated(weaker.hash(GOOD))
    assert not is_outdated(hash_passphrase(GOOD))


def test_two_passphrases_are_checked_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen arrive at once; one of leaders and one of strangers take their 64 MiB."""
    at_work, most = [0], [0]

    class Watched:
        def verify(self, _hash: str, _passphrase: str) -> bool:
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
            time.sleep(0.02)
            at_work[0] -= 1
            return True

    passphrases.nobodys_hash()
    monkeypatch.setattr(passphrases, "hasher", Watched())
    with ThreadPoolExecutor(16) as threads:
        strangers = [threads.submit(passphrases.check_nobodys, GOOD) for _ in range(8)]
        assert all(threads.map(lambda _: passphrase_fits("hash", GOOD), range(8)))
        assert [stranger.result() for stranger in strangers] == [None] * 8
    assert most[0] == 2
