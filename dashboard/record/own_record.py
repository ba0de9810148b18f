"""A member's own record as plain facts: which steps, which spells, how exactly a week is known.

Everything here works from one member's own answers, in the member's own session.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from dashboard.questionnaire.week_choices import LADDER, LAST_EXACT
from dashboard.text import say
from db.answers import DoseStep, Episode, Scores, Survey
from db.vocabulary import Before, Effect, OverallChange

_WEEKS = frozenset({"week", "start"})
"""Values of a sentence that are weeks of use."""
SPREAD = {"week": 0, "month": 2, "year": 26}
"""Weeks by which a week may be off either way, by how it was said: half a month, half a year."""


class Weekly(NamedTuple):
    """How the member was in one week of use."""

    week: int
    scores: Scores
    overall_change: OverallChange = OverallChange.not_said


def weekly(report: Any) -> Weekly:
    """A report as ``Weekly``.

    Args:
        report: a tuple ``(week, scores)`` or ``(week, scores, overall_change)``, or anything
            with attributes of these names.
    """
    if isinstance(report, tuple):
        return Weekly(*report)
    return Weekly(report.week, report.scores, report.overall_change)


@dataclass(frozen=True)
class Own:
    """One member's survey and reports.

    Attributes:
        survey: as it was handed in, or as it stands now.
        reports: in the order of their weeks, one a week; the survey's own answer is among them.
    """

    survey: Survey
    reports: tuple[Weekly, ...]

    @property
    def now(self) -> int:
        """The week of use that the member is in, or would be in."""
        return self.survey.observed_week

    @property
    def last_on(self) -> int:
        """The last week on LDN so far."""
        return self.survey.stop.week if self.survey.stop else self.now

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Every effect that was told: those still there first, the worst of them first."""
        told = {spell.effect for spell in self.survey.episodes}
        return tuple(sorted(told, key=self._place))

    def spells(self, effect: Effect) -> tuple[Episode, ...]:
        """Every spell of an effect, earliest first; one without a week comes first."""
        found = (spell for spell in self.survey.episodes if spell.effect is effect)
        return tuple(sorted(found, key=lambda spell: spell.began_week or 0))

    def latest(self, effect: Effect) -> Episode:
        """The latest spell of an effect that was told."""
        return self.spells(effect)[-1]

    def ongoing(self, effects: Iterable[Effect]) -> tuple[Episode, ...]:
        """The spells that are there now and are not as they were before LDN, in order."""
        wanted = set(effects)
        latest = (self.latest(effect) for effect in self.effects if effect in wanted)
        return tuple(s for s in latest if s.still_there and s.before is not Before.the_same)

    @property
    def ups(self) -> tuple[int, ...]:
        """Weeks of the first dose and of every step up."""
        return (1, *(new.week for old, new in self._changes() if new.dose_ug > old.dose_ug))

    @property
    def lowered(self) -> tuple[DoseStep, ...]:
        """The steps down."""
        return tuple(new for old, new in self._changes() if new.dose_ug < old.dose_ug)

    @property
    def moved(self) -> tuple[DoseStep, ...]:
        """The changes of the time of day."""
        return tuple(new for old, new in self._changes() if new.timing is not old.timing)

    @property
    def dose_changes(self) -> tuple[DoseStep, ...]:
        """The changes of the dose, up and down."""
        return tuple(new for old, new in self._changes() if new.dose_ug != old.dose_ug)

    def since(self, spell: Episode) -> int | None:
        """The week from which a spell is counted: its first, or the latest step up within it."""
        if spell.began_week is None:
            return None
        end = min(self.end(spell) or spell.began_week, self.last_on)
        return max([spell.began_week, *(up for up in self.ups if spell.began_week < up <= end)])

    def end(self, spell: Episode) -> int | None:
        """The last week of a spell so far; None where it was not said."""
        return self.now if spell.still_there else spell.ended_week

    def _changes(self) -> Iterator[tuple[DoseStep, DoseStep]]:
        return pairwise(self.survey.steps)

    def _place(self, effect: Effect) -> tuple[bool, int, int]:
        spell = self.latest(effect)
        return (not spell.still_there, -spell.severity, effect)


def own(survey: Survey, reports: Iterable[Any] = ()) -> Own:
    """A member's survey with weekly reports; a report of the survey's own week goes first.

    Args:
        survey: the member's own.
        reports: each as in ``weekly``; weeks after ``observed_week`` do not count.
    """
    told = {found.week: found for found in map(weekly, reports)}
    mine = Weekly(survey.observed_week, survey.now, survey.overall_change)
    told.setdefault(mine.week, mine)
    return Own(survey, tuple(told[week] for week in sorted(told) if week <= mine.week))


def spread(week: int) -> int:
    """Weeks by which a week may be off either way; later ones were said by month or by year."""
    moment = LADDER.get(week)
    return SPREAD[moment.unit] if moment and week > LAST_EXACT else 0


def between(start: int, end: int) -> tuple[int, int]:
    """The least and the most weeks from one week to another."""
    rough = spread(start) + spread(end)
    return end - start - rough, end - start + rough


def said_week(week: int) -> str:
    """A week in the middle of a sentence: "week 3", or "about week 18" where it was a month."""
    return say("illness.about_week" if spread(week) else "illness.week", week=week)


def lasting(start: int, end: int) -> dict[str, Any]:
    """How many weeks from one week to another, both included, and whether that is rough."""
    least, most = between(start, end)
    return {"count": end - start + 1, "roughly": least != most}


def spoken(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a sentence: weeks and what helped in words, ``lasting`` as ``{weeks}``."""
    said = {name: said_week(v) if name in _WEEKS else v for name, v in values.items()}
    if "helped" in said:
        said["helped"] = ", ".join(say(f"words.helped.{w}").lower() for w in said["helped"])
    if "roughly" in said:
        key = "illness.about_weeks" if said.pop("roughly") else "illness.weeks"
        return said | {"weeks": say(key, count=said.pop("count"))}
    return said
