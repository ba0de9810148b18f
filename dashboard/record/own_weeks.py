"""One member's own weeks as plain numbers, for their own figure; never in a shared cache."""

from dataclasses import dataclass

from dashboard.record.own_record import OwnRecord, WeekReports, own_record
from dashboard.text import has_text, say
from db.answers import DoseStep, EffectEpisode, LdnPause, Survey
from db.vocabulary import Before, HowOften, Scale

SCALES = tuple(scale.name for scale in Scale)


@dataclass(frozen=True)
class OwnDose:
    """A dose a day in micrograms and its time of day, from a week on.

    ``day`` in that week, and ``times`` a day, are None where they were not told.
    """

    week: int
    dose_ug: int
    timing: str
    day: int | None = None
    times: int | None = None
    how_often: str = HowOften.not_said.name


@dataclass(frozen=True)
class OwnSpell:
    """The weeks in which an effect is known to have been there, both included.

    ``began`` and ``ended`` are None where they were not said; ``ended`` also where it is still
    there. ``severity`` is a word of ``db.vocabulary.Severity`` and its place in their order.
    """

    began: int | None
    ended: int | None
    still_there: bool
    severity: tuple[str, int]
    from_before: bool


@dataclass(frozen=True)
class OwnEffect:
    """An effect with its short name, and its spells in order."""

    word: str
    name: str
    spells: tuple[OwnSpell, ...]


@dataclass(frozen=True)
class OwnLine:
    """A scale, or overall change: the value before LDN where there is one, and week by week.

    ``word`` is a scale or ``overall_change``; scales run 0 to 10 (10 is worst), overall change 1
    (very much better) to 7 (very much worse).
    """

    word: str
    before: int | None
    values: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class WeeksOfUse:
    """One member's weeks of use.

    Attributes:
        last: the week of use that the member is in, or would be in.
        stopped: the last week on LDN, or None.
        doses: in the order of their weeks; the first is of week 1.
        effects: those still there first, the worst of them first.
        lines: the scales that were answered, then overall change if it was.
        breaks: weeks without LDN, in order.
    """

    last: int
    stopped: int | None
    doses: tuple[OwnDose, ...]
    effects: tuple[OwnEffect, ...]
    lines: tuple[OwnLine, ...]
    breaks: tuple[LdnPause, ...] = ()


def weeks_of_survey(survey: Survey, reports: WeekReports = ()) -> WeeksOfUse:
    """One member's weeks.

    Args:
        survey: the member's own.
        reports: of earlier weeks: ``db.members.record.WeeklyReport``, or tuples of week, scores
            and, where
            known, overall change.
    """
    mine = own_record(survey, reports)
    return WeeksOfUse(
        last=mine.now,
        stopped=survey.stop.week if survey.stop else None,
        doses=tuple(map(_own_dose, survey.steps)),
        effects=tuple(_own_effect(mine, effect.name) for effect in mine.effects),
        lines=tuple(line for line in _own_lines(mine) if line.values or line.before is not None),
        breaks=survey.pauses,
    )


def _own_dose(step: DoseStep) -> OwnDose:
    often = step.how_often.name
    return OwnDose(step.week, step.dose_ug, step.timing.name, step.day, step.times, often)


def _own_effect(mine: OwnRecord, word: str) -> OwnEffect:
    spells = [spell for spell in mine.survey.episodes if spell.effect.name == word]
    in_order = sorted(spells, key=lambda spell: spell.began_week or 0)
    return OwnEffect(word, effect_name(word), tuple(own_spell(spell) for spell in in_order))


def own_spell(spell: EffectEpisode) -> OwnSpell:
    """A spell as the figure takes it."""
    return OwnSpell(
        began=spell.began_week,
        ended=spell.ended_week,
        still_there=spell.still_there,
        severity=(spell.severity.name, int(spell.severity)),
        from_before=spell.before is Before.the_same,
    )


def _own_lines(mine: OwnRecord) -> list[OwnLine]:
    found = []
    for scale in SCALES:
        scores = [(r.week, getattr(r.scores, scale)) for r in mine.reports]
        values = tuple((week, score) for week, score in scores if score is not None)
        found.append(OwnLine(scale, getattr(mine.survey.before, scale), values))
    changes = [(r.week, int(r.overall_change)) for r in mine.reports if r.overall_change]
    return [*found, OwnLine("overall_change", None, tuple(changes))]


def effect_name(word: str) -> str:
    """An effect in a few words, for a figure or a table."""
    short = f"words.effect_axis.effect_{word}"
    name = say(short if has_text(short) else f"record.effect.{word}")
    return name[:1].upper() + name[1:]
