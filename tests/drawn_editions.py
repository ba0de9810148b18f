"""Editions of any size without members: every cell that a page may read, with a share by lot.

Nobody has such answers: all shares are drawn by themselves, so that every sentence is said
somewhere, also those that an invented group hardly ever leads to. Written in 0.2 s, whatever the
size; publishing a group of 3,000 takes 20.
"""

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path

import numpy as np

from dashboard.findings.edition_slice import EditionSlice
from dashboard.stores import open_stores
from db.catalogue import BENEFIT, CONTRASTS, EFFECTS_GONE, MEASURES, SLEEP_GONE, FIRST_EFFECT_AXIS
from db.editions import editions
from db.editions.editions import Edition, EditionCell, EditionContents, EditionContrast
from db.thresholds import THRESHOLD

SIZES = (40, 60, 90, 120, 180, 300, 500, 700, 1_500, 3_000)
"""Published members of the ten editions that every sentence is read on."""
_SPREADS = ((0.4, 6), (2, 5), (5, 5), (12, 12), (6, 0.5))
"""Beta distributions that an edition's shares are drawn from: rare, spread, near a half, common."""
_PARTS_OF_WHOLE = {
    "course_by_week": 0,
    "when_joined": 0,
    "hours_after_dose": 0,
    "sweet_spot_found": 0,
    "after_reaching_dose": 1,
    "dose_kept": 0,
    "start_to_kept": 1,
    "stop_reason": 0,
}
"""Measures whose people each stand at one word of an axis, and the axis."""
_ROUND_TO = 5


@contextmanager
def drawn_edition(folder: Path, members: int) -> Iterator[EditionSlice]:
    """An edition of so many published members, open for reading; its number is its seed."""
    with closing(open_stores(folder)) as stores:
        number = SIZES.index(members) + 1
        edition = Edition(number, datetime.date(2026, 11, 23), members, invented=True, groups=True)
        editions.write_edition(stores.edition_writer, edition, drawn_contents(number, members))
        yield EditionSlice(stores.editions, edition)


def drawn_contents(seed: int, members: int) -> EditionContents:
    """Every cell and contrast with a share by lot; those of under 20 people are left out."""
    rng = np.random.default_rng(seed)
    cells = []
    for name, spec in MEASURES.items():
        people = _rounded(members * rng.choice([1, 0.7, 0.4]))
        same = spec.along[-1].same_people
        fewer = {word: 1 if same else rng.choice([1, 0.8, 0.5]) for word in spec.axes[-1]}
        axes = list(product(*spec.axes)) if not spec.inner else []
        shares = _drawn_shares(rng, name, axes)
        for axis in axes:
            here = _rounded(people * fewer[axis[-1]])
            cases = min(here, _rounded(here * shares[axis]))
            if here >= THRESHOLD:
                place = editions.AXIS_SEPARATOR.join(axis)
                cells.append(EditionCell(name, "", place, here, cases))
    return EditionContents(cells, _drawn_contrasts(rng, members))


def _drawn_shares(
    rng: np.random.Generator, name: str, axes: list[tuple[str, ...]]
) -> dict[tuple[str, ...], float]:
    """A share for every place; those of the parts of one whole add up to 1."""
    if name not in _PARTS_OF_WHOLE:
        spread = _SPREADS[rng.integers(len(_SPREADS))]
        return {axis: float(rng.beta(*spread)) for axis in axes}
    part = _PARTS_OF_WHOLE[name]
    drawn = {axis: float(rng.gamma(rng.choice([0.5, 4]))) for axis in axes}
    wholes: dict[tuple[str, ...], float] = {}
    for axis, size in drawn.items():
        whole = axis[:part] + axis[part + 1 :]
        wholes[whole] = wholes.get(whole, 0) + size
    return {axis: size / wholes[axis[:part] + axis[part + 1 :]] for axis, size in drawn.items()}


def _drawn_contrasts(rng: np.random.Generator, members: int) -> list[EditionContrast]:
    people = _rounded(members * 0.4)
    apart = rng.choice([0, 0.2, 0.4])
    rows = []
    for name in CONTRASTS:
        for word in (*FIRST_EFFECT_AXIS, BENEFIT, SLEEP_GONE, EFFECTS_GONE):
            gap = apart * (1 if len(rows) % 3 else rng.choice([1, 0, -1]))
            first, second = (_rounded(people * share) for share in (0.4 + gap, 0.4))
            variance = _rounded(people * 0.48)
            rows.append(EditionContrast(name, "", word, people, first, second, variance))
    return rows if people >= THRESHOLD else []


def _rounded(count: float) -> int:
    return _ROUND_TO * round(count / _ROUND_TO)
