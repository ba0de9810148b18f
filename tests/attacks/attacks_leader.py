"""A leader who is signed in: the attacker may be one of them."""

import time

from dashboard.leaders.tickets import COOKIE
from dashboard.stores import Stores
from db import leader_sessions
from db.engine import writing
from tests.leading import enrol

NAME = "Anna"


def signed_in(stores: Stores, pepper: str) -> str:
    """The cookie of a new leader of a store."""
    enrol(stores.members, pepper.encode(), NAME)
    with writing(stores.members) as connection:
        return f"{COOKIE}={leader_sessions.begin(connection, NAME, int(time.time()))}"
