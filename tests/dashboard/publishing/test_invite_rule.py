"""No slice that is mostly one invite's people, and which invite is the group's front door."""

import numpy as np
import pytest

from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.chunks import PeopleOfBatch
from dashboard.publishing.invite_rule import InviteRule
from db.catalogue import FILTERS

WORD = FILTERS["condition"][1]
NONE, POSTER, FAKES = 0, 1, 2


def came(size: int, in_slice: int) -> PeopleOfBatch:
    """People of a batch, so many of them with one illness."""
    found = {name: np.zeros(len(words), dtype=np.int64) for name, words in FILTERS.items()}
    found["sex"][0] = size
    found["condition"][FILTERS["condition"].index(WORD)] = in_slice
    return found


def invite_rule(batches: dict[int, PeopleOfBatch], doors: tuple[int, ...] | None) -> InviteRule:
    return InviteRule(batches, frozenset(), CountNoise(bytes(32)), doors)


def test_an_invite_that_grew_over_half_later_is_no_front_door() -> None:
    """170 came without an invite, 60 fakes beside a friend; 200 more lift theirs over half.

    Before, that was enough: the slice with the friend and the fakes was shown.
    """
    batches = {NONE: came(170, 1), FAKES: came(260, 60)}
    assert invite_rule(batches, doors=()).is_mostly_one("condition", (WORD,), 61)
    assert not invite_rule(batches, doors=None).is_mostly_one("condition", (WORD,), 61)


@pytest.mark.parametrize(("poster", "is_watched"), [(300, False), (100, True)])
def test_a_front_door_stays_one_while_it_brings_over_half(poster: int, *, is_watched: bool) -> None:
    """A group that began with one poster sees its slices; once others are more, it is watched."""
    first = invite_rule({NONE: came(20, 0), POSTER: came(60, 30)}, doors=None)
    assert first.front_doors == (POSTER,)
    later = invite_rule({NONE: came(170, 10), POSTER: came(poster, 60)}, first.front_doors)
    assert later.is_mostly_one("condition", (WORD,), 70) is is_watched
    assert later.front_doors == (POSTER,)


def test_surveys_without_an_invite_are_not_seen_by_it() -> None:
    """As the page on leaks says."""
    batches = {NONE: came(230, 60), POSTER: came(20, 0)}
    assert not invite_rule(batches, doors=()).is_mostly_one("condition", (WORD,), 61)
