"""A friend in a small group who has an effect still, since week 1: one answer in every week.

The same friends, with that spell and without, all else alike; none of them ever had the effect.
The reader learned from members who are neither friends nor others, and weighs what is shown anew
for each set of editions.
"""

from dataclasses import dataclass, replace

import numpy as np
from attacks_reader import Gain, LinearReader, Readings, Reals, gain
from attacks_replay import DRAWN_GROUP, PooledCounts
from attacks_vectors import Places, Vectors, member_vectors, views_of_friend

from db.catalogue import EFFECT_GROUP_AXIS, FIRST_EFFECT_AXIS
from db.counting.cohort import CohortChunk, EpisodeColumns
from db.vocabulary import Before, Effect


@dataclass(frozen=True)
class StillTrial:
    """A friend among others whose answers nobody knows.

    Attributes:
        effect: that the friend has since week 1, or has never had; of version 1.
        friends: how many, one after the other.
        fakes: of the members, who say of themselves that they never had an effect.
        editions: that are pooled.
        members: of the group, the friend and fakes among them.
        learned: members the reader has learned from.
        replays: of each friend, with the effect and without.
    """

    effect: str
    friends: int
    fakes: int
    editions: int
    members: int = 40
    learned: int = 400
    replays: int = 4


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
    """How well it is read by our rule, and without "a rare effect of a small group is one word"."""
    twins = member_vectors(with_effect_since_week_1(vectors.group, trial.effect))
    number = Effect[trial.effect.removeprefix("effect_")].value
    episodes = vectors.group.episodes
    never = np.ones(vectors.group.members, dtype=bool)
    never[episodes.member[episodes.effect == number]] = False
    pool = np.arange(trial.learned, vectors.group.members)
    ours, control = Readings(), Readings()
    for friend in pool[never[pool]][: trial.friends]:
        _StillFriend(vectors, twins, trial, int(friend)).read(ours, control)
    return gain([ours]), gain([control])


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


class _StillFriend:
    """One friend, with the effect and without, among others drawn anew for each replay."""

    def __init__(self, vectors: Vectors, twins: Vectors, trial: StillTrial, friend: int) -> None:
        self._trial, self._friend, self._vectors = trial, friend, vectors
        self._generator = np.random.default_rng(friend)
        group = np.arange(trial.learned)
        views = views_of_friend(vectors, friend, group, fakes=0, groups=False)
        # What the group can show is the twins': else cells that only the friend fills are left out.
        with_it = PooledCounts(twins, views, trial.fakes, group, are_well=True)
        self._counts = replace(with_it, vectors=vectors)
        vars(self._counts)["_kept"] = with_it._kept
        self._hidden = replace(self._counts, hides_rare=True)
        vars(self._hidden)["_kept"] = with_it._kept
        self._crowd = self._counts.of_members(group)
        self._difference = (with_it.of_members(group) - self._crowd).mean(axis=0)
        self._rows = [who.of_members(np.array([friend])) for who in (self._counts, with_it)]
        others = trial.members - trial.fakes - 1
        mean = self._crowd.mean(axis=0)
        self._expected = mean * (others + 1) + trial.fakes * self._counts.with_fakes
        share = np.sqrt((others + 1) / trial.learned)
        lot = np.sqrt(DRAWN_GROUP.lot_variance / trial.editions)
        self._unknown = share * np.concatenate([self._crowd - mean, lot * self._crowd])

    def read(self, ours: Readings, control: Readings) -> None:
        """Replay both answers, and note what the best reader scores by either rule."""
        for counts, readings in ((self._hidden, ours), (self._counts, control)):
            no, yes = (
                [self._score(self._editions(counts, row)) for _ in range(self._trial.replays)]
                for row in self._rows
            )
            readings.add(yes, no)

    def _editions(self, counts: PooledCounts, row: Reals) -> Reals:
        """What the editions show of the friend and of others drawn anew, [edition, count]."""
        trial, keys = self._trial, self._vectors.group.record_key
        pool = np.setdiff1d(np.arange(trial.learned, len(keys)), [self._friend])
        others: Places = self._generator.choice(
            pool, trial.members - trial.fakes - 1, replace=False
        )
        rows = np.concatenate([counts.of_members(others), row])
        everyone = np.append(others, self._friend)
        weights = np.array(
            [DRAWN_GROUP.weights(keys[everyone], self._generator) for _ in range(trial.editions)]
        )
        return counts.shown(weights @ rows, self._generator)

    def _score(self, editions: Reals) -> float:
        """The best reader of what is shown: each count as the mean of the editions that show it."""
        times = (~np.isnan(editions)).sum(axis=0)
        seen = np.flatnonzero(times)
        mean = np.nansum(editions[:, seen], axis=0) / times[seen]
        scale = np.sqrt(DRAWN_GROUP.own_variance / times[seen]).astype(np.float32)
        reader = LinearReader((self._unknown[:, seen] / scale).astype(np.float32))
        (weights,) = reader.weights((self._difference[seen] / scale)[None])
        return float(weights @ ((mean - self._expected[seen]) / scale))
