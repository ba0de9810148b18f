"""A member's own record to take along: JSON that reads back, and CSV for a spreadsheet.

Words are those of db.vocabulary. No key, no code, and nothing that a spreadsheet would run: every
cell is a whole number or begins with a letter.
"""

import csv
import json
from collections.abc import Iterator
from enum import IntEnum
from io import StringIO
from typing import Any, get_args

from pydantic import BaseModel

from db.answers import DoseStep, Episode, Scores
from db.members.record import Record

VERSION = 1
_KIND = "sweetspot_record"
_BETWEEN = ";"
"""Between several words in one cell: no word has it, and it is not CSV's own comma."""
_ABOUT = ("condition", "age_band", "sex", "sensitivity", "joined", "observed_week", "first_benefit")
_SCALES = {name: f"{name}_0_to_10" for name in Scores.model_fields}
_GROUPS = (
    ("entry", *_ABOUT, "answered_pleasure"),
    DoseStep.model_fields,
    Episode.model_fields,
    ("overall_change", *_SCALES.values()),
)
COLUMNS = tuple(dict.fromkeys(name for group in _GROUPS for name in group))
"""Of the CSV: doses in micrograms a day, time in weeks of use, scales from 0 to 10."""


def as_json(record: Record) -> str:
    """The whole record, indented for people."""
    return json.dumps({_KIND: VERSION, **_in_words(record)}, indent=2)


def from_json(text: str) -> Record:
    """The record that ``as_json`` wrote.

    Raises:
        ValueError: ``not_a_record``.
    """
    try:
        found = json.loads(text)
        version = found.pop(_KIND)
        record = Record.model_validate(_from_words(Record, found))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Without the cause: its text holds answers.
        raise ValueError("not_a_record") from None
    if version != VERSION:
        raise ValueError("not_a_record")
    return record


def as_csv(record: Record) -> str:
    """One line an entry: about the member, before LDN, doses, stop, effects, reports."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for entry, values in _entries(record):
        named = {_SCALES.get(name, name): _cell(value) for name, value in values.items()}
        writer.writerow({"entry": entry, **named})
    return text.getvalue()


def _entries(record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    survey = record.survey
    yield "about_you", _fields(survey, *_ABOUT, "answered_pleasure")
    yield "before_ldn", _fields(survey.before)
    for step in survey.steps:
        yield "dose_step", _fields(step)
    if survey.stop:
        yield "stopped", _fields(survey.stop)
    for episode in survey.episodes:
        yield "effect", _fields(episode)
    for report in record.reports:
        yield "report", _fields(report, "week", "overall_change") | _fields(report.scores)


def _fields(model: BaseModel, *names: str) -> dict[str, Any]:
    return {name: getattr(model, name) for name in names or type(model).model_fields}


def _cell(value: Any) -> str | int:
    words = _in_words(value)
    if isinstance(words, bool):
        return "yes" if words else "no"
    if isinstance(words, list):
        return _BETWEEN.join(words)
    return "" if words is None else words


def _in_words(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: _in_words(part) for name, part in _fields(value).items()}
    if isinstance(value, frozenset):
        return [_in_words(part) for part in sorted(value)]
    if isinstance(value, tuple):
        return [_in_words(part) for part in value]
    return value.name if isinstance(value, IntEnum) else value


def _from_words(kind: Any, value: Any) -> Any:
    """What ``_in_words`` was given, where the models say which words a field takes."""
    if not isinstance(kind, type):
        return _from_words_within(kind, value)
    if issubclass(kind, IntEnum):
        return kind[value]
    if issubclass(kind, BaseModel):
        fields = kind.model_fields
        return {name: _from_words(fields[name].annotation, part) for name, part in value.items()}
    return value


def _from_words_within(kind: Any, value: Any) -> Any:
    """The same for ``tuple[...]``, ``frozenset[...]`` and ``... | None``."""
    within = get_args(kind)[0]
    if isinstance(value, list):
        return [_from_words(within, part) for part in value]
    return None if value is None else _from_words(within, value)
