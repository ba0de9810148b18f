"""Groups within the group: which stand alone, which are counted together."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.publishing.slices import FilterSizes, Words, filter_slices, slice_text
from db.catalogue import FILTERS
from db.filter_rules import is_held_by

Sizes = dict[str, int]


def sizes_of(
    name: str,
    people: Sizes,
    before: tuple[Words, ...] = (),
    mostly_one_invite: Callable[[Words], bool] = lambda _words: False,
) -> FilterSizes:
    """Exact sizes in the place of published ones."""
    return FilterSizes(
        name, lambda words: sum(people.get(w, 0) for w in words), mostly_one_invite, set_of(before)
    )


def set_of(before: tuple[Words, ...]) -> frozenset[Words]:
    return frozenset(before)


@st.composite
def groups(draw: st.DrawFn) -> tuple[str, Sizes]:
    """A filter, and people of each of its words."""
    name = draw(st.sampled_from(sorted(FILTERS)))
    sizes = st.integers(0, 40) | st.integers(40, 60) | st.integers(60, 400)
    return name, {word: draw(sizes) for word in FILTERS[name]}


@given(groups())
def test_the_slices_of_a_filter_make_up_the_whole_group(group: tuple[str, Sizes]) -> None:
    """Each word is in exactly one: no slice is the difference of others; or there are none."""
    name, people = group
    found = filter_slices(sizes_of(name, people))
    if found:
        assert sorted(word for words in found for word in words) == sorted(FILTERS[name])
        assert len(found) >= 2


@given(groups())
def test_every_slice_has_fifty_people(group: tuple[str, Sizes]) -> None:
    """Alone or together."""
    name, people = group
    for words in filter_slices(sizes_of(name, people)):
        assert sum(people[word] for word in words) >= 50


@given(groups())
def test_a_group_of_fifty_stands_alone_unless_the_rest_needs_it(group: tuple[str, Sizes]) -> None:
    """At most one word of 50 joins those that are small, unless they stay small with it."""
    name, people = group
    found = filter_slices(sizes_of(name, people))
    large = {word for word, many in people.items() if many >= 50}
    joined = [words for words in found if len(words) > 1]
    assert len(joined) <= 1
    if joined:
        assert len(large & set(joined[0])) <= 1


def test_the_neighbour_joins_where_words_have_an_order() -> None:
    """30 people from 60 on join those of 45 to 59, though fewer are under 30."""
    people = {"under_30": 60, "from_30_to_44": 200, "from_45_to_59": 150, "from_60": 30}
    found = filter_slices(sizes_of("age_band", people))
    assert ("not_said", "from_45_to_59", "from_60") in found


def test_the_smallest_joins_where_words_have_none() -> None:
    """5 of another sex and 10 who did not say join the men: "men, another or not said"."""
    people = {"female": 400, "male": 90, "other": 5, "not_said": 10}
    found = filter_slices(sizes_of("sex", people))
    assert found == [("not_said", "male", "other"), ("female",)]
    stored = slice_text("sex", found[0])
    assert stored == "sex=not_said+male+other"
    for word in ("male", "other", "not_said"):
        assert is_held_by("sex", frozenset({word}), stored)
    assert not is_held_by("sex", frozenset({"female"}), stored)


@pytest.mark.parametrize(("men", "shown"), [(44, False), (45, True), (50, True)])
def test_a_slice_that_was_shown_stays_down_to_forty_five(men: int, *, shown: bool) -> None:
    """An illness must not come and go by lot; new, it needs 50."""
    people = {"female": 400, "male": men, "other": 60, "not_said": 60}
    before = (("male",), ("female",))
    assert (("male",) in filter_slices(sizes_of("sex", people, before))) is shown
    assert (("male",) in filter_slices(sizes_of("sex", people))) is (men >= 50)


def test_a_slice_that_holds_one_that_was_shown_stays_as_well() -> None:
    """46 men, and nobody who did not say: "men, or not said"; new, they would join another."""
    people = {"female": 400, "male": 46, "other": 60}
    found = filter_slices(sizes_of("sex", people, (("male",),)))
    assert ("not_said", "male") in found
    assert ("not_said", "male") not in filter_slices(sizes_of("sex", people))


def test_a_slice_that_is_mostly_one_invites_joins_as_a_small_one_does() -> None:
    """90 men, most of whom came with one invite: they are counted with others."""
    people = {"female": 400, "male": 90, "other": 60, "not_said": 80}
    found = filter_slices(sizes_of("sex", people, (), lambda words: words == ("male",)))
    assert ("male",) not in found
    assert [words for words in found if "male" in words] == [("male", "other")]


def test_one_slice_is_everyone_and_is_not_shown() -> None:
    """400 women and 20 men."""
    assert filter_slices(sizes_of("sex", {"female": 400, "male": 20})) == []
