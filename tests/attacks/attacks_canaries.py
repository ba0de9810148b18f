"""Members whose answers occur nowhere else, and the search for them in what a browser received."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attacks_payload import Decoded
from sqlalchemy import select

from dashboard import demo
from dashboard.publishing import PublishReason
from dashboard.stores import Stores, open_stores
from db import codes
from db.answers import DoseStep, EffectEpisode, Survey
from db.members import hand_in
from db.store.engine import core_table, reading_transaction
from db.tables import Member
from db.vocabulary import Condition, Effect, Timing
from tests.editions_of import publish_next

DOSES_UG = (3_137, 43_117)
WEEKS = (1_637, 1_709, 1_783, 1_873)
"""No text of the app names them, and no axis, price or telephone number is one of them."""
PLANTED = 3
"""Members with these answers: one of them would be enough for a page that shows rows."""
_RANDOM = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b",
)
"""Random ids and hashes of Streamlit's: four digits in a row may stand in one by chance."""


@dataclass(frozen=True)
class Canaries:
    """What must be nowhere.

    Attributes:
        words: pieces of text, by what they are.
        numbers: whole numbers, by what they are.
        packed: bytes, by what they are.
    """

    words: dict[str, str]
    numbers: dict[int, str]
    packed: dict[bytes, str]

    def found(self, decoded: Decoded) -> list[str]:
        """Every canary in what was received, and where: empty where nothing leaked."""
        raw = b"|".join(decoded.seen)
        return sorted({*self._in_texts(decoded), *self._in_numbers(decoded), *self._in_raw(raw)})

    def _in_texts(self, decoded: Decoded) -> Iterator[str]:
        forms = {form: name for n, name in self.numbers.items() for form in _written(n)}
        for text, place in decoded.texts.items():
            plain = _RANDOM.sub("", text)
            words = (name for name, word in self.words.items() if word in plain)
            numbers = (forms[n] for n in re.findall(r"(?<![\w.,])\d[\d.,]*\b", plain) if n in forms)
            yield from (f"{name} in {place}" for name in (*words, *numbers))

    def _in_numbers(self, decoded: Decoded) -> Iterator[str]:
        scaled = {float(n): name for n, name in self.numbers.items()}
        scaled |= {n / 1_000: name for n, name in self.numbers.items() if n in DOSES_UG}
        for number in scaled.keys() & decoded.numbers.keys():
            yield f"{scaled[number]} in {decoded.numbers[number]}"

    def _in_raw(self, raw: bytes) -> Iterator[str]:
        words = {word.encode(): name for name, word in self.words.items()}
        for sought, name in (words | self.packed).items():
            if sought in raw:
                yield f"{name} in the raw bytes"


def _written(number: int) -> set[str]:
    """A number as a page might write it: 3137, 3,137, and as milligrams 3.137."""
    return {str(number), f"{number:,}", f"{number:,}".replace(",", ".")}


def plant(stores: Stores, pepper: str) -> Canaries:
    """Hand in the planted members; returns what they told, and every member's keys.

    Args:
        stores: open for writing; may hold other members already.
        pepper: what return codes are hashed with.
    """
    code = codes.make_return_code()
    normal = codes.normalise_return_code(code)
    assert normal is not None
    hashes = [codes.hash_code(normal, pepper.encode()), *map(secrets.token_bytes, [32] * 2)]
    for code_hash in hashes[:PLANTED]:
        hand_in.hand_in(stores.members, code_hash, _survey())
    member = core_table(Member).c
    with reading_transaction(stores.members) as connection:
        keys = connection.execute(select(member.member_key, member.record_key)).all()
    ends = ("little", "big")
    return Canaries(
        words={
            "return code": code,
            "plain return code": normal,
            "hashed return code": hashes[0].hex(),
            "pepper": pepper,
            "path of the store": str(stores.members.url.database).rpartition("/")[0],
        },
        numbers=dict.fromkeys(DOSES_UG, "dose")
        | dict.fromkeys(WEEKS, "week")
        | {key: name for row in keys for key, name in zip(row, _KEYS, strict=True)},
        packed={row[0].to_bytes(8, end): "member key" for row in keys for end in ends}
        | {hashes[0]: "hashed return code"},
    )


_KEYS = ("member key", "record key")


def _survey() -> Survey:
    stepped, began, ended, observed = WEEKS
    low, high = DOSES_UG
    return Survey(
        condition=Condition.fibromyalgia,
        observed_week=observed,
        steps=(
            DoseStep(week=1, dose_ug=low, timing=Timing.bedtime),
            DoseStep(week=stepped, dose_ug=high, timing=Timing.morning),
        ),
        episodes=(
            EffectEpisode(
                effect=Effect.vivid_dreams,
                began_week=began,
                still_there=False,
                ended_week=ended,
            ),
        ),
    )


def published(store: Path, members_in_all: int, pepper: str) -> tuple[Stores, Canaries]:
    """A store with an invented group, planted members among it, and an edition of them all."""
    stores = open_stores(store)
    demo.fill_with_members(stores.members, members_in_all - PLANTED, seed=7)
    canaries = plant(stores, pepper)
    assert publish_next(stores).reason is PublishReason.published
    return stores, canaries
