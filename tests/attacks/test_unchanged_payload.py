"""The member who watches the pages while a friend hands in, and no edition is published."""

import datetime
import secrets
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from attacks_compare import Print, different, prints
from attacks_crawl import as_onlooker, as_visitor
from attacks_leader import signed_in
from attacks_leaky import LABEL, PAGES, pages
from attacks_payload import Received
from attacks_server import SEEN_AFTER_SECONDS, Attacked, serving
from attacks_visit import opened

from dashboard import demo
from dashboard.publishing import PublishReason, publish_edition
from dashboard.stores import Stores, open_stores
from db.answers import Survey
from db.editions import editions
from db.members import hand_in
from tests.editions_of import next_day, noon_of, publish_next

Group = tuple[Stores, Attacked]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[int], Group]]:
    """Starts the app on a group of so many, after its publisher has looked once."""
    running = []

    def start(number: int) -> Group:
        stores = open_stores(tmp_path / "store")
        demo.fill_with_members(stores.members, number, seed=number)
        publish_next(stores)
        running.append(serving(tmp_path / "store"))
        return stores, running[-1].__enter__()

    yield start
    for server in running:
        server.__exit__(None, None, None)


def seen(server: Attacked, *, deep: bool = False) -> list[Print]:
    """What every page sends a visitor, after any newer edition would show."""
    time.sleep(SEEN_AFTER_SECONDS)
    with opened(server.port) as visit:
        return prints(as_visitor(visit, deep=deep))


def seen_by(cookie: str, server: Attacked) -> list[Print]:
    """What every page sends a leader, likewise."""
    time.sleep(SEEN_AFTER_SECONDS)
    with opened(server.port, cookie) as visit:
        return prints(as_onlooker(visit))


def hand_in_one(stores: Stores, survey: Survey) -> PublishReason:
    """A friend hands in; the publisher looks again, on the day before the next one."""
    hand_in.hand_in(stores.members, secrets.token_bytes(32), survey)
    day_before = next_day(stores) - datetime.timedelta(days=1)
    return publish_edition(stores, moment=noon_of(day_before)).reason


def test_a_friend_who_hands_in_changes_no_byte_of_any_page(
    serve: Callable[[int], Group],
    a_survey: Callable[[], Survey],
    gained: Callable[..., None],
) -> None:
    """The attacker has both payloads, from before and from after, and gains a page that differs.

    The publisher has looked in between: it is not the day.
    """
    stores, server = serve(400)
    before = seen(server)
    assert hand_in_one(stores, a_survey()) is PublishReason.too_early
    changed = different(before, seen(server))
    gained("unchanged_payload", len(changed), "0", run=f"{len(before)} screens")
    assert not changed


def test_a_leader_at_the_desk_sees_no_byte_change_either(
    serve: Callable[[int], Group],
    a_survey: Callable[[], Survey],
) -> None:
    """Leaders are members' friends as well: no page of theirs counts surveys as they come."""
    stores, server = serve(400)
    leader = signed_in(stores, server.pepper)
    before = seen_by(leader, server)
    assert hand_in_one(stores, a_survey()) is PublishReason.too_early
    assert not different(before, seen_by(leader, server))


@pytest.mark.slow
def test_a_friend_who_hands_in_changes_no_byte_behind_any_option(
    serve: Callable[[int], Group],
    a_survey: Callable[[], Survey],
    gained: Callable[..., None],
) -> None:
    """The same attacker, with every option of every list."""
    stores, server = serve(400)
    before = seen(server, deep=True)
    assert hand_in_one(stores, a_survey()) is PublishReason.too_early
    changed = different(before, seen(server, deep=True))
    gained("unchanged_payload", len(changed), "0", run=f"{len(before)} screens")
    assert not changed


@pytest.mark.parametrize("number", [12, 28])
def test_before_the_first_edition_one_who_hands_in_changes_no_byte_either(
    serve: Callable[[int], Group],
    a_survey: Callable[[], Survey],
    number: int,
) -> None:
    """The number of surveys so far is drawn once a publishing day."""
    stores, server = serve(number)
    before = seen(server)
    assert hand_in_one(stores, a_survey()) is PublishReason.too_early
    assert not different(before, seen(server))


def test_before_the_first_edition_the_number_moves_on_no_hand_in(
    stores: Stores,
    a_survey: Callable[[], Survey],
    gained: Callable[..., None],
) -> None:
    """The attacker looks after each of 29 who hand in: it moves on the publishing day alone."""
    told = [editions.load_progress(stores.editions)]
    for _ in range(29):
        assert hand_in_one(stores, a_survey()) is PublishReason.too_early
        told.append(editions.load_progress(stores.editions))
    moves = sum(before != after for before, after in pairwise(told))
    gained("progress_moves", moves, "0", run="29 surveys")
    assert moves == 0


def test_a_page_that_counts_members_as_they_come_gives_each_away(
    serve: Callable[[int], Group],
    a_survey: Callable[[], Survey],
    tmp_path: Path,
) -> None:
    """The control: the same visit, the same comparison, a page that reads the members' table."""
    stores, _ = serve(40)

    def live(port: int) -> list[Print]:
        with opened(port) as visit:
            visit.open("")
            return prints([Received("live", visit.choose(LABEL, "members counted live"))])

    with serving(tmp_path / "store", pages(tmp_path, PAGES)) as leaky:
        before, again = live(leaky.port), live(leaky.port)
        hand_in_one(stores, a_survey())
        after = live(leaky.port)
    assert not different(before, again)
    assert different(before, after) == ["live"]
