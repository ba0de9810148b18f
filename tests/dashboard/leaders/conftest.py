"""A clock that a test moves, and a leader who has a telephone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from argon2 import PasswordHasher

from dashboard.leaders.access import passphrases
from dashboard.leaders.access.sign_in import SignIn
from dashboard.leaders.access.throttle import SignInThrottle
from dashboard.settings import settings
from dashboard.stores import Stores
from tests.leading import Telephone, enrol

NOON = 1_800_000_000.0


@dataclass
class Clock:
    """Stands until a test moves it."""

    seconds: float = NOON

    def __call__(self) -> float:
        """The time now."""
        return self.seconds


@dataclass
class Desk:
    """A leader before the door.

    Attributes:
        stores: of this test.
        anna: what she took home.
        clock: the door's and the throttle's.
        door: where she signs in.
    """

    stores: Stores
    anna: Telephone
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        pepper = settings().pepper_bytes()
        self.door = SignIn(self.stores.members, pepper, SignInThrottle(self.clock), self.clock)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashing of a thousandth of the memory: a hundred sign-ins are tested."""
    light = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrases, "hasher", light)
    passphrases.nobodys_hash.cache_clear()
    yield
    passphrases.nobodys_hash.cache_clear()


@pytest.fixture
def clock() -> Clock:
    """A clock of this test's own."""
    return Clock()


@pytest.fixture
def desk(stores: Stores) -> Desk:
    """Anna, and the door."""
    return Desk(stores, enrol(stores.members, settings().pepper_bytes()))
