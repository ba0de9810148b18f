"""Attacks are replayed in memory: a replay shows what the real builder writes, cell by cell."""

from math import prod
from types import SimpleNamespace

import numpy as np
import pytest
from attacks_cohort import invented_vectors
from attacks_contrasts import SumPlace
from attacks_replay import PooledCounts
from attacks_vectors import Places, Vectors, member_vectors, slice_members, view_of_everyone

from dashboard import demo
from dashboard.publishing import builder, contrasts, counting, publish_edition
from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.edition_cells import ANSWERED
from dashboard.publishing.measures import TALLIES
from dashboard.publishing.shown_effects import ShownEffects
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.standardisation import sums_over_strata
from dashboard.stores import Stores
from db import catalogue
from db.catalogue import WORD_SEPARATOR
from db.counting import cohort
from db.editions import editions
from db.store.engine import reading_transaction

SECRET = bytes(range(SECRET_BYTES))
MEMBERS = 400
Shown = dict[tuple[str, str, str], tuple[int, int]]
"""(measure, slice, axis) -> people and cases."""


def real_cells(stores: Stores, patch: pytest.MonkeyPatch) -> Shown:
    """An edition of the real builder under a known secret, read from the real store."""
    patch.setattr(builder, "secrets", SimpleNamespace(token_bytes=lambda _size: SECRET))
    publish_edition(stores, now=True)
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    cells = editions.load_contents(stores.editions, edition).cells
    return {
        (cell.measure, cell.filters, cell.axis): (cell.people, cell.cases)
        for cell in cells
        if cell.measure != ANSWERED
    }


def replayed_cells(vectors: Vectors, slices: set[str], effects: frozenset[str]) -> Shown:
    """The same from vectors: the real lot and noise, and the rules as attacks replay them."""
    everybody = np.arange(vectors.group.members)
    views = [view_of_everyone(vectors)]
    for text in sorted(slices - {""}):
        name, _, words = text.partition("=")
        inside = slice_members(vectors.group, name, tuple(words.split(WORD_SEPARATOR)))
        views.append(vectors.view(text, inside, ShownEffects(groups=effects)))
    counts = PooledCounts(vectors, views, 0, everybody)
    noise, lot = CountNoise(SECRET), LotKey(SECRET)
    totals = lot.weights(vectors.group.record_key) @ counts.of_members(everybody)
    names = counts.names()
    blurred = np.array(
        [[noise.blurred(int(n), name) for n, name in zip(totals, names, strict=True)]]
    )
    (shown,) = counts.published(blurred)
    found = {}
    for nth, view in enumerate(views):
        for cell in vectors.cells:
            people, cases = (
                counts.at(nth, column, cases=is_cases)
                for column, is_cases in ((cell.people, False), (cell.cases, True))
            )
            in_view = cell.cases in view.cases
            if in_view and people is not None and not np.isnan(shown[people]):
                of_cases = 0 if cases is None else int(shown[cases])
                found[cell.measure, view.text, cell.axis] = (int(shown[people]), of_cases)
    return found


def test_a_replay_shows_what_the_real_builder_writes(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """400 members, everyone and each slice; cases that nobody is among have a noise alone."""
    demo.fill_with_members(stores.members, MEMBERS, seed=6)
    real = real_cells(stores, monkeypatch)
    with reading_transaction(stores.members) as connection:
        (group,) = cohort.load_chunks(connection)
    slices = {text for _, text, _ in real}
    effects = frozenset(
        axis.partition("|")[0]
        for measure, text, axis in real
        if text and measure == "effect_by_week"
    )
    replayed = replayed_cells(member_vectors(group), slices, effects)
    assert len(slices) > 10 and len(real) > 2_000
    assert replayed.keys() == real.keys()
    several = {place for place in real if replayed[place] != real[place]}
    # A place that nobody is a case at is left out of a replay: there is a noise, and no friend.
    assert all(replayed[place][1] == 0 for place in several)
    assert len(several) < len(real) / 4


def test_one_member_more_moves_the_sums_of_contrasts_as_vectors_say() -> None:
    """300 members, and one of 20 others: the sums of publishing itself, with and without."""
    vectors = invented_vectors(320, 6)
    group, others = np.arange(300), np.arange(300, 320)
    view = view_of_everyone(vectors)
    rows = vectors.sums_of_view(view, group).rows(others)
    before = real_sums(vectors, group)
    for row, other in zip(rows, others, strict=True):
        after = real_sums(vectors, np.append(group, other))
        moved = [after[place] - before[place] for place in view.sums]
        assert row == pytest.approx(moved, abs=0.01)
    assert np.abs(rows).sum() > len(others)


def real_sums(vectors: Vectors, members: Places) -> dict[SumPlace, float]:
    """Of some members, by the tallies and the strata of publishing, before noise."""
    found: dict[SumPlace, float] = {}
    for measure in ("effect_by_first_timing", "benefit_by_first_timing", "switched_timing"):
        spec = catalogue.MEASURES[measure]
        sizes = counting.axis_sizes(spec)
        tally = TALLIES[measure](vectors.group)
        people, cases = (
            np.bincount(place[np.isin(member, members)], minlength=prod(shape)).reshape(shape)
            for (member, place), shape in ((tally.people, tally.shape), (tally.cases, sizes))
        )
        counts = np.broadcast_to(people, sizes), cases
        for contrast, word, arms in contrasts._arms_of_measure(measure, *counts):
            for field, value in enumerate(sums_over_strata(*arms)):
                found[SumPlace(contrast, word, field)] = value
    return found
