"""What is true of everyone of a world in what the extras ask about."""

from collections import Counter
from functools import cache

import numpy as np

from db.vocabulary import SymptomMove
from tests.truth.worlds.answering import FADING_FROM, FIRST_WEEKS
from tests.truth.worlds.extras_lived import (
    TWO_WEEKS,
    doses_not_taken,
    how_first_weeks_were,
    how_it_was_after,
    scores_before,
    scores_now,
    symptom_moves,
    whether_help_faded,
)
from tests.truth.worlds.lives import DAYS_OF_WEEK, week_of_day
from tests.truth.worlds.searches import is_off, is_on
from tests.truth.worlds.truths import Truths


@cache
def after_stopping_share(truths: Truths, word: str) -> float:
    """Of those who stopped two weeks before the survey's day or earlier."""
    days = TWO_WEEKS * DAYS_OF_WEEK
    found = [
        how_it_was_after(life).name == word
        for life in truths.lives
        if is_off(life) and life.survey_day - life.stop_day >= days
    ]
    return float(np.mean(found)) if found else np.nan


@cache
def scale_change_share(truths: Truths, scale: str, word: str) -> float:
    """Of those on LDN in week 13 or later who had 2 points or more before it."""
    points = [
        getattr(scores_now(life), scale) - had
        for life in truths.lives
        if is_on(life) and life.survey_week >= 13
        if (had := getattr(scores_before(life), scale)) >= 2
    ]
    moved = ["better" if p <= -2 else "worse" if p >= 2 else "about_same" for p in points]
    return moved.count(word) / len(moved) if moved else np.nan


@cache
def symptom_shares(truths: Truths) -> dict[tuple[str, str], float]:
    """Symptom and way -> its share of those who have the symptom, after week 4."""
    counts: Counter[tuple[str, str]] = Counter()
    for life in truths.lives:
        if life.survey_week > FIRST_WEEKS:
            moves = symptom_moves(life).model_dump().items()
            counts.update((name, SymptomMove(move).name) for name, move in moves)
    have = Counter[str]()
    for (name, way), times in counts.items():
        have[name] += times if way != SymptomMove.never_had_it.name else 0
    return {place: times / have[place[0]] for place, times in counts.items()}


@cache
def first_weeks_share(truths: Truths, words: tuple[str, ...]) -> float:
    """Of those whose first four weeks are past."""
    past = [life for life in truths.lives if life.survey_week > FIRST_WEEKS]
    return float(np.mean([how_first_weeks_were(life).name in words for life in past]))


@cache
def faded_share(truths: Truths, words: tuple[str, ...]) -> float:
    """Of those on LDN for 9 weeks or more who noticed help, and told of it on the survey's day."""
    found = [
        whether_help_faded(life).name in words
        for life in truths.lives
        if week_of_day(min(life.survey_day, life.stop_day)) >= FADING_FROM
        and (life.noticed_day <= min(life.survey_day, life.stop_day) or life.is_helped)
    ]
    return float(np.mean(found)) if found else np.nan


@cache
def missed_share(truths: Truths, words: tuple[str, ...]) -> float:
    """Of those on LDN on the survey's day."""
    on_now = [life for life in truths.lives if is_on(life)]
    return float(np.mean([doses_not_taken(life).name in words for life in on_now]))
