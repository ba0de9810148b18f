"""Whoever types wrong codes from many networks, so that nobody else gets at their survey."""

from collections.abc import Callable, Iterator

import pytest

from dashboard.admission import rate_limits, visitor_address
from dashboard.admission.rate_limits import KINDS, LimitKind, RateAllowance, RateLimits
from dashboard.admission.visitor_address import _household_address
from dashboard.stores import Stores
from dashboard.survey import member_store
from db import codes

SLIPS = KINDS["code"].each.at_once
MEMBERS = 20
WRONG_A_SECOND = 10
OLD_RULE = {"code": LimitKind(RateAllowance(10, 30.0), RateAllowance(300, 0.25))}
"""As it was: ten tries a household, and for all of them together 300 and four a second."""
MANY_NETWORKS = [f"198.51.{net}.7" for net in range(256)]
ONE_48 = [f"2001:db8:77:{net:x}::1" for net in range(0, 0x10000, 0x40)]
"""Four networks of each of the 256 households in one IPv6 /48."""
SPREAD_64 = [f"2001:db8:{net:x}::1" for net in range(300)]
"""300 networks (/64), each of another household and another /48."""


class Wire:
    """Where the next try comes from, and how often one had to wait."""

    def __init__(self) -> None:
        self.address = ""
        self.waits = 0

    def wait(self) -> None:
        """Stands for the browser's work."""
        self.waits += 1


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch, stores: Stores) -> Iterator[Wire]:
    """The server's view of who tries."""
    made = Wire()
    monkeypatch.setattr(
        visitor_address, "address_of_visitor", lambda: _household_address(made.address)
    )
    rate_limits.process_limits.cache_clear()
    yield made
    rate_limits.process_limits.cache_clear()


@pytest.fixture
def own_codes(stores: Stores) -> list[str]:
    """Of members with a draft each."""
    made = [codes.make_return_code() for _ in range(MEMBERS)]
    for code in made:
        member_store.save_draft(code, member_store.Screen.you, {})
    return made


def flood(wire: Wire, networks: list[str]) -> None:
    """Wrong codes: more than ten from each household."""
    for address in networks * (1 + 12 * 256 // len(networks)):
        wire.address = address
        assert member_store.find_under_code(codes.make_return_code(), wire.wait) is None


def share_refused(wire: Wire, own_codes: list[str], addresses: list[str]) -> float:
    """Which share of right codes opens nothing."""
    opened = 0
    for code, address in zip(own_codes, addresses, strict=True):
        wire.address = address
        opened += member_store.find_under_code(code, wire.wait) is not None
    return 1 - opened / len(own_codes)


def old_share_refused(networks: list[str]) -> float:
    """The same vandals and members under the old rule: a try that fails is looked up no more."""
    limits = RateLimits(OLD_RULE, lambda: 0.0)
    for address in networks * 12:
        limits.may_go_on("code", address)
    members = [f"203.0.113.{member}" for member in range(MEMBERS)]
    return 1 - sum(limits.may_go_on("code", member) for member in members) / MEMBERS


@pytest.mark.parametrize(
    "networks", [MANY_NETWORKS, ONE_48, SPREAD_64], ids=["256 networks", "one /48", "300 /64"]
)
def test_no_right_code_is_refused_while_many_networks_guess(
    wire: Wire, own_codes: list[str], networks: list[str], gained: Callable[..., None]
) -> None:
    """Members elsewhere do not even wait; under the old rule all are turned away."""
    flood(wire, networks)
    assert wire.waits  # the vandals do
    wire.waits = 0
    elsewhere = [f"203.0.113.{member}" for member in range(MEMBERS)]
    share, control = share_refused(wire, own_codes, elsewhere), old_share_refused(networks)
    gained("lockout", share, "0", control, f"{len(networks)} networks")
    assert share == 0
    assert wire.waits == 0
    assert control == 1


def test_a_member_in_the_vandals_own_household_waits_and_gets_in(
    wire: Wire, own_codes: list[str]
) -> None:
    """One wifi, one /56: each of their tries waits for work, and opens."""
    flood(wire, ONE_48)
    wire.waits = 0
    assert share_refused(wire, own_codes, [ONE_48[0]] * MEMBERS) == 0
    assert wire.waits == MEMBERS


def test_a_household_has_ten_slips_before_it_waits(wire: Wire, own_codes: list[str]) -> None:
    """However many networks of its /56 it takes; a right code in between is no slip."""
    waited = []
    for number in range(SLIPS + 2):
        wire.address = f"2001:db8:77:{number:x}::1"
        assert member_store.find_under_code(own_codes[0], wire.wait)
        waited.append(wire.waits)
        wire.waits = 0
        member_store.find_under_code(codes.make_return_code(), wire.wait)
        waited.append(wire.waits)
        wire.waits = 0
    assert waited == [0] * 2 * SLIPS + [1] * 4
