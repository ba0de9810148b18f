from collections.abc import Callable

import pytest
from sqlalchemy import Connection, select

from dashboard import demo
from dashboard.publishing import builder as builder_module
from dashboard.publishing.weights import LotKey
from dashboard.stores import Stores
from db import catalogue
from db.counting import cohort
from db.desk import group
from db.desk.group import GroupSettings
from db.editions import cells, editions
from db.editions.tables import CellRow, EditionRow
from db.store.engine import reading_transaction, writing_transaction
from db.vocabulary import Condition
from tests.editions_of import publish_next
from tests.stored import every_row

HandIn = Callable[..., None]


def test_every_published_number_is_a_multiple_of_five_and_of_ten_people_or_more(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """A cell under the threshold is not stored at all."""
    hand_in(197)
    hand_in(3, condition=Condition.mcas)
    publish_next(stores)
    with reading_transaction(stores.editions) as connection:
        rows = connection.execute(select(CellRow.people, CellRow.cases)).all()
    assert len(rows) > 100
    assert all(people >= 20 and people % 5 == cases % 5 == 0 for people, cases in rows)


def test_an_edition_is_written_once_and_equals_its_checksum(
    stores: Stores,
    hand_in: HandIn,
) -> None:
    """The pages' own engine cannot write, and a changed cell is found."""
    hand_in(40)
    publish_next(stores)
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
    publish_next(stores)
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


def test_whoever_hands_in_while_an_edition_is_counted_waits_for_the_next(
    stores: Stores,
    hand_in: HandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """200 hand in during the count of 200: by any lot they are in edition 2 alone."""
    hand_in(200)
    count = builder_module._count_by_chunk

    def busy(snapshot: Connection, lot: LotKey) -> object:
        next(cohort.load_chunks(snapshot))  # it has begun
        hand_in(200)
        return count(snapshot, lot)

    with monkeypatch.context() as during:
        during.setattr(builder_module, "_count_by_chunk", busy)
        publish_next(stores)
    assert newest_members(stores) <= 250
    publish_next(stores)
    assert newest_members(stores) >= 350


def newest_members(stores: Stores) -> int:
    newest = editions.latest_edition(stores.editions)
    assert newest is not None
    return newest.members


def test_publishing_changes_nothing_of_any_member(stores: Stores) -> None:
    """Nothing is remembered of who was drawn or when: but the day and desk's counts."""
    demo.fill_with_members(stores.members, 200, seed=1)
    before = every_row(stores)
    publish_next(stores)
    after = every_row(stores)
    noted = {"publishing_day", "desk_counts"}
    after["setting"] = [row for row in after["setting"] if row[0] not in noted]
    assert after == before


def test_two_editions_of_one_store_are_drawn_apart(stores: Stores) -> None:
    """Nobody did anything, and counts of everyone differ; each edition agrees with itself.

    A week's count is one value; a lot may leave some weeks as they were, hardly seven of eight.
    """
    demo.fill_with_members(stores.members, 400, seed=1)
    counts = []
    for _ in range(2):
        publish_next(stores)
        newest = editions.latest_edition(stores.editions)
        assert newest is not None
        found = cells.load_cells_alone(stores.editions, newest, "effect_by_week")
        counts.append({axis: cell.people for axis, cell in found.items()})
        weeks = {axis[1]: set() for axis in found}
        for axis, cell in found.items():
            weeks[axis[1]].add(cell.people)
        assert all(len(people) == 1 for people in weeks.values())
    both = counts[0].keys() & counts[1].keys()
    assert sum(counts[0][axis] != counts[1][axis] for axis in both) > len(both) / 8


def test_rare_effects_and_stayers_are_for_everyone_alone(stores: Stores) -> None:
    """In groups a single effect is shown that 30 of everyone have in a week, 2 in 100 at least."""
    demo.fill_with_members(stores.members, 700, seed=1)
    publish_next(stores)
    newest = editions.latest_edition(stores.editions)
    assert newest is not None
    held = editions.load_contents(stores.editions, newest).cells
    everyone = [c for c in held if c.measure == "effect_by_week" and not c.filters]
    common = {
        c.axis.split("|")[0] for c in everyone if c.cases >= 30 and c.cases >= 0.02 * c.people
    }
    in_groups = {c.axis.split("|")[0] for c in held if c.filters and "effect_" in c.axis}
    single = {word for word in in_groups if word.startswith("effect_")}
    assert single and single <= common
    assert {c.axis.split("|")[0] for c in everyone} - common
    assert "stayers" not in {w for c in held if c.filters for w in c.axis.split("|")}
    assert "stayers" in {w for c in held if not c.filters for w in c.axis.split("|")}


def test_a_filter_that_is_switched_off_is_in_no_slice_of_the_next_edition(stores: Stores) -> None:
    """In cells, in differences and among who answered; the others stay."""
    demo.fill_with_members(stores.members, 400, seed=1)
    group.write_group(stores.members, GroupSettings(filters_off={"condition"}))
    publish_next(stores)
    newest = editions.latest_edition(stores.editions)
    assert newest is not None
    held = editions.load_contents(stores.editions, newest)
    stored = {row.filters for row in (*held.cells, *held.contrasts)} | {c.axis for c in held.cells}
    assert not [text for text in stored if text.startswith("condition")]
    assert [text for text in stored if text.startswith("sensitivity=")]


def test_inner_measures_and_exact_counts_stay_inside(stores: Stores, hand_in: HandIn) -> None:
    """Strata of the timing comparison are counted, but not one of their cells is published."""
    hand_in(60)
    publish_next(stores)
    inner = [spec.name for spec in catalogue.MEASURES.values() if spec.inner]
    with reading_transaction(stores.editions) as connection:
        names = set(connection.execute(select(CellRow.measure)).scalars())
    assert inner and not names & set(inner)
