"""Editions of any size without members: every cell that a page may read, with a share by lot.

Nobody has such answers: all shares are drawn by themselves, so that every sentence is said
somewhere, also those that an invented group hardly ever leads to. Drawn in 0.1 s, whatever the
size; publishing a group of 3,000 takes 20.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from zlib import crc32

import numpy as np

from dashboard.findings.edition_slice import EditionSlice
from dashboard.stores import Stores, open_stores
from db.catalogue import BENEFIT, CONTRASTS, EFFECTS_GONE, FIRST_EFFECT_AXIS, MEASURES, SLEEP_GONE
from db.editions import editions
from db.editions.cells import mean_contrast
from db.editions.editions import (
    Axis,
    CellCounts,
    Cells,
    ContrastSums,
    Edition,
    EditionCell,
    EditionContents,
    EditionContrast,
)
from db.thresholds import THRESHOLD

SIZES = (40, 60, 90, 120, 180, 300, 500, 700, 1_500, 3_000)
"""Published members of the ten editions that every sentence is read on."""
_SPREADS = ((0.4, 6), (2, 5), (5, 5), (12, 12), (6, 0.5))
"""Beta distributions that an edition's shares are drawn from: rare, spread, near a half, common."""
_PARTS_OF_WHOLE = {
    "course_by_week": 0,
    "first_dose": 0,
    "had_before": 1,
    "stopped_at_dose": 0,
    "after_stopping": 0,
    "doses_missed": 0,
    "faded": 0,
    "first_weeks": 0,
    "symptom_moved": 1,
    "scale_change": 2,
    "when_joined": 0,
    "hours_after_dose": 0,
    "sweet_spot_found": 0,
    "after_reaching_dose": 1,
    "dose_kept": 0,
    "start_to_kept": 1,
    "stop_reason": 0,
}
"""Measures whose people each stand at one word of an axis, and the axis."""
_ONE_APART = "effect_vivid_dreams"
_ROUND_TO = 5


@dataclass(frozen=True)
class DrawnSlice(EditionSlice):
    """Everyone of a drawn edition: its cells are in memory, its head in the store."""

    contents: EditionContents = field(default_factory=lambda: EditionContents([], []))

    def cells(self, measure: str) -> Cells:
        """As they were drawn."""
        return {
            tuple(cell.axis.split(editions.AXIS_SEPARATOR)): CellCounts(cell.people, cell.cases)
            for cell in self._of_measure[measure]
        }

    def cells_to_export(
        self, measure: str, shown: Mapping[Axis, CellCounts]
    ) -> tuple[EditionCell, ...]:
        """Those that are shown, as they were drawn."""
        axes = {editions.AXIS_SEPARATOR.join(axis) for axis in shown}
        return tuple(cell for cell in self._of_measure[measure] if cell.axis in axes)

    def answered_cells(self) -> Cells:
        """Who answered."""
        return self.cells("who_answered")

    def contrasts(self, contrast: str) -> Mapping[str, ContrastSums]:
        """As they were drawn."""
        rows = (row for row in self.contents.contrasts if row.contrast == contrast)
        return {row.axis: mean_contrast([row]) for row in rows}

    def contrasts_to_export(
        self, contrast: str, words: Collection[str]
    ) -> tuple[EditionContrast, ...]:
        """As they were drawn."""
        rows = (row for row in self.contents.contrasts if row.contrast == contrast)
        return tuple(row for row in rows if row.axis in words)

    @cached_property
    def _of_measure(self) -> Mapping[str, list[EditionCell]]:
        found: dict[str, list[EditionCell]] = defaultdict(list)
        for cell in self.contents.cells:
            found[cell.measure].append(cell)
        return found


@contextmanager
def drawn_editions(folder: Path) -> Iterator[list[EditionSlice]]:
    """An edition of each of ``SIZES``, the smallest first, open for reading."""
    with closing(open_stores(folder)) as stores:
        yield [_drawn_slice(stores, number, size) for number, size in enumerate(SIZES, start=1)]


def _drawn_slice(stores: Stores, number: int, members: int) -> EditionSlice:
    edition = Edition(number, datetime.date(2026, 11, number), members, invented=True)
    editions.write_edition(stores.edition_writer, edition, EditionContents([], []))
    return DrawnSlice(stores.editions, edition, contents=drawn_contents(number, members))


def drawn_contents(seed: int, members: int) -> EditionContents:
    """Every cell and contrast with a share by lot; those of under 20 people are left out."""
    cells = []
    for name, spec in MEASURES.items():
        rng = np.random.default_rng([seed, crc32(name.encode())])  # whatever others draw
        is_first = members == SIZES[0]  # enough people in the first two places of each axis
        people = _rounded(members * (1 if is_first else rng.choice([1, 0.7, 0.4])))
        same = spec.along[-1].same_people
        fewer = {word: 1 if same else rng.choice([1, 0.8, 0.5]) for word in spec.axes[-1]}
        if is_first and not same:
            fewer = {word: 1 if at < 2 else 0.5 for at, word in enumerate(fewer)}
        axes = list(product(*spec.axes)) if not spec.inner else []
        shares = _drawn_shares(rng, name, axes)
        for axis in axes:
            here = _rounded(people * fewer[axis[-1]])
            cases = min(here, _rounded(here * shares[axis]))
            if here >= THRESHOLD:
                place = editions.AXIS_SEPARATOR.join(axis)
                cells.append(EditionCell(name, "", place, here, cases))
    return EditionContents(cells, _drawn_contrasts(np.random.default_rng(seed), members))


def _drawn_shares(
    rng: np.random.Generator, name: str, axes: list[tuple[str, ...]]
) -> dict[tuple[str, ...], float]:
    """A share for every place; those of the parts of one whole add up to 1."""
    if name not in _PARTS_OF_WHOLE:
        spread = _SPREADS[rng.integers(len(_SPREADS))]
        most = rng.choice([0.5, 1])  # where others are under a half, one effect stands apart
        apart = {axis for axis in axes if axis[0] == _ONE_APART and most < 1}
        return {axis: 0.9 if axis in apart else most * rng.beta(*spread) for axis in axes}
    part = _PARTS_OF_WHOLE[name]
    drawn = {axis: float(rng.gamma(rng.choice([0.5, 4]))) for axis in axes}
    wholes: dict[tuple[str, ...], float] = {}
    for axis, size in drawn.items():
        whole = axis[:part] + axis[part + 1 :]
        wholes[whole] = wholes.get(whole, 0) + size
    return {axis: size / wholes[axis[:part] + axis[part + 1 :]] for axis, size in drawn.items()}


def _drawn_contrasts(rng: np.random.Generator, members: int) -> list[EditionContrast]:
    people = _rounded(members * 0.4)
    one_alone = bool(rng.integers(2))
    rows = []
    for name in CONTRASTS:
        for word in (*FIRST_EFFECT_AXIS, BENEFIT, SLEEP_GONE, EFFECTS_GONE):
            gap = _drawn_gap(rng, word == _ONE_APART, one_alone=one_alone)
            first, second = (_rounded(people * share) for share in (0.4 + gap, 0.4))
            variance = _rounded(people * 0.48)
            rows.append(EditionContrast(name, "", word, people, first, second, variance))
    return rows if people >= THRESHOLD else []


def _drawn_gap(rng: np.random.Generator, is_the_one: bool, *, one_alone: bool) -> float:
    """Between two arms: of one effect alone, or of any, to either side."""
    if one_alone:
        return 0.4 if is_the_one else 0.0
    return float(rng.choice([-0.3, 0, 0.4]))


def _rounded(count: float) -> int:
    return _ROUND_TO * round(count / _ROUND_TO)
