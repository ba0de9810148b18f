"""What is true in a world: the estimand of every finding, from days, never from what was told."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from db import bands
from db.vocabulary import BOTHERSOME, Sensitivity, StopReason, Timing
from tests.truth.worlds.lives import ALWAYS, DAYS_OF_WEEK, Life, LifeStep, week_of_day
from tests.truth.worlds.living import Forced, live
from tests.truth.worlds.pool import Pool
from tests.truth.worlds.searches import (
    BACK_WITHIN_WEEKS,
    FOUND_FROM_WEEK,
    NEXT_WITHIN_WEEKS,
    STOPS,
    brings_bothersome,
    dose_place,
    in_band,
    is_off,
    is_on,
    next_step,
    pace_of_life,
    search_place,
    steps_up,
    stratum_of_life,
)
from tests.truth.worlds.weeks_lived import (
    WEEKS,
    WeeksLived,
    effects_of_word,
    weeks_of_band,
)

TWINS = 20_000
EARLY_WEEKS, BENEFIT_FROM_WEEK, EFFECT_WITHIN_WEEKS = 8, 8, 12
KEPT_FROM_WEEK = 12


remembered = lru_cache(None)
"""One object a world is made, and its tables are asked for again and again."""


class Truths:
    """Shares from 0 to 1. Descriptive ones are of everyone of the world who would be asked."""

    def __init__(self, pool: Pool) -> None:
        """Nothing is computed before it is asked for, and everything once."""
        self.pool, self.world, self.lives = pool, pool.world, pool.lives
        self.weeks = WeeksLived(pool.lives)

    # by week

    @remembered
    def in_week(self, word: str, band: str) -> float:
        """With the effect in a week of the band, of those on LDN in that week."""
        weeks = list(weeks_of_band(band))
        on, active = self.weeks.on[:, weeks], self._active(word)[:, weeks]
        return float((on & active).sum() / on.sum())

    @remembered
    def _active(self, word: str) -> np.ndarray:
        return self.weeks.active(word)

    @remembered
    def course(self, state: str, band: str) -> float:
        """Of everyone who started so long ago, in a week of the band; pauses left out."""
        weeks = list(weeks_of_band(band))
        lived = self.weeks
        on, active = lived.on[:, weeks], self._active("any_effect")[:, weeks]
        after = np.array(weeks) > lived.last_week[:, None]
        stopped = lived.observed[:, weeks] & after
        for_effects = lived.stops_for_effects[:, None]
        states = {
            "on_with": on & active,
            "on_without": on & ~active,
            "stopped_for_effects": stopped & for_effects,
            "stopped_otherwise": stopped & ~for_effects,
        }
        return float(states[state].sum() / (on | stopped).sum())

    @remembered
    def still_after(self, word: str, weeks: int) -> float:
        """Of everyone's first spell of the first weeks, those that last for over so many weeks."""
        lengths = self._lengths(word)
        return float(np.mean([np.mean([day > 7 * weeks for day in some]) for some in lengths]))

    @remembered
    def _lengths(self, word: str) -> list[list[float]]:
        return self.weeks.first_lengths(word)

    @remembered
    def after_step(self, word: str, since: int) -> float:
        """With the effect k weeks after a start or step up; each person's steps share one voice."""
        active = self._active(word)
        people = cases = 0.0
        for member, week, last, voice in self._steps_up:
            if week + since <= last:
                people += voice
                cases += voice * active[member, min(week + since, WEEKS - 1)]
        return cases / people

    @cached_property
    def _steps_up(self) -> list[tuple[int, int, int, float]]:
        """Member, week of the step, the last week that belongs to it, and its share of a voice."""
        found = []
        for member, life in enumerate(self.lives):
            weeks = sorted({week_of_day(step.day) for step in steps_up(life)})
            end = int(self.weeks.last_week[member])
            for week, following in zip(weeks, [*weeks[1:], ALWAYS], strict=True):
                pauses = (week_of_day(p.began) - 1 for p in life.pauses if p.began > 7 * week - 7)
                last = min([end, following - 1, *(p for p in pauses if p >= week)])
                found.append((member, week, last, 1 / len(weeks)))
        return found

    # doses

    @remembered
    def reaching(self, band: str) -> float:
        """A new bothersome effect in the week of reaching a dose or the next, had none followed."""
        ends = [
            (life, step, DAYS_OF_WEEK * (week_of_day(step.day) + 1))
            for life, step in self._first_steps(band)
        ]
        cases = [
            brings_bothersome(life, step, until)
            for life, step, until in ends
            if until <= life.survey_day
        ]
        return float(np.mean(cases)) if cases else np.nan

    def _first_steps(self, band: str) -> Iterator[tuple[Life, LifeStep]]:
        """Each life's first dose or increase into a band."""
        for life in self.lives:
            step = next((step for step in steps_up(life) if in_band(step, band)), None)
            if step:
                yield life, step

    @remembered
    def found(self, place: str) -> float:
        """Of those who began half a year ago: found theirs, at which dose; looking; stopped."""
        places = self._search_places
        if place == "found":
            return 1 - (places["looking"] + places["stopped"]) / places.total()
        return places[place] / places.total()

    @cached_property
    def _search_places(self) -> Counter[str]:
        return Counter(
            search_place(life) for life in self.lives if life.survey_week >= FOUND_FROM_WEEK
        )

    @remembered
    def next_steps(self, band: str) -> dict[str, float]:
        """What came first within 12 weeks of reaching a dose."""
        found = Counter(
            next_step(life, step, NEXT_WITHIN_WEEKS)
            for life, step in self._first_steps(band)
            if life.survey_week - week_of_day(step.day) >= NEXT_WITHIN_WEEKS
        )
        return {word: number / found.total() for word, number in found.items()}

    @remembered
    def went_back(self, band: str) -> float:
        """Down or off within 8 weeks of stepping up to a dose, before anything else."""
        found = [
            next_step(life, step, BACK_WITHIN_WEEKS)
            in {"down", "stopped_otherwise", *STOPS.values()}
            for life, step in self._first_ups(band)
            if life.survey_week - week_of_day(step.day) >= BACK_WITHIN_WEEKS
        ]
        return float(np.mean(found)) if found else np.nan

    def _first_ups(self, band: str) -> Iterator[tuple[Life, LifeStep]]:
        """Each life's first increase from a lower band into this one."""
        for life in self.lives:
            for before, step in pairwise(life.steps):
                if in_band(step, band) and step.dose_ug > before.dose_ug:
                    yield life, step
                    break

    @remembered
    def kept(self, place: str, start: str | None = None) -> float:
        """Where those who started 12 weeks ago or more have got to; at ``start``, if given."""
        found = Counter(
            dose_place(life)
            for life in self.lives
            if life.survey_week >= KEPT_FROM_WEEK
            and (start is None or bands.DOSE_UG.word(life.steps[0].dose_ug) == start)
        )
        return found[place] / max(1, found.total())

    @remembered
    def pace(self, pace: str, sensitivity: str) -> float:
        """Bothersome effect in the first 8 weeks, by when the first step up came."""
        found = [
            any(s.began < 7 * EARLY_WEEKS and s.severity >= BOTHERSOME for s in life.spells)
            for life in self._seen_8_weeks
            if life.sensitivity is Sensitivity[sensitivity] and pace_of_life(life) == pace
        ]
        return float(np.mean(found)) if found else np.nan

    @remembered
    def start_of(self, band: str, sensitivity: str) -> float:
        """Bothersome effect in the first 8 weeks, by first dose (bands of ``FIRST_DOSE_UG``)."""
        found = [
            any(s.began < 7 * EARLY_WEEKS and s.severity >= BOTHERSOME for s in life.spells)
            for life in self._seen_8_weeks
            if life.sensitivity is Sensitivity[sensitivity]
            and bands.FIRST_DOSE_UG.word(life.steps[0].dose_ug) == band
        ]
        return float(np.mean(found)) if found else np.nan

    @cached_property
    def _seen_8_weeks(self) -> list[Life]:
        return [life for life in self.lives if life.survey_week >= EARLY_WEEKS]

    # benefit

    @remembered
    def helped_in_band(self, band: str) -> float:
        """Much better, of those on LDN on the survey's day whose week lies in the band."""
        found = [
            life.is_helped
            for life in self.lives
            if bands.WEEK.word(life.survey_week) == band and is_on(life)
        ]
        return float(np.mean(found)) if found else np.nan

    @remembered
    def noticed_by(self, week: int) -> float:
        """Had noticed help by the end of a week of use, had nobody stopped."""
        return float(np.mean([life.noticed_day < 7 * week for life in self._followed]))

    @cached_property
    def _followed(self) -> list[Life]:
        forced = Forced(survey_day=7 * 30, stays=True)
        seeds = self.pool.seeds[:TWINS]
        return [live(self.world, seed, forced) for seed in seeds]

    @remembered
    def noticed_when(self, first: int, last: int) -> float:
        """In weeks first to last, of those who had noticed help and were seen for 26 weeks."""
        found = [
            first <= week_of_day(life.noticed_day) <= last
            for life in self.lives
            if life.survey_week >= 26 and life.noticed_day < min(life.survey_day, life.stop_day)
        ]
        return float(np.mean(found))

    @cached_property
    def unhelped_late(self) -> float:
        """No improvement at all, of those on 1.5 mg or more for 12 weeks or longer."""
        found = [
            life.noticed_day > life.survey_day and not life.is_helped
            for life in self.lives
            if is_on(life) and life.survey_week >= 12 and life.steps[-1].dose_ug >= 1_500
        ]
        return float(np.mean(found))

    @remembered
    def stopped_for(self, reason: str) -> float:
        """Of those who stopped."""
        found = [life.stop_reason is StopReason[reason] for life in self.lives if is_off(life)]
        return float(np.mean(found)) if found else np.nan

    # times of day

    @remembered
    def timing_difference(self, other: Timing, word: str) -> float:
        """Bedtime minus the other: for the same people, had all begun so, and all the other way."""
        at_night = self.world.at_bedtime
        if not at_night or not set(at_night) & effects_of_word(word):
            return 0.0
        bedtime, others = (self._had_within(time, word) for time in (Timing.bedtime, other))
        weights = self._smaller_arms(other)
        return float(((bedtime - others) * weights).sum() / weights.sum())

    def _had_within(self, timing: Timing, word: str) -> np.ndarray:
        effects = effects_of_word(word)
        forced = Forced(first_timing=timing)
        seeds = self.pool.seeds[:TWINS]
        return np.array(
            [
                any(s.effect in effects and s.began < 7 * EFFECT_WITHIN_WEEKS for s in life.spells)
                for life in (live(self.world, seed, forced) for seed in seeds)
            ]
        ).astype(float)

    def _smaller_arms(self, other: Timing) -> np.ndarray:
        """For each twin the weight of its stratum: its smaller arm over its people."""
        lives = self.lives[:TWINS]
        strata = [stratum_of_life(life) for life in lives]
        arms = Counter(zip(strata, [life.steps[0].timing for life in lives], strict=True))
        size = Counter(strata)
        smaller = {s: min(arms[s, Timing.bedtime], arms[s, other]) for s in size}
        return np.array([smaller[s] / size[s] if s[1] >= 0 else 0.0 for s in strata])
