"""Before an edition is written: no count is left with fewer than five possible values."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from attacks_edition import ABSENT, Shown
from attacks_edition import Edition as Attacked
from attacks_intervals import _matrix, _tightened, _told
from attacks_relations import relations as relations_known
from attacks_relations import unknowns
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import cohort_of

from dashboard.publishing import builder, counting, publish_edition
from dashboard.publishing.audit import bounds as audit_bounds
from dashboard.publishing.audit import relations
from dashboard.publishing.audit.bounds import NARROWEST, OFF, Place, Published
from dashboard.publishing.measures import TALLIES
from dashboard.stores import Stores
from db import catalogue
from db.catalogue import MEASURES
from db.editions import editions
from db.editions.editions import EditionCell

REASONS = MEASURES["stop_reason"].axes[0]
STOPPED = 100
AT_AN_EDGE = (20, 20, 20, 20, 25, 25, 25)
"""Published reasons of 100 who stopped. Each is at the most OFF = 7 too high: together they are
4 * 13 + 3 * 18 = 106 or more, and 100 is at the most 107: it is 106 or 107."""
IN_THE_MIDDLE = (15, 15, 15, 15, 15, 15, 10)
EVERY_PLACE = frozenset(("stop_reason", "", reason) for reason in REASONS)
NONE: frozenset[Place] = frozenset()


def stopped(reasons: tuple[int, ...], people: int = STOPPED) -> list[EditionCell]:
    """Why people stopped, as it is published of everyone."""
    told = zip(REASONS, reasons, strict=True)
    return [EditionCell("stop_reason", "", reason, people, cases) for reason, cases in told]


def of(cells: list[EditionCell]) -> Published:
    return Published.of(cells, audit_bounds.every_slice() - {""}, ())


def possible(cells: list[EditionCell]) -> int:
    """Values of the count that the attacker's own code knows best."""
    shown = {}
    for spec in MEASURES.values():
        if spec.inner:
            continue
        size = (len(counting.slices_of_measure(spec, pairs=True)), len(counting.axis_words(spec)))
        shown[spec.name] = Shown(spec, np.full(size, ABSENT), np.full(size, ABSENT))
    for cell in cells:
        at = 0, shown[cell.measure].place[cell.axis]
        shown[cell.measure].people[at] = cell.people
        shown[cell.measure].cases[at] = cell.cases
    attacked = Attacked(shown, cohort_of([]), exact=False)
    numbers, unknown = unknowns(attacked)
    rows, equal = _matrix(relations_known(attacked, numbers), unknown)
    of_others = np.ones(unknown)
    for measure in numbers.values():
        of_others[[*measure.people[0], *measure.cases[0]]] = 0
    listed = abs(rows) @ of_others == 0  # nothing is published of anyone but everyone
    known = _tightened(_told(attacked, numbers, unknown), rows[listed], equal[listed])
    here = numbers["stop_reason"]
    counts = np.concatenate([here.people[0], here.cases[0]])
    return int((known.most - known.least + 1)[counts].min())


def test_a_sum_at_its_edge_loses_the_one_cell_that_closes_it() -> None:
    """Which the attacker finds without the audit, and not after it."""
    cells = stopped(AT_AN_EDGE)
    assert possible(cells) == 2
    away = audit_bounds.withheld(of(cells), EVERY_PLACE)
    assert len(away) == 1
    left = [cell for cell in cells if (cell.measure, cell.filters, cell.axis) not in away]
    after = audit_bounds.told(replace(of(left), hidden=frozenset(away)))
    audit_bounds.tighten(after, LISTED)
    assert (after.most - after.least + 1).min() >= NARROWEST
    assert audit_bounds.withheld(replace(of(left), hidden=frozenset(away)), EVERY_PLACE) == []


def test_an_edition_without_a_narrow_count_loses_nothing() -> None:
    """15 and 20 possible values are what noise and rounding leave."""
    assert possible(stopped(IN_THE_MIDDLE)) >= NARROWEST
    assert audit_bounds.withheld(of(stopped(IN_THE_MIDDLE)), EVERY_PLACE) == []


@pytest.mark.parametrize("fresh", REASONS)
def test_what_nobody_has_seen_yet_is_withheld_first(fresh: str) -> None:
    """A number that an earlier edition showed is no secret any more."""
    place = ("stop_reason", "", fresh)
    assert audit_bounds.withheld(of(stopped(AT_AN_EDGE)), frozenset({place})) == [place]


def test_the_same_edition_loses_the_same_cells_again() -> None:
    """Nothing is drawn; the order of the cells does not matter."""
    cells = stopped(AT_AN_EDGE)
    assert audit_bounds.withheld(of(cells), NONE) == audit_bounds.withheld(of(cells[::-1]), NONE)


_counts = st.integers(0, 8).map(lambda fives: fives * 5)
LISTED = relations.rows().without(audit_bounds._unlisted(audit_bounds.every_slice() - {""}))
"""Every relation among the counts of everyone."""


@settings(max_examples=40)
@given(st.tuples(*[_counts] * len(REASONS)), st.integers(3, 40).map(lambda fives: fives * 5))
def test_bounds_are_those_of_trying_every_sum(reasons: tuple[int, ...], people: int) -> None:
    """The brute-force twin: all sums that the reasons can have, and which of them fit."""
    cells = stopped(reasons, people)
    bounds = audit_bounds.told(of(cells))
    audit_bounds.tighten(bounds, LISTED)
    ranges = [_range(count) for count in reasons]
    sums = {0}
    for values in ranges:
        sums = {so_far + value for so_far in sums for value in values}
    whole = range(max(10, people - OFF), people + OFF + 1)
    fitting = sorted(sums & set(whole))
    number = int(relations.numbered()["stop_reason"].people[0, 0])
    if fitting:
        assert (bounds.least[number], bounds.most[number]) == (fitting[0], fitting[-1])
    else:
        assert bounds.least[number] > bounds.most[number]


def _range(count: int) -> range:
    return range(max(0, count - OFF), count + OFF + 1)


def test_counts_that_are_the_same_people_are_one_number() -> None:
    """As the measures count them: people are told apart along the same axes."""
    nobody = cohort_of([])
    for name, measure in relations.numbered().items():
        told = TALLIES[name](nobody).shape
        assert told == measure.spec.people_sizes, name


def test_pairs_that_are_not_published_tell_nothing() -> None:
    """Missing whatever their size: no sum is closed by them."""
    slices = audit_bounds.every_slice()
    pairs = frozenset(filters for filters in slices if "&" in filters)
    assert 0 < len(pairs) < len(slices)
    rows = relations.rows().without(audit_bounds._unlisted(pairs))
    assert not set(rows.count) & set(audit_bounds._unlisted(pairs))
    assert rows.row.size < relations.rows().row.size


def test_a_withheld_cell_stays_away_until_it_is_drawn_afresh(
    stores: Stores,
    hand_in: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Shown later with the number that was withheld, it would close the sum of the old edition."""
    hand_in(60)
    place = ("benefit_by_week", "", MEASURES["benefit_by_week"].axes[0][0])
    with monkeypatch.context() as patch:
        patch.setattr(audit_bounds, "withheld", lambda _published, _fresh: [place])
        publish_edition(stores, 1)
    hand_in(10, observed_week=1, episodes=(), overall_change=0)
    monkeypatch.setattr(builder.carry_forward, "REDRAW_FROM", 10**6)
    publish_edition(stores, 1, now=True)
    newest = editions.latest_edition(stores.editions)
    assert newest is not None and newest.number == 2
    weeks = editions.load_cells(stores.editions, newest, "benefit_by_week")
    assert weeks and (place[2],) not in weeks


def test_every_published_measure_is_numbered() -> None:
    """A new measure is in the audit without another line here; inner ones nobody sees."""
    seen = {spec.name for spec in catalogue.MEASURES.values() if not spec.inner}
    assert set(relations.numbered()) == seen
