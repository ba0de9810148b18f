"""The article's questions, each answered from one spell of one effect.

Source of questions and windows: Kim Y. H., "Does Low-Dose Naltrexone Cause Endorphin
Deficiency?", section "LDN or the illness?" (docs/article.md).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from dashboard.record.own_record import (
    OwnRecord,
    WeekReports,
    duration_values,
    own_record,
    sentence_values,
    weeks_between,
)
from dashboard.text import say
from db.answers import EffectEpisode, Survey
from db.vocabulary import HOURS_ASKED, Before, Effect, EffectsAfter, Helped, HoursAfter

SOON_WEEKS = 2
""""LDN: begins soon after a start or step": the week of the step and the next one, as in the
article's "Early effects" (first 1 to 2 weeks) and in every measure of publishing."""
EASES_WITHIN_WEEKS = 4
""""LDN: eases in 1 to 4 weeks"; the later end, counted from its beginning or the latest step up."""
SET_HOURS = frozenset({HoursAfter.under_2, HoursAfter.from_2_to_4, HoursAfter.from_4_to_6})
""""LDN: comes at set hours after the dose." Over 6 hours has no end, so it is no set hour; the
article's receptors are blocked for 4 to 6 hours ("Doses")."""
BY_DOSE_OR_TIME = frozenset(
    {
        Helped.lower_dose,
        Helped.slower_steps,
        Helped.moved_to_morning,
        Helped.moved_to_bedtime,
        Helped.split_dose,
        Helped.stopped,
    },
)
""""LDN: answers to dose changes", and "Early effects": eased by dose or by mornings."""


class EvidenceSide(Enum):
    """What an answer speaks for; ``unknown`` where it was not said, or could be either."""

    for_ldn = "for_ldn"
    against = "against"
    unknown = "unknown"


Answer = tuple[EvidenceSide, str, dict[str, Any]]
"""What it speaks for, the key of the sentence under ``illness.<question>``, and its values."""


def _soon_after_step(mine: OwnRecord, spell: EffectEpisode) -> Answer:
    """Soon after the first dose or a step up?"""
    if spell.before is Before.the_same:
        return EvidenceSide.unknown, "was_there", {}
    if spell.began_week is None:
        return EvidenceSide.unknown, "not_said", {}
    near = [up for up in mine.step_up_weeks if _is_soon_after(up, spell.began_week)]
    if near:
        key = "at_step" if near[-1] > 1 else "at_start"
        return EvidenceSide.for_ldn, key, {"week": spell.began_week}
    return _away_from_steps(mine, spell.began_week)


def _away_from_steps(mine: OwnRecord, began: int) -> Answer:
    """It began with no step up that is known to be near."""
    values = {"week": began}
    others = [
        _is_soon_after(step.week, began) for step in (*mine.dose_steps_down, *mine.timing_changes)
    ]
    if None in others or None in [_is_soon_after(up, began) for up in mine.step_up_weeks]:
        return EvidenceSide.unknown, "rough", values
    if True in others:
        return EvidenceSide.unknown, "at_other_change", values
    if weeks_between(mine.last_week_on_ldn, began)[0] > 0:
        return EvidenceSide.against, "after_stopping", values
    step = max(up for up in mine.step_up_weeks if up <= began)
    return EvidenceSide.against, "later", values | {"count": weeks_between(step, began)[0]}


def _is_soon_after(step: int, began: int) -> bool | None:
    """Whether it began within ``SOON_WEEKS`` of a step; None where the weeks are too rough."""
    least, most = weeks_between(step, began)
    if most < 0 or least >= SOON_WEEKS:
        return False
    return True if least >= 0 and most < SOON_WEEKS else None


def _at_set_hours(_: OwnRecord, spell: EffectEpisode) -> Answer:
    """At a fixed time after the dose?"""
    if spell.effect not in HOURS_ASKED:
        return EvidenceSide.unknown, "not_asked", {}
    said = spell.hours_after
    if said in SET_HOURS:
        return EvidenceSide.for_ldn, said.name, {}
    return EvidenceSide.unknown, said.name, {}


def _there_before_ldn(_: OwnRecord, spell: EffectEpisode) -> Answer:
    """There before LDN?"""
    speaks = {Before.no: EvidenceSide.for_ldn, Before.the_same: EvidenceSide.against}
    return speaks.get(spell.before, EvidenceSide.unknown), spell.before.name, {}


def _eases_in_weeks(mine: OwnRecord, spell: EffectEpisode) -> Answer:
    """Gone within 1 to 4 weeks of its beginning, or of the latest step up within it?"""
    if spell.before is Before.the_same:
        return EvidenceSide.unknown, "was_there", {}
    start, end = mine.week_to_count_from(spell), mine.end(spell)
    if start is None:
        return EvidenceSide.unknown, "began_not_said", {}
    if end is None:
        return EvidenceSide.unknown, "ended_not_said", {}
    speaks, key = _judge_easing(mine, spell, start, end)
    told_from_step = start != spell.began_week and key not in _FROM_NO_WEEK
    return speaks, f"{key}_after_step" if told_from_step else key, duration_values(start, end)


_FROM_NO_WEEK = frozenset({"rough", "ended_with_ldn"})
"""Sentences that name no length."""


def _judge_easing(
    mine: OwnRecord, spell: EffectEpisode, start: int, end: int
) -> tuple[EvidenceSide, str]:
    least, most = (gap + 1 for gap in weeks_between(start, end))
    if least > EASES_WITHIN_WEEKS:
        return EvidenceSide.against, "still_there" if spell.still_there else "took_longer"
    if most > EASES_WITHIN_WEEKS:
        return EvidenceSide.unknown, "rough"
    if spell.still_there:
        return EvidenceSide.unknown, "too_early"
    if mine.survey.stop and end >= mine.last_week_on_ldn:
        return EvidenceSide.unknown, "ended_with_ldn"
    return EvidenceSide.for_ldn, "gone"


def _answers_to_changes(mine: OwnRecord, spell: EffectEpisode) -> Answer:
    """Did it answer to a change of dose or time, or to stopping?"""
    named = tuple(word.name for word in sorted(spell.helped & BY_DOSE_OR_TIME))
    if named:
        return EvidenceSide.for_ldn, "helped", {"helped": named}
    return _after_stopping(mine, spell) or _after_changes(mine, spell)


def _after_stopping(mine: OwnRecord, spell: EffectEpisode) -> Answer | None:
    """Whether it went with LDN, or outlasted it; None where stopping tells nothing."""
    end = mine.end(spell)
    is_later = spell.began_week is not None and spell.began_week > mine.last_week_on_ldn
    if mine.survey.stop is None or end is None or is_later:
        return None
    least, most = weeks_between(mine.last_week_on_ldn, end)
    if least >= SOON_WEEKS:
        return EvidenceSide.against, "outlasted_ldn", {"count": least}
    if least >= 0 and most < SOON_WEEKS and not spell.still_there:
        return EvidenceSide.for_ldn, "went_with_ldn", {}
    return None


def _after_changes(mine: OwnRecord, spell: EffectEpisode) -> Answer:
    """What lower doses and other times did while it was there."""
    changes = {step.week: step for step in (*mine.dose_steps_down, *mine.timing_changes)}
    start, end = spell.began_week, mine.end(spell)
    if spell.before is Before.the_same:
        return EvidenceSide.unknown, "was_there", {}  # what was said is about side effects
    if not changes:
        return EvidenceSide.unknown, "nothing_changed", {}
    if start is None or end is None:
        return EvidenceSide.unknown, "weeks_not_said", {}
    during = [changes[week] for week in sorted(changes) if start < week <= end]
    said = [step for step in during if step.effects_after is not EffectsAfter.not_said]
    if said:
        eased = said[-1].effects_after is EffectsAfter.better
        key = f"after_change_{said[-1].effects_after.name}"
        return EvidenceSide.for_ldn if eased else EvidenceSide.against, key, {"week": said[-1].week}
    if during and Helped.nothing_yet in spell.helped:
        return EvidenceSide.against, "nothing_helped", {"week": during[-1].week}
    return EvidenceSide.unknown, "not_said" if during else "nothing_changed", {}


def _comes_and_goes(mine: OwnRecord, spell: EffectEpisode) -> Answer:
    """Does it come and go in its own way?"""
    spells = mine.spells(spell.effect)
    if len(spells) == 1:
        return EvidenceSide.unknown, "once", {}
    values = {"count": len(spells)}
    after_steps = [_soon_after_step(mine, each)[0] for each in spells]
    if all(speaks is EvidenceSide.for_ldn for speaks in after_steps):
        return EvidenceSide.for_ldn, "after_steps", values
    if EvidenceSide.against in after_steps:
        return EvidenceSide.against, "own_way", values
    return EvidenceSide.unknown, "not_known", values


QUESTIONS: dict[str, Callable[[OwnRecord, EffectEpisode], Answer]] = {
    "began": _soon_after_step,
    "hours": _at_set_hours,
    "before": _there_before_ldn,
    "eases": _eases_in_weeks,
    "answers": _answers_to_changes,
    "returns": _comes_and_goes,
}
"""The article's questions, in its order; what it says of the illness is the other side of each."""


__all__ = ["QUESTIONS", "SAID_ONCE", "EvidenceSide", "IllnessPoint", "illness_points"]

SAID_ONCE = frozenset({"not_asked", "once", "was_there"})
"""Sentences that every effect would repeat: what the survey does not ask is said once for all of
them, and that an effect was there before LDN is told by its own question."""


@dataclass(frozen=True)
class IllnessPoint:
    """One of the article's questions about one effect, answered from what was told.

    Attributes:
        effect: which.
        question: a key of ``illness.question`` in dashboard/text.
        speaks: for LDN, against it, or neither.
        key: key of the sentence under ``illness.<question>``.
        values: what the sentence names.
    """

    effect: Effect
    question: str
    speaks: EvidenceSide
    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """What was told, in one plain sentence."""
        return say(f"illness.{self.question}.{self.key}", **sentence_values(self.values))


def illness_points(survey: Survey, reports: WeekReports = ()) -> tuple[IllnessPoint, ...]:
    """Every question about every effect that was told; the latest spell of each is judged.

    Args:
        survey: the member's own.
        reports: as in ``own``; not needed, and taken for the sake of one call for all parts.
    """
    mine = own_record(survey, reports)
    return tuple(
        IllnessPoint(effect, question, *answer(mine, mine.latest(effect)))
        for effect in mine.effects
        for question, answer in QUESTIONS.items()
    )
