from collections.abc import Callable

import numpy as np
import pytest
from sqlalchemy import select

from dashboard.publishing import builder, publish_edition
from dashboard.publishing.batch_rule import mostly_one_batch
from dashboard.publishing.blurring import NoisyCounts
from dashboard.stores import Stores
from db.answers import Survey
from db.counting import cohort
from db.desk import invites
from db.editions.tables import CellRow
from db.members import hand_in as hand_in_rows
from db.members.hand_in import SurveyArrival
from db.store.engine import reading_transaction
from db.vocabulary import Condition

STEP = {"week": 1, "dose_ug": 500, "timing": 1}
Come = Callable[..., None]


@pytest.fixture
def come(stores: Stores) -> Come:
    """Members hand in with an invite; each in a week of their own, so that nobody is alike."""
    handed_in = iter(range(10_000))

    def hand_in(people: int, invite: str | None, condition: Condition = Condition.mcas) -> None:
        for member in (next(handed_in) for _ in range(people)):
            survey = Survey(observed_week=1 + member, steps=[STEP], condition=condition)
            hand_in_rows.hand_in(
                stores.members, member.to_bytes(32), survey, SurveyArrival(invite=invite)
            )

    return hand_in


def conditions(stores: Stores) -> set[str]:
    """Conditions under which course_by_week is published."""
    query = select(CellRow.filters).where(CellRow.measure == "course_by_week")
    with reading_transaction(stores.editions) as connection:
        found = set(connection.execute(query).scalars())
    return {filters.split("=")[1] for filters in found if filters.startswith("condition=")}


def test_a_cell_that_is_mostly_one_batch_is_not_published(stores: Stores, come: Come) -> None:
    """60 of 70 people with MCAS came with one poster: that condition is not shown, others are."""
    poster = invites.create_invite(stores.members, "poster", 100, None)
    come(10, None)
    come(60, poster.code)
    come(150, None, Condition.fibromyalgia)
    publish_edition(stores, 7)
    assert conditions(stores) == {"fibromyalgia"}


def test_a_batch_that_is_a_minority_everywhere_hides_nothing(stores: Stores, come: Come) -> None:
    """20 of 70."""
    poster = invites.create_invite(stores.members, "poster", 100, None)
    come(50, None)
    come(20, poster.code)
    publish_edition(stores, 7)
    assert conditions(stores) == {"mcas"}


def test_a_group_that_began_with_one_invite_sees_its_numbers(stores: Stores, come: Come) -> None:
    """60 of 70 came with it: it is the front door, not a batch of fakes."""
    poster = invites.create_invite(stores.members, "poster", 100, None)
    come(60, poster.code)
    come(10, None)
    publish_edition(stores, 7)
    assert conditions(stores) == {"mcas"}


def test_people_by_batch_add_up_over_chunks_to_a_plain_count(stores: Stores, come: Come) -> None:
    """Every cell of every measure, against counting the batch's members alone."""
    poster = invites.create_invite(stores.members, "poster", 100, None)
    come(15, poster.code)
    come(25, None)
    with reading_transaction(stores.members) as connection:
        (whole,) = cohort.load_chunks(connection)
        parts = [
            builder.count_chunk(c, [poster.batch]) for c in cohort.load_chunks(connection, size=7)
        ]
        alone = builder.count_chunk(whole, [])
    for name, counts in builder.count_chunk(whole, [poster.batch]).items():
        added = sum((part[name] for part in parts[1:]), parts[0][name])
        assert counts.by_batch is not None and added.by_batch is not None
        assert np.array_equal(added.by_batch.people, counts.by_batch.people)
        assert np.array_equal(counts.people, alone[name].people)
        cells = [(0, place) for place in range(counts.people.shape[1])]
        assert all(counts.by_batch.largest(at) <= counts.people[at] for at in cells)


def test_the_rule_is_noisy_so_that_a_vanishing_cell_tells_no_exact_count() -> None:
    """At 10 of 20 both happen; at 5 and at 16 of 20 never."""
    for in_batch, outcomes in ((4, {False}), (10, {False, True}), (16, {True})):
        found = {mostly_one_batch(b"s", "m", (in_batch, k), NoisyCounts(20, 0)) for k in range(200)}
        assert found == outcomes
