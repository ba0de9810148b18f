import datetime
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from dashboard.publishing import PublishOutcome, PublishReason, publish_edition
from dashboard.publishing import builder as builder_module
from dashboard.stores import Stores
from db import catalogue
from db.counting import draws
from db.counting.draws import Superseded
from db.editions import editions
from db.editions.tables import CellRow, EditionRow
from db.store.engine import reading_transaction, writing_transaction
from db.tables import LastDrawRow
from db.vocabulary import Condition

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
HandIn = Callable[..., None]


def test_the_first_edition_waits_for_thirty_members(stores: Stores, hand_in: HandIn) -> None:
    """29 are too few, even when the interval is waived; 30 are enough."""
    hand_in(29)
    assert publish_edition(stores, 7, now=True).reason is PublishReason.too_few_for_first
    hand_in(1)
    assert publish_edition(stores, 7) == PublishOutcome(PublishReason.published, 1)


@pytest.mark.parametrize(
    ("days", "changed", "now", "reason"),
    [
        (6, 10, False, PublishReason.too_early),
        (7, 9, False, PublishReason.too_few_changed),
        (7, 10, False, PublishReason.published),
        (0, 10, True, PublishReason.published),
        (0, 9, True, PublishReason.too_few_changed),
    ],
)
def test_an_edition_needs_both_the_interval_and_ten_changed_members(
    stores: Stores,
    hand_in: HandIn,
    days: int,
    changed: int,
    *,
    now: bool,
    reason: PublishReason,
) -> None:
    """``now`` waives the interval, never the ten members."""
    hand_in(30)
    publish_edition(stores, 7, today=MONDAY)
    hand_in(changed)
    assert publish_edition(stores, 7, now=now, today=MONDAY + days * DAY).reason is reason


def test_every_published_number_is_a_multiple_of_five_and_of_ten_people_or_more(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """A cell under the threshold is not stored at all."""
    hand_in(47)
    hand_in(3, condition=Condition.mcas)
    publish_edition(stores, 7)
    with reading_transaction(stores.editions) as connection:
        rows = connection.execute(select(CellRow.people, CellRow.cases)).all()
    assert len(rows) > 100
    assert all(people >= 10 and people % 5 == cases % 5 == 0 for people, cases in rows)


def test_pairs_of_filters_are_not_even_stored_before_three_hundred_members(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """The reader refuses them, and the file does not hold them."""
    hand_in(60)
    publish_edition(stores, 7)
    with reading_transaction(stores.editions) as connection:
        paired = select(func.count()).select_from(CellRow).where(CellRow.filters.contains("&"))
        assert connection.execute(paired).scalar() == 0


def test_a_condition_with_few_members_is_counted_under_other(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """12 with MCAS are part of "other"; 45 with fibromyalgia stand for themselves."""
    hand_in(45)
    hand_in(12, condition=Condition.mcas)
    hand_in(14, condition=Condition.other)
    publish_edition(stores, 7)
    edition = editions.latest_edition(stores.editions)
    cells = editions.load_cells(stores.editions, edition, "who_answered")
    assert ("condition:mcas",) not in cells
    assert cells["condition:other",].cases >= 20
    assert cells["condition:fibromyalgia",].cases >= 40


def test_an_unchanged_cell_is_published_bit_for_bit_again(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """Ten new members with lupus leave every cell of fibromyalgia as it was."""
    hand_in(60)
    publish_edition(stores, 7, today=MONDAY)
    hand_in(12, condition=Condition.autoimmune)
    publish_edition(stores, 7, today=MONDAY + 7 * DAY)
    with reading_transaction(stores.editions) as connection:
        of = select(CellRow.measure, CellRow.axis, CellRow.people, CellRow.cases)
        of = of.where(CellRow.filters == "condition=fibromyalgia")
        first, second = (
            set(connection.execute(of.where(CellRow.edition == n)).all()) for n in (1, 2)
        )
    assert first == second != set()


def test_an_edition_is_written_once_and_equals_its_checksum(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """The pages' own engine cannot write, and a changed cell is found."""
    hand_in(40)
    publish_edition(stores, 7)
    edition = editions.latest_edition(stores.editions)
    editions.verify_edition(stores.editions, edition)
    with pytest.raises(Exception, match=r"read-?only"), stores.editions.begin() as connection:
        connection.execute(CellRow.__table__.update().values(people=5))
    with writing_transaction(stores.edition_writer) as connection:
        connection.execute(CellRow.__table__.update().values(people=1_000))
    with pytest.raises(editions.EditionDamaged):
        editions.verify_edition(stores.editions, edition)


def test_a_changed_head_of_an_edition_is_found(stores: Stores, hand_in: HandIn) -> None:
    """Its number of members, its day, and whether it was invented are in the checksum, too."""
    hand_in(40)
    publish_edition(stores, 7)
    for change in ({"members": 400}, {"invented": True}, {"published_on": "2020-01-01"}):
        kept = vars(editions.latest_edition(stores.editions))
        with writing_transaction(stores.edition_writer) as connection:
            connection.execute(EditionRow.__table__.update().values(change))
        with pytest.raises(editions.EditionDamaged):
            editions.verify_edition(stores.editions, editions.latest_edition(stores.editions))
        back = {name: str(kept[name]) if name == "published_on" else kept[name] for name in change}
        with writing_transaction(stores.edition_writer) as connection:
            connection.execute(EditionRow.__table__.update().values(back))
    editions.verify_edition(stores.editions, editions.latest_edition(stores.editions))


def test_a_publisher_that_was_overtaken_writes_nothing(
    stores: Stores,
    hand_in: HandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another build began while this one counted: its draws and its edition are dropped."""
    hand_in(40)
    count = builder_module._count_by_chunk

    def overtaken(*arguments: object) -> object:
        with writing_transaction(stores.members) as connection:
            draws.begin_build(connection, 1)
        return count(*arguments)

    monkeypatch.setattr(builder_module, "_count_by_chunk", overtaken)
    with pytest.raises(Superseded):
        publish_edition(stores, 7)
    assert editions.latest_edition(stores.editions) is None
    with reading_transaction(stores.members) as connection:
        assert connection.execute(select(func.count()).select_from(LastDrawRow)).scalar() == 0


def _disk_is_full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_an_edition_that_failed_half_way_succeeds_at_the_next_attempt(
    stores: Stores,
    hand_in: HandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The process dies after the draws and before the edition; nothing is lost or skipped."""
    hand_in(40)
    with monkeypatch.context() as broken:
        broken.setattr(editions, "write_edition", _disk_is_full)
        with pytest.raises(OSError, match="No space left"):
            publish_edition(stores, 7)
    assert publish_edition(stores, 7) == PublishOutcome(PublishReason.published, 1)
    hand_in(10)
    assert publish_edition(stores, 7, now=True) == PublishOutcome(PublishReason.published, 2)


def test_whoever_hands_in_while_an_edition_is_counted_waits_for_the_next(
    stores: Stores,
    hand_in: HandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten hand in during the count: they are not in edition 1, and make edition 2 due."""
    hand_in(40)
    count = builder_module._count_by_chunk

    def busy(*arguments: object) -> object:
        hand_in(20, condition=Condition.thyroid)
        return count(*arguments)

    with monkeypatch.context() as during:
        during.setattr(builder_module, "_count_by_chunk", busy)
        publish_edition(stores, 7)
    assert editions.latest_edition(stores.editions).members <= 45
    assert publish_edition(stores, 7, now=True) == PublishOutcome(PublishReason.published, 2)
    assert editions.latest_edition(stores.editions).members >= 55


def test_before_the_first_edition_progress_is_blurred_and_rounded(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """Of 22 who handed in, a multiple of 5 at most 7 away is told; one more changes nothing."""
    hand_in(22)
    publish_edition(stores, 7)
    told = editions.load_progress(stores.editions)
    assert told.members % 5 == 0
    assert abs(told.members - 22) <= 7
    hand_in(1)
    publish_edition(stores, 7)
    assert editions.load_progress(stores.editions) == told


def test_inner_measures_and_exact_counts_stay_inside(stores: Stores, hand_in: HandIn) -> None:
    """Strata of the timing comparison are counted, but not one of their cells is published."""
    hand_in(60)
    publish_edition(stores, 7)
    inner = [spec.name for spec in catalogue.MEASURES.values() if spec.inner]
    with reading_transaction(stores.editions) as connection:
        names = set(connection.execute(select(CellRow.measure)).scalars())
    assert inner and not names & set(inner)
