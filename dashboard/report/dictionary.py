"""Every stored word of an edition in plain words: for the export's data dictionary."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.findings.slice_labels import slice_label
from dashboard.report.export_parts import ContrastRow
from dashboard.text import say, text_table
from db.catalogue import CONTRASTS, FILTERS, MEASURES, MeasureSpec
from db.editions.editions import AXIS_SEPARATOR, EditionCell
from db.filter_rules import published_filters

TABLES: dict[str, str] = {
    "effect": "words.effect_axis",
    "single_effect": "words.effect_axis",
    "group": "words.effect_axis",
    "week": "words.week",
    "one_week": "words.week",
    "since": "words.week",
    "lasting": "words.week",
    "first": "words.week",
    "course": "words.course",
    "hours": "words.hours_after",
    "helped": "words.helped",
    "dose": "words.dose_place",
    "found": "words.found",
    "next_step": "words.next_step",
    "start": "words.first_dose",
    "before": "words.had_before",
    "pace": "words.pace",
    "sensitive": "words.sensitivity",
    "cut": "words.cut",
    "outcome": "export.outcome",
    "step_up": "export.outcome",
    "cluster": "words.cluster",
    "among": "export.among",
    "standing": "export.standing",
    "reason": "words.stop_reason",
    "after_stopping": "words.after_stopping",
    "scale": "words.scale",
    "symptom": "words.symptom",
    "symptom_move": "words.symptom_move",
    "first_weeks": "words.first_weeks",
    "fading": "words.fading",
    "missed_doses": "words.missed_doses",
    "restart": "words.restart",
    "time_on": "words.time_on",
    "scale_change": "words.scale_change",
    "joined": "words.joined",
    "noticed": "export.noticed",
}
"""Kind of axis -> the table of texts that has its words; a fact has its filter's."""
FACT = "fact"
WEEKS = ("week", "one_week", "since", "lasting", "first")
"""Kinds whose words are bare numbers: since when they are counted is said beside them."""
_BETWEEN_FILTERS, _BETWEEN_FACT = "&", ":"


class DictionaryEntry(NamedTuple):
    """A row of the data dictionary; what does not apply is empty."""

    kind: str
    of: str
    word: str
    meaning: str
    who: str = ""
    which: str = ""
    along: str = ""


def question_text(row: EditionCell | ContrastRow) -> str:
    """What a row answers, in words; editions keep rows of questions that are no longer counted."""
    if not isinstance(row, EditionCell):
        return say(f"export.contrast.{row.contrast}.title")
    if row.measure not in MEASURES:
        return say("export.former", measure=row.measure)
    return say(f"export.measure.{row.measure}.title")


def filters_text(filters: str) -> str:
    """Stored filters in words, such as "Main condition: MCAS"."""
    if not filters:
        return say("export.everyone")
    facts = (_fact_in_words(*pair.split("=")) for pair in filters.split(_BETWEEN_FILTERS))
    return say("export.between").join(facts)


def place_on_axes(row: EditionCell | ContrastRow) -> str:
    """Where on its axes a row lies, in words; of a former question as it is stored.

    An axis that a measure had not yet is left out.
    """
    if not isinstance(row, EditionCell):
        return say(f"words.effect_axis.{row.axis}")
    words = row.axis.split(AXIS_SEPARATOR)
    if row.measure not in MEASURES:
        return say("export.between").join(words)
    kinds = MEASURES[row.measure].kinds
    return say("export.between").join(
        axis_word_label(kind, word) for kind, word in zip(kinds, words, strict=False)
    )


def axis_word_label(kind: str, word: str) -> str:
    """A word along an axis of some kind, in words."""
    if kind in WEEKS:
        weeks = say(f"{TABLES[kind]}.{word}")
        is_one = kind == "one_week" and weeks.isdigit()
        return say(f"export.week.{'week' if is_one else kind}", word=weeks)
    if kind != FACT:
        return say(f"{TABLES[kind]}.{word}")
    if _BETWEEN_FACT not in word:
        return say("export.everyone")
    return _fact_in_words(*word.split(_BETWEEN_FACT))


def _fact_in_words(name: str, word: str) -> str:
    return say("export.fact", filter=say(f"words.filter.{name}"), word=slice_label(name, word))


def dictionary_entries() -> Iterator[DictionaryEntry]:
    """The whole data dictionary: columns, measures, differences, axis words, filter words."""
    for name in text_table("export.columns"):
        yield _plain_word_entry("column", "", name, say(f"export.columns.{name}"))
    for spec in _published_measures():
        yield _question_entry("measure", spec.name, spec.kinds, spec.filters)
    for name in CONTRASTS:
        yield _question_entry("contrast", name, ("effect",), published_filters(name))
    for kind, words in _axis_words().items():
        for word in words:
            yield _plain_word_entry(
                "axis", say(f"export.axis.{kind}"), word, axis_word_label(kind, word)
            )
    for name, filter_words in FILTERS.items():
        for word in filter_words:
            of = say(f"words.filter.{name}")
            yield _plain_word_entry("filter", of, f"{name}={word}", say(f"words.{name}.{word}"))


def _plain_word_entry(kind: str, of: str, word: str, meaning: str) -> DictionaryEntry:
    return DictionaryEntry(say(f"export.kind.{kind}"), of, word, meaning)


def _question_entry(
    kind: str, name: str, kinds: tuple[str, ...], filters: tuple[str, ...]
) -> DictionaryEntry:
    texts = (say(f"export.{kind}.{name}.{part}") for part in ("title", "people", "cases"))
    along = [say(f"export.axis.{axis}") for axis in kinds]
    along += [say(f"words.filter.{filter_}") for filter_ in filters]
    title, who, which = texts
    return DictionaryEntry(
        say(f"export.kind.{kind}"), "", name, title, who, which, say("export.between").join(along)
    )


def _axis_words() -> dict[str, dict[str, None]]:
    """Every word of every kind of axis, each once, in the order of the catalogue."""
    found: dict[str, dict[str, None]] = {}
    for spec in _published_measures():
        for axis in spec.along:
            found.setdefault(axis.kind, {}).update(dict.fromkeys(axis.words))
    return found


def _published_measures() -> Iterator[MeasureSpec]:
    """Those that stay inside publishing are in no export."""
    yield from (spec for spec in MEASURES.values() if not spec.inner)
