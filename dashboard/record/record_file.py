"""A member's own record to take along: JSON that reads back, and CSV for a spreadsheet.

Words are those of db.vocabulary. No key, no code, and nothing that a spreadsheet would run: every
cell is a whole number or begins with a letter.
"""

import json
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, get_args

from pydantic import BaseModel

from dashboard.tables import rows_as_csv
from db.answers import DoseStep, EffectEpisode, LdnPause, ScaleScores, SymptomMoves
from db.members.record import MemberRecord

VERSION = 2
"""What version 1 wrote is read too: it has less, and asked less."""
_KIND = "sweetspot_record"
_BETWEEN = ";"
"""Between several words in one cell: no word has it, and it is not CSV's own comma."""
_ABOUT = (
    *("condition", "other_conditions", "age_band", "sex", "sensitivity", "joined", "answers_for"),
    *(
        "earlier_try",
        "observed_week",
        "had_effects",
        "first_benefit",
        "after_stopping",
        "first_weeks",
        "fading",
        "missed_doses",
    ),
)
_SCALES = {name: f"{name}_0_to_10" for name in ScaleScores.model_fields}
_MOVED = {name: f"{name}_moved" for name in SymptomMoves.model_fields}
_GROUPS = (
    ("entry", *_ABOUT, "answered_pleasure"),
    DoseStep.model_fields,
    LdnPause.model_fields,
    EffectEpisode.model_fields,
    ("overall_change", *_SCALES.values()),
    _MOVED.values(),
)
COLUMNS = tuple(dict.fromkeys(name for group in _GROUPS for name in group))
"""Of the CSV: doses in micrograms a day, time in weeks of use, scales from 0 to 10."""


def record_as_json(record: MemberRecord) -> str:
    """The whole record, indented for people."""
    return json.dumps({_KIND: VERSION, **_value_in_words(record)}, indent=2)


def record_from_json(text: str) -> MemberRecord:
    """The record that ``record_as_json`` wrote.

    Raises:
        ValueError: ``not_a_record``.
    """
    try:
        found = json.loads(text)
        version = found.pop(_KIND)
        record = MemberRecord.model_validate(_value_from_words(MemberRecord, found))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Without the cause: its text holds answers.
        raise ValueError("not_a_record") from None
    if version not in range(1, VERSION + 1):
        raise ValueError("not_a_record")
    return record


def record_as_csv(record: MemberRecord) -> str:
    """One line an entry: about the member, before LDN, doses, stop, effects, reports."""
    rows = (
        {"entry": entry, **{_SCALES.get(n, n): _csv_cell(value) for n, value in values.items()}}
        for entry, values in _csv_entries(record)
    )
    return rows_as_csv(COLUMNS, rows)


def _csv_entries(record: MemberRecord) -> Iterator[tuple[str, dict[str, Any]]]:
    survey = record.survey
    yield "about_you", _field_values(survey, *_ABOUT, "answered_pleasure")
    yield "before_ldn", _field_values(survey.before)
    if survey.moved != SymptomMoves():
        yield "moved", {_MOVED[name]: move for name, move in _field_values(survey.moved).items()}
    for step in survey.steps:
        yield "dose_step", _field_values(step)
    for pause in survey.pauses:
        yield "pause", _field_values(pause)
    if survey.stop:
        yield "stopped", _field_values(survey.stop)
    for episode in survey.episodes:
        yield "effect", _field_values(episode)
    for report in record.reports:
        yield (
            "report",
            _field_values(report, "week", "overall_change") | _field_values(report.scores),
        )


def _field_values(model: BaseModel, *names: str) -> dict[str, Any]:
    return {name: getattr(model, name) for name in names or type(model).model_fields}


def _csv_cell(value: Any) -> str | int:
    words = _value_in_words(value)
    if isinstance(words, bool):
        return "yes" if words else "no"
    if isinstance(words, list):
        return _BETWEEN.join(words)
    return "" if words is None else words


def _value_in_words(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: _value_in_words(part) for name, part in _field_values(value).items()}
    if isinstance(value, frozenset):
        return [_value_in_words(part) for part in sorted(value)]
    if isinstance(value, tuple):
        return [_value_in_words(part) for part in value]
    return value.name if isinstance(value, IntEnum) else value


def _value_from_words(kind: Any, value: Any) -> Any:
    """What ``_value_in_words`` was given, where the models say which words a field takes."""
    if not isinstance(kind, type):
        return _value_within_container(kind, value)
    if issubclass(kind, IntEnum):
        return kind[value]
    if issubclass(kind, BaseModel):
        fields = kind.model_fields
        return {
            name: _value_from_words(fields[name].annotation, part) for name, part in value.items()
        }
    return value


def _value_within_container(kind: Any, value: Any) -> Any:
    """The same for ``tuple[...]``, ``frozenset[...]`` and ``... | None``."""
    within = get_args(kind)[0]
    if isinstance(value, list):
        return [_value_from_words(within, part) for part in value]
    return None if value is None else _value_from_words(within, value)
