"""A record as things that two devices can change apart from each other, and back."""

from collections.abc import Mapping
from typing import Any

from dashboard.questionnaire.three_way import Kind, Things
from db.answers import DoseStep, EffectEpisode, ScaleScores, Survey
from db.members.record import MemberRecord, WeeklyReport

SINCE, STOP, PLEASURE = "doses.since", "doses.stop", "pleasure.answered"
STEP, EFFECT, REPORT, BEFORE = "doses.step.", "effect.", "report.", "benefit.before."
_FACTS = {
    **{f"you.{name}": name for name in ("condition", "age_band", "sex", "sensitivity", "joined")},
    "benefit.first_benefit": "first_benefit",
    SINCE: "observed_week",
    STOP: "stop",
    PLEASURE: "answered_pleasure",
}
"""Name of a thing -> the survey's own field."""


def things_of_record(record: MemberRecord) -> Things:
    """Facts; doses by the week that they begin in; each effect's spells; each week's report."""
    survey = record.survey
    things = {name: getattr(survey, field) for name, field in _FACTS.items()}
    things |= {f"{BEFORE}{scale}": score for scale, score in survey.before.model_dump().items()}
    things |= {f"{STEP}{step.week}": step for step in survey.steps}
    things |= {f"{REPORT}{report.week}": report for report in record.reports}
    for episode in sorted(survey.episodes, key=_stored_order):
        name = f"{EFFECT}{episode.effect.name}"
        things[name] = (*things.get(name, ()), episode)
    return {name: said for name, said in things.items() if said is not None}


def record_of_things(things: Things, _stored: MemberRecord) -> MemberRecord:
    """The record whose things these are.

    Raises:
        ValueError: they do not fit together, such as a change of dose after the stop.
    """
    reports: list[WeeklyReport] = _things_below(things, REPORT)
    latest = [report for report in reports if report.week == things[SINCE]]
    if not latest:
        raise ValueError("latest_report_is_not_now")
    spells = [spell for those in _things_below(things, EFFECT) for spell in those]
    steps: list[DoseStep] = _things_below(things, STEP)
    facts = {field: things[name] for name, field in _FACTS.items() if name in things}
    before = {scale: things.get(f"{BEFORE}{scale}") for scale in ScaleScores.model_fields}
    survey = Survey(
        **facts,
        before=ScaleScores(**before),
        steps=tuple(sorted(steps, key=lambda step: step.week)),
        episodes=tuple(sorted(spells, key=_stored_order)),
        now=latest[0].scores,
        overall_change=latest[0].overall_change,
    )
    return MemberRecord.of(survey, reports)


def _stored_order(spell: EffectEpisode) -> tuple[int, int]:
    return spell.effect, spell.began_week or 0


def _things_below(things: Things, start: str) -> list[Any]:
    return [said for name, said in things.items() if name.startswith(start)]


def _later_of_both(base: int | None, mine: int | None, theirs: int | None) -> int | None:
    """Two check-ins moved the week on: the later one is now. A week that was put back is none."""
    if base is None or mine is None or theirs is None:
        return None
    return max(mine, theirs) if min(mine, theirs) > base else None


_JOINS: Mapping[str, Any] = {SINCE: _later_of_both}
RECORDS: Kind[MemberRecord] = Kind(things_of_record, record_of_things, _JOINS)
