import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.findings import number_phrases
from dashboard.stats.shares import share_with_blur
from dashboard.text import FOLDER

FORBIDDEN = ("better", "proven", "proves", "should", "switch to", "causes", "because of ldn")
OUTCOME = re.compile(r"much (or very much )?better")
"""The survey's own words for an outcome; nothing else may be called better."""


@pytest.mark.parametrize(
    ("cases", "people", "said"),
    [
        (0, 400, "under 1 in 20"),
        (400, 400, "nearly all"),
        (160, 400, "about 4 in 10"),
        (40, 400, "about 1 in 10"),
        (30, 400, "about 1 in 13"),
        (15, 400, "under 1 in 20"),
        (10, 20, "about half"),
        (5, 20, "under half"),
        (15, 20, "over half"),
    ],
)
def test_a_share_in_a_sentence_is_a_natural_frequency(cases: int, people: int, said: str) -> None:
    """Tenths, one in so many, or words where people are few."""
    assert number_phrases.natural_frequency(share_with_blur(cases, people)) == said


@pytest.mark.parametrize(
    ("cases", "people", "said"),
    [
        (35, 85, "40 %"),  # 41.2 in steps of 5
        (95, 230, "41 %"),  # whole points from 100 people
        (10, 25, "about half"),  # no number under 30 people
        (0, 200, "under 1 in 20"),
        (50, 50, "nearly all"),
    ],
)
def test_a_percentage_is_as_precise_as_its_people_allow(cases: int, people: int, said: str) -> None:
    """Points from 100 people, steps of 5 from 30, words below."""
    assert number_phrases.percent_in_words(share_with_blur(cases, people)) == said


@given(st.integers(2, 200), st.data())
def test_a_share_of_fewer_than_thirty_people_is_never_a_number(
    fives: int, draw: st.DataObject
) -> None:
    """Nor is one with fewer than 5 cases or 5 others, or one that would read "0 %"."""
    people = 5 * fives
    cases = 5 * draw.draw(st.integers(0, fives))
    said = number_phrases.percent_in_words(share_with_blur(cases, people))
    small = people < 30 or cases < 5 or people - cases < 5 or cases / people <= 0.005
    assert bool(re.search(r"\d %", said)) != small


@pytest.mark.parametrize(("value", "said"), [(12, "+12"), (-3, "−3"), (0, "0")])
def test_points_carry_their_sign(value: int, said: str) -> None:
    """A true minus sign."""
    assert number_phrases.points_with_sign(value) == said


def test_no_sentence_of_a_finding_advises_or_claims_a_cause() -> None:
    """The words that MEASURES.md forbids stand in no template, in any language file."""
    for path in FOLDER.glob("??.toml"):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        texts = [t for part in ("finding", "claims", "article") for _, t in strings(found[part])]
        assert len(texts) > 150
        claims = [OUTCOME.sub("", text.lower()) for text in texts]
        assert not [claim for claim in claims for bad in FORBIDDEN if bad in claim]


def test_no_sentence_states_a_share_without_its_people() -> None:
    """Every template with {often} has its people beside it."""
    finding = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))["finding"]
    for key, text in strings(finding):
        # An item is part of a list; the sentence around it has the people.
        if "{often}" in text and not key.startswith("item_"):
            assert "people}" in text, text


def strings(found: object, name: str = "") -> list[tuple[str, str]]:
    if isinstance(found, dict):
        return [pair for key, value in found.items() for pair in strings(value, key)]
    return [(name, str(found))]
