"""The attacker who asks for what is not published: by code, by forged state, by forged messages."""

from collections.abc import Callable, Iterator
from itertools import combinations, product

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from dashboard import demo
from dashboard.publishing import publish_edition
from dashboard.stores import Stores, open_stores
from db import filter_rules
from db.catalogue import (
    CONTRASTS,
    ENDED_EARLY,
    FILTERS,
    MEASURES,
    WORD_SEPARATOR,
)
from db.editions import cells, editions
from db.editions.editions import Edition, Filters
from db.editions.tables import CellRow
from db.filter_rules import FiltersNotAllowed
from db.store.engine import core_table, reading_transaction

LARGE, SMALL = 400, 120
"""Members of a group with groups within the group, and of one too small for them."""
WORDS = ["mcas' OR '1'='1", "MCAS", "mcas&first_dose=from_500", "%", "", "0", "\x00", "🙂", "not_a"]
NAMES = ["member_key", "record_key", "batch", "Condition", "condition ", "filters", "", "1"]


@pytest.fixture(scope="module")
def editions_of(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Stores]:
    """Published groups of both sizes."""
    found = {}
    for members in (LARGE, SMALL):
        found[members] = open_stores(tmp_path_factory.mktemp("forging") / "store")
        demo.fill_with_members(found[members].members, members, seed=4)
        publish_edition(found[members], now=True)
    return found


def newest(stores: Stores) -> Edition:
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    return edition


def asked(reader: Engine, edition: Edition, name: str, filters: Filters) -> bool:
    """Whether the reader gives an answer, be it an empty one."""
    read = cells.load_contrasts if name in CONTRASTS else cells.load_cells
    try:
        read(reader, edition, name, filters)
    except FiltersNotAllowed:
        return False
    return True


def settings(most: int) -> Iterator[Filters]:
    """Every setting of up to so many filters, in every known word."""
    for many in range(most + 1):
        for names in combinations(FILTERS, many):
            for words in product(*(FILTERS[name] for name in names)):
                yield dict(zip(names, words, strict=True))


def may_be_asked(name: str, filters: Filters, members: int) -> bool:
    """The rule in words of its own: one filter, from 150 members on."""
    if name == ENDED_EARLY:
        known = not filters
    elif name in CONTRASTS:
        known = not {"first_timing", "first_dose"} & set(filters)
    else:
        known = not MEASURES[name].inner and set(filters) <= set(MEASURES[name].filters)
    return known and (not filters or (len(filters) == 1 and members >= 150))


def answers() -> int:
    """How many settings are answered that may not be, or refused that may."""
    wrong = 0
    for name, filters in product([*MEASURES, *CONTRASTS], settings(2)):
        try:
            filter_rules.check_filters(name, filters)
        except FiltersNotAllowed:
            given = False
        else:
            given = True
        wrong += given != may_be_asked(name, filters, LARGE)
    return wrong


def test_every_pair_is_refused(gained: Callable[..., None]) -> None:
    """Knows the code, asks every measure under every setting of up to two filters.

    Gains nothing: no two filters are answered together, nor measures that stay inside publishing.
    The control asks as if any filters might be set together.
    """
    wrong = answers()
    control = sum(len(filters) == 2 for _, filters in product([*MEASURES, *CONTRASTS], settings(2)))
    gained("forging_settings", wrong, "0", control, "all measures, 0 to 2 filters")
    assert not wrong
    assert control > 1_000


@pytest.mark.parametrize("members", [LARGE, SMALL])
def test_the_reader_itself_refuses_before_it_asks_the_store(
    editions_of: dict[int, Stores],
    monkeypatch: pytest.MonkeyPatch,
    members: int,
) -> None:
    """Calls the reader with every pair, with three, and in a small group with any filter.

    Gains the same refusal for each, and not one query: how long it takes tells nothing either.
    """
    reader, queries = editions_of[members].editions, []
    edition = newest(editions_of[members])
    monkeypatch.setattr(cells, "reading_transaction", queries.append)
    for name, filters in product([*MEASURES, *CONTRASTS], settings(2)):
        if not may_be_asked(name, filters, members):
            assert not asked(reader, edition, name, filters)
    three = {"condition": "mcas", "first_dose": "from_500", "sex": "female"}
    assert not any(asked(reader, edition, name, three) for name in [*MEASURES, *CONTRASTS])
    assert not queries


def test_groups_of_a_small_group_are_not_even_stored(editions_of: dict[int, Stores]) -> None:
    """Has the edition's file, and looks for slices, inner measures and a measure of no name.

    Gains none in the group of 120; in the group of 400, slices of one filter and no others.
    """
    found = {}
    for members, stores in editions_of.items():
        with reading_transaction(stores.editions) as connection:
            query = select(core_table(CellRow).c.measure, core_table(CellRow).c.filters).distinct()
            rows = connection.execute(query).all()
        assert not {name for name, _ in rows if name not in MEASURES or MEASURES[name].inner}
        found[members] = {row.filters for row in rows} - {""}
    assert not found[SMALL]
    assert found[LARGE]
    assert {text.count("=") for text in found[LARGE]} == {1}


@hypothesis.given(
    measure=st.sampled_from([*MEASURES, *CONTRASTS]) | st.text(),
    name=st.sampled_from([*FILTERS, *NAMES]) | st.text(),
    word=st.sampled_from([w for words in FILTERS.values() for w in words] + WORDS) | st.text(),
)
def test_an_unknown_word_is_refused_whatever_it_is(measure: str, name: str, word: str) -> None:
    """Invents measures, filters and words, those of another filter and SQL among them.

    Gains an answer only where all three are words that the app itself offers.
    """
    known = measure in [*MEASURES, *CONTRASTS] and word in FILTERS.get(name, ())
    try:
        chosen = filter_rules.check_filters(measure, {name: word})
    except FiltersNotAllowed:
        assert not (known and may_be_asked(measure, {name: word}, LARGE))
    else:
        words = word.split(WORD_SEPARATOR)
        assert all(one in FILTERS[name] for one in words)
        assert chosen == (name, frozenset(words))
