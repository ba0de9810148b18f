import re
from enum import IntEnum
from pathlib import Path

import pytest

from db import bands, catalogue, vocabulary
from db.vocabulary import Effect

FROZEN = Path(__file__).with_name("words.txt")
ENUMS = [e for e in vars(vocabulary).values() if isinstance(e, type) and issubclass(e, IntEnum)]


def test_stored_words_and_numbers_never_change() -> None:
    """A stored 7 must mean the same for ever. New words may only be added to words.txt."""
    now = {f"{e.__name__} {m.value} {m.name}" for e in ENUMS for m in e}
    now |= {
        f"{name} {edge} {word}"
        for name in (
            "DOSE_UG",
            "FIRST_DOSE_UG",
            "WEEK",
            "LASTING",
            "FIRST_DOSE_STRATUM_UG",
            "STEP_WEEKS",
            "PACE_WEEKS",
            "SPELL_WEEK",
            "OBSERVED_STRATUM",
        )
        for word, edge in zip(getattr(bands, name).words, getattr(bands, name).edges, strict=True)
    }
    assert now == set(FROZEN.read_text().splitlines())


@pytest.mark.parametrize("enum", ENUMS, ids=lambda e: e.__name__)
def test_zero_means_not_said_wherever_a_question_may_be_skipped(enum: type[IntEnum]) -> None:
    """An empty column and a skipped question are the same number."""
    assert 0 not in enum._value2member_map_ or enum(0).name == "not_said"


def test_words_of_an_edition_hold_no_separator() -> None:
    """``|``, ``&`` and ``=`` part words in an edition."""
    words = [w for spec in catalogue.MEASURES.values() for axis in spec.axes for w in axis]
    words += [w for values in catalogue.FILTERS.values() for w in values]
    assert all(re.fullmatch(r"[a-z0-9_:]+", word) for word in words)


def test_every_effect_is_in_one_group() -> None:
    """Those of version 1, those that version 2 added to the same groups, the items of step 5."""
    groups = (vocabulary.EFFECT_GROUPS, vocabulary.MORE_EFFECTS, vocabulary.CLUSTERS)
    assert list(vocabulary.MORE_EFFECTS) == list(vocabulary.EFFECT_GROUPS)
    assert sorted(e for named in groups for group in named.values() for e in group) == list(Effect)


@pytest.mark.parametrize(
    ("dose_ug", "word"),
    [
        (1, "under_100"),
        (99, "under_100"),
        (100, "from_100"),
        (499, "from_100"),
        (500, "from_500"),
        (4_499, "from_3000"),
        (4_500, "at_4500"),
        (4_501, "over_4500"),
        (50_000, "over_4500"),
    ],
)
def test_a_dose_lies_in_its_band(dose_ug: int, word: str) -> None:
    """Edges belong to the band above them; 4.5 mg is a band of its own."""
    assert bands.DOSE_UG.word(dose_ug) == word
