"""The page that a member takes to the prescriber: what it holds, before it is HTML or PDF.

The same ``Sheet`` is shown on the screen, so that what is saved is exactly what was seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.findings.finding import Table
from dashboard.record import own_weeks
from dashboard.record import own_weeks_text as words
from dashboard.record.own_record import Own, own, said_week
from dashboard.record.own_weeks import MyLine, MyWeeks
from dashboard.survey.illness import SAID_ONCE, Point, Speaks, points
from dashboard.survey.patterns import Pattern, patterns
from dashboard.text import say
from db.answers import DoseStep, Episode, Survey
from db.vocabulary import ChangeReason, Effect, StopReason

MOST_DOSES, MOST_SPELLS, MOST_EFFECTS, MOST_TOLD = 12, 14, 8, 3
"""Rows of each part: with all of them the page fills two sheets of A4, and no third."""
MOST_WEEKS = 5
"""Weeks of scores beside the time before LDN: as many as stand side by side."""


@dataclass(frozen=True)
class Line:
    """A bold word or two, and what is said of it."""

    label: str
    said: str


@dataclass(frozen=True)
class Part:
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
    lines: tuple[Line, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Sheet:
    """The whole page."""

    title: str
    under: str
    by_hand: str
    parts: tuple[Part, ...]
    foot: str


def sheet(survey: Survey, reports: Iterable[Any] = ()) -> Sheet:
    """Everything that the page holds.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.Report``, or tuples of week and scores.
    """
    told = list(reports)
    numbers = own_weeks.of_survey(survey, told)
    parts = [_doses(survey), _effects(own(survey)), _scales(numbers)]
    parts += [_points(points(survey, told)), _patterns(patterns(survey, told))]
    return Sheet(
        title=_say("title"),
        under=_say("under", week=said_week(numbers.last)),
        by_hand=_say("by_hand"),
        parts=tuple(part for part in parts if part),
        foot=_say("source"),
    )


def _say(key: str, **values: Any) -> str:
    return say(f"take_along.sheet.{key}", **values)


def _head(*names: str) -> tuple[str, ...]:
    return tuple(_say(name) for name in names)


def _left_out(count: int) -> str:
    return _say("left_out", count=count) if count > 0 else ""


def _doses(survey: Survey) -> Part:
    """The first dose and the latest changes."""
    first, *later = survey.steps
    kept = [first, *later[-(MOST_DOSES - 1) :]]
    rows = tuple(_dose_row(step) for step in kept)
    after = [_left_out(len(survey.steps) - len(kept))]
    if survey.stop:
        said = survey.stop.reason is not StopReason.not_said
        reason = say(f"words.stop_reason.{survey.stop.reason.name}") if said else "-"
        after.append(_say("stopped", week=said_week(survey.stop.week), reason=reason))
    table = Table(_head("from", "dose", "time", "why"), rows)
    return Part(_say("doses"), table=table, after=" ".join(part for part in after if part))


def _dose_row(step: DoseStep) -> tuple[str, ...]:
    has_reason = step.reason is not ChangeReason.not_said
    return (
        said_week(step.week),
        say("record.mg", mg=words.in_mg(step.dose_ug)),
        say(f"words.timing.{step.timing.name}"),
        say(f"words.change_reason.{step.reason.name}") if has_reason else "",
    )


def _effects(told: Own) -> Part:
    """Every spell; where there is no room for all, the latest of each effect."""
    spells = [spell for effect in told.effects for spell in told.spells(effect)]
    if not spells:
        return Part(_say("effects"), lead=_say("no_effects"))
    kept = spells
    if len(spells) > MOST_SPELLS:
        kept = [told.latest(effect) for effect in told.effects[:MOST_SPELLS]]
    rows = tuple(_spell_row(spell) for spell in kept)
    table = Table(_head("effect", "weeks", "worst", "before_ldn"), rows)
    return Part(_say("effects"), table=table, after=_left_out(len(spells) - len(kept)))


def _spell_row(spell: Episode) -> tuple[str, ...]:
    return (
        say(f"words.effect.{spell.effect.name}"),
        words.spell_weeks(own_weeks.my_spell(spell)),
        say(f"words.severity.{spell.severity.name}"),
        say(f"words.before.{spell.before.name}"),
    )


def _scales(numbers: MyWeeks) -> Part | None:
    if not numbers.lines:
        return None
    weeks = _spread({week for line in numbers.lines for week, _ in line.values})
    head = (_say("scale"), say("record.before"), *(said_week(week) for week in weeks))
    rows = tuple(_scale_row(line, weeks) for line in numbers.lines)
    return Part(_say("scales"), lead=_say("scales_lead"), table=Table(head, rows))


def _scale_row(line: MyLine, weeks: Sequence[int]) -> tuple[str, ...]:
    told = dict(line.values)
    values = [words.said_value(line.word, told[week]) if week in told else "" for week in weeks]
    return (words.line_name(line.word), "" if line.before is None else str(line.before), *values)


def _spread(weeks: Iterable[int]) -> list[int]:
    """The first week and the last, and some evenly between them."""
    all_weeks = sorted(weeks)
    if len(all_weeks) <= MOST_WEEKS:
        return all_weeks
    step = (len(all_weeks) - 1) / (MOST_WEEKS - 1)
    return [all_weeks[round(at * step)] for at in range(MOST_WEEKS)]


def _points(found: Sequence[Point]) -> Part | None:
    effects = tuple(dict.fromkeys(point.effect for point in found))
    if not effects:
        return None
    lines = tuple(
        _effect_line(effect, [point for point in found if point.effect is effect])
        for effect in effects[:MOST_EFFECTS]
    )
    after = _left_out(len(effects) - MOST_EFFECTS)
    return Part(_say("points"), lead=_say("points_lead"), lines=lines, after=after)


def _effect_line(effect: Effect, found: Sequence[Point]) -> Line:
    """What speaks for, what against, and in a word what cannot be told."""
    said = [
        _say(speaks.value, said=" ".join(p.sentence() for p in found if p.speaks is speaks))
        for speaks in (Speaks.for_ldn, Speaks.against)
        if any(point.speaks is speaks for point in found)
    ]
    unknown = [p.question for p in found if p.speaks is Speaks.unknown and p.key not in SAID_ONCE]
    if unknown:
        asked = ", ".join(say(f"illness.asked.{question}") for question in unknown)
        said.append(_say("unknown", asked=asked))
    return Line(say(f"words.effect.{effect.name}"), " ".join(said))


def _patterns(found: Sequence[Pattern]) -> Part:
    if not found:
        return Part(_say("patterns"), lead=_say("no_patterns"))
    return Part(_say("patterns"), lines=tuple(_pattern_line(pattern) for pattern in found))


def _pattern_line(pattern: Pattern) -> Line:
    label = _say("red_flag", line=pattern.line()) if pattern.red_flag else pattern.line()
    said = [told.sentence() for told in pattern.told[:MOST_TOLD]]
    more = _left_out(len(pattern.told) - MOST_TOLD)
    return Line(label, " ".join([*said, more] if more else said))
