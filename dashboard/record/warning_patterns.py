"""The article's reasons to look again, each looked for in one member's answers.

Source of every pattern and window: Kim Y. H., "Does Low-Dose Naltrexone Cause Endorphin
Deficiency?", sections "Worth a re-evaluation" and "Red flags" (docs/article.md).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dashboard.record.own_record import (
    OwnRecord,
    WeekReport,
    WeekReports,
    duration_values,
    own_record,
    sentence_values,
    weeks_between,
)
from dashboard.text import say
from db.answers import DoseStep, EffectEpisode, Survey
from db.vocabulary import (
    BOTHERSOME,
    CLUSTERS,
    EFFECT_GROUPS,
    IMPROVED,
    Before,
    Effect,
    EffectsAfter,
    OverallChange,
    Severity,
)

FIRST_WEEKS = 2
""""Worsening past the first 2 weeks", and "loss of pleasure past 2 weeks"."""
FAIR_TRIAL_WEEKS = 8
""""No improvement of the main symptoms after 8 to 12 weeks": the earlier end, since this is about
when to ask, not about when to give up."""
THERAPEUTIC_UG = 500
""""At a therapeutic dose": the article's low doses begin at 0.5 mg ("Doses"). The group's count of
no improvement asks for 1.5 mg; one member at a sensitive person's dose may ask, too."""
SETTLED_WEEKS = 4
""""Past the titration": as long at one dose as the group's counts ask for before they judge it."""
WORSE_BY = 2
"""Points of 10 that people notice as a change (Farrar 2001, Pain 94: 149-158)."""
SCALES = ("mood", "fatigue", "pain")
""""Mood, energy or pain"; the fourth scale, sleep, stands in no such line."""

PLEASURE = (Effect.anhedonia, Effect.blunted_positive_affect, Effect.apathy)
""""Loss of pleasure"."""
UNEASE = (Effect.dysphoria_lasting, *PLEASURE)
""""Lasting unease or loss of pleasure"."""
LOW = (Effect.low_mood, *UNEASE)
""""Depression"."""
MOOD = (*EFFECT_GROUPS["mood"], *CLUSTERS["affective"])
ENERGY = (Effect.fatigue, Effect.malaise, *CLUSTERS["drive"])
PAIN = (Effect.pain_flare, *CLUSTERS["pain"])
UNEXPECTED = EFFECT_GROUPS["other"]
""""New unexpected symptoms": those that the article's "Early effects" do not name."""


@dataclass(frozen=True)
class PatternEvidence:
    """What a pattern was seen in: ``about`` such as ``effect.fatigue``, ``scale.fatigue`` or ""."""

    about: str
    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """In one plain sentence."""
        return say(f"illness.told.{self.key}", about=self.name(), **sentence_values(self.values))

    def name(self) -> str:
        """The effect or the scale as it was asked about."""
        return say(f"words.{self.about}") if self.about else ""


def _worse_past_start(mine: OwnRecord) -> Iterator[PatternEvidence]:
    for spell in mine.ongoing_spells((*MOOD, *ENERGY, *PAIN)):
        if spell.severity >= BOTHERSOME and _is_past_start(mine, spell):
            yield _evidence_still_there(mine, spell)
    for scale in SCALES:
        yield from _worse_than_before(mine, scale, FIRST_WEEKS + 1)


def _unease_stays(mine: OwnRecord) -> Iterator[PatternEvidence]:
    for spell in mine.ongoing_spells(UNEASE):
        changes = [step for step in mine.dose_changes if _is_within_spell(step, spell)]
        tried = [c for c in changes if weeks_between(c.week, mine.now)[0] >= FIRST_WEEKS]
        if tried:
            yield _effect_evidence(spell.effect, "after_change", {"week": tried[-1].week})


def _growing_worse(mine: OwnRecord) -> Iterator[PatternEvidence]:
    for effect in mine.effects:
        *earlier, latest = mine.spells(effect)
        before = [spell.severity for spell in earlier if spell.severity]
        if before and latest.severity > before[-1]:
            yield _effect_evidence(effect, "worse_spell")
    changes = {step.week: step for step in (*mine.dose_steps_down, *mine.timing_changes)}
    if changes and changes[max(changes)].effects_after is EffectsAfter.worse:
        yield PatternEvidence("", "effects_worse", {"week": max(changes)})


def _new_unexpected_symptom(mine: OwnRecord) -> Iterator[PatternEvidence]:
    for spell in mine.ongoing_spells(UNEXPECTED):
        if spell.before is Before.no:
            yield _effect_evidence(spell.effect, "not_named")


def _no_improvement(mine: OwnRecord) -> Iterator[PatternEvidence]:
    answers = [r for r in mine.reports if r.overall_change is not OverallChange.not_said]
    weeks = _weeks_at_dose(mine)
    if answers and answers[-1].overall_change not in IMPROVED and weeks >= FAIR_TRIAL_WEEKS:
        change = say(f"words.overall_change.{answers[-1].overall_change.name}").lower()
        values = {"count": weeks, "roughly": False, "change": change}
        yield PatternEvidence("", "no_improvement", values)


def _pleasure_lost(mine: OwnRecord) -> Iterator[PatternEvidence]:
    for spell in mine.ongoing_spells(PLEASURE):
        if spell.began_week is None:
            yield _effect_evidence(spell.effect, "began_not_said")
        elif weeks_between(spell.began_week, mine.now)[0] >= FIRST_WEEKS:
            yield _evidence_still_there(mine, spell)


def _low_in_spite(mine: OwnRecord) -> Iterator[PatternEvidence]:
    if not mine.dose_steps_down:
        return
    step = mine.dose_steps_down[-1]
    if step.effects_after is EffectsAfter.worse:
        for spell in mine.ongoing_spells(LOW):
            if _is_within_spell(step, spell):
                yield _effect_evidence(spell.effect, "after_lower", {"week": step.week})
    earlier = [r for r in mine.reports if r.week < step.week]
    later = [r for r in mine.reports if r.week > step.week]
    yield from _rise_of_scale("mood", earlier, later)


def _pain_past_steps(mine: OwnRecord) -> Iterator[PatternEvidence]:
    settled = max(mine.step_up_weeks) + SETTLED_WEEKS
    if weeks_between(max(mine.step_up_weeks), mine.last_week_on_ldn)[0] < SETTLED_WEEKS:
        return
    for spell in mine.ongoing_spells(PAIN):
        if spell.severity >= BOTHERSOME and _is_past_start(mine, spell):
            yield _evidence_still_there(mine, spell)
    yield from _worse_than_before(mine, "pain", settled)


def _sleep_disrupted(mine: OwnRecord) -> Iterator[PatternEvidence]:
    for spell in mine.ongoing_spells(EFFECT_GROUPS["sleep"]):
        tried = [
            any(_is_within_spell(s, spell) for s in steps)
            for steps in (mine.dose_steps_down, mine.timing_changes)
        ]
        if spell.severity >= Severity.severe and all(tried):
            yield _effect_evidence(spell.effect, "neither_helps")


def _effect_evidence(
    effect: Effect, key: str, values: dict[str, Any] | None = None
) -> PatternEvidence:
    return PatternEvidence(f"effect.{effect.name}", key, values or {})


def _evidence_still_there(mine: OwnRecord, spell: EffectEpisode) -> PatternEvidence:
    assert spell.began_week is not None
    return _effect_evidence(
        spell.effect, "still_there", duration_values(spell.began_week, mine.now)
    )


def _is_past_start(mine: OwnRecord, spell: EffectEpisode) -> bool:
    """More than two weeks after it began, or after the latest step up within it."""
    start = mine.week_to_count_from(spell)
    return start is not None and weeks_between(start, mine.now)[0] >= FIRST_WEEKS


def _is_within_spell(step: DoseStep, spell: EffectEpisode) -> bool:
    """Whether a change came while an effect that is still there was there."""
    return spell.began_week is not None and spell.began_week <= step.week


def _weeks_at_dose(mine: OwnRecord) -> int:
    """Weeks on end, up to the last one on LDN, at a therapeutic dose; 0 below it."""
    since = None
    for step in mine.survey.steps:
        since = (since or step.week) if step.dose_ug >= THERAPEUTIC_UG else None
    return weeks_between(since, mine.last_week_on_ldn)[0] + 1 if since else 0


def _worse_than_before(mine: OwnRecord, scale: str, first_week: int) -> Iterator[PatternEvidence]:
    """The latest score of a scale against the one before LDN."""
    start = WeekReport(0, mine.survey.before)
    latest = [r for r in mine.reports if getattr(r.scores, scale) is not None]
    if latest and latest[-1].week >= first_week:
        yield from _rise_of_scale(scale, [start], latest)


def _rise_of_scale(
    scale: str, earlier: list[WeekReport], later: list[WeekReport]
) -> Iterator[PatternEvidence]:
    """A scale whose last score is clearly above the last earlier one."""
    old, new = (
        [(r.week, s) for r in part if (s := getattr(r.scores, scale)) is not None]
        for part in (earlier, later)
    )
    if old and new and new[-1][1] - old[-1][1] >= WORSE_BY:
        key = "risen" if old[-1][0] else "risen_since_before"
        values = {"start": old[-1][0], "old": old[-1][1], "week": new[-1][0], "new": new[-1][1]}
        yield PatternEvidence(f"scale.{scale}", key, values)


FINDERS: dict[str, Callable[[OwnRecord], Iterator[PatternEvidence]]] = {
    "pleasure_lost": _pleasure_lost,
    "low_in_spite": _low_in_spite,
    "pain_past_steps": _pain_past_steps,
    "sleep_disrupted": _sleep_disrupted,
    "worse_past_start": _worse_past_start,
    "unease_stays": _unease_stays,
    "growing": _growing_worse,
    "new_symptom": _new_unexpected_symptom,
    "no_improvement": _no_improvement,
}
RED_FLAGS = frozenset({"pleasure_lost", "low_in_spite", "pain_past_steps", "sleep_disrupted"})
"""Those that stand under "Red flags" in the article; the others under "Worth a re-evaluation"."""


__all__ = ["PatternEvidence", "WarningPattern", "patterns_in_answers"]


@dataclass(frozen=True)
class WarningPattern:
    """One line of the article's lists, and what was told that it may be about.

    Attributes:
        name: key of its line under ``illness.pattern`` in dashboard/text.
        red_flag: whether it stands under "Red flags".
        told: at least one.
    """

    name: str
    red_flag: bool
    told: tuple[PatternEvidence, ...]

    def line(self) -> str:
        """The article's line, in our words."""
        return say(f"illness.pattern.{self.name}")


def patterns_in_answers(survey: Survey, reports: WeekReports = ()) -> tuple[WarningPattern, ...]:
    """The patterns that the answers show, red flags first; empty where they show none.

    Args:
        survey: the member's own.
        reports: of earlier weeks, as in ``own``.
    """
    mine = own_record(survey, reports)
    found = [
        WarningPattern(name, name in RED_FLAGS, tuple(finder(mine)))
        for name, finder in FINDERS.items()
    ]
    shown = [pattern for pattern in found if pattern.told]
    return tuple(_without_repeats(shown))


def _without_repeats(found: list[WarningPattern]) -> Iterator[WarningPattern]:
    """What a red flag tells is not told again as getting worse past the first two weeks."""
    flagged = {told.about for pattern in found if pattern.red_flag for told in pattern.told}
    for pattern in found:
        if pattern.name != "worse_past_start":
            yield pattern
            continue
        rest = tuple(told for told in pattern.told if told.about not in flagged)
        if rest:
            yield WarningPattern(pattern.name, pattern.red_flag, rest)
