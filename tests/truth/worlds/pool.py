"""Many people of a world, as publishing reads them; groups are drawn from among them.

A group is drawn with replacement, each with a record key of its own: so the pool is the world, and
what holds of it is the truth, whatever the size of the group.
"""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import numpy as np
from sqlalchemy import insert

from db.answers import Survey
from db.counting.cohort import CohortChunk, Ints, load_chunks
from db.members import rows
from db.store.engine import (
    MEMBERS,
    core_table,
    migrate_store,
    open_engine,
    reading_transaction,
    sqlite_url,
    writing_transaction,
)
from db.tables import Member
from db.vocabulary import Standing
from tests.truth.worlds.answering import told
from tests.truth.worlds.lives import Life
from tests.truth.worlds.living import live
from tests.truth.worlds.settings import World

AT_ONCE = 5_000


@dataclass(frozen=True)
class Pool:
    """People of a world, all of them, and how likely each is to hand in.

    Attributes:
        lives: what happened.
        told: what they would hand in, in the order of the lives.
        weight: how often each hands in, 0 to 1.
        seeds: one a life; the same seed is the same person, whatever else is forced upon them.
    """

    world: World
    lives: list[Life]
    told: CohortChunk
    weight: np.ndarray
    seeds: list[int]

    def group(self, rng: np.random.Generator, members: int) -> CohortChunk:
        """So many who handed in."""
        drawn = rng.choice(len(self.lives), members, p=self.weight / self.weight.sum())
        keys = rng.integers(0, 2**32, members)
        return replace(rows_of_members(self.told, np.sort(drawn)), record_key=keys)


def pool_seeds(people: int, seed: int = 1) -> list[int]:
    """A number for each person, the same whatever else is forced upon them."""
    return [hash((seed, number)) & (2**62 - 1) for number in range(people)]


def make_pool(world: World, people: int) -> Pool:
    """A pool of so many people; other ones in each world, so that no luck is in all of them."""
    seeds = pool_seeds(people, crc32(world.name.encode()))
    lives = [live(world, each) for each in seeds]
    told_by_all = (told(world, life, each) for life, each in zip(lives, seeds, strict=True))
    chunk, weights = chunk_of_surveys(told_by_all), hand_in_weights(world, lives)
    return Pool(world, lives, chunk, weights, seeds)


def hand_in_weights(world: World, lives: Iterable[Life]) -> np.ndarray:
    """How likely each hands in: those who are ill now, or whom it helps, more often."""
    weights = [
        (world.ill_hand_in if life.active(life.survey_day) else 1.0)
        * (world.helped_hand_in if life.is_helped else 1.0)
        for life in lives
    ]
    return np.array(weights) / max(weights, default=1.0)


def chunk_of_surveys(surveys: Iterable[Survey]) -> CohortChunk:
    """Surveys, written to a store and read as publishing reads it, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(sqlite_url(Path(folder), MEMBERS))
        migrate_store(engine, MEMBERS)
        key, left = 0, iter(surveys)
        while some := list(islice(left, AT_ONCE)):
            with writing_transaction(engine) as connection:
                for table, values in rows_of_surveys(key, some):
                    if values:
                        connection.execute(insert(core_table(table)), values)
            key += len(some)
        with reading_transaction(engine) as connection:
            (found,) = load_chunks(connection)
        engine.dispose()
    return found


def rows_of_surveys(first_key: int, surveys: list[Survey]) -> Iterator[tuple[type, list[rows.Row]]]:
    """Rows of each table, keyed in the order of the surveys."""
    keys = range(first_key, first_key + len(surveys))
    drawn, counted = Random(first_key), {"batch": 0, "standing": Standing.counted.value}
    members = [
        {"member_key": key, "record_key": drawn.getrandbits(32), "held_for": 0}
        | counted
        | rows.member_columns(survey)
        for key, survey in zip(keys, surveys, strict=True)
    ]
    yield Member, members
    parts = [rows.child_rows(survey, [rows.latest_report_row(survey)]) for survey in surveys]
    for table in rows.CHILD_TABLES:
        yield (
            table,
            [
                {"member_key": key, **row}
                for key, part in zip(keys, parts, strict=True)
                for row in part[table]
            ],
        )


def rows_of_members(chunk: CohortChunk, members: Ints) -> CohortChunk:
    """These members alone, some of them twice or more; whatever columns a chunk has.

    Args:
        chunk: of any number of members.
        members: positions, in ascending order.
    """
    return replace(
        chunk,
        **{
            each.name: _part_of_members(getattr(chunk, each.name), members)
            for each in fields(chunk)
        },
    )


def _part_of_members(part: Any, members: Ints) -> Any:
    if isinstance(part, np.ndarray):
        return part[members]
    if isinstance(part, dict):
        return {name: column[members] for name, column in part.items()}
    if not is_dataclass(part):
        raise TypeError(type(part).__name__)
    owner = part.member  # type: ignore[attr-defined]
    first = np.searchsorted(owner, members)
    many = np.searchsorted(owner, members, side="right") - first
    position = np.repeat(np.arange(len(members)), many)
    within = np.arange(len(position)) - np.repeat(np.cumsum(many) - many, many)
    taken = np.repeat(first, many) + within
    columns = {each.name: getattr(part, each.name)[taken] for each in fields(part)}
    return type(part)(**columns | {"member": position})
