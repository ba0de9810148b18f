"""How the people of a world live: one decision a week, on a day of their own, and steps between."""

from dataclasses import dataclass
from math import exp, gamma, inf
from random import Random
from typing import TypeVar

from db.vocabulary import (
    BOTHERSOME,
    EFFECT_GROUPS,
    ChangeReason,
    Effect,
    Sensitivity,
    Severity,
    StopReason,
    Timing,
)
from tests.truth.worlds.lives import ALWAYS, Life, LifePause, LifeSpell, LifeStep
from tests.truth.worlds.settings import (
    LADDER_UG,
    LASTS_DAYS,
    RISK_OF_STEP,
    TIMES_AS_RISKY,
    World,
)

Key = TypeVar("Key")
WEEK = 7.0
SLEEP = frozenset(EFFECT_GROUPS["sleep"])
SENSITIVE_TIMES = 1.6
FIRST_DOSES = {250: 0.1, 500: 0.23, 1_000: 0.14, 1_500: 0.3, 3_000: 0.18, 4_500: 0.05}
AT_BEDTIME = {250: 0.5, 500: 0.5, 1_000: 0.5, 1_500: 0.6, 3_000: 0.7, 4_500: 0.7}
"""Higher first doses are more often taken at bedtime; of the rest two thirds in the morning."""
SEVERITIES = {
    Severity.mild: 0.45,
    Severity.moderate: 0.35,
    Severity.severe: 0.15,
    Severity.very_severe: 0.05,
}
IN_SECOND_WEEK = 0.25
"""So many of a step's effects begin a week after it or later, the others after 2.5 days."""
SENSITIVITIES = {Sensitivity.yes: 0.4, Sensitivity.no: 0.5, Sensitivity.not_sure: 0.1}
LONGEST_WEEKS = 104
TARGETS_UG = {4_500: 0.7, 3_000: 0.3}
HELP_DAYS = (14.0, 49.0)
"""Help is noticed so long after a dose that helps was reached."""
LITTLE_BETTER = 0.3
"""Of those whom no dose helps much, so many notice a little."""


def draw_of(rng: Random, chances: dict[Key, float]) -> Key:
    """One of the keys, by its chance; they need not add up to 1: the last takes the rest."""
    left = rng.random()
    for key, chance in chances.items():
        left -= chance
        if left < 0:
            return key
    return key


@dataclass(frozen=True)
class Forced:
    """What a life is made to be, to see what else would have been; None = as it is drawn.

    Attributes:
        first_timing: the time of the first dose.
        survey_day: followed so long.
        stays: nobody stops.
    """

    first_timing: Timing | None = None
    survey_day: float | None = None
    stays: bool = False


FREELY = Forced()


class Living:
    """One life as it goes on."""

    def __init__(self, world: World, rng: Random, forced: Forced) -> None:
        """Draw a person, who has not begun yet."""
        self.world, self.rng, self.forced = world, rng, forced
        spread, stubborn = world.frailty, world.stubbornness
        self.risk = exp(rng.gauss(-(spread**2) / 2, spread))
        self.life = Life(
            draw_of(rng, SENSITIVITIES),
            exp(rng.gauss(-(stubborn**2) / 2, stubborn)),
            min(WEEK * LONGEST_WEEKS - 1, 8 + WEEK * 24 * exp(rng.gauss(0, 0.8))),
            draw_of(rng, {**world.threshold, ALWAYS: 1.0}),
        )
        self.life.survey_day = forced.survey_day or self.life.survey_day
        self.risk *= SENSITIVE_TIMES if self.life.sensitivity is Sensitivity.yes else 1.0
        self.pace: float = draw_of(rng, world.paces_days)
        self.target: int = draw_of(rng, TARGETS_UG)
        self.dose: int = draw_of(rng, FIRST_DOSES)
        drawn = rng.random()
        rest = 1 - AT_BEDTIME[self.dose]
        usual = (
            Timing.bedtime
            if drawn >= rest
            else Timing.morning
            if drawn >= rest / 3
            else Timing.divided
        )
        self.timing = forced.first_timing or usual
        self.decides = rng.uniform(0.5, WEEK - 0.5)
        self.keeps = False
        self.cut = 1  # 2 once the dose was halved: what is taken is less, what comes of it the same
        self.helps_since = inf
        self.is_back = 0.0

    def lived(self) -> Life:
        """The whole life, up to the survey; spells go on to their end."""
        self.take_step(0.0, self.dose, ChangeReason.not_said)
        next_step, week = self.pace, 0
        last = self.life.survey_day
        while self.life.stop_day == ALWAYS:
            decision = week * WEEK + self.decides
            if min(decision, next_step) > last:
                break
            if decision <= next_step:
                week += 1
                if decision >= self.is_back:
                    self.decide(decision)
                self.come_in_background(decision)
            else:
                self.step_as_planned(next_step)
                next_step += self.pace if not self.is_bothered(next_step) else WEEK
        self.cut_what_came_too_late()
        self.life.is_helped = self.is_helped(last) and self.life.stop_day == ALWAYS
        return self.life

    def is_bothered(self, day: float) -> bool:
        """Whether any effect is bothersome today."""
        return any(spell.severity >= BOTHERSOME for spell in self.life.active(day))

    def is_helped(self, day: float) -> bool:
        """Whether LDN helps much today."""
        return self.helps_since <= day

    def take_step(self, day: float, dose_ug: int, reason: ChangeReason) -> None:
        """Another dose or time; after a rise, what the last step had yet to bring never comes."""
        life, rises = self.life, not self.life.steps or dose_ug > self.dose
        if rises:
            self.cut_pending(day)
        step = LifeStep(day, dose_ug // self.cut, self.timing, reason)
        self.dose = dose_ug
        life.steps.append(step)
        if rises or reason is ChangeReason.after_break:
            self.bring_effects(step)
        self.see_whether_it_helps(day)

    def bring_effects(self, step: LifeStep) -> None:
        """The effects of a step up, each for itself."""
        world, rng = self.world, self.rng
        ill = {spell.effect for spell in self.life.active(step.day)}
        times = self.risk * world.step_risk * TIMES_AS_RISKY[self.dose]
        for effect, risk in RISK_OF_STEP.items():
            more = world.at_bedtime.get(effect, 1.0) if self.timing is Timing.bedtime else 1.0
            if rng.random() < 1 - exp(-risk * more * times) and effect not in ill:
                is_late = rng.random() < IN_SECOND_WEEK
                after = rng.uniform(WEEK, 2 * WEEK) if is_late else rng.expovariate(1 / 2.5)
                severity: Severity = draw_of(rng, SEVERITIES)
                step.would_begin[effect] = (step.day + after, severity)
                self.begin_spell(effect, step.day + after, severity, of_step=True)

    def begin_spell(
        self, effect: Effect, day: float, severity: Severity, *, of_step: bool = False
    ) -> None:
        """A spell of a drawn length."""
        shape = self.world.weibull
        mean = LASTS_DAYS[effect] * self.life.stubborn
        mean *= self.world.severe_last if severity >= Severity.severe else 1.0
        length = mean / gamma(1 + 1 / shape) * self.rng.expovariate(1.0) ** (1 / shape)
        self.life.spells.append(LifeSpell(effect, day, day + max(length, 0.5), severity, of_step))

    def come_in_background(self, day: float) -> None:
        """What comes whatever is taken."""
        for effect, chance in self.world.background.items():
            if self.rng.random() < chance * self.risk:
                begins = day + self.rng.uniform(0, WEEK)
                if effect not in {spell.effect for spell in self.life.active(begins)}:
                    self.begin_spell(effect, begins, draw_of(self.rng, SEVERITIES))

    def cut_pending(self, day: float) -> None:
        """What was to begin after this day does not."""
        self.life.spells = [spell for spell in self.life.spells if spell.began < day]

    def cut_what_came_too_late(self) -> None:
        """Spells that would begin after the survey are nobody's."""
        self.cut_pending(self.life.survey_day)

    def see_whether_it_helps(self, day: float) -> None:
        """Help comes some weeks after a dose that helps was reached, and goes below it."""
        if self.dose < self.life.helps_from_ug:
            self.helps_since = inf
            if self.life.helps_from_ug == ALWAYS and len(self.life.steps) == 1:
                self.notice_a_little()
        elif self.helps_since == inf:
            self.helps_since = day + self.rng.uniform(*HELP_DAYS)
            self.life.noticed_day = min(self.life.noticed_day, self.helps_since)

    def notice_a_little(self) -> None:
        """Some whom no dose helps much notice a little."""
        if self.rng.random() < LITTLE_BETTER:
            self.life.noticed_day = self.rng.uniform(1, 8 * WEEK)

    def step_as_planned(self, day: float) -> None:
        """The next rung, unless bothered, helped and content, or at the end of the plan."""
        if self.keeps or day < self.is_back or self.dose >= self.target or self.is_bothered(day):
            return
        if self.is_helped(day) and self.rng.random() < self.world.keep:
            self.keeps = True
            return
        self.take_step(day, self.next_rung(), ChangeReason.planned_step)

    def next_rung(self) -> int:
        """The next dose of the ladder."""
        return next((dose for dose in LADDER_UG if dose > self.dose), self.dose)

    def decide(self, day: float) -> None:
        """Once a week: leave, pause, lower, move, or go up."""
        world, rng = self.world, self.rng
        draws = [rng.random() for _ in range(6)]
        bothered, helped = self.is_bothered(day), self.is_helped(day)
        unhelped_long = not helped and day > 12 * WEEK
        if bothered and draws[0] < world.leave:
            self.leave(day, StopReason.side_effects)
        elif unhelped_long and draws[1] < world.leave_unhelped:
            self.leave(day, StopReason.no_benefit)
        elif draws[1] > 1 - 0.002:
            self.leave(day, rng.choice((StopReason.cost_or_supply, StopReason.prescriber)))
        elif day > WEEK and draws[2] < world.pause:
            self.pause(day)
        elif bothered and draws[3] < world.lower and self.cut == 1:
            self.cut = 2
            self.take_step(day, self.dose, ChangeReason.ease_effects)
        elif draws[4] < self.chance_to_move(day):
            self.move(day)
        elif not helped and not bothered and self.dose < LADDER_UG[-1] and draws[5] < world.higher:
            self.take_step(day, self.next_rung(), ChangeReason.more_benefit)

    def chance_to_move(self, day: float) -> float:
        """To the morning, this week."""
        if self.timing is not Timing.bedtime:
            return 0.0
        ill = [spell for spell in self.life.active(day) if spell.effect in SLEEP]
        if not ill:
            return 0.0
        chance = self.world.move * self.life.stubborn**self.world.move_stubborn
        chance *= self.world.move_several if len(ill) > 1 else 1.0
        is_severe = any(spell.severity >= Severity.severe for spell in ill)
        return chance * (self.world.move_severe if is_severe else 1.0)

    def move(self, day: float) -> None:
        """To the morning, with the same dose."""
        life = self.life
        self.timing = Timing.morning
        life.moved_day = day
        self.keeps |= self.world.movers_stay
        for spell in life.active(day):
            if spell.effect in SLEEP and self.rng.random() < self.world.moving_ends:
                spell.until = day + 1
        self.take_step(day, self.dose, ChangeReason.ease_effects)

    def pause(self, day: float) -> None:
        """One to five weeks without; what is there fades faster; then on again."""
        until = day + self.rng.uniform(1.2, 5) * WEEK
        self.cut_pending(day)
        self.life.pauses.append(LifePause(day, until))
        self.is_back = until
        for spell in self.life.active(day):
            spell.until = min(spell.until, day + self.rng.expovariate(1 / 5.0))
        if until < self.life.survey_day:
            self.take_step(until, self.dose, ChangeReason.after_break)

    def leave(self, day: float, reason: StopReason) -> None:
        """For good; effects fade within days."""
        if self.forced.stays:
            return
        self.cut_pending(day)
        self.life.stop_day, self.life.stop_reason = day, reason
        for spell in self.life.active(day):
            spell.until = min(spell.until, day + self.rng.expovariate(1 / 5.0))


def live(world: World, seed: int, forced: Forced = FREELY) -> Life:
    """One life; the same seed is the same person."""
    life = Living(world, Random(seed), forced).lived()
    life.lot = seed
    return life
