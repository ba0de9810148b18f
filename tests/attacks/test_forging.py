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
from db import catalogue
from db.catalogue import CONTRASTS, FILTERS, MEASURES, FiltersNotAllowed
from db.editions import editions
from db.editions.editions import Edition, Filters
from db.editions.tables import CellRow
from db.store.engine import core_table, reading_transaction

PAIRS = ({"condition", "first_dose"}, {"condition", "first_timing"}, {"sensitivity", "first_dose"})
"""Written out again: a pair that slips into the catalogue is to be noticed here."""
UNLOCKED_FROM = 300
LARGE, SMALL = 400, 200
"""Members of a group with pairs, and of one without."""
WORDS = ["mcas' OR '1'='1", "MCAS", "mcas&first_dose=from_500", "%", "", "0", "\x00", "🙂", "not_a"]
NAMES = ["member_key", "record_key", "batch", "Condition", "condition ", "filters", "", "1"]


@pytest.fixture(scope="module")
def editions_of(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Stores]:
    """Published groups of both sizes."""
    found = {}
    for members in (LARGE, SMALL):
        found[members] = open_stores(tmp_path_factory.mktemp("forging") / "store")
        demo.fill_with_members(found[members].members, members, seed=4)
        publish_edition(found[members], interval_days=1)
    return found


def newest(stores: Stores) -> Edition:
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    return edition


def asked(reader: Engine, edition: Edition, name: str, filters: Filters) -> bool:
    """Whether the reader gives an answer, be it an empty one."""
    read = editions.load_contrasts if name in CONTRASTS else editions.load_cells
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
    """The rule in words of its own: one filter, or one of three pairs from 300 members on."""
    if name in CONTRASTS:
        return len(filters) <= 1 and not {"first_timing", "first_dose"} & set(filters)
    spec = MEASURES[name]
    if spec.inner or not set(filters) <= set(spec.filters):
        return False
    pair = spec.pairs and members >= UNLOCKED_FROM and set(filters) in PAIRS
    return len(filters) <= 1 or pair


def answers(members: int) -> int:
    """How many settings are answered that may not be, or refused that may."""
    wrong = 0
    for name, filters in product([*MEASURES, *CONTRASTS], settings(3)):
        try:
            catalogue.check_filters(name, filters, members)
        except FiltersNotAllowed:
            given = False
        else:
            given = True
        wrong += given != may_be_asked(name, filters, members)
    return wrong


@pytest.mark.parametrize("members", [LARGE, SMALL])
def test_every_pair_and_triple_that_is_not_published_is_refused(
    members: int,
    gained: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Knows the code, asks every measure under every setting of up to three filters.

    Gains nothing: of about 160,000 settings, those that are not published are refused, among them
    pairs that are not one of the three, any third filter, measures that stay inside publishing,
    and every pair in a group under 300. The control answers pairs to a group of any size.
    """
    wrong = answers(members)
    monkeypatch.setattr(catalogue, "PAIRS_FROM_MEMBERS", 0)
    small_too = answers(SMALL)
    gained(f"forging_settings_{members}", wrong, "0", small_too, "all measures, 0 to 3 filters")
    assert not wrong
    assert small_too > 1_000


def test_the_reader_itself_refuses_before_it_asks_the_store(
    editions_of: dict[int, Stores],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Calls the reader with every pair that is not published, and with "any" as a third filter.

    Gains the same refusal for each, and not one query: how long it takes tells nothing either.
    """
    reader, queries = editions_of[LARGE].editions, []
    edition = newest(editions_of[LARGE])
    monkeypatch.setattr(editions, "reading_transaction", queries.append)
    for name, filters in product([*MEASURES, *CONTRASTS], settings(2)):
        if not may_be_asked(name, filters, edition.members):
            assert not asked(reader, edition, name, filters)
    three = {"condition": "mcas", "first_dose": "from_500", "sex": "female"}
    assert not any(asked(reader, edition, name, three) for name in [*MEASURES, *CONTRASTS])
    assert not queries


def test_pairs_of_a_small_group_are_not_even_stored(editions_of: dict[int, Stores]) -> None:
    """Has the edition's file, and looks for pairs, inner measures and a measure of no name.

    Gains none in the group of 200; in the group of 400, the three pairs and no others.
    """
    found = {}
    for members, stores in editions_of.items():
        with reading_transaction(stores.editions) as connection:
            query = select(core_table(CellRow).c.measure, core_table(CellRow).c.filters).distinct()
            rows = connection.execute(query).all()
        assert not {name for name, _ in rows if name not in MEASURES or MEASURES[name].inner}
        names = {tuple(part.split("=")[0] for part in row.filters.split("&")) for row in rows}
        found[members] = {frozenset(pair) for pair in names if len(pair) > 1}
    assert not found[SMALL]
    assert found[LARGE] == set(map(frozenset, PAIRS))


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
        stored = catalogue.check_filters(measure, {name: word}, LARGE)
    except FiltersNotAllowed:
        assert not (known and may_be_asked(measure, {name: word}, LARGE))
    else:
        assert known and may_be_asked(measure, {name: word}, LARGE)
        assert stored == f"{name}={word}"
