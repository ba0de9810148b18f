"""The control: a fault that is planted into an entry is found by the same inputs."""

import json
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from dashboard import settings
from dashboard.admission import proof_of_work
from dashboard.importing import csv_cells, dose_cells, spreadsheet
from dashboard.importing.problems import ImportProblem
from dashboard.questionnaire import dose_text, draft
from dashboard.questionnaire.dose_text import DoseReading
from db import codes, filter_rules
from db.answers import Survey
from db.editions import editions
from tests.fuzz.entry import tried
from tests.fuzz.test_entries import ENTRIES, SEED

Plant = Callable[[pytest.MonkeyPatch], None]


def _dose_as_a_float(patch: pytest.MonkeyPatch) -> None:
    """The plain way: "nan" and "1e400" are floats, too."""

    def read(written: str) -> DoseReading:
        try:
            return DoseReading(
                ug=round(float(written.replace(",", ".")) * 1000), written=written[:40]
            )
        except ValueError:
            return DoseReading(problem="unreadable", written=written[:40])

    patch.setattr(dose_text, "dose_from_text", read)


def _dose_of_one_gram(patch: pytest.MonkeyPatch) -> None:
    """One limit less."""
    patch.setattr(dose_text, "HIGHEST_DOSE_UG", 10**6)


def _code_of_any_alphabet(patch: pytest.MonkeyPatch) -> None:
    """A letter that no code has."""
    patch.setattr(codes, "_FORGIVEN", str.maketrans({"O": "0", "I": "1"}))
    patch.setattr(
        codes, "_code_from_input", lambda written, length: written[:length].upper() or None
    )


def _survey_without_its_rules(patch: pytest.MonkeyPatch) -> None:
    """Built without validation: nothing is refused."""
    patch.setattr(
        Survey, "model_validate", classmethod(lambda cls, tree: cls.model_construct(**tree))
    )


def _draft_as_it_stands(patch: pytest.MonkeyPatch) -> None:
    """What the store holds is believed."""

    def from_json(kept: str) -> dict[str, Any]:
        try:
            found = json.loads(kept)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    patch.setattr(draft, "answers_from_json", from_json)


def _cell_of_half_a_number(patch: pytest.MonkeyPatch) -> None:
    """A class of error that nobody catches."""

    def dose_of(cell: str, asked: BaseModel) -> int:
        return int(cell.split(maxsplit=1)[0])

    patch.setattr(dose_cells, "dose_ug_from_cell", dose_of)


def _sheet_with_control_characters(patch: pytest.MonkeyPatch) -> None:
    """A terminal would obey them."""
    patch.setattr(spreadsheet, "tidy_cell", str.strip)


def _sheet_without_a_sentence(patch: pytest.MonkeyPatch) -> None:
    """A reason that has no text."""

    def decoded(content: bytes) -> str:
        if content.startswith(csv_cells._WIDE):
            raise ImportProblem("wide")
        return content.decode("utf-8-sig", "replace")

    patch.setattr(csv_cells, "csv_text", decoded)


def _filters_unchecked(patch: pytest.MonkeyPatch) -> None:
    """The reader believes the page."""

    def stored(_measure: str, filters: dict[str, str], _members: int) -> str:
        return "&".join(f"{name}={word}" for name, word in filters.items())

    patch.setattr(filter_rules, "check_filters", stored)


def _checksum_not_compared(patch: pytest.MonkeyPatch) -> None:
    """Whatever the file holds is shown."""
    patch.setattr(editions, "edition_checksum", lambda _contents: Always())


class Always(str):
    """Equal to everything."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False


def _proof_unsigned(patch: pytest.MonkeyPatch) -> None:
    """Whether the task was set here is not asked."""
    patch.setattr(proof_of_work, "verify_solution", lambda found, _key: (bool(found["salt"]), None))


def _short_pepper(patch: pytest.MonkeyPatch) -> None:
    """A secret of any length."""
    patch.setattr(settings, "LEAST_PEPPER", 0)


PLANTED: tuple[tuple[str, Plant], ...] = (
    ("dose", _dose_as_a_float),
    ("dose", _dose_of_one_gram),
    ("return_code", _code_of_any_alphabet),
    ("survey", _survey_without_its_rules),
    ("changed_draft", _draft_as_it_stands),
    ("cells", _cell_of_half_a_number),
    ("spreadsheet", _sheet_with_control_characters),
    ("spreadsheet", _sheet_without_a_sentence),
    ("asked_of_an_edition", _filters_unchecked),
    ("edition_of_wrong_types", _checksum_not_compared),
    ("proof", _proof_unsigned),
    ("pepper_file", _short_pepper),
)


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize(("name", "plant"), PLANTED, ids=[p.__name__[1:] for _, p in PLANTED])
def test_a_planted_fault_is_found(name: str, plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    """By as many inputs as the ordinary suite throws; without it the same inputs find nothing."""
    entry = next(entry for entry in ENTRIES if entry.name == name)
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 1)  # store nothing that was let through
    plant(monkeypatch)
    found = tried(entry, entry.quick, SEED)
    print(f"{len(found.faults)} of {found.inputs} inputs found it, such as {found.faults[:1]}")
    assert found.faults
