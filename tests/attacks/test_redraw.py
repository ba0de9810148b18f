"""The redraw limit: no cell is kept from one edition to the next, so none tells by moving."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from attacks_cohort import invented_vectors
from attacks_profile import asked_cell
from attacks_reader import Readings, gain
from attacks_vectors import Places, Vectors, views_of_friend

from dashboard import demo
from dashboard.publishing import builder, publish_edition
from dashboard.publishing.blurring import BlurredCount, rounded_count
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.noise import PROBABILITIES, VALUES
from dashboard.stores import Stores
from db.editions import editions

Counts = np.ndarray
LIMIT = 5
"""The old rule drew a cell anew when its count had moved by as many."""
FAKES = LIMIT - 1
MEMBERS, FRIENDS, REPLAYS = 400, 150, 4
BOUND = 0.65


def kept_until_moved(
    before: Counts, after: Counts, generator: np.random.Generator
) -> tuple[Counts, Counts]:
    """The old rule: a cell keeps its number until the exact count moved by the limit."""
    first, second = (
        count + generator.choice(VALUES, len(count), p=PROBABILITIES) for count in (before, after)
    )
    return rounded(first), rounded(np.where(np.abs(after - before) >= LIMIT, second, first))


def drawn_anew(
    before: Counts, after: Counts, generator: np.random.Generator
) -> tuple[Counts, Counts]:
    """Ours, of counts that are sums of drawn weights already."""
    first, second = (
        rounded(count + generator.choice(VALUES, len(count), p=PROBABILITIES))
        for count in (before, after)
    )
    return first, second


def rounded(counts: Counts) -> Counts:
    """As published."""
    return np.array([rounded_count(BlurredCount(float(count))) for count in counts])


def reading(vectors: Vectors, friend: int, *, is_drawn: bool) -> list[tuple[float, bool]]:
    """Fakes bring every cell to the limit, a check-in of the friend tips it, or does not.

    Both say at the check-in what they have; the reader's score is how far the cells moved, or by
    the old rule how many did.
    """
    generator = np.random.default_rng(friend)
    members = np.arange(MEMBERS)
    cell = asked_cell(vectors, is_rare=False)
    views = views_of_friend(vectors, friend, members, fakes=FAKES)
    there = np.array([view.members[members] for view in views]).T
    cases = vectors.cases[members, cell.cases][:, None] * there
    says_yes = bool(vectors.cases[friend, cell.cases])
    found = []
    for _ in range(REPLAYS):
        totals = [_totals(vectors, cases, generator, is_drawn=is_drawn) for _ in range(2)]
        keys = generator.integers(0, 2**32, FAKES + says_yes)
        totals[1] = totals[1] + _weights(keys, generator, is_drawn=is_drawn).sum()
        rule = drawn_anew if is_drawn else kept_until_moved
        first, second = rule(*totals, generator)
        score = (second - first).sum() if is_drawn else (second != first).sum()
        found.append((float(score), says_yes))
    return found


def _totals(
    vectors: Vectors, cases: Counts, generator: np.random.Generator, *, is_drawn: bool
) -> Counts:
    keys = vectors.group.record_key[: len(cases)]
    total: Counts = _weights(keys, generator, is_drawn=is_drawn) @ cases
    return total


def _weights(keys: Places, generator: np.random.Generator, *, is_drawn: bool) -> Places:
    secret = generator.bytes(SECRET_BYTES)
    return LotKey(secret).weights(keys) if is_drawn else np.ones(len(keys), dtype=np.int64)


@pytest.mark.parametrize("friends", [40, pytest.param(FRIENDS, marks=pytest.mark.slow)])
def test_fakes_at_the_limit_do_not_make_a_friends_answer_move_a_cell(
    friends: int, gained: Callable[..., None]
) -> None:
    """Four fakes who said no now say yes; nobody else does anything; the friend checks in.

    By the old rule the friend's yes is the fifth, and every cell of theirs is drawn anew.
    """
    vectors = invented_vectors(5_000, 12)
    cell = asked_cell(vectors, is_rare=False)
    has = vectors.cases[:, cell.cases] > 0
    has[:MEMBERS] = False
    without = ~has & (vectors.people[:, cell.people] > 0)
    without[:MEMBERS] = False
    chosen = [*np.flatnonzero(has)[: friends // 2], *np.flatnonzero(without)[: friends // 2]]
    ours, control = Readings(), Readings()
    for readings, is_drawn in ((ours, True), (control, False)):
        for friend in chosen:
            found = reading(vectors, int(friend), is_drawn=is_drawn)
            readings.add([s for s, yes in found if yes], [s for s, yes in found if not yes])
    mine, old = gain([ours]), gain([control])
    run = f"{MEMBERS} members, {friends} friends, {FAKES} fakes"
    gained("redraw_limit", mine.auc, f"<= {BOUND}", old.auc, run, interval=mine[1:])
    assert mine.low <= BOUND
    assert old.low > 0.85


def test_no_cell_depends_on_an_earlier_edition(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition by the same lot and noise is the same edition, whatever was published between."""
    demo.fill_with_members(stores.members, 200, seed=6)
    secrets = iter([b"a" * SECRET_BYTES, b"b" * SECRET_BYTES, b"a" * SECRET_BYTES])
    monkeypatch.setattr(builder, "secrets", SimpleNamespace(token_bytes=lambda _: next(secrets)))
    found = []
    for number in (1, 2, 3):
        assert publish_edition(stores, now=True).edition == number
        head = editions.edition_of_number(stores.editions, number)
        assert head is not None
        cells = editions.load_contents(stores.editions, head).cells
        found.append(
            {cell for cell in cells if not cell.filters and cell.measure != "who_answered"}
        )
    first, between, last = found
    assert first == last
    assert len(first & between) < len(first) / 2  # the control: another lot shows other numbers
