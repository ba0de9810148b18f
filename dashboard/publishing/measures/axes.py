"""Where things lie on the axes that several measures share."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import PlacePairs
from db import bands
from db.bands import ValueBands
from db.counting.columns import NEVER, CohortChunk, EpisodeColumns, Ints, StepColumns
from db.vocabulary import EFFECT_GROUPS, LATER_EFFECTS, SIDE_EFFECTS, Effect

_GROUP_OF_EFFECT = np.zeros(max(Effect) + 1, dtype=np.int64)
for _position, _effects in enumerate(EFFECT_GROUPS.values(), start=1):
    for _effect in _effects:
        _GROUP_OF_EFFECT[_effect] = _position
_FAR = 1 << 12
"""Later than any week of use."""
_MASK_BITS = 4
"""Masks of places on an axis hold 2^4 bits at most."""
FIRST_SINGLE_EFFECT = 1 + len(EFFECT_GROUPS)
"""Place of the first single effect on the effect axis, after "any" and the groups."""
_FIRST_LATER_EFFECT = FIRST_SINGLE_EFFECT + len(SIDE_EFFECTS)


def band_positions(within: ValueBands, values: Ints) -> Ints:
    """Position of the band of each value; -1 below the first."""
    positions = _positions_of_values(within)
    return positions[np.clip(values, -1, len(positions) - 2)]


@cache
def _positions_of_values(within: ValueBands) -> Ints:
    """Position of the band of every value up to the last band's lowest; at -1 that of negatives."""
    values = np.append(np.arange(within.edges[-1] + 1), -1)
    return np.searchsorted(np.array(within.edges), values, side="right") - 1


def group_places(effect: Ints) -> Ints:
    """Place of each side effect's group on the group axis."""
    return _GROUP_OF_EFFECT[effect]


def concatenate_pairs(parts: list[PlacePairs]) -> PlacePairs:
    """Pairs one after the other; none at all is allowed."""
    nothing = np.zeros(0, dtype=np.int64)
    return PlacePairs(
        np.concatenate([nothing, *(part.member for part in parts)]),
        np.concatenate([nothing, *(part.place for part in parts)]),
    )


def member_starts(member: Ints) -> Ints:
    """Where each member's rows begin; rows of a member stand together."""
    return np.flatnonzero(np.diff(member, prepend=-1) != 0)


def any_bit_of_runs(mask: Ints, starts: Ints) -> Ints:
    """The bits that any row of a run has."""
    return np.bitwise_or.reduceat(mask, starts) if len(starts) else mask[:0]


def any_bit_of_members(cohort: CohortChunk, member: Ints, mask: Ints) -> Ints:
    """For every member of the chunk the bits that any of their rows has."""
    found = np.zeros(cohort.members, dtype=np.int64)
    starts = member_starts(member)
    found[member[starts]] = any_bit_of_runs(mask, starts)
    return found


def distinct_pairs(member: Ints, place: Ints, places: int) -> PlacePairs:
    """Pairs of which each occurs once."""
    keys = np.unique(member * places + place)
    return PlacePairs(keys // places, keys % places)


def weekly_steps(cohort: CohortChunk) -> StepColumns:
    """The steps, of two in a week the later one."""
    steps = cohort.steps
    last = np.flatnonzero(
        (np.diff(steps.member, append=-1) != 0) | (np.diff(steps.week, append=-1) != 0)
    )
    if len(last) == len(steps.week):
        return steps
    return StepColumns(**{name: column[last] for name, column in vars(steps).items()})


def rows_of_restarts(cohort: CohortChunk, steps: StepColumns) -> Ints:
    """Rows of the steps with which a pause ended."""
    after = cohort.is_paused(steps.member, steps.week - 1)
    return np.flatnonzero(after & ~cohort.is_paused(steps.member, steps.week))


def weeks_of_bands(record_key: Ints) -> list[Ints]:
    """Of each band of ``bands.WEEK_OF_BAND`` one week for each member, named by the record key.

    The key is a number of many places, one a band, so that no two bands share a lot. It is no
    edition's lot: a member is looked at in the same weeks, whatever edition it is.
    """
    weeks, rest = [], record_key
    for _, first, last in bands.WEEK_OF_BAND.spans():
        rest, nth = np.divmod(rest, (last or first) - first + 1)
        weeks.append(first + nth)
    return weeks


def bits_of_bands(are_in: Iterable[NDArray[np.bool_]]) -> Ints:
    """A mask of the bands, from what holds in each of them, the first band first."""
    masks = [is_in.astype(np.int64) << nth for nth, is_in in enumerate(are_in)]
    mask: Ints = np.bitwise_or.reduce(masks)
    return mask


def rows_of_steps_up(steps: StepColumns) -> Ints:
    """Rows of first doses and of increases."""
    before = np.concatenate([[0], steps.dose_ug[:-1]])[: len(steps.dose_ug)]
    first = np.diff(steps.member, prepend=-1) != 0
    return np.flatnonzero(first | (steps.dose_ug > before))


def last_of_each(key: Ints) -> Ints:
    """Position of the last entry of each distinct key, in the order of positions.

    Keys are small: places of the chunk's members. A table of them does without sorting.
    """
    position = np.arange(len(key))
    return np.flatnonzero(_last_values(key, position)[key] == position)


def first_of_each(key: Ints) -> Ints:
    """As ``last_of_each``: the first entry of each."""
    position = np.arange(len(key))
    return np.flatnonzero(_last_values(key[::-1], position[::-1])[key] == position)


def _last_values(key: Ints, value: Ints) -> Ints:
    """For each key the value that comes with its last entry."""
    table = np.zeros(int(key.max(initial=-1)) + 1, dtype=np.int64)
    table[key] = value
    return table


def pairs_where(pairs: PlacePairs, keep: NDArray[np.bool_]) -> PlacePairs:
    """Those pairs for which ``keep`` is true."""
    return PlacePairs(pairs.member[keep], pairs.place[keep])


def side_effect_spells(
    cohort: CohortChunk, keep: NDArray[np.bool_] | None = None
) -> EpisodeColumns:
    """Spells of step 3's effects that count as effects and whose beginning is known."""
    episodes = cohort.episodes
    chosen = episodes.count_as_effect() & (episodes.effect <= max(SIDE_EFFECTS))
    chosen &= episodes.began_week != NEVER
    if keep is not None:
        chosen &= keep
    return rows_of_episodes(episodes, chosen)


def rows_of_episodes(episodes: EpisodeColumns, keep: NDArray[np.bool_]) -> EpisodeColumns:
    """Those spells for which ``keep`` is true, in their order."""
    rows = np.flatnonzero(keep)
    return EpisodeColumns(**{name: column[rows] for name, column in vars(episodes).items()})


def later_effect_spells(
    cohort: CohortChunk, keep: NDArray[np.bool_] | None = None
) -> EpisodeColumns:
    """The same of the effects that version 2 added; they are in no group."""
    episodes = cohort.episodes
    chosen = episodes.count_as_effect() & (episodes.effect >= min(LATER_EFFECTS))
    chosen &= episodes.began_week != NEVER
    rows = np.flatnonzero(chosen if keep is None else chosen & keep)
    return EpisodeColumns(**{name: column[rows] for name, column in vars(episodes).items()})


def first_spells_of_effects(episodes: EpisodeColumns) -> tuple[Ints, Ints]:
    """The first row of each member's each single effect, and its place among single effects."""
    new = (np.diff(episodes.member, prepend=-1) != 0) | (np.diff(episodes.effect, prepend=-1) != 0)
    starts = np.flatnonzero(new)
    effect = episodes.effect[starts]
    later = len(SIDE_EFFECTS) + effect - min(LATER_EFFECTS)
    return starts, np.where(effect <= max(SIDE_EFFECTS), effect - 1, later)


def single_effect_runs(episodes: EpisodeColumns) -> tuple[Ints, Ints]:
    """Runs of rows of one later effect: (start of each, its place on the effect axis)."""
    new = (np.diff(episodes.member, prepend=-1) != 0) | (np.diff(episodes.effect, prepend=-1) != 0)
    starts = np.flatnonzero(new)
    return starts, _FIRST_LATER_EFFECT + episodes.effect[starts] - min(LATER_EFFECTS)


def effect_axis_runs(episodes: EpisodeColumns) -> Iterator[tuple[Ints, Ints]]:
    """The effect axis as runs of rows: (start of each run, its place on the axis).

    Rows are in the order of member and effect, and the effects of a group are neighbours; so
    "any effect", each group and each effect are runs of rows, and one pass reduces them
    without sorting. Yields the three levels one after the other.
    """
    if not len(episodes.member):
        return
    group = group_places(episodes.effect)
    single = FIRST_SINGLE_EFFECT - 1 + episodes.effect
    for place in (np.zeros_like(group), group, single):
        new = (np.diff(episodes.member) != 0) | (np.diff(place) != 0)
        starts = np.flatnonzero(np.concatenate([[True], new]))
        yield starts, place[starts]


def pairs_of_single_effects(episodes: EpisodeColumns, mask: Ints, width: int) -> PlacePairs:
    """For each later effect: the bits that at least one spell has."""
    starts, place = single_effect_runs(episodes)
    return bits_to_pairs(episodes.member[starts], place, any_bit_of_runs(mask, starts), width)


def pairs_on_effect_axis(episodes: EpisodeColumns, mask: Ints, width: int) -> PlacePairs:
    """For "any", each group and each effect: the bits that at least one spell has."""
    found = [
        bits_to_pairs(episodes.member[starts], place, any_bit_of_runs(mask, starts), width)
        for starts, place in effect_axis_runs(episodes)
    ]
    return concatenate_pairs(found)


def bits_to_pairs(member: Ints, place: Ints, mask: Ints, width: int) -> PlacePairs:
    """(member, place * width + b) for every bit b < width that is set in the mask; width <= 16."""
    as_bytes = (mask & ((1 << width) - 1)).astype("<u2").view(np.uint8)
    at = np.flatnonzero(np.unpackbits(as_bytes, bitorder="little").view(np.bool_))
    rows, bit = at >> _MASK_BITS, at & ((1 << _MASK_BITS) - 1)
    return PlacePairs(member[rows], (place * width)[rows] + bit)


def bands_up_to(last: Ints) -> Ints:
    """A mask of the bands 0 to ``last``; none where it is negative."""
    return (np.int64(1) << (last + 1)) - 1
