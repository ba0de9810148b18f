"""A leader who is signed in: the attacker may be one of them."""

import secrets
import time

from dashboard.leaders.access.cookie_tickets import COOKIE
from dashboard.stores import Stores
from db.desk import sessions
from db.store.engine import writing_transaction
from tests.leading import enrol


def signed_in(stores: Stores, pepper: str) -> str:
    """The cookie of a new leader of a store."""
    name = f"Anna {secrets.token_hex(3)}"
    enrol(stores.members, pepper.encode(), name)
    with writing_transaction(stores.members) as connection:
        return f"{COOKIE}={sessions.begin_session(connection, name, int(time.time()))}"
