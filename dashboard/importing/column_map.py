"""The map: which column answers which question, and what its words mean. TOML; docs/import.md."""

import tomllib
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from dashboard.importing.column_parts import (
    NO_EFFECT,
    STOPPED,
    TAKING,
    UNRATED,
    Column,
    ConditionColumn,
    ConditionTick,
    DateOrder,
    DoseByWeek,
    DoseColumn,
    EffectByWeek,
    EffectColumn,
    EffectList,
    MapPart,
    MonthOnly,
    ScoreColumn,
    TimeColumn,
    WordsColumn,
)
from dashboard.importing.dose_spelling import needs_unit
from dashboard.importing.problems import ImportProblem
from dashboard.importing.word_cells import normal_text
from db.vocabulary import (
    CLUSTERS,
    AgeBand,
    Condition,
    Effect,
    FirstBenefit,
    Joined,
    OverallChange,
    Scale,
    Sensitivity,
    Severity,
    Sex,
    StopReason,
    Timing,
)

VOCABULARY: dict[str, type[IntEnum]] = {
    "condition": Condition,
    "age_band": AgeBand,
    "sex": Sex,
    "sensitivity": Sensitivity,
    "joined": Joined,
    "overall_change": OverallChange,
    "first_benefit": FirstBenefit,
    "stop_reason": StopReason,
    "first_timing": Timing,
    "current_timing": Timing,
}
"""Questions that are answered with a stored word."""
FACTS = ("sex", "sensitivity", "joined", "overall_change", "first_benefit")
SEVERITIES = {NO_EFFECT, UNRATED, *(word.name for word in Severity if word)}


class SheetFacts(MapPart):
    """What is true of the whole spreadsheet."""

    answered_on: str | None = None
    date_order: DateOrder | None = None
    month_only: MonthOnly = "refuse"
    ignored: tuple[str, ...] = ()
    ticks_still_there: bool | None = None
    ticks_blank: Literal["refuse", "none"] = "refuse"
    change_week_unknown: Literal["refuse", "this_week"] = "refuse"
    asked_pleasure: bool = False
    accept_lower_shares: bool = False
    """Nothing depends on it any more: who was not asked is not counted. Earlier maps have it."""


class ColumnMap(MapPart):
    """The whole map. The first dose and how long ago it was are required, as in the survey."""

    file: SheetFacts = SheetFacts()
    condition: ConditionColumn | None = None
    condition_tick: tuple[ConditionTick, ...] = ()
    age_band: WordsColumn | None = None
    sex: WordsColumn | None = None
    sensitivity: WordsColumn | None = None
    joined: WordsColumn | None = None
    since_first_dose: TimeColumn
    started_on: TimeColumn | None = None
    first_dose: DoseColumn | None = None
    dose_by_week: DoseByWeek | None = None
    first_timing: WordsColumn | None = None
    current_dose: DoseColumn | None = None
    current_timing: WordsColumn | None = None
    current_since: TimeColumn | None = None
    taking: WordsColumn | None = None
    stopped_after: TimeColumn | None = None
    stop_reason: WordsColumn | None = None
    effects: EffectList | None = None
    effect: tuple[EffectColumn, ...] = ()
    effect_by_week: tuple[EffectByWeek, ...] = ()
    overall_change: WordsColumn | None = None
    first_benefit: WordsColumn | None = None
    now: dict[str, ScoreColumn] = Field(default_factory=dict)
    before: dict[str, ScoreColumn] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _ticks_say_the_same(cls, told: Any) -> Any:
        """What ``[file]`` says of every column of ticks, where a column does not say it."""
        facts, ticks = told.get("file"), told.get("effect")
        if not isinstance(facts, dict) or not isinstance(ticks, list):
            return told
        said = {
            name: facts[f"ticks_{name}"]
            for name in ("still_there", "blank")
            if f"ticks_{name}" in facts
        }
        return told | {"effect": [said | t if isinstance(t, dict) else t for t in ticks]}

    @model_validator(mode="after")
    def _words_are_stored_words(self) -> Self:
        wrong = [place for place, words, known in self._word_dictionaries() if set(words) - known]
        scales = {scale.name for scale in Scale}
        wrong += [name for name in ("now", "before") if set(getattr(self, name)) - scales]
        wrong += ["effect"] * bool({e.effect for e in self.effect} - set(Effect.__members__))
        weekly = {e.effect for e in self.effect_by_week}
        wrong += ["effect_by_week"] * bool(weekly - set(Effect.__members__))
        ticked = {tick.condition for tick in self.condition_tick}
        wrong += ["condition_tick"] * bool(ticked - set(Condition.__members__))
        if wrong:
            raise ImportProblem("map_word", places=", ".join(dict.fromkeys(wrong)))
        return self

    @model_validator(mode="after")
    def _one_way_of_telling(self) -> Self:
        """The first dose in one column or by week; an illness by its words or by ticks."""
        if (self.first_dose is None) == (self.dose_by_week is None):
            raise ImportProblem("map_wrong", places="first_dose")
        if self.dose_by_week and (self.current_dose or self.current_since):
            raise ImportProblem("map_wrong", places="dose_by_week, current_dose")
        if self.condition and self.condition_tick:
            raise ImportProblem("map_wrong", places="condition, condition_tick")
        if self.started_on and self.since_first_dose.unit == "date":
            raise ImportProblem("map_wrong", places="started_on")
        return self

    @model_validator(mode="after")
    def _micrograms_are_said(self) -> Self:
        """A header that names micrograms, read as milligrams, is a thousandfold dose."""
        single = (part for part in (self.first_dose, self.current_dose) if part)
        told = [(part.column, part.unit) for part in single]
        if self.dose_by_week:
            told += [(column, self.dose_by_week.unit) for column in self.dose_by_week.columns]
        unsaid = [column for column, unit in told if unit is None and needs_unit(column)]
        if unsaid:
            raise ImportProblem("map_micrograms", names=", ".join(dict.fromkeys(unsaid)))
        return self

    @model_validator(mode="after")
    def _effects_are_asked_as_here(self) -> Self:
        pleasure = {effect for group in CLUSTERS.values() for effect in group}
        if self.effects_told & pleasure and not self.file.asked_pleasure:
            raise ImportProblem("map_pleasure")
        return self

    @property
    def effects_told(self) -> set[Effect]:
        """Effects that a row may tell of; of the others its member was not asked."""
        ticked = self.effects.words.values() if self.effects else ()
        single = (e.effect for e in self.effects_alone)
        return {Effect[word] for word in (*ticked, *single) if word}

    @property
    def effects_alone(self) -> list[EffectColumn | EffectByWeek]:
        """Parts that are about one effect each."""
        return [*self.effect, *self.effect_by_week]

    def columns(self) -> set[str]:
        """The headers of all columns that are read."""
        told = {part.column for part in self._parts()}
        weekly = (*([self.dose_by_week] if self.dose_by_week else []), *self.effect_by_week)
        told |= {column for part in weekly for column in part.columns}
        return told | ({self.file.answered_on} if self.file.answered_on else set())

    def date_columns(self) -> set[str]:
        """The headers of the columns that hold dates."""
        dates = {p.column for p in self._parts() if isinstance(p, TimeColumn) and p.unit == "date"}
        dates |= {self.started_on.column} if self.started_on else set()
        return dates | ({self.file.answered_on} if self.file.answered_on else set())

    def _parts(self) -> Iterator[Column]:
        for name in type(self).model_fields:
            part = getattr(self, name)
            if isinstance(part, WordsColumn | DoseColumn | TimeColumn | EffectList):
                yield part
        yield from self.now.values()
        yield from self.before.values()
        yield from self.effect
        yield from self.condition_tick
        yield from (when for e in self.effect for when in (e.began, e.ended) if when)

    def _word_dictionaries(self) -> Iterator[tuple[str, list[str], set[str]]]:
        """Place in the map, the meanings it gives, and those there are."""
        for name in (*VOCABULARY, "taking"):
            part: WordsColumn | None = getattr(self, name)
            known = set(VOCABULARY[name].__members__) if name in VOCABULARY else {TAKING, STOPPED}
            yield name, list(part.words.values()) if part else [], known
        if self.effects:
            yield "effects", list(self.effects.words.values()), {*Effect.__members__, ""}
        for effect in self.effects_alone:
            yield "effect", list(effect.words.values()), SEVERITIES
        for tick in self.condition_tick:
            yield "condition_tick", list(tick.words.values()), {NO_EFFECT, UNRATED}


def map_from_toml(written: str) -> ColumnMap:
    """The map in a TOML text.

    Raises:
        ImportProblem: ``map_toml``, ``map_wrong``, ``map_word`` or ``map_pleasure``.
    """
    try:
        told = _normal_words(tomllib.loads(written))
    except (ValueError, RecursionError):  # also a number of 5,000 digits, and 1,000 brackets
        raise ImportProblem("map_toml") from None
    try:
        return ColumnMap.model_validate(told)
    except ValidationError as error:
        # Two parts of a place at most: a third may be a word from the spreadsheet.
        places = (".".join(map(str, e["loc"][:2])) for e in error.errors())
        raise ImportProblem("map_wrong", places=", ".join(dict.fromkeys(places))) from None


def _normal_words(part: object) -> object:
    """The keys of every ``words`` as cells are compared with them."""
    if isinstance(part, list):
        return [_normal_words(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: {normal_text(word): meaning for word, meaning in inner.items()}
        if key == "words" and isinstance(inner, dict)
        else _normal_words(inner)
        for key, inner in part.items()
    }
