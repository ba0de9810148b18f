"""The map: which column answers which question, and what its words mean. TOML; docs/import.md."""

import tomllib
from collections.abc import Iterator
from enum import IntEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dashboard.importing.problems import ImportProblem
from dashboard.importing.word_cells import normal_text
from db.answers import LAST_WEEK
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
FACTS = ("condition", "sex", "sensitivity", "joined", "overall_change", "first_benefit")
TAKING, STOPPED = "taking", "stopped"
NO_EFFECT, UNRATED = "none", "yes"
"""Words of a column about one effect, beside the severities."""
SEVERITIES = {NO_EFFECT, UNRATED, *(word.name for word in Severity if word)}
DateOrder = Literal["day_first", "month_first"]
Unit = Literal["weeks", "months", "years", "week_number", "date"]


class _MapPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WordsColumn(_MapPart):
    """A column of words. ``contained``: a word may stand among others in a cell."""

    column: str
    words: dict[str, str] = {}
    contained: bool = True


class DoseColumn(_MapPart):
    """A column of doses. ``several``: which dose counts where a cell names more than one."""

    column: str
    several: Literal["refuse", "first", "last"] = "refuse"


class TimeColumn(_MapPart):
    """A column of times since the first dose; ``back``: counted back from the day of answering."""

    column: str
    unit: Unit | None = None
    back: bool = False
    words: dict[str, Annotated[int, Field(ge=1, le=LAST_WEEK)]] = {}


class ScoreColumn(_MapPart):
    """A column of 0 to 10, where 10 is the worst; ``flipped`` where 10 is the best."""

    column: str
    flipped: bool = False


class EffectList(_MapPart):
    """A column in which several side effects were ticked. ``still_there``: those of now."""

    column: str
    still_there: bool
    words: dict[str, str]
    unknown: Literal["refuse", "leave_out"] = "refuse"
    blank: Literal["refuse", "none"] = "refuse"


class EffectColumn(_MapPart):
    """A column about one effect: whether, how bad; and columns of its weeks where there are."""

    effect: str
    column: str
    words: dict[str, str]
    still_there: bool
    began: TimeColumn | None = None
    ended: TimeColumn | None = None
    blank: Literal["refuse", "none"] = "refuse"


Column = WordsColumn | DoseColumn | TimeColumn | ScoreColumn | EffectList | EffectColumn


class SheetFacts(_MapPart):
    """What is true of the whole spreadsheet."""

    answered_on: str | None = None
    date_order: DateOrder | None = None
    ignored: tuple[str, ...] = ()
    change_week_unknown: Literal["refuse", "this_week"] = "refuse"
    asked_pleasure: bool = False
    accept_lower_shares: bool = False
    """Nothing depends on it any more: who was not asked is not counted. Earlier maps have it."""


class ColumnMap(_MapPart):
    """The whole map. The first dose and how long ago it was are required, as in the survey."""

    file: SheetFacts = SheetFacts()
    condition: WordsColumn | None = None
    age_band: WordsColumn | None = None
    sex: WordsColumn | None = None
    sensitivity: WordsColumn | None = None
    joined: WordsColumn | None = None
    since_first_dose: TimeColumn
    first_dose: DoseColumn
    first_timing: WordsColumn | None = None
    current_dose: DoseColumn | None = None
    current_timing: WordsColumn | None = None
    current_since: TimeColumn | None = None
    taking: WordsColumn | None = None
    stopped_after: TimeColumn | None = None
    stop_reason: WordsColumn | None = None
    effects: EffectList | None = None
    effect: tuple[EffectColumn, ...] = ()
    overall_change: WordsColumn | None = None
    first_benefit: WordsColumn | None = None
    now: dict[str, ScoreColumn] = {}
    before: dict[str, ScoreColumn] = {}

    @model_validator(mode="after")
    def _words_are_stored_words(self) -> Self:
        wrong = [place for place, words, known in self._word_dictionaries() if set(words) - known]
        scales = {scale.name for scale in Scale}
        wrong += [name for name in ("now", "before") if set(getattr(self, name)) - scales]
        wrong += ["effect"] * bool({e.effect for e in self.effect} - set(Effect.__members__))
        if wrong:
            raise ImportProblem("map_word", places=", ".join(dict.fromkeys(wrong)))
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
        return {Effect[word] for word in (*ticked, *(e.effect for e in self.effect)) if word}

    def columns(self) -> set[str]:
        """The headers of all columns that are read."""
        told = {part.column for part in self._parts()}
        return told | ({self.file.answered_on} if self.file.answered_on else set())

    def _parts(self) -> Iterator[Column]:
        for name in type(self).model_fields:
            part = getattr(self, name)
            if isinstance(part, WordsColumn | DoseColumn | TimeColumn | EffectList):
                yield part
        yield from self.now.values()
        yield from self.before.values()
        yield from self.effect
        yield from (when for e in self.effect for when in (e.began, e.ended) if when)

    def _word_dictionaries(self) -> Iterator[tuple[str, list[str], set[str]]]:
        """Place in the map, the meanings it gives, and those there are."""
        for name in (*VOCABULARY, "taking"):
            part: WordsColumn | None = getattr(self, name)
            known = set(VOCABULARY[name].__members__) if name in VOCABULARY else {TAKING, STOPPED}
            yield name, list(part.words.values()) if part else [], known
        if self.effects:
            yield "effects", list(self.effects.words.values()), {*Effect.__members__, ""}
        for effect in self.effect:
            yield "effect", list(effect.words.values()), SEVERITIES


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
