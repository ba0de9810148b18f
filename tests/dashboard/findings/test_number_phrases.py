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
        (0, 400, "under 5 in 100"),
        (700, 700, "nearly all"),
        (400, 400, "most or all (at least 92 in 100)"),
        (160, 400, "about 40 in 100"),
        (40, 400, "about 10 in 100"),
        (15, 400, "about 4 in 100"),
        (390, 400, "most or all (at least 93 in 100)"),
        # Under 100 people in steps of 5 and with the range, no narrower than it is.
        (40, 95, "about 40 in 100 (30 to 60 in 100)"),
        (10, 20, "about half (10 to 90 in 100)"),
        (5, 20, "under half (at most 65 in 100)"),
        (15, 20, "over half (at least 30 in 100)"),
    ],
)
def test_a_share_in_a_sentence_is_a_natural_frequency(cases: int, people: int, said: str) -> None:
    """In 100 whatever the share, or words where people are few."""
    assert number_phrases.natural_frequency(share_with_blur(cases, people)) == said


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (30, "none or a few (at most 45 in 100)"),
        (50, "none or a few (at most 30 in 100)"),
        (150, "none or a few (at most 12 in 100)"),
        (400, "under 5 in 100"),
    ],
)
def test_under_5_in_100_is_said_only_where_the_upper_bound_is(people: int, said: str) -> None:
    """Nobody told of it; of 30 people that is said when 1 in 8 have it, too, half of the time."""
    share = share_with_blur(0, people)
    assert number_phrases.natural_frequency(share) == said
    assert (share.high < 0.05) is (said == "under 5 in 100")


def test_where_a_range_stands_beside_it_a_share_is_said_without() -> None:
    """A table has a column for it: 0 of 30, and 10 of 20."""
    shares = [share_with_blur(0, 30), share_with_blur(10, 20)]
    assert list(map(number_phrases.frequency_in_100, shares)) == ["none or a few", "about half"]
    assert number_phrases.percent_range(shares[1]) == "10 to 90 in 100"


@given(st.integers(2, 40), st.data())
def test_a_range_in_words_is_never_narrower_than_the_interval(
    fives: int, draw: st.DataObject
) -> None:
    """Its lower number rounded down, its upper one up."""
    people = 5 * fives
    share = share_with_blur(5 * draw.draw(st.integers(0, fives)), people)
    said = number_phrases.percent_range(share)
    numbers = [int(text) for text in re.findall(r"\d+", said)]
    if "at least" in said:
        assert numbers[0] / 100 <= share.low
    elif "at most" in said:
        assert share.high <= numbers[0] / 100
    elif numbers:
        assert numbers[0] / 100 <= share.low <= share.high <= numbers[1] / 100


def test_parts_of_one_whole_add_up_in_the_sentence() -> None:
    """40 + 120 + 20 + 45 of 220 people are 225: 18 + 53 + 9 + 20 in 100, and no more.

    40 / 225 = 17.8, 53.3, 8.9 and 20.0; rounded down 17 + 53 + 8 + 20, and two are left for the
    largest remainders. By themselves, 40 / 220 and so on: 18 + 55 + 9 + 20 = 102.
    """
    shares = [share_with_blur(cases, 220) for cases in (40, 120, 20, 45)]
    assert number_phrases.frequencies_of_whole(shares) == [
        "18 in 100",
        "53 in 100",
        "9 in 100",
        "20 in 100",
    ]
    assert sum(round(100 * share.value) for share in shares) == 102


def test_parts_of_a_small_whole_add_up_in_steps_of_five() -> None:
    """15 + 20 + 0 + 5 of 30 people: 40 + 50 + 10 in 100; by themselves 50 + 65 + 15, and a few."""
    shares = [share_with_blur(cases, 30) for cases in (15, 20, 0, 5)]
    said = number_phrases.frequencies_of_whole(shares)
    parts = [re.match(r"(\d+) in 100 \(", text) for text in said]
    assert sum(int(found[1]) for found in parts if found) == 100
    assert [bool(found) for found in parts] == [True, True, False, True]
    assert said[2] == "none or a few (at most 45 in 100)"


@pytest.mark.parametrize(
    ("cases", "people", "said"),
    [
        (35, 85, "40 in 100"),  # 41.2 in steps of 5
        (95, 230, "41 in 100"),  # whole points from 100 people
        (10, 25, "about half"),  # no number under 30 people
        (0, 200, "none or a few"),
        (0, 400, "under 5 in 100"),
        (50, 50, "most or all"),
    ],
)
def test_a_percentage_is_as_precise_as_its_people_allow(cases: int, people: int, said: str) -> None:
    """Points from 100 people, steps of 5 from 30, words below."""
    assert number_phrases.percent_in_words(share_with_blur(cases, people)) == said


@given(st.integers(2, 200), st.data())
def test_a_share_of_fewer_than_thirty_people_is_never_a_number(
    fives: int, draw: st.DataObject
) -> None:
    """Nor is one with fewer than 5 cases or 5 others, or one that would read "0 in 100"."""
    people = 5 * fives
    cases = 5 * draw.draw(st.integers(0, fives))
    said = number_phrases.percent_in_words(share_with_blur(cases, people))
    small = people < 30 or cases < 5 or people - cases < 5 or cases / people <= 0.005
    # "under 5 in 100" is a bound, and none of these people's share.
    assert bool(re.search(r"\d in 100", said.removeprefix("under 5 in 100"))) != small


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


def strings(found: object, name: str = "") -> list[tuple[str, str]]:
    if isinstance(found, dict):
        return [pair for key, value in found.items() for pair in strings(value, key)]
    return [(name, str(found))]
