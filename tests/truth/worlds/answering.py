"""A life as version 2 of the form can hold it: weeks, then months, and three spells."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from random import Random
from typing import Any

from dashboard.questionnaire.week_choices import weeks_on_offer, weeks_to_choose
from db import bands
from db.answers import (
    LAST_WEEK_WITH_DAYS,
    MOST_SPELLS,
    DoseStep,
    EffectEpisode,
    LdnPause,
    LdnStop,
    Survey,
)
from db.form_marks import FormMarks
from db.vocabulary import (
    AfterStopping,
    Before,
    BenefitAfter,
    ChangeReason,
    Condition,
    Effect,
    EffectsAfter,
    FirstBenefit,
    Form,
    HadEffects,
    Helped,
    HoursAfter,
    Joined,
    OverallChange,
    Severity,
    Timing,
)
from tests.truth.worlds.extras_lived import (
    TWO_WEEKS,
    answers_extras,
    doses_not_taken,
    how_first_weeks_were,
    how_it_was_after,
    scores_before,
    scores_now,
    symptom_moves,
    whether_help_faded,
)
from tests.truth.worlds.lives import ALWAYS, DAYS_OF_WEEK, Life, LifeSpell, LifeStep, week_of_day
from tests.truth.worlds.living import SLEEP, draw_of
from tests.truth.worlds.settings import World

HEAPS_WEEKS = (1, 2, 4, 8, 12)
FORMS = (Form.core, Form.minute, Form.before_and_now, Form.pleasure)
IN_LAST_GROUPS = (
    Effect.anhedonia,
    Effect.hyperalgesia,
    Effect.reduced_drive,
    Effect.reduced_resilience,
)
"""One item of each group of step 5, as common in every week."""
ITEM_SHARE, ANSWERS_PLEASURE = 0.08, 0.7
HOURS = {HoursAfter.under_2: 0.15, HoursAfter.from_2_to_4: 0.5, HoursAfter.from_4_to_6: 0.35}
EASED_BY_CUT, TIME_HELPED = 0.6, 0.7
WORSE_AFTER_UP, MORE_AFTER_UP = 0.2, 0.3
FIRST_WEEKS, FADING_FROM = 4, 9
_OFFER = weeks_on_offer()


def nearest_week(week: int, offer: list[int] | tuple[int, ...]) -> int:
    """The choice of a list that lies nearest to a week, the earlier of two."""
    at = bisect_left(offer, week)
    around = offer[max(0, at - 1) : at + 1]
    return min(around, key=lambda choice: abs(choice - week))


@lru_cache(None)
def _choices(observed: int) -> tuple[int, ...]:
    return tuple(weeks_to_choose(1, observed))


@dataclass
class Telling:
    """One person in front of the form."""

    world: World
    life: Life
    rng: Random

    def __post_init__(self) -> None:
        """How long ago the first dose was is told in weeks, then months, then years."""
        self.observed = nearest_week(self.life.survey_week, _OFFER)
        self.heaps = self.rng.random() < self.world.heaped
        self.helped = Helped.time if self.rng.random() < TIME_HELPED else Helped.lower_dose
        self.hours = draw_of(self.rng, HOURS)

    def told_week(self, day: float) -> int:
        """The week of a day, as the list offers it."""
        return nearest_week(min(week_of_day(day), self.observed), _choices(self.observed))

    def survey(self) -> Survey:
        """Everything that the form holds of this life."""
        life = self.life
        effects, items = tuple(self.episodes()), tuple(self.last_items())
        had = HadEffects.had_some if effects else HadEffects.had_none
        forms = FORMS if self.answers_pleasure else FORMS[:-1]
        stop = life.stop_day < ALWAYS
        pauses = tuple(self.pauses())
        return Survey(
            condition=self.rng.choice((Condition.fibromyalgia, Condition.me_cfs, Condition.mcas)),
            sensitivity=life.sensitivity,
            joined=self.rng.choice((Joined.before_ldn, Joined.first_month, Joined.later)),
            observed_week=self.observed,
            steps=tuple(self.steps(pauses)),
            pauses=pauses,
            stop=LdnStop(week=self.last_week, reason=life.stop_reason) if stop else None,
            had_effects=had,
            episodes=(*effects, *items),
            overall_change=self.overall_change(),
            first_benefit=self.first_benefit(),
            answered_pleasure=self.answers_pleasure,
            **self.extras(),
            after_stopping=self.after_stopping(stop=stop),
            marks=FormMarks.of_forms(forms, had),
        )

    @property
    def last_week(self) -> int:
        """The last week on LDN, as it is told."""
        stops = self.life.stop_day < ALWAYS
        return self.told_week(self.life.stop_day) if stops else self.observed

    def pauses(self) -> Iterator[LdnPause]:
        """Weeks without LDN that the form can hold: after week 1, apart, before the end."""
        after = 1
        for pause in self.life.pauses:
            began = max(2, self.told_week(pause.began))
            goes_on = pause.until >= self.life.survey_day
            ended = None if goes_on else max(began, self.told_week(pause.until) - 1)
            last = began if ended is None else ended + 1
            if began > after and last <= self.last_week and (ended or self.last_week > began - 1):
                yield LdnPause(began_week=began, ended_week=ended)
                after = last

    def steps(self, pauses: tuple[LdnPause, ...]) -> Iterator[DoseStep]:
        """Changes of dose or time; what falls into a pause is told as the restart after it."""
        week, day_before, weeks = 1, 0, set()
        for step in self.life.steps:
            week = max(week, min(self.told_week(step.day), self.last_week))
            pause = next((p for p in pauses if p.holds_week(week)), None)
            if pause is not None and pause.ended_week is None:
                continue
            week = week if pause is None else (pause.ended_week or week) + 1
            day = self.day_in_week(step, week, day_before if week in weeks else 0)
            day_before = day or 8
            weeks.add(week)
            yield self.told_step(step, week, day)
        for pause in pauses:
            if pause.ended_week is not None and pause.ended_week + 1 not in weeks:
                raise ValueError("a restart that no step told")

    def day_in_week(self, step: LifeStep, week: int, after: int) -> int | None:
        """To the day in the first weeks, where the form can hold it."""
        day = int(step.day % DAYS_OF_WEEK) + 1
        exact = week == week_of_day(step.day) and week <= LAST_WEEK_WITH_DAYS
        return day if exact and day > after else None

    def told_step(self, step: LifeStep, week: int, day: int | None) -> DoseStep:
        """With what the step did, where that is asked: of a step up, and of one to ease effects."""
        effects, benefit = EffectsAfter.not_said, BenefitAfter.not_said
        if step.reason in {ChangeReason.planned_step, ChangeReason.more_benefit}:
            worse, more = (self.rng.random() < share for share in (WORSE_AFTER_UP, MORE_AFTER_UP))
            effects = EffectsAfter.worse if worse else EffectsAfter.same
            benefit = BenefitAfter.more if more else BenefitAfter.same
        elif step.reason is ChangeReason.ease_effects:
            eased = self.rng.random() < EASED_BY_CUT
            effects = EffectsAfter.better if eased else EffectsAfter.same
        return DoseStep(
            week=week,
            day=day,
            dose_ug=step.dose_ug,
            timing=step.timing,
            times=2 if step.timing is Timing.divided else 1,
            reason=step.reason,
            effects_after=effects,
            benefit_after=benefit,
        )

    def episodes(self) -> Iterator[EffectEpisode]:
        """Spells of an effect; those that share a week are one, and of many three are told."""
        spells = sorted(self.life.spells, key=lambda spell: (spell.effect, spell.began))
        for effect, found in groupby(spells, key=lambda spell: spell.effect):
            told = list(self.told_apart(list(found)))
            many = len(told) > MOST_SPELLS
            yield from self.told_spells(effect, [*told[:2], told[-1]] if many else told)

    def told_apart(self, spells: list[LifeSpell]) -> Iterator[LifeSpell]:
        """Two of which the one ends in the week in which the other begins are told as one."""
        last: LifeSpell | None = None
        for spell in spells:
            if last and self.told_week(spell.began) <= self.told_week(last.until):
                worst = max(last.severity, spell.severity)
                last = LifeSpell(spell.effect, last.began, max(last.until, spell.until), worst)
            else:
                if last:
                    yield last
                last = spell
        if last:
            yield last

    def told_spells(self, effect: Effect, spells: list[LifeSpell]) -> Iterator[EffectEpisode]:
        """With weeks, severity, hours and what helped; of an ended one, when."""
        for number, spell in enumerate(spells):
            ongoing = spell.until > self.life.survey_day
            began = self.told_week(spell.began)
            most = self.told_week(spells[number + 1].began) - 1 if spell is not spells[-1] else None
            waking = effect in {Effect.night_waking, Effect.vivid_dreams}
            yield EffectEpisode(
                effect=effect,
                before=Before.no,
                began_week=began,
                still_there=ongoing,
                ended_week=None if ongoing else self.told_end(spell, began, most),
                severity=spell.severity,
                helped=frozenset() if ongoing else frozenset({self.helped}),
                hours_after=self.hours if waking else HoursAfter.not_said,
            )

    def told_end(self, spell: LifeSpell, began: int, most: int | None) -> int:
        """The week of the end; where lengths are heaped, or the end is dated to the move."""
        life = self.life
        end = spell.until
        moved_in = spell.began <= life.moved_day < spell.until and spell.effect in SLEEP
        if moved_in and self.rng.random() < self.world.end_at_move:
            end = life.moved_day
        week = self.told_week(end)
        if self.heaps:  # "gone a month later"
            week = began + nearest_week(max(1, week - began), HEAPS_WEEKS)
            week = nearest_week(min(week, self.observed), _choices(self.observed))
        return max(began, min(week, most or week))

    def last_items(self) -> Iterator[EffectEpisode]:
        """Items of step 5, there now, as common after any time on LDN."""
        self_answers = self.answers_pleasure
        for effect in IN_LAST_GROUPS:
            if self.rng.random() < ITEM_SHARE and self_answers:
                yield EffectEpisode(effect=effect, before=Before.no, severity=Severity.moderate)

    @property
    def answers_pleasure(self) -> bool:
        """Whether step 5 is answered: a trait of the person."""
        return int(self.life.survey_day * 1_000) % 10 < 10 * ANSWERS_PLEASURE

    def extras(self) -> dict[str, Any]:
        """Scales and what changed, of who answers extras; each where it is asked."""
        life = self.life
        if not answers_extras(life):
            return {}
        asked = {"before": scores_before(life), "now": scores_now(life)}
        asked["missed_doses"] = doses_not_taken(life)
        if self.observed > FIRST_WEEKS:
            asked |= {"first_weeks": how_first_weeks_were(life), "moved": symptom_moves(life)}
        if self.last_week >= FADING_FROM and life.noticed_day < ALWAYS:
            asked["fading"] = whether_help_faded(life)
        return asked

    def after_stopping(self, *, stop: bool) -> AfterStopping:
        """Where the extra is offered, and answered by who answers extras."""
        late_enough = self.observed - self.last_week >= TWO_WEEKS
        offered = stop and late_enough and answers_extras(self.life)
        return how_it_was_after(self.life) if offered else AfterStopping.not_said

    def overall_change(self) -> OverallChange:
        """Much better where LDN helps; else as it goes."""
        if self.life.is_helped:
            return OverallChange.much_better
        if self.life.noticed_day <= self.life.survey_day:
            return OverallChange.a_little_better
        worse = self.rng.random() < 0.2
        return OverallChange.a_little_worse if worse else OverallChange.no_change

    def first_benefit(self) -> FirstBenefit:
        """The band of the day on which help was noticed, if it came before the end."""
        life = self.life
        if life.noticed_day > min(life.survey_day, life.stop_day):
            return FirstBenefit.not_yet
        return FirstBenefit[bands.LASTING.word(week_of_day(life.noticed_day)) or "w1"]


def told(world: World, life: Life, seed: int) -> Survey:
    """What this person hands in."""
    return Telling(world, life, Random(~seed)).survey()
