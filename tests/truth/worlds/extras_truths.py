"""What is true of everyone of a world in what the extras ask about."""

from functools import cache

import numpy as np

from tests.truth.worlds.extras_lived import (
    TWO_WEEKS,
    how_it_was_after,
    scores_before,
    scores_now,
)
from tests.truth.worlds.lives import DAYS_OF_WEEK
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
