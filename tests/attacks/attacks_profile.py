"""A friend is in a small slice, or a small group, and one answer is read off its counts."""

from dataclasses import dataclass

import numpy as np
from attacks_reader import Gain, LinearReader, Readings, Reals, gain
from attacks_replay import PooledCounts, PublishRule
from attacks_vectors import Cell, Places, Vectors, view_of_everyone, views_as_once, views_of_friend

from db.bands import WEEK
from db.catalogue import SINGLE_EFFECTS

WEEK_2 = WEEK.words[1]
RARE_SHARE = 0.01
"""About as many of those who are there have the rare effect in week 2."""


@dataclass(frozen=True)
class ProfileTrial:
    """A friend whose answer is read off, among others whose answers nobody knows.

    Attributes:
        friends: how many, one after the other; half have the effect, where there are so many.
        is_rare: whether the effect is a rare one.
        slice_of: people in the friend's condition, the friend and fakes among them; None = no
            groups, everyone in a small group.
        members: of the group, the friend and the fakes among them.
        fakes: with all the friend's facts.
        editions: that are pooled.
        learned: members the reader has learned from.
        replays: of each friend.
        as_once: by the old rule, slices from 15 people: a control.
    """

    friends: int
    is_rare: bool
    slice_of: int | None = None
    members: int = 400
    fakes: int = 0
    editions: int = 1
    learned: int = 500
    replays: int = 4
    as_once: bool = False


def profile_gain(vectors: Vectors, trial: ProfileTrial, rule: PublishRule) -> Gain:
    """How well it is read whether a friend has an effect in week 2."""
    cell = asked_cell(vectors, is_rare=trial.is_rare)
    readings = Readings()
    for friend in _friends(vectors, trial, cell):
        _OneFriend(vectors, trial, rule, friend).read(cell, readings)
    return gain([readings])


def asked_cell(vectors: Vectors, *, is_rare: bool) -> Cell:
    """The single effect in week 2 that most have, or one that about 1 in 100 have."""
    cells = [vectors.place_of("effect_by_week", f"{e}|{WEEK_2}") for e in SINGLE_EFFECTS]
    there = vectors.people[:, cells[0].people].sum()
    shares = np.array([vectors.cases[:, cell.cases].sum() / there for cell in cells])
    return cells[int(np.abs(shares - RARE_SHARE).argmin() if is_rare else shares.argmax())]


def _friends(vectors: Vectors, trial: ProfileTrial, cell: Cell) -> Places:
    """Friends with and without the effect, none the reader learned from, each with others alike."""
    chosen = np.arange(trial.learned, vectors.group.members)
    chosen = chosen[vectors.people[chosen, cell.people] > 0]
    if trial.slice_of:
        conditions = vectors.group.facts["condition"]
        enough = np.bincount(conditions[trial.learned :], minlength=32) > 2 * trial.slice_of
        chosen = chosen[enough[conditions[chosen]]]
    has = vectors.cases[chosen, cell.cases] > 0
    half = trial.friends // 2
    return np.sort(np.concatenate([chosen[has][:half], chosen[~has][:half]]))


class _OneFriend:
    """One friend among others, who are drawn anew for each replay."""

    def __init__(
        self, vectors: Vectors, trial: ProfileTrial, rule: PublishRule, friend: int
    ) -> None:
        self._vectors, self._trial, self._rule, self._friend = vectors, trial, rule, friend
        self._generator = np.random.default_rng(friend)
        self._learned = np.arange(trial.learned)
        group = self._draw_others()
        if trial.as_once:
            views = views_as_once(vectors, friend, group, trial.fakes)
        elif trial.slice_of:
            views = views_of_friend(vectors, friend, group, fakes=trial.fakes)
        else:
            views = [view_of_everyone(vectors, is_small=rule.is_small(trial.members))]
        self._counts = PooledCounts(vectors, views, trial.fakes, group)
        self._like_friend = self._counts.as_friend(self._learned)
        self._scale = np.float32(np.sqrt(rule.own_variance / trial.editions))
        self._crowd = self._counts.of_members(self._learned)
        # Everybody knows the others' facts, so how many of them are in each slice.
        self._learned_in, others_in = (
            np.array([view.members[members].sum() for view in views])
            for members in (self._learned, group)
        )
        self._of_one = self._counts.spread_over_views(others_in / np.maximum(self._learned_in, 1))
        self._expected = self._crowd.sum(axis=0) * self._of_one
        self._expected += trial.fakes * self._counts.with_fakes

    def read(self, cell: Cell, readings: Readings) -> None:
        """Replay, and note what the best reader scores."""
        there = self._vectors.people[self._learned, cell.people] > 0
        yes = there & (self._vectors.cases[self._learned, cell.cases] > 0)
        means = [self._like_friend[who].mean(axis=0) for who in (yes, there & ~yes)]
        (weights,) = self._reader(yes, there).weights((means[0] - means[1])[None] / self._scale)
        middle = (means[0] + means[1]) / 2
        scores = [
            float(weights @ ((self._picture() - middle) / self._scale))
            for _ in range(self._trial.replays)
        ]
        said_yes = bool(self._vectors.cases[self._friend, cell.cases])
        readings.add(scores if said_yes else [], [] if said_yes else scores)

    def _picture(self) -> Reals:
        """The mean of the editions less what one expects of the others; 0 where nothing shows."""
        others = self._draw_others()
        everyone = np.append(others, self._friend)
        rows = self._counts.of_members(others)
        vectors = np.concatenate([rows, self._counts.as_friend(everyone[-1:])])
        keys = self._vectors.group.record_key[everyone]
        weights = np.array(
            [self._rule.weights(keys, self._generator) for _ in range(self._trial.editions)]
        )
        shown = self._counts.shown(weights @ vectors, self._generator)
        filled = np.where(np.isnan(shown), self._expected, shown)
        found: Reals = (filled.mean(axis=0) - self._expected).astype(np.float32)
        return found

    def _reader(self, yes: np.ndarray, there: np.ndarray) -> LinearReader:
        """Others are drawn from those it learned from; the friend is one of two kinds."""
        share = np.sqrt(self._of_one)
        lot = np.sqrt(self._rule.lot_variance / self._trial.editions)
        own = self._like_friend.copy()
        own[yes] -= own[yes].mean(axis=0)
        own[there & ~yes] -= own[there & ~yes].mean(axis=0)
        rows = np.concatenate(
            [
                share * self._centred(),
                share * lot * self._crowd,
                own[there] / np.sqrt(there.sum()),
            ]
        )
        return LinearReader((rows / self._scale).astype(np.float32))

    def _centred(self) -> Reals:
        """What members add beyond the mean of their slice."""
        mean = self._crowd.sum(axis=0) / self._counts.spread_over_views(
            np.maximum(self._learned_in, 1)
        )
        inside = [
            np.repeat(view.members[self._learned, None], self._counts.of_view(nth).sum(), axis=1)
            for nth, view in enumerate(self._counts.views)
        ]
        centred: Reals = (self._crowd - mean) * np.concatenate(inside, axis=1)
        return centred

    def _draw_others(self) -> Places:
        """The rest of the group: real members of whom the reader knows the facts alone."""
        trial = self._trial
        pool = np.setdiff1d(np.arange(trial.learned, self._vectors.group.members), [self._friend])
        others = trial.members - trial.fakes - 1
        if trial.slice_of is None:
            return self._generator.choice(pool, others, replace=False)
        conditions = self._vectors.group.facts["condition"]
        same = conditions[pool] == conditions[self._friend]
        near = trial.slice_of - trial.fakes - 1
        return np.concatenate(
            [
                self._generator.choice(pool[same], near, replace=False),
                self._generator.choice(pool[~same], others - near, replace=False),
            ]
        )
