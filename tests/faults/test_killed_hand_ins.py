"""kill -9 while members hand in: what was acknowledged is there once, nothing is there in half."""

import os
import random
import secrets
from contextlib import closing

import pytest
from sqlalchemy import func, select, text

from dashboard.stores import Stores
from db.members import hand_in, record
from db.store.engine import core_table, reading_transaction
from db.tables import ReturnCodeRow
from tests.faults.dying import HASH_BYTES, STORED, TRIED, Place, Said, killed_at_random, survey_of

LONGEST_SECONDS = 0.3
"""Short, so that many kills land at random moments on a machine of any speed."""
SEED = 20_261_123


def hand_in_until_killed(place: Place, pipe: int) -> None:
    """Say each code before it is handed in, and again once it is acknowledged."""
    stores = place()
    while True:
        code_hash = secrets.token_bytes(HASH_BYTES)
        os.write(pipe, TRIED + code_hash)
        hand_in.hand_in(stores.members, code_hash, survey_of(code_hash))
        os.write(pipe, STORED + code_hash)


def killed_often(place: Place, acknowledged: int, kills: int) -> list[Said]:
    """Processes that hand in, each killed, until there are enough of surveys and of kills."""
    rng = random.Random(SEED)
    said: list[Said] = []
    while len(said) < kills or sum(len(one.stored) for one in said) < acknowledged:
        one = killed_at_random(lambda pipe: hand_in_until_killed(place, pipe), rng, LONGEST_SECONDS)
        said.append(one)
    return said


def check(place: Place, said: list[Said]) -> None:
    """Everything acknowledged is there, whole; a code in doubt is there whole or not at all."""
    tried = [code for one in said for code in one.tried]
    stored = {code for one in said for code in one.stored}
    in_doubt = set(tried) - stored
    assert len(in_doubt) <= len(said)
    with closing(place()) as stores:
        there = _codes(stores)
        assert stored <= there <= set(tried)
        for code_hash in sorted(there):
            found = record.load_record(stores.members, code_hash)
            assert found is not None
            assert found.survey == survey_of(code_hash)
        _check_no_row_without_member(stores, len(there))
        for code_hash in in_doubt:  # the member taps again
            was_there = code_hash in there
            again = hand_in.hand_in(stores.members, code_hash, survey_of(code_hash))
            assert again is not was_there
        assert _codes(stores) == set(tried)
        _check_no_row_without_member(stores, len(tried))


def _codes(stores: Stores) -> set[bytes]:
    with reading_transaction(stores.members) as connection:
        return set(connection.execute(select(core_table(ReturnCodeRow).c.code_hash)).scalars())


def _check_no_row_without_member(stores: Stores, people: int) -> None:
    with reading_transaction(stores.members) as connection:
        for table in record.OF_A_MEMBER:
            key = table.c.member_key
            found = connection.execute(select(func.count(func.distinct(key)))).scalar_one()
            assert found == people, table.name
        if stores.members.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.parametrize(
    ("acknowledged", "kills"),
    [(300, 12), pytest.param(2_000, 60, marks=pytest.mark.slow)],
)
def test_every_acknowledged_survey_is_there_exactly_once_and_whole(
    place: Place,
    acknowledged: int,
    kills: int,
) -> None:
    """Processes are killed within 0.3 s of their first hand-in, wherever they stand then."""
    said = killed_often(place, acknowledged, kills)
    check(place, said)
    stored = sum(len(one.stored) for one in said)
    in_doubt = sum(len(one.tried) for one in said) - stored
    print(f"{stored} acknowledged, {len(said)} kills, {in_doubt} in doubt")
    assert in_doubt > 0, "no kill cut a hand-in off: none of this was tried"
