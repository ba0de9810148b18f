"""How long effects last: life tables of spells.

A spell's length is its last week minus its first, and a week more by lot. From Tuesday of one week
to Monday of the next is a week and no longer, though it touches two; and to Sunday it is two.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dashboard.publishing.counting import MeasureTally, PlacePairs
from dashboard.publishing.measures import axes
from dashboard.publishing.measures.timelines import last_week_of_spells
from db import bands
from db.catalogue import EFFECT_AXIS, EFFECT_GROUP_AXIS, SPELL_LENGTHS
from db.counting.columns import NEVER, CohortChunk, EpisodeColumns, Ints
from db.vocabulary import Joined

LASTING = len(bands.LASTING.words)
_KINDS = 2
"""Levels of the effect axis above single effects: "any", and groups."""
_WEEK_LOT, _WEEK_LOTS = 20, 6
_FIRST_LOT, _EFFECT_BITS = 26, 6
"""Bits of the record key: those below name weeks (``axes.weeks_of_bands``)."""
_ROW_BITS = 32
Runs = Iterable[tuple[Ints, Ints]]


def effect_lasting(cohort: CohortChunk) -> MeasureTally:
    """People: whose first spell of the effect had not ended before the band. Cases: ended in it.

    The band is of weeks since the spell began. A spell that is still there is among the people
    up to the band it has reached, and ends in none; whoever reads the life table counts it
    half in that band. Spells whose end is not remembered are left out. A spell that came back is
    one of its own, and the first counts: nobody stands twice, and which one is first does not
    depend on how long it lasts. Of several effects of a group that began in one week, one by lot.
    """
    first = axes.side_effect_spells(cohort, _spells_of_known_end(cohort))
    later = axes.later_effect_spells(cohort, _spells_of_known_end(cohort))
    found = [
        *_lasting_pairs(cohort, first, axes.effect_axis_runs(first)),
        *_lasting_pairs(cohort, later, [axes.single_effect_runs(later)]),
    ]
    return _tally_of_pairs((len(EFFECT_AXIS), LASTING), found)


def effect_lasting_of_early_joiners(cohort: CohortChunk) -> MeasureTally:
    """``effect_lasting`` of those who joined the group before they began LDN; "any" and groups.

    Whoever joins because an effect stays brings long spells along.
    """
    joined = cohort.joined[cohort.episodes.member] == Joined.before_ldn
    spells = axes.side_effect_spells(cohort, _spells_of_known_end(cohort) & joined)
    runs = islice(axes.effect_axis_runs(spells), _KINDS)
    return _tally_of_pairs(
        (len(EFFECT_GROUP_AXIS), LASTING), [*_lasting_pairs(cohort, spells, runs)]
    )


def effect_ended_early(cohort: CohortChunk) -> MeasureTally:
    """``effect_lasting`` of "any" and groups, without the lot: every spell short, every one long.

    Between the two lies how long they lasted, whatever day of its week each began and ended on.
    """
    spells = axes.side_effect_spells(cohort, _spells_of_known_end(cohort))
    found: list[tuple[PlacePairs, PlacePairs]] = []
    for nth in range(len(SPELL_LENGTHS)):
        kinds = islice(axes.effect_axis_runs(spells), _KINDS)
        runs = ((starts, place * len(SPELL_LENGTHS) + nth) for starts, place in kinds)
        found += _lasting_pairs(cohort, spells, runs, np.full_like(spells.member, nth))
    shape = (len(EFFECT_GROUP_AXIS), len(SPELL_LENGTHS), LASTING)
    return _tally_of_pairs(shape, found)


def _spells_of_known_end(cohort: CohortChunk) -> NDArray[np.bool_]:
    episodes = cohort.episodes
    known: NDArray[np.bool_] = episodes.still_there.astype(bool) | (episodes.ended_week != NEVER)
    return known


def _lasting_pairs(
    cohort: CohortChunk, episodes: EpisodeColumns, runs: Runs, more: Ints | None = None
) -> Iterator[tuple[PlacePairs, PlacePairs]]:
    """People and cases of each set of runs of spells; ``more``: weeks that are added, or the lot.

    A spell of one week alone is one of a week, however that lot falls.
    """
    touched = last_week_of_spells(cohort, episodes) - episodes.began_week
    lasted = np.maximum(touched + (_week_lots(cohort, episodes) if more is None else more), 1)
    reached = axes.band_positions(bands.LASTING, lasted)
    ended = episodes.ended_week != NEVER
    rank = _ranks_of_spells(cohort, episodes)
    for starts, place in runs:
        least = np.minimum.reduceat(rank, starts) if len(starts) else starts
        first = least & ((1 << _ROW_BITS) - 1)
        member = episodes.member[starts]
        upto = axes.bands_up_to(reached[first])
        people = axes.bits_to_pairs(member, place, upto, LASTING)
        at_end = PlacePairs(member, place * LASTING + reached[first])
        yield people, axes.pairs_where(at_end, ended[first])


def _week_lots(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """0 or 1 for each spell: a bit of the record key, which one by the effect and its beginning."""
    bit = _WEEK_LOT + (episodes.effect + episodes.began_week) % _WEEK_LOTS
    lots: Ints = cohort.record_key[episodes.member] >> bit & 1
    return lots


def _ranks_of_spells(cohort: CohortChunk, episodes: EpisodeColumns) -> Ints:
    """The least is the first to begin; of one week, one by lot. The lowest bits are its row."""
    turn = cohort.record_key[episodes.member] >> _FIRST_LOT & ((1 << _EFFECT_BITS) - 1)
    order = episodes.began_week << _EFFECT_BITS | (episodes.effect ^ turn)
    ranks: Ints = order << _ROW_BITS | np.arange(len(order))
    return ranks


def _tally_of_pairs(
    shape: tuple[int, ...], found: list[tuple[PlacePairs, PlacePairs]]
) -> MeasureTally:
    people, cases = ([pairs[kind] for pairs in found] for kind in (0, 1))
    return MeasureTally(shape, axes.concatenate_pairs(people), axes.concatenate_pairs(cases))
