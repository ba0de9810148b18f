"""Members who hand in one after the other, watched by a thief; and a naively built store."""

import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from attacks_store import (
    Stolen,
    correlation,
    mean,
    packed,
    page_size,
    places,
    rows_in_order,
    steal,
    within_pages,
)
from sqlalchemy import Engine, select

from dashboard.stores import Stores, open_stores
from db.answers import DoseStep, EffectEpisode, LdnPause, ScaleScores, Survey
from db.members import drafts, hand_in
from db.store.engine import core_table, reading_transaction
from db.tables import ReturnCodeRow
from db.vocabulary import Condition, Effect, Timing

MEMBERS_A_GROUP = 500
ERASED = 50
CANARY = '{"doses.first":"erased-canary-%s"}'
"""A draft that every third of them kept before handing in."""


def a_survey(generator: np.random.Generator) -> Survey:
    """Somebody's answers, none of them rare, and unlike enough for no survey to be held."""

    def between(low: int, high: int) -> int:
        return int(generator.integers(low, high + 1))

    return Survey(
        condition=Condition(between(1, 12)),
        observed_week=between(20, 100),
        steps=tuple(
            DoseStep(week=week, dose_ug=between(100, 400), timing=Timing.bedtime)
            for week in (1, 3, 6)
        ),
        pauses=(LdnPause(began_week=4 + between(0, 1), ended_week=5),),
        episodes=tuple(
            EffectEpisode(
                effect=effect,
                began_week=between(1, 5),
                ended_week=between(6, 19),
                still_there=False,
            )
            for effect in (Effect.night_waking, Effect.vivid_dreams, Effect.headache)
        ),
        now=ScaleScores(pain=between(0, 10), fatigue=between(0, 10), sleep=between(0, 10)),
    )


@dataclass(frozen=True)
class Group:
    """Members in the order in which they handed in.

    Attributes:
        stores: theirs, open.
        hashes: of their return codes.
        keys: of their rows, as bytes.
    """

    stores: Stores
    hashes: list[bytes]
    keys: list[bytes]

    def stolen(self) -> Stolen:
        """A copy of the files, now."""
        return steal(Path(str(self.stores.members.url.database)))


def handed_in(folder: Path, seed: int, number_of_members: int = MEMBERS_A_GROUP) -> Group:
    """Members, one after the other, every third by way of a draft."""
    stores, generator = open_stores(folder), np.random.default_rng(seed)
    hashes = [secrets.token_bytes(32) for _ in range(number_of_members)]
    for number, code_hash in enumerate(hashes):
        kept = None
        if number % 3 == 0:
            draft = drafts.Draft(3, CANARY % number)
            kept = drafts.save_draft(stores.members, code_hash, draft)
        hand_in.hand_in(stores.members, code_hash, a_survey(generator), draft_read_with=kept)
    return Group(stores, hashes, keys_of(stores.members, hashes))


def keys_of(engine: Engine, hashes: list[bytes]) -> list[bytes]:
    code = core_table(ReturnCodeRow).c
    with reading_transaction(engine) as connection:
        rows = connection.execute(select(code.code_hash, code.member_key)).all()
    found = {row.code_hash: row.member_key for row in rows}
    return [packed(found[code_hash]) for code_hash in hashes]


def naive_store(folder: Path) -> tuple[Stolen, list[bytes]]:
    """The control: numbered rows, a time and an address in each, deleted bytes left as they are.

    Returns:
        The stolen store, and the keys of its members in the order in which they came.
    """
    (folder / "naive").mkdir()
    file = folder / "naive" / "survey.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute(
        "CREATE TABLE survey (id INTEGER PRIMARY KEY AUTOINCREMENT, member_key INTEGER,"
        " sent_at INTEGER, address TEXT, agent TEXT)",
    )
    keys = [secrets.randbits(62) | 1 << 62 for _ in range(MEMBERS_A_GROUP)]
    insert = "INSERT INTO survey (member_key, sent_at, address, agent) VALUES (?, ?, ?, ?)"
    for key in keys:
        connection.execute(insert, (key, time.time_ns(), "203.0.113.7", "Mozilla/5.0"))
    connection.executemany("DELETE FROM survey WHERE member_key = ?", [(k,) for k in keys[:ERASED]])
    connection.commit()
    return steal(file), [packed(key) for key in keys]


@dataclass(frozen=True)
class Orders:
    """How well the order of handing in can be read off, 0 to 1 in size, by where it was read."""

    rows: dict[str, float]
    bytes: dict[str, float]
    pages: dict[str, float]

    @classmethod
    def of(cls, group: Group) -> "Orders":
        """Everything that can be read off a group's files."""
        stolen = group.stolen()
        size = page_size(stolen.file.read_bytes())
        needles = {**places(stolen, group.keys)}
        needles["return_code by hash"] = places(stolen, group.hashes)["return_code"]
        return cls(
            rows_in_order(stolen, group.keys),
            {tree: correlation(placed) for tree, placed in needles.items()},
            {tree: mean(o) for tree, at in needles.items() if (o := within_pages(at, size))},
        )


def together(found: list[dict[str, float]]) -> dict[str, float]:
    """The mean over the groups, for every table that has an order in all of them."""
    return {name: mean([one[name] for one in found]) for name in set.intersection(*map(set, found))}
