"""A friend joins between two editions, or between two half years of them, and is read."""

from dataclasses import dataclass

import numpy as np
from attacks_reader import Gain, LinearReader, Readings, Reals, gain
from attacks_replay import PooledCounts, PublishRule
from attacks_vectors import Places, Vectors, views_of_friend
from numpy.typing import NDArray

from db.bands import WEEK
from db.catalogue import EFFECT_AXIS

QUESTIONS = [f"{effect}|{WEEK.words[1]}" for effect in EFFECT_AXIS[:8]]
"""What is asked of the friend: eight kinds of effects in week 2."""


@dataclass(frozen=True)
class JoinTrial:
    """What happens, and what the reader knows.

    Attributes:
        friends: how many, one after the other.
        members: of the group.
        others: who come and go with each edition, as many of each; between two editions they come.
        editions: before, and as many after.
        groups_every: every so-manieth edition holds groups.
        fakes: in each of the friend's slices.
        learned: members the reader has learned from.
        replays: of each friend.
    """

    friends: int
    members: int = 400
    others: int = 0
    editions: int = 1
    groups_every: int = 3
    fakes: int = 25
    learned: int = 500
    replays: int = 4

    @property
    def spare(self) -> int:
        """Members who may come."""
        return self.others * 2 * self.editions

    @property
    def cohort(self) -> int:
        """Invented members that the trial needs."""
        return self.members + self.spare + self.learned + self.friends


def joining_gain(vectors: Vectors, trial: JoinTrial, rule: PublishRule) -> tuple[Gain, Gain]:
    """How well it is read whether a friend joined, and what they answered."""
    joined, answers = Readings(), [Readings() for _ in QUESTIONS]
    first = trial.cohort - trial.friends
    for friend in range(first, trial.cohort):
        attack = _FriendJoins(vectors, trial, rule, friend)
        attack.read(joined, answers)
    return gain([joined]), gain(answers)


class _FriendJoins:
    """One friend: what a reader can work out beforehand, and replays."""

    def __init__(self, vectors: Vectors, trial: JoinTrial, rule: PublishRule, friend: int) -> None:
        group = np.arange(trial.members)
        views = views_of_friend(vectors, friend, group, fakes=trial.fakes)
        self._counts = PooledCounts(vectors, views, trial.fakes, group)
        self._vectors, self._trial, self._rule, self._friend = vectors, trial, rule, friend
        self._generator = np.random.default_rng(friend)
        self._pool = np.arange(trial.members + trial.spare)
        self._of_pool = self._counts.of_members(self._pool)
        self._learned = len(self._pool) + np.arange(trial.learned)
        self._crowd = self._counts.of_members(self._learned)
        self._like_friend = self._counts.as_friend(self._learned)
        self._scale = np.sqrt(self._own_variance()).astype(np.float32)

    def read(self, joined: Readings, answers: list[Readings]) -> None:
        """Replay, and note what the best reader scores."""
        known = self._questions()
        differences = [self._like_friend.mean(axis=0), *(d for d, _ in known.values())]
        middles = [differences[0] / 2, *(middle for _, middle in known.values())]
        weights = self._reader().weights(np.array(differences) / self._scale)
        pictures = [self._picture(joins=True) for _ in range(self._trial.replays)]
        without = [self._picture(joins=False) for _ in range(self._trial.replays)]

        def scores(nth: int, seen: list[Reals]) -> list[float]:
            return [float(weights[nth] @ ((one - middles[nth]) / self._scale)) for one in seen]

        joined.add(scores(0, pictures), scores(0, without))
        nth_of = {question: nth for nth, question in enumerate(known, start=1)}
        for question, readings in enumerate(answers):
            found = scores(nth_of[question], pictures) if question in known else []
            yes = bool(found) and self._said_yes(question)
            readings.add(found if yes else [], [] if yes else found)

    def _picture(self, *, joins: bool) -> Reals:
        """The means after less the means before, as published; 0 where either shows nothing."""
        trial, generator = self._trial, self._generator
        editions = 2 * trial.editions
        there = self._presence()
        keys = self._vectors.group.record_key
        weights = np.array(
            [self._rule.weights(keys[self._pool], generator) for _ in range(editions)]
        )
        totals = (weights * there) @ self._of_pool
        if joins:
            after = slice(trial.editions, editions)
            own = [
                self._rule.weights(keys[[self._friend]], generator) for _ in range(trial.editions)
            ]
            totals[after] += np.array(own) @ self._counts.as_friend(np.array([self._friend]))
        shown = self._counts.shown(totals, generator)
        held = (np.arange(editions) % trial.editions) % trial.groups_every == 0
        shown[np.ix_(~held, self._counts.in_groups)] = np.nan
        moved = there[trial.editions :].mean(0) - there[: trial.editions].mean(0)
        before, after_ = (
            _mean_shown(part) for part in (shown[: trial.editions], shown[trial.editions :])
        )
        expected = moved.sum() * self._crowd.mean(axis=0)
        return np.nan_to_num(after_ - before - expected)

    def _presence(self) -> Reals:
        """Who is in the group at each edition: others come, and in a year others go."""
        trial = self._trial
        there = np.zeros((2 * trial.editions, len(self._pool)), dtype=np.float32)
        inside = np.arange(len(self._pool)) < trial.members
        for edition in range(2 * trial.editions):
            if edition:
                come = trial.members + np.arange(trial.others) + trial.others * edition
                inside[come] = True
                if trial.editions > 1:
                    leave = self._generator.choice(
                        np.flatnonzero(inside[: trial.members]), trial.others, replace=False
                    )
                    inside[leave] = False
            there[edition] = inside
        return there

    def _own_variance(self) -> Reals:
        """Of each count's difference: groups are means of fewer editions."""
        trial = self._trial
        groups = -(-trial.editions // trial.groups_every)
        editions = np.where(self._counts.in_groups, groups, trial.editions)
        return np.asarray(2 * self._rule.own_variance / editions)

    def _reader(self) -> LinearReader:
        trial, many = self._trial, len(self._learned)
        groups = -(-trial.editions // trial.groups_every)
        there = self._presence()
        moved = there[trial.editions :].mean(0) - there[: trial.editions].mean(0)
        lot = 2 * self._rule.lot_variance * trial.members / many
        changes = float((moved**2).sum()) / many
        rows = [
            np.sqrt(lot / trial.editions + changes) * self._crowd,
            (self._like_friend - self._like_friend.mean(axis=0)) / np.sqrt(many),
        ]
        if groups < trial.editions:
            more = np.sqrt(lot * (1 / groups - 1 / trial.editions))
            rows.append(more * self._crowd * self._counts.in_groups)
        stacked = np.concatenate([row for row in rows if row.any()])
        return LinearReader((stacked / self._scale).astype(np.float32))

    def _questions(self) -> dict[int, tuple[Reals, Reals]]:
        """Questions that can be asked of the friend: what a yes changes, and the middle."""
        found = {}
        for nth, axis in enumerate(QUESTIONS):
            cell = self._vectors.place_of("effect_by_week", axis)
            there = self._vectors.people[self._learned, cell.people] > 0
            yes = there & (self._vectors.cases[self._learned, cell.cases] > 0)
            if self._vectors.people[self._friend, cell.people] and yes.any():
                means = [self._like_friend[who].mean(axis=0) for who in (yes, there & ~yes)]
                found[nth] = (means[0] - means[1], (means[0] + means[1]) / 2)
        return found

    def _said_yes(self, question: int) -> bool:
        cell = self._vectors.place_of("effect_by_week", QUESTIONS[question])
        return bool(self._vectors.cases[self._friend, cell.cases])


def _mean_shown(editions: Reals) -> Reals:
    """The mean of the editions that show a count; NaN where none does."""
    there: NDArray[np.bool_] = ~np.isnan(editions)
    many = there.sum(axis=0)
    total = np.nansum(editions, axis=0)
    found: Reals = np.where(many > 0, total / np.maximum(many, 1), np.nan).astype(np.float32)
    return found


def pool_of_members(vectors: Vectors) -> Places:
    """Every member of a cohort."""
    return np.arange(vectors.group.members)
