"""Imported surveys are one batch, meet the checks of every survey, and belong to nobody's code."""

from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import select
from stored import every_row

from dashboard.importing import store
from dashboard.importing.problems import ImportProblem
from dashboard.stores import Stores
from db.answers import DoseStep, Survey
from db.desk import audit, invites
from db.members import hand_in as hand_in_rows
from db.store.engine import core_table, reading_transaction
from db.tables import Member
from db.vocabulary import HeldFor, Standing, Timing

MakeSurvey = Callable[..., Survey]
DIGEST = "0123456789ab"


def different(a_survey: MakeSurvey, people: int) -> list[tuple[Survey, bool]]:
    """Surveys of people who were asked in week 20 and the weeks after."""
    return [(a_survey(observed_week=20 + number), False) for number in range(people)]


def standings(stores: Stores) -> Counter[tuple[int, int, int]]:
    with reading_transaction(stores.members) as connection:
        table = core_table(Member).c
        query = select(table.batch, table.standing, table.held_for)
        return Counter((b, s, h) for b, s, h in connection.execute(query))


def test_an_import_is_one_batch_that_lets_nobody_else_in(
    stores: Stores, a_survey: MakeSurvey
) -> None:
    """Closed, full, noted in the leaders' log as done on the server."""
    batch = store.store_as_batch(stores.members, different(a_survey, 20), DIGEST)
    (invite,) = invites.all_invites(stores.members)
    assert (invite.batch, invite.closed, invite.cap, invite.used) == (batch, True, 20, 20)
    assert standings(stores) == {(batch, Standing.counted.value, 0): 20}
    with reading_transaction(stores.members) as connection:
        (entry,) = audit.load_entries(connection, 10)
    assert (entry.leader, entry.action, entry.object) == ("server", "answers_imported", "batch 1")


def test_what_looks_made_up_or_comes_twice_is_held(stores: Stores, a_survey: MakeSurvey) -> None:
    """By the checks of every survey, and because the row stood there before."""
    too_much = DoseStep(week=1, dose_ug=45_000, timing=Timing.bedtime)
    told = [*different(a_survey, 20), (a_survey(steps=(too_much,)), False), (a_survey(), True)]
    batch = store.store_as_batch(stores.members, told, DIGEST)
    held = Standing.held.value
    assert standings(stores) == {
        (batch, Standing.counted.value, 0): 20,
        (batch, held, 1 << HeldFor.impossible): 1,
        (batch, held, 1 << HeldFor.near_duplicate): 1,
    }


def test_fewer_than_twenty_or_too_many_are_refused(stores: Stores, a_survey: MakeSurvey) -> None:
    """As for every invite."""
    for people, problem in ((invites.FEWEST_USES - 1, "few"), (store.MOST_SURVEYS + 1, "many")):
        with pytest.raises(ImportProblem, match=f"too_{problem}"):
            store.store_as_batch(stores.members, [(a_survey(), False)] * people, DIGEST)
    assert hand_in_rows.is_empty(stores.members)


def test_the_same_spreadsheet_comes_in_once(stores: Stores, a_survey: MakeSurvey) -> None:
    """The second time nothing is stored; another spreadsheet comes in."""
    store.store_as_batch(stores.members, different(a_survey, 20), DIGEST)
    before = every_row(stores)
    with pytest.raises(ImportProblem, match="known"):
        store.store_as_batch(stores.members, different(a_survey, 20), DIGEST)
    assert every_row(stores) == before
    assert store.store_as_batch(stores.members, different(a_survey, 20), "f" * 12) == 2


def test_an_import_that_is_stopped_leaves_no_survey(
    stores: Stores, a_survey: MakeSurvey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after twelve of twenty: no survey and no batch is left, and it can be tried again."""
    taken, hand_in = [], hand_in_rows.hand_in_within

    def twelve(*given: object) -> bool:
        if len(taken) == 12:
            raise KeyboardInterrupt
        taken.append(given)
        return hand_in(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(hand_in_rows, "hand_in_within", twelve)
    with pytest.raises(KeyboardInterrupt):
        store.store_as_batch(stores.members, different(a_survey, 20), DIGEST)
    assert hand_in_rows.is_empty(stores.members) and not invites.all_invites(stores.members)
    monkeypatch.setattr(hand_in_rows, "hand_in_within", hand_in)
    assert store.store_as_batch(stores.members, different(a_survey, 20), DIGEST) == 1


def test_surveys_are_stored_in_another_order_than_the_files(
    stores: Stores, a_survey: MakeSurvey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """30 in the file's own order by chance: once in 2.7e32 times. Each has a hash of its own."""
    came: list[int] = []
    hashes: set[bytes] = set()
    hand_in = hand_in_rows.hand_in_within

    def watched(connection: object, code_hash: bytes, survey: Survey, arrival: object) -> bool:
        came.append(survey.observed_week)
        hashes.add(code_hash)
        return hand_in(connection, code_hash, survey, arrival)  # type: ignore[arg-type]

    monkeypatch.setattr(hand_in_rows, "hand_in_within", watched)
    store.store_as_batch(stores.members, different(a_survey, 30), DIGEST)
    assert sorted(came) == list(range(20, 50))
    assert came != sorted(came)
    assert len(hashes) == 30
