"""The page that a member takes to the prescriber: what it holds, before it is HTML or PDF.

The same ``PrescriberSheet`` is shown on the screen, so that what is saved is exactly what was seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.record import dose_course as course
from dashboard.record import own_weeks
from dashboard.record import own_weeks_text as words
from dashboard.record.illness_questions import SAID_ONCE, EvidenceSide, IllnessPoint, illness_points
from dashboard.record.own_record import OwnRecord, WeekReports, own_record, week_in_sentence
from dashboard.record.own_weeks import OwnDose, OwnLine, WeeksOfUse
from dashboard.record.warning_patterns import WarningPattern, patterns_in_answers
from dashboard.tables import Table
from dashboard.text import say
from db.answers import DoseStep, EffectEpisode, LdnPause, LdnStop, Survey
from db.vocabulary import EarlierTry, Effect, HadEffects, Severity, StopReason

MOST_DOSES, MOST_SPELLS, MOST_EFFECTS, MOST_TOLD = 12, 14, 8, 3
"""Rows of each part: with all of them the page fills two sheets of A4, and no third."""
MOST_WEEKS = 5
"""Weeks of scores beside the time before LDN: as many as stand side by side."""


@dataclass(frozen=True)
class SheetLine:
    """A bold word or two, and what is said of it."""

    label: str
    said: str


@dataclass(frozen=True)
class SheetPart:
    """One part of the page.

    Attributes:
        title: its heading.
        lead: a sentence under it, or "".
        table: or None.
        lines: after the table.
        after: a last sentence, such as how much is left out, or "".
    """

    title: str
    lead: str = ""
    table: Table | None = None
    lines: tuple[SheetLine, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class PrescriberSheet:
    """The whole page."""

    title: str
    under: str
    by_hand: str
    parts: tuple[SheetPart, ...]
    foot: str


def sheet_for_prescriber(survey: Survey, reports: WeekReports = ()) -> PrescriberSheet:
    """Everything that the page holds.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.WeeklyReport``, or tuples of week and scores.
    """
    numbers = own_weeks.weeks_of_survey(survey, reports)
    parts = [_doses_part(survey, numbers), _effects_part(own_record(survey)), _scales_part(numbers)]
    parts += [
        _points_part(illness_points(survey, reports)),
        _patterns_part(patterns_in_answers(survey, reports)),
    ]
    return PrescriberSheet(
        title=_sheet_text("title"),
        under=_sheet_text("under", week=week_in_sentence(numbers.last)),
        by_hand=_sheet_text("by_hand"),
        parts=tuple(part for part in parts if part),
        foot=_sheet_text("source"),
    )


def _sheet_text(key: str, **values: Any) -> str:
    return say(f"take_along.sheet.{key}", **values)


def _column_heads(*names: str) -> tuple[str, ...]:
    return tuple(_sheet_text(name) for name in names)


def _omission_note(count: int) -> str:
    return _sheet_text("left_out", count=count) if count > 0 else ""


def _doses_part(survey: Survey, numbers: WeeksOfUse) -> SheetPart:
    """The first dose and the latest changes and breaks; an earlier try, and the end."""
    first, *later = _dose_rows(survey, numbers)
    kept = (first, *later[-(MOST_DOSES - 1) :])
    after = [_omission_note(len(later) + 1 - len(kept)), _earlier_try(survey)]
    if survey.stop:
        said = survey.stop.reason is not StopReason.not_said
        reason = say(f"words.stop_reason.{survey.stop.reason.name}") if said else "-"
        after.append(_sheet_text("stopped", week=_stop_moment(survey.stop), reason=reason))
    table = Table(_column_heads("from", "dose", "time", "why"), kept)
    return SheetPart(
        _sheet_text("doses"), table=table, after=" ".join(part for part in after if part)
    )


def _stop_moment(stop: LdnStop) -> str:
    week = week_in_sentence(stop.week)
    return say("record.week_and_day", week=week, day=stop.day) if stop.day else week


def _earlier_try(survey: Survey) -> str:
    if survey.earlier_try is EarlierTry.not_said:
        return ""
    return _sheet_text("earlier_try", said=say(f"words.earlier_try.{survey.earlier_try.name}"))


def _dose_rows(survey: Survey, numbers: WeeksOfUse) -> list[tuple[str, ...]]:
    steps = iter(survey.steps)
    return [
        (*course.break_cells(found), "", "")
        if isinstance(found, LdnPause)
        else _dose_row(found, next(steps))
        for found in course.doses_and_breaks(numbers)
    ]


def _dose_row(dose: OwnDose, step: DoseStep) -> tuple[str, ...]:
    time = say(f"words.timing.{dose.timing}")
    return (
        course.moment_in_sentence(dose),
        course.dose_in_table(dose),
        time,
        _reason_and_outcome(step),
    )


def _reason_and_outcome(step: DoseStep) -> str:
    """Why the dose was changed, and what that did."""
    outcome = {"effects_after": step.effects_after, "benefit_after": step.benefit_after}
    said = [
        _sheet_text(name, said=say(f"words.{name}.{word.name}").lower())
        for name, word in outcome.items()
        if word
    ]
    reason = [say(f"words.change_reason.{step.reason.name}")] if step.reason else []
    return ". ".join([*reason, *said])


def _effects_part(told: OwnRecord) -> SheetPart:
    """Every spell; where there is no room for all, the latest of each effect."""
    spells = [spell for effect in told.effects for spell in told.spells(effect)]
    if not spells:
        none = told.survey.had_effects is HadEffects.had_none
        return SheetPart(_sheet_text("effects"), lead=_sheet_text("none" if none else "no_effects"))
    kept = spells
    if len(spells) > MOST_SPELLS:
        kept = [told.latest(effect) for effect in told.effects[:MOST_SPELLS]]
    rows = tuple(_spell_row(told, spell) for spell in kept)
    table = Table(_column_heads("effect", "weeks", "worst", "before_ldn"), rows)
    return SheetPart(
        _sheet_text("effects"), table=table, after=_omission_note(len(spells) - len(kept))
    )


def _spell_row(told: OwnRecord, spell: EffectEpisode) -> tuple[str, ...]:
    """A later spell says that it came back; what is milder or worse now says so, too."""
    name = say(f"words.effect.{spell.effect.name}")
    is_first = spell is told.spells(spell.effect)[0]
    worst, now = say(f"words.severity.{spell.severity.name}"), spell.severity_now
    changed = spell.still_there and now not in (Severity.not_said, spell.severity)
    now_words = say(f"words.severity.{now.name}").lower()
    return (
        name if is_first else _sheet_text("again", effect=name),
        words.spell_weeks(own_weeks.own_spell(spell)),
        _sheet_text("worst_and_now", worst=worst, now=now_words) if changed else worst,
        say(f"words.before.{spell.before.name}"),
    )


def _scales_part(numbers: WeeksOfUse) -> SheetPart | None:
    if not numbers.lines:
        return None
    weeks = _weeks_to_show({week for line in numbers.lines for week, _ in line.values})
    head = (_sheet_text("scale"), say("record.before"), *(week_in_sentence(week) for week in weeks))
    rows = tuple(_scale_row(line, weeks) for line in numbers.lines)
    return SheetPart(
        _sheet_text("scales"), lead=_sheet_text("scales_lead"), table=Table(head, rows)
    )


def _scale_row(line: OwnLine, weeks: Sequence[int]) -> tuple[str, ...]:
    told = dict(line.values)
    values = [words.value_in_words(line.word, told[week]) if week in told else "" for week in weeks]
    return (words.line_name(line.word), "" if line.before is None else str(line.before), *values)


def _weeks_to_show(weeks: Iterable[int]) -> list[int]:
    """The first week and the last, and some evenly between them."""
    all_weeks = sorted(weeks)
    if len(all_weeks) <= MOST_WEEKS:
        return all_weeks
    step = (len(all_weeks) - 1) / (MOST_WEEKS - 1)
    return [all_weeks[round(at * step)] for at in range(MOST_WEEKS)]


def _points_part(found: Sequence[IllnessPoint]) -> SheetPart | None:
    effects = tuple(dict.fromkeys(point.effect for point in found))
    if not effects:
        return None
    lines = tuple(
        _effect_line(effect, [point for point in found if point.effect is effect])
        for effect in effects[:MOST_EFFECTS]
    )
    after = _omission_note(len(effects) - MOST_EFFECTS)
    return SheetPart(
        _sheet_text("points"), lead=_sheet_text("points_lead"), lines=lines, after=after
    )


def _effect_line(effect: Effect, found: Sequence[IllnessPoint]) -> SheetLine:
    """What speaks for, what against, and in a word what cannot be told."""
    said = [
        _sheet_text(speaks.value, said=" ".join(p.sentence() for p in found if p.speaks is speaks))
        for speaks in (EvidenceSide.for_ldn, EvidenceSide.against)
        if any(point.speaks is speaks for point in found)
    ]
    unknown = [
        p.question for p in found if p.speaks is EvidenceSide.unknown and p.key not in SAID_ONCE
    ]
    if unknown:
        asked = ", ".join(say(f"illness.asked.{question}") for question in unknown)
        said.append(_sheet_text("unknown", asked=asked))
    return SheetLine(say(f"words.effect.{effect.name}"), " ".join(said))


def _patterns_part(found: Sequence[WarningPattern]) -> SheetPart:
    if not found:
        return SheetPart(_sheet_text("patterns"), lead=_sheet_text("no_patterns"))
    return SheetPart(
        _sheet_text("patterns"), lines=tuple(_pattern_line(pattern) for pattern in found)
    )


def _pattern_line(pattern: WarningPattern) -> SheetLine:
    label = _sheet_text("red_flag", line=pattern.line()) if pattern.red_flag else pattern.line()
    said = [told.sentence() for told in pattern.told[:MOST_TOLD]]
    more = _omission_note(len(pattern.told) - MOST_TOLD)
    return SheetLine(label, " ".join([*said, more] if more else said))
