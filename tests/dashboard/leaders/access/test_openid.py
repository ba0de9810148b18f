"""Leaders whom an organisation vouches for: certain, on the list, fresh, once."""

from typing import Any

import pytest

from dashboard.leaders.access import openid
from dashboard.leaders.access.openid import FRESH_SECONDS, OrganisationSignIns
from dashboard.settings import settings
from tests.dashboard.leaders.conftest import NOON, Clock

ANNA = "anna@group.example"
LIST = frozenset({ANNA})


def user(**other: Any) -> dict[str, Any]:
    """What ``st.user`` says of Anna, who has just signed in."""
    claims = {"is_logged_in": True, "email": ANNA, "email_verified": True, "iat": int(NOON)}
    return {name: claim for name, claim in (claims | other).items() if claim is not None}


@pytest.fixture
def vouched(clock: Clock) -> OrganisationSignIns:
    """Of this test's own."""
    return OrganisationSignIns(clock)


@pytest.mark.parametrize(
    "claims", [{}, {"email": "Anna@Group.Example"}, {"email_verified": "true"}]
)
def test_a_certain_address_on_the_list_may_lead(
    vouched: OrganisationSignIns, claims: dict[str, Any]
) -> None:
    """In any case; some providers write the claim as a word."""
    assert vouched.leader(user(**claims), LIST) == ANNA


@pytest.mark.parametrize(
    "claims",
    [
        {"is_logged_in": False},
        {"is_logged_in": None},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "false"},
        {"email": "mallory@group.example"},
        {"email": None},
        {"iat": None},
        {"iat": "now"},
    ],
)
def test_whatever_is_missing_or_uncertain_does_not_lead(
    vouched: OrganisationSignIns, claims: dict[str, Any]
) -> None:
    """Not signed in, address not verified, not on the list, no time."""
    assert vouched.leader(user(**claims), LIST) is None


@pytest.mark.parametrize(
    ("later", "counts"),
    [(FRESH_SECONDS - 1, True), (FRESH_SECONDS, False), (-60, True), (-61, False)],
)
def test_it_counts_while_it_is_fresh(
    vouched: OrganisationSignIns, clock: Clock, later: int, counts: bool
) -> None:
    """Five minutes; Streamlit would keep it for 30 days. Clocks may differ by a minute."""
    clock.seconds += later
    assert (vouched.leader(user(), LIST) == ANNA) == counts


def test_it_counts_once(vouched: OrganisationSignIns, clock: Clock) -> None:
    """Signing out here means out; a new sign-in at the organisation counts again."""
    assert vouched.leader(user(), LIST) == ANNA
    assert vouched.leader(user(), LIST) is None
    clock.seconds += 100
    assert vouched.leader(user(), LIST) is None
    assert vouched.leader(user(iat=int(NOON) + 100), LIST) == ANNA


def test_this_way_in_is_closed_unless_both_are_set(
    folder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list without [auth] in Streamlit's secrets, and [auth] without a list, open nothing."""
    monkeypatch.setenv("SWEETSPOT_LEADERS_OIDC", ANNA)
    settings.cache_clear()
    assert not openid.is_open()  # there is no secrets file
    monkeypatch.setattr(openid.st, "secrets", {"auth": {"client_id": "x"}})
    assert openid.is_open()
    monkeypatch.setenv("SWEETSPOT_LEADERS_OIDC", " , ,nobody")
    settings.cache_clear()
    assert not openid.is_open()
    assert openid.returning_leader_email() is None
