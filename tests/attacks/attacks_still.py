"""A friend in a small group who has an effect still, since week 1: one answer in every week.

The same friends, with that spell and without, all else alike; none of them ever had the effect.
The reader learned from members who are neither friends nor others, and weighs what is shown anew
for each set of editions.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from attacks_reader import Gain, LinearReader, Readings, Reals, gain
from attacks_replay import DRAWN_GROUP, PooledCounts
from attacks_vectors import Places, Vectors, member_vectors, view_of_everyone

from db.catalogue import EFFECT_GROUP_AXIS, EVERY_EFFECT, FIRST_EFFECT_AXIS, GROUP_OF_EFFECT
from db.counting.cohort import CohortChunk, EpisodeColumns
from db.vocabulary import Before, Effect

CONTROLS = 16
"""Friends of a control: it reads so well that few are enough."""


@dataclass(frozen=True)
class StillTrial:
    """A friend among others whose answers nobody knows.

    Attributes:
        effect: that the friend has since week 1, or has never had; of version 1.
        friends: how many, one after the other.
        fakes: of the members.
        editions: that are pooled.
        members: of the group, the friend and fakes among them.
        learned: members the reader has learned from.
        replays: of each friend, with the effect and without.
        fakes_have_it: whether the fakes say that they have the effect, still and since week 1; else
            they say that they never had one.
    """

    effect: str
    friends: int
    fakes: int
    editions: int
    members: int = 40
    learned: int = 400
    replays: int = 4
    fakes_have_it: bool = False

    def words_of_fakes(self) -> frozenset[str]:
        """The effect, its kind and "any", where the fakes say that they have it."""
        words = (self.effect, GROUP_OF_EFFECT[self.effect], EVERY_EFFECT)
        return frozenset(words if self.fakes_have_it else ())


def with_effect_since_week_1(group: CohortChunk, effect: str) -> CohortChunk:
    """The same members, each of whom has the effect still, since week 1, and no other spell."""
    number = Effect[effect.removeprefix("effect_")].value
    others = group.episodes.effect != number
    new = dict.fromkeys(vars(group.episodes), np.zeros(group.members, dtype=np.int64))
    ones = np.ones(group.members, dtype=np.int64)
    new |= {"member": np.arange(group.members), "effect": number * ones, "began_week": ones}
    new |= {"before": Before.no * ones, "still_there": ones, "severity": 2 * ones}
    columns = {
        name: np.concatenate([column[others], new[name]])
        for name, column in vars(group.episodes).items()
    }
    order = np.lexsort((columns["began_week"], columns["effect"], columns["member"]))
    episodes = EpisodeColumns(**{name: column[order] for name, column in columns.items()})
    return replace(group, episodes=episodes)


def still_gain(vectors: Vectors, trial: StillTrial) -> tuple[Gain, Gain]:
    """How well it is read by our rule, and without "a small group shows no single effect"."""
    twins = member_vectors(with_effect_since_week_1(vectors.group, trial.effect))
    twins = replace(twins, base=vectors)
    number = Effect[trial.effect.removeprefix("effect_")].value
    episodes = vectors.group.episodes
    never = np.ones(vectors.group.members, dtype=bool)
    never[episodes.member[episodes.effect == number]] = False
    pool = np.arange(trial.learned, vectors.group.members)
    friends = pool[never[pool]][: trial.friends]
    ours, control = (
        _gain_of_friends(_StillReader(vectors, twins, trial, is_small=is_small), friends[:many])
        for is_small, many in ((True, trial.friends), (False, CONTROLS))
    )
    return ours, control


def _gain_of_friends(reader: "_StillReader", friends: Places) -> Gain:
    readings = Readings()
    for friend in map(int, friends):
        reader.read(friend, readings)
    return gain([readings])


def rare_effect(vectors: Vectors) -> str:
    """The single effect of version 1 that the fewest members ever had.

    Of version 1, because only its effects are in the groups of effects and in "any effect": one
    that version 2 added stands in its own cells alone, which is easier to hide.
    """
    episodes = vectors.group.episodes

    def members_with(effect: str) -> int:
        number = Effect[effect.removeprefix("effect_")].value
        return len(np.unique(episodes.member[episodes.effect == number]))

    return min(FIRST_EFFECT_AXIS[len(EFFECT_GROUP_AXIS) :], key=members_with)


class _StillReader:
    """The best reader by one rule: what is known beforehand, and replays of each friend."""

    def __init__(
        self, without: Vectors, having: Vectors, trial: StillTrial, *, is_small: bool
    ) -> None:
        self._trial, self._keys = trial, without.group.record_key
        group = np.arange(trial.learned)
        views = [view_of_everyone(without, is_small=is_small)]
        have = trial.words_of_fakes()
        # What the group can show is the twins': else cells that only the friend fills are left out.
        with_it = PooledCounts(having, views, trial.fakes, group, are_well=not have, have=have)
        self._counts = replace(with_it, vectors=without)
        vars(self._counts)["_kept"] = with_it._kept
        self._twins = (self._counts, with_it)
        crowd = self._counts.of_members(group)
        self._difference = (with_it.of_members(group) - crowd).mean(axis=0)
        real, mean = trial.members - trial.fakes, crowd.mean(axis=0)
        self._expected = mean * real + trial.fakes * self._counts.with_fakes
        share = np.sqrt(real / trial.learned)
        lot = np.sqrt(DRAWN_GROUP.lot_variance / trial.editions)
        self._unknown = share * np.concatenate([crowd - mean, lot * crowd])

    def read(self, friend: int, readings: Readings) -> None:
        """Replay both answers of a friend, and note what is scored."""
        generator = np.random.default_rng(friend)
        no, yes = (
            [
                self._score(self._editions(friend, twin, generator))
                for _ in range(self._trial.replays)
            ]
            for twin in self._twins
        )
        readings.add(yes, no)

    def _editions(self, friend: int, twin: PooledCounts, generator: np.random.Generator) -> Reals:
        """What the editions show of the friend and of others drawn anew, [edition, count]."""
        trial = self._trial
        pool = np.setdiff1d(np.arange(trial.learned, len(self._keys)), [friend])
        others: Places = generator.choice(pool, trial.members - trial.fakes - 1, replace=False)
        own = twin.of_members(np.array([friend]))
        rows = np.concatenate([self._counts.of_members(others), own])
        everyone = self._keys[np.append(others, friend)]
        weights = [DRAWN_GROUP.weights(everyone, generator) for _ in range(trial.editions)]
        return self._counts.shown(np.array(weights) @ rows, generator)

    def _score(self, editions: Reals) -> float:
        """The best reader of what is shown: each count as the mean of the editions that show it."""
        times = (~np.isnan(editions)).sum(axis=0)
        seen = np.flatnonzero(times)
        mean = np.nansum(editions[:, seen], axis=0) / times[seen]
        variance = (DRAWN_GROUP.own_variance / times[seen]).astype(np.float32)
        return float(self._weights(seen, variance) @ (mean - self._expected[seen]))

    def _weights(self, seen: Places, variance: Reals) -> Reals:
        if len(seen) <= len(self._unknown):
            covariance = self._covariance[np.ix_(seen, seen)] + np.diag(variance)
            return np.linalg.solve(covariance, self._difference[seen])
        scale = np.sqrt(variance)
        reader = LinearReader((self._unknown[:, seen] / scale).astype(np.float32))
        (found,) = reader.weights((self._difference[seen] / scale)[None])
        return np.asarray(found / scale)

    @cached_property
    def _covariance(self) -> Reals:
        """Of what the reader does not know, but for each count's own noise."""
        return np.asarray(self._unknown.T @ self._unknown)
