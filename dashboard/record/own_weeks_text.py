"""One member's own weeks in words: a sentence, what a screen reader says, and tables."""

from collections.abc import Sequence

from dashboard.record.dose_course import (
    break_cells,
    dose_in_mg,
    dose_in_table,
    doses_and_breaks,
    moment_in_sentence,
)
from dashboard.record.own_record import week_in_sentence
from dashboard.record.own_weeks import OwnLine, OwnSpell, WeeksOfUse
from dashboard.tables import Table
from dashboard.text import say
from db.answers import LdnPause
from db.vocabulary import OverallChange


def line_name(word: str) -> str:
    """Name of a scale, or of overall change."""
    return say("record.overall_change" if word == "overall_change" else f"words.scale.{word}")


def value_in_words(word: str, value: int) -> str:
    """A score as a number; overall change in the words that were tapped."""
    if word != "overall_change":
        return str(value)
    return say(f"words.overall_change.{OverallChange(value).name}")


def record_sentence(numbers: WeeksOfUse) -> str:
    """The whole record in two plain sentences, above the figure."""
    doses = [dose.dose_ug for dose in numbers.doses]
    low, high = dose_in_mg(min(doses)), dose_in_mg(max(doses))
    key = "record.one_dose" if low == high else "record.doses"
    first = say(
        key, low=low, high=high, now=dose_in_mg(doses[-1]), week=week_in_sentence(numbers.last)
    )
    still = sum(effect.spells[-1].still_there for effect in numbers.effects)
    count = len(numbers.effects)
    effects = say("record.effects", count=count, still=still) if count else say("record.no_effects")
    return f"{first} {effects}"


def figure_alt_text(numbers: WeeksOfUse) -> str:
    """What the figure shows, for who does not see it; the table has the rest."""
    lines = [say("record.alt_line", name=line_name(line.word)) for line in numbers.lines]
    return say("record.alt", sentence=record_sentence(numbers), lines=", ".join(lines) or "-")


def spell_weeks(spell: OwnSpell) -> str:
    """The weeks of a spell as they were told: "week 2 to week 5", "since week 9"."""
    start = week_in_sentence(spell.began) if spell.began else None
    end = week_in_sentence(spell.ended) if spell.ended else None
    if spell.from_before:
        start = say("record.from_before")
    key = _SPANS[bool(start), "still" if spell.still_there else bool(end)]
    return say(f"record.{key}", start=start, end=end)


_SPANS: dict[tuple[bool, bool | str], str] = {
    (True, True): "span",
    (True, False): "began_only",
    (True, "still"): "ongoing",
    (False, True): "ended_only",
    (False, False): "no_weeks",
    (False, "still"): "still_only",
}
"""Key of a spell's weeks, by whether its beginning and its end were said."""


def record_tables(numbers: WeeksOfUse) -> tuple[tuple[str, Table], ...]:
    """Everything that the figure shows, and what it has no room for, as titled tables."""
    found = [("doses", _doses_table(numbers))]
    if numbers.effects:
        found.append(("effects", _effects_table(numbers)))
    if numbers.lines:
        found.append(("lines", _lines_table(numbers.lines)))
    return tuple((say(f"record.table.{name}"), table) for name, table in found)


def _table_head(*names: str) -> tuple[str, ...]:
    return tuple(say(f"record.column.{name}") for name in names)


def _doses_table(numbers: WeeksOfUse) -> Table:
    rows = [
        (*break_cells(found), "")
        if isinstance(found, LdnPause)
        else (
            moment_in_sentence(found),
            dose_in_table(found),
            say(f"words.timing.{found.timing}"),
        )
        for found in doses_and_breaks(numbers)
    ]
    if numbers.stopped:
        rows.append(
            (say("record.after", week=week_in_sentence(numbers.stopped)), say("record.stopped"), "")
        )
    return Table(_table_head("from", "dose", "time"), tuple(rows))


def _effects_table(numbers: WeeksOfUse) -> Table:
    rows = [
        (effect.name, spell_weeks(spell), say(f"words.severity.{spell.severity[0]}"))
        for effect in numbers.effects
        for spell in effect.spells
    ]
    return Table(_table_head("effect", "weeks", "worst"), tuple(rows))


def _lines_table(lines: Sequence[OwnLine]) -> Table:
    weeks = sorted({week for line in lines for week, _ in line.values})
    told = {(line.word, week): value for line in lines for week, value in line.values}
    told |= {(line.word, 0): line.before for line in lines if line.before is not None}
    named = {0: say("record.before")} | {week: week_in_sentence(week) for week in weeks}
    rows = [
        (
            name,
            *(
                value_in_words(line.word, told[line.word, week])
                if (line.word, week) in told
                else ""
                for line in lines
            ),
        )
        for week, name in named.items()
    ]
    return Table((_table_head("week")[0], *(line_name(line.word) for line in lines)), tuple(rows))
