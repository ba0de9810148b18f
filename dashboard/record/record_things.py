"""A record as things that two devices can change apart from each other, and back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.questionnaire.questions import EXTRA_FACTS, MOVED
from dashboard.questionnaire.step_order import moments_in_telling
from dashboard.questionnaire.three_way import Kind, Things
from db.answers import DoseStep, EffectEpisode, ScaleScores, Survey, SymptomMoves
from db.form_marks import FormMarks
from db.members.record import MemberRecord, WeeklyReport

SINCE, STOP, PLEASURE = "doses.since", "doses.stop", "pleasure.answered"
STEP, EFFECT, REPORT, BEFORE = "doses.step.", "effect.", "report.", "benefit.before."
PAUSE = "doses.pause."
_ABOUT = (
    "condition",
    "other_conditions",
    "age_band",
    "sex",
    "sensitivity",
    "joined",
    "answers_for",
)
_FACTS = {
    **{f"you.{name}": name for name in _ABOUT},
    "doses.earlier_try": "earlier_try",
    "effects.had": "had_effects",
    "forms": "marks",
    "benefit.first_benefit": "first_benefit",
    SINCE: "observed_week",
    STOP: "stop",
    PLEASURE: "answered_pleasure",
    **{path: question.name for path, question in EXTRA_FACTS.items()},
}
"""Name of a thing -> the survey's own field."""


def things_of_record(record: MemberRecord) -> Things:
    """Facts; doses by the week that they begin in; each effect's spells; each week's report."""
    survey = record.survey
    things = {name: getattr(survey, field) for name, field in _FACTS.items()}
    things |= {f"{BEFORE}{scale}": score for scale, score in survey.before.model_dump().items()}
    things |= {path: getattr(survey.moved, symptom.name) for path, symptom in MOVED.items()}
    things |= dict(_steps_by_name(survey.steps))
    things |= {f"{PAUSE}{pause.began_week}": pause for pause in survey.pauses}
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
    facts = {field: things[name] for name, field in _FACTS.items() if name in things}
    before = {scale: things.get(f"{BEFORE}{scale}") for scale in ScaleScores.model_fields}
    survey = Survey(
        **facts,
        before=ScaleScores(**before),
        moved=SymptomMoves(**{s.name: things[path] for path, s in MOVED.items() if path in things}),
        steps=tuple(_steps_in_order(things)),
        pauses=tuple(sorted(_things_below(things, PAUSE), key=lambda pause: pause.began_week)),
        episodes=tuple(sorted(spells, key=_stored_order)),
        now=latest[0].scores,
        overall_change=latest[0].overall_change,
    )
    return MemberRecord.of(survey, reports)


def _steps_by_name(steps: Sequence[DoseStep]) -> Iterator[tuple[str, DoseStep]]:
    """By the week that it begins in; a second one in a week also by which of them it is."""
    weeks: Counter[int] = Counter()
    for step in steps:
        weeks[step.week] += 1
        nth = weeks[step.week]
        yield f"{STEP}{step.week}" + (f".{nth}" if nth > 1 else ""), step


def _steps_in_order(things: Things) -> list[DoseStep]:
    """By week and day; those of one week that do not say the day stay as they were stored."""
    names = sorted((name for name in things if name.startswith(STEP)), key=_week_and_number)
    steps: list[DoseStep] = [things[name] for name in names]
    moments = moments_in_telling((step.week, step.day) for step in steps)
    return [step for _, _, step in sorted(zip(moments, range(len(steps)), steps, strict=True))]


def _week_and_number(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.removeprefix(STEP).split("."))


def _stored_order(spell: EffectEpisode) -> tuple[int, int]:
    return spell.effect, spell.began_week or 0


def _things_below(things: Things, start: str) -> list[Any]:
    return [said for name, said in things.items() if name.startswith(start)]


def _later_of_both(base: int | None, mine: int | None, theirs: int | None) -> int | None:
    """Two check-ins moved the week on: the later one is now. A week that was put back is none."""
    if base is None or mine is None or theirs is None:
        return None
    return max(mine, theirs) if min(mine, theirs) > base else None


def _marks_of_both(_base: FormMarks, mine: FormMarks, theirs: FormMarks) -> FormMarks:
    """Both devices asked something more: all of it was asked."""
    return mine.joined_with(theirs)


_JOINS: Mapping[str, Any] = {SINCE: _later_of_both, "forms": _marks_of_both}
RECORDS: Kind[MemberRecord] = Kind(things_of_record, record_of_things, _JOINS)
