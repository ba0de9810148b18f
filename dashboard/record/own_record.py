"""A member's own record as plain facts: which steps, which spells, how exactly a week is known.

Everything here works from one member's own answers, in the member's own session.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from dashboard.questionnaire.week_choices import LADDER, LAST_EXACT
from dashboard.text import say
from db.answers import DoseStep, EffectEpisode, ScaleScores, Survey
from db.vocabulary import Before, ChangeReason, Effect, OverallChange

_WEEKS = frozenset({"week", "start"})
"""Values of a sentence that are weeks of use."""
SPREAD = {"week": 0, "month": 2, "year": 26}
"""Weeks by which a week may be off either way, by how it was said: half a month, half a year."""


class WeekReport(NamedTuple):
    """How the member was in one week of use."""

    week: int
    scores: ScaleScores
    overall_change: OverallChange = OverallChange.not_said


class StoredReport(Protocol):
    """What is read of ``db.members.record.WeeklyReport``; the store is not known here."""

    @property
    def week(self) -> int:
        """Week of use, from 1."""

    @property
    def scores(self) -> ScaleScores:
        """Each 0 to 10."""

    @property
    def overall_change(self) -> OverallChange:
        """Against the time before LDN."""


AnyReport = StoredReport | tuple[int, ScaleScores] | tuple[int, ScaleScores, OverallChange]
WeekReports = Sequence[AnyReport]
"""Reports of earlier weeks, stored ones or tuples."""


def week_report(report: AnyReport) -> WeekReport:
    """A report as ``WeekReport``."""
    if isinstance(report, tuple):
        return WeekReport(*report)
    return WeekReport(report.week, report.scores, report.overall_change)


@dataclass(frozen=True)
class OwnRecord:
    """One member's survey and reports.

    Attributes:
        survey: as it was handed in, or as it stands now.
        reports: in the order of their weeks, one a week; the survey's own answer is among them.
    """

    survey: Survey
    reports: tuple[WeekReport, ...]

    @property
    def now(self) -> int:
        """The week of use that the member is in, or would be in."""
        return self.survey.observed_week

    @property
    def last_week_on_ldn(self) -> int:
        """The last week on LDN so far."""
        return self.survey.stop.week if self.survey.stop else self.now

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Every effect that was told: those still there first, the worst of them first."""
        told = {spell.effect for spell in self.survey.episodes}
        return tuple(sorted(told, key=self._effect_order))

    def spells(self, effect: Effect) -> tuple[EffectEpisode, ...]:
        """Every spell of an effect, earliest first; one without a week comes first."""
        found = (spell for spell in self.survey.episodes if spell.effect is effect)
        return tuple(sorted(found, key=lambda spell: spell.began_week or 0))

    def latest(self, effect: Effect) -> EffectEpisode:
        """The latest spell of an effect that was told."""
        return self.spells(effect)[-1]

    def ongoing_spells(self, effects: Iterable[Effect]) -> tuple[EffectEpisode, ...]:
        """The spells that are there now and are not as they were before LDN, in order."""
        wanted = set(effects)
        latest = (self.latest(effect) for effect in self.effects if effect in wanted)
        return tuple(s for s in latest if s.still_there and s.before is not Before.the_same)

    @property
    def step_up_weeks(self) -> tuple[int, ...]:
        """Weeks of the first dose, of every step up and of every restart after a break."""
        restarts = {p.ended_week + 1 for p in self.survey.pauses if p.ended_week is not None}
        ups = (
            new.week
            for old, new in self._consecutive_steps()
            if new.dose_ug > old.dose_ug or new.week in restarts
        )
        return (1, *dict.fromkeys(week for week in ups if week > 1))

    @property
    def dose_steps_down(self) -> tuple[DoseStep, ...]:
        """The steps down; to start again lower after a break is none."""
        return tuple(
            new
            for old, new in self._consecutive_steps()
            if new.dose_ug < old.dose_ug and new.reason is not ChangeReason.after_break
        )

    @property
    def timing_changes(self) -> tuple[DoseStep, ...]:
        """The changes of the time of day."""
        return tuple(new for old, new in self._consecutive_steps() if new.timing is not old.timing)

    @property
    def dose_changes(self) -> tuple[DoseStep, ...]:
        """The changes of the dose, up and down."""
        return tuple(new for old, new in self._consecutive_steps() if new.dose_ug != old.dose_ug)

    def week_to_count_from(self, spell: EffectEpisode) -> int | None:
        """The week from which a spell is counted: its first, or the latest step up within it."""
        if spell.began_week is None:
            return None
        end = min(self.end(spell) or spell.began_week, self.last_week_on_ldn)
        return max(
            [spell.began_week, *(up for up in self.step_up_weeks if spell.began_week < up <= end)]
        )

    def end(self, spell: EffectEpisode) -> int | None:
        """The last week of a spell so far; None where it was not said."""
        return self.now if spell.still_there else spell.ended_week

    def _consecutive_steps(self) -> Iterator[tuple[DoseStep, DoseStep]]:
        return pairwise(self.survey.steps)

    def _effect_order(self, effect: Effect) -> tuple[bool, int, int]:
        spell = self.latest(effect)
        return (not spell.still_there, -spell.severity, effect)


def own_record(survey: Survey, reports: WeekReports = ()) -> OwnRecord:
    """A member's survey with weekly reports; a report of the survey's own week goes first.

    Args:
        survey: the member's own.
        reports: each as in ``week_report``; weeks after ``observed_week`` do not count.
    """
    told = {found.week: found for found in map(week_report, reports)}
    mine = WeekReport(survey.observed_week, survey.now, survey.overall_change)
    told.setdefault(mine.week, mine)
    return OwnRecord(survey, tuple(told[week] for week in sorted(told) if week <= mine.week))


def weeks_either_way(week: int) -> int:
    """Weeks by which a week may be off either way; later ones were said by month or by year."""
    moment = LADDER.get(week)
    return SPREAD[moment.unit] if moment and week > LAST_EXACT else 0


def weeks_between(start: int, end: int) -> tuple[int, int]:
    """The least and the most weeks from one week to another."""
    rough = weeks_either_way(start) + weeks_either_way(end)
    return end - start - rough, end - start + rough


def week_in_sentence(week: int) -> str:
    """A week in the middle of a sentence: "week 3", or "about week 18" where it was a month."""
    return say("illness.about_week" if weeks_either_way(week) else "illness.week", week=week)


def duration_values(start: int, end: int) -> dict[str, Any]:
    """How many weeks from one week to another, both included, and whether that is rough."""
    least, most = weeks_between(start, end)
    return {"count": end - start + 1, "roughly": least != most}


def sentence_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a sentence: weeks and what helped in words, ``duration_values`` as ``{weeks}``."""
    said = {name: week_in_sentence(v) if name in _WEEKS else v for name, v in values.items()}
    if "helped" in said:
        said["helped"] = ", ".join(say(f"words.helped.{w}").lower() for w in said["helped"])
    if "roughly" in said:
        key = "illness.about_weeks" if said.pop("roughly") else "illness.weeks"
        return said | {"weeks": say(key, count=said.pop("count"))}
    return said
