"""What happened in which week, for all the people of a pool at once: members x weeks."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from db import bands
from db.vocabulary import BOTHERSOME, EFFECT_GROUPS, Effect, StopReason
from tests.truth.worlds.lives import ALWAYS, Life, week_of_day

Bools = NDArray[np.bool_]
WEEKS = 106
"""Columns of a table of weeks: week 0 is nobody's, 105 behind the last."""
LAST_BAND_ENDS = 104


def effects_of_word(word: str) -> frozenset[Effect]:
    """The effects behind a word of the effect axis."""
    if word == "any_effect":
        return frozenset(effect for group in EFFECT_GROUPS.values() for effect in group)
    if word in EFFECT_GROUPS:
        return frozenset(EFFECT_GROUPS[word])
    return frozenset({Effect[word.removeprefix("effect_")]})


def weeks_of_band(word: str) -> range:
    """The weeks of a band of weeks of use."""
    first, last = next(
        (low, high) for name, low, high in bands.WEEK_OF_BAND.spans() if name == word
    )
    return range(first, (last or LAST_BAND_ENDS) + 1)


class WeeksLived:
    """Tables of weeks; a week counts in which something was so on any day."""

    def __init__(self, lives: list[Life]) -> None:
        """Read lives into columns."""
        self.lives = lives
        self.survey_week = np.array([life.survey_week for life in lives])
        ends = [min(life.survey_day, life.stop_day) for life in lives]
        self.last_week = np.array([week_of_day(day) for day in ends])
        self.stops = np.array([life.stop_day < ALWAYS for life in lives])
        reasons = [life.stop_reason is StopReason.side_effects for life in lives]
        self.stops_for_effects = np.array(reasons)
        spells = [(i, spell) for i, life in enumerate(lives) for spell in life.spells]
        self.owner = np.array([i for i, _ in spells], dtype=np.int64)
        self.effect = np.array([int(spell.effect) for _, spell in spells], dtype=np.int64)
        self.began = np.array([spell.began for _, spell in spells])
        self.until = np.array([spell.until for _, spell in spells])
        self.bothersome = np.array([spell.severity >= BOTHERSOME for _, spell in spells], bool)

    def table(self, owner: np.ndarray, first: np.ndarray, last: np.ndarray) -> Bools:
        """Weeks from the first to the last, both included."""
        edges = np.zeros((len(self.lives), WEEKS + 1), dtype=np.int32)
        np.add.at(edges, (owner, np.minimum(first, WEEKS - 1)), 1)
        np.add.at(edges, (owner, np.minimum(last + 1, WEEKS)), -1)
        found: Bools = edges.cumsum(axis=1)[:, :WEEKS] > 0
        return found

    @cached_property
    def observed(self) -> Bools:
        """Weeks up to the survey's."""
        weeks: Bools = np.arange(WEEKS) <= self.survey_week[:, None]
        weeks[:, 0] = False
        return weeks

    @cached_property
    def on(self) -> Bools:
        """Weeks on LDN: up to the stop's own, and not in a pause."""
        return self.observed & (np.arange(WEEKS) <= self.last_week[:, None]) & ~self.paused

    @cached_property
    def paused(self) -> Bools:
        """Weeks of a pause: from the one in which it begins to the one before the restart's."""
        found = [
            (i, max(2, week_of_day(pause.began)), week_of_day(pause.until) - 1)
            for i, life in enumerate(self.lives)
            for pause in life.pauses
        ]
        columns = np.array(found, dtype=np.int64).reshape(-1, 3).T
        return self.table(columns[0], columns[1], np.maximum(columns[1], columns[2]))

    def active(self, word: str, *, bothersome: bool = False) -> Bools:
        """Weeks with an effect of this word, up to the survey."""
        keep = np.isin(self.effect, [int(effect) for effect in effects_of_word(word)])
        keep &= self.bothersome | (not bothersome)
        first = (self.began[keep] // 7).astype(np.int64) + 1
        last = (self.until[keep] // 7).astype(np.int64) + 1
        return self.table(self.owner[keep], first, np.maximum(first, last)) & self.observed

    def first_lengths(self, word: str) -> list[list[float]]:
        """Of each member who had it: the days that the first spell lasted.

        Two spells of one effect that share a week are one; several effects that began in the same
        week are all the first.
        """
        merged = self._merged_spells(effects_of_word(word))
        found: dict[int, tuple[int, list[float]]] = {}
        for member, began, until in sorted(merged):
            week, lengths = found.setdefault(member, (week_of_day(began), []))
            if week_of_day(began) == week:
                lengths.append(until - began)
        return [lengths for _, lengths in found.values()]

    def _merged_spells(self, effects: frozenset[Effect]) -> list[tuple[int, float, float]]:
        numbers = {int(effect) for effect in effects}
        merged: list[tuple[int, float, float]] = []
        last = (-1, -1)
        for at in np.lexsort((self.began, self.effect, self.owner)).tolist():
            if self.effect[at] not in numbers:
                continue
            now = (int(self.owner[at]), int(self.effect[at]))
            began, until = float(self.began[at]), float(self.until[at])
            if now == last and week_of_day(began) <= week_of_day(merged[-1][2]):
                member, first, before = merged[-1]
                merged[-1] = (member, first, max(before, until))
            else:
                merged.append((now[0], began, until))
            last = now
        return merged
