"""The doctor's look at a PostgreSQL: there or away, and what the pages' login may see."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from dashboard.commands.checks import store
from tests.dashboard.doctor_called import INTERVAL_DAYS, NOON, keys
from tests.postgresql import Cluster

pytestmark = pytest.mark.sqlite
LOGIN = "pages_alone"


def test_a_postgresql_is_looked_at_and_told_when_it_is_away(postgres: Cluster) -> None:
    """The same sentences; an address that is none; a database that is not there."""
    url, nowhere = SecretStr(postgres.new()), SecretStr(postgres.url("nowhere"))
    found = keys(store.contents_verdicts(Path(), url, INTERVAL_DAYS, NOON))
    assert found == {
        *("store.version", "store.whole", "clock.ok", "editions.whole", "editions.in_time")
    }
    assert keys(store.contents_verdicts(Path(), nowhere, INTERVAL_DAYS, NOON)) == {"store.away"}
    wrong = keys(store.contents_verdicts(Path(), SecretStr("mysql://it"), INTERVAL_DAYS, NOON))
    assert wrong == {"store.address_wrong"}


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (("CREATE ROLE {}", "GRANT sweetspot_pages TO {}"), "store.pages_apart"),
        (("CREATE ROLE {}",), "store.pages_away"),
        (("CREATE ROLE {} SUPERUSER",), "store.pages_see_members"),
        ((), "store.pages_away"),
    ],
    ids=["as it is meant", "without the role", "too much", "no such login"],
)
def test_a_login_of_the_pages_own_gets_in_and_sees_no_member(
    postgres: Cluster, made: tuple[str, ...], key: str
) -> None:
    """Without a role's right it cannot read editions; a superuser reads everything."""
    url = postgres.new().replace("postgres@", f"{LOGIN}@")
    for statement in made:
        postgres.run(statement.format(LOGIN))
    postgres.run(f"DO $$ BEGIN ALTER ROLE {LOGIN} LOGIN; EXCEPTION WHEN OTHERS THEN NULL; END $$")
    try:
        assert store.pages_login_verdict(SecretStr(url)).key == key
    finally:
        postgres.run(f"DROP ROLE IF EXISTS {LOGIN}")
