"""Held surveys on a publishing day: what is ordered, what waits, what counts by itself."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from dashboard.publishing import held_orders
from dashboard.settings import settings
from dashboard.stores import Stores
from db.answers import Survey
from db.desk import invites
from db.members import hand_in
from db.members.hand_in import SurveyArrival
from db.members.held_orders import HeldOrder, load_orders, write_orders
from db.members.held_surveys import EVERY_BATCH
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member
from db.vocabulary import HeldFor, Standing
from tests.editions_of import publish_next
from tests.leading import enrol

STEP = {"week": 1, "dose_ug": 500, "timing": 1}
FAST, IMPOSSIBLE = frozenset({HeldFor.too_fast}), frozenset({HeldFor.impossible})
HELD, RELEASED, DROPPED = Standing.held, Standing.released, Standing.dropped


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member % 40, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


@pytest.fixture
def led(stores: Stores) -> Stores:
    """A group that has a leader."""
    enrol(stores.members, bytes(16))
    return stores


def order(stores: Stores, **standings: Standing) -> None:
    """Orders by batch: ``b1`` is batch 1, ``all`` all batches."""
    batches = {(EVERY_BATCH if n == "all" else int(n[1:])): s for n, s in standings.items()}
    with writing_transaction(stores.members) as connection:
        write_orders(connection, {b: HeldOrder(standing=s) for b, s in batches.items()})


def standings(stores: Stores) -> Counter[tuple[int, Standing]]:
    """How many have which standing, by batch."""
    member = core_table(Member)
    with reading_transaction(stores.members) as connection:
        rows = connection.execute(select(member.c.batch, member.c.standing)).all()
    return Counter((batch, Standing(standing)) for batch, standing in rows)


@pytest.fixture
def each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lot of the day counts everyone once."""
    monkeypatch.setattr(held_orders.LotKey, "weights", lambda _lot, keys: np.ones_like(keys))


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, each_once: None) -> None:
    """Nor does any noise hide the true number."""
    monkeypatch.setattr(held_orders, "count_noise", lambda _secret, _name: 0)


@pytest.mark.usefixtures("quiet")
def test_an_order_waits_until_about_ten_are_held_there(led: Stores) -> None:
    """Nine wait from one publishing day to the next; with the tenth all ten are released."""
    come(led, range(9), reasons=FAST)
    order(led, b0=RELEASED)
    publish_next(led)
    publish_next(led)
    assert standings(led) == {(0, HELD): 9}
    come(led, range(9, 10), reasons=FAST)
    publish_next(led)
    assert standings(led) == {(0, RELEASED): 10}


@pytest.mark.usefixtures("quiet")
def test_an_order_is_carried_out_once(led: Stores) -> None:
    """Whoever is held later waits for another order."""
    come(led, range(10), reasons=FAST)
    order(led, b0=DROPPED)
    publish_next(led)
    come(led, range(10, 22), reasons=FAST)
    publish_next(led)
    assert standings(led) == {(0, DROPPED): 10, (0, HELD): 12}
    with reading_transaction(led.members) as connection:
        assert load_orders(connection) == {0: HeldOrder(standing=DROPPED, is_done=True)}


@pytest.mark.usefixtures("quiet")
def test_an_order_about_one_batch_comes_before_one_about_all(led: Stores) -> None:
    """Drop the batch, release the rest; the rest alone has to be ten."""
    invite = invites.create_invite(led.members, "poster", 100, None)
    come(led, range(10), reasons=FAST, invite=invite.code)
    come(led, range(10, 20), reasons=FAST)
    order(led, all=RELEASED, b1=DROPPED)
    publish_next(led)
    assert standings(led) == {(1, DROPPED): 10, (0, RELEASED): 10}


@pytest.mark.usefixtures("each_once")
def test_about_ten_is_drawn_anew_each_day(led: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine, and a noise of -1, then of 1."""
    drawn = iter([-1, 1])
    monkeypatch.setattr(held_orders, "count_noise", lambda _secret, _name: next(drawn))
    come(led, range(9), reasons=FAST)
    order(led, b0=RELEASED)
    publish_next(led)
    assert standings(led) == {(0, HELD): 9}
    publish_next(led)
    assert standings(led) == {(0, RELEASED): 9}


def test_in_a_group_without_leaders_what_is_held_counts_from_the_next_day_on(
    stores: Stores,
) -> None:
    """Nobody is there to decide; the impossible stays out."""
    come(stores, range(3), reasons=FAST)
    come(stores, range(3, 5), reasons=IMPOSSIBLE)
    assert standings(stores) == {(0, HELD): 5}
    publish_next(stores)
    assert standings(stores) == {(0, RELEASED): 3, (0, HELD): 2}


def test_leaders_of_an_organisation_are_leaders(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They sign in elsewhere, and decide here."""
    monkeypatch.setenv("SWEETSPOT_LEADERS_OIDC", "anna@example.org")
    settings.cache_clear()
    come(stores, range(3), reasons=FAST)
    publish_next(stores)
    assert standings(stores) == {(0, HELD): 3}


def test_what_nobody_decided_about_for_twelve_weeks_counts(led: Stores) -> None:
    """Weekly looks before the first edition: seen in the first, counted in the thirteenth."""
    come(led, range(3), reasons=FAST)
    come(led, range(3, 5), reasons=IMPOSSIBLE)
    for _ in range(12):
        publish_next(led)
    assert standings(led) == {(0, HELD): 5}
    publish_next(led)
    assert standings(led) == {(0, RELEASED): 3, (0, HELD): 2}


@pytest.mark.usefixtures("quiet")
def test_an_order_to_drop_that_waits_is_a_decision(led: Stores) -> None:
    """Three wait to be dropped, for as long as it takes."""
    come(led, range(3), reasons=FAST)
    order(led, b0=DROPPED)
    for _ in range(20):
        publish_next(led)
    assert standings(led) == {(0, HELD): 3}
