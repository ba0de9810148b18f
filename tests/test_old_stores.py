"""What an earlier version stored, today's code opens: nothing lost, nothing changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import func, select

from dashboard.leaders.access.sign_in import SignIn, SignInInput
from dashboard.leaders.access.throttle import SignInThrottle
from dashboard.questionnaire.draft import answers_from_json, carry_draft_over
from dashboard.questionnaire.draft_to_survey import translate_draft
from dashboard.questionnaire.gone_words import gone_word_sentence
from dashboard.stores import Stores, open_postgresql, open_stores
from dashboard.text import say
from db.desk import invites
from db.desk.group import load_group
from db.editions import editions
from db.form_marks import VERSION_1
from db.members import drafts, held_surveys
from db.members.hand_in import are_invented
from db.members.record import load_record
from db.store.engine import reading_transaction
from db.tables import members_metadata
from db.vocabulary import Form, HeldFor
from tests.dashboard.backups.backing_up import sweetspot
from tests.old_stores import FIRST_HOUSE, HOUSES, SECOND_HOUSE, OldHouse
from tests.postgresql import Cluster

KNOWN = FIRST_HOUSE.known
KNOWN_DAY = "2026-12-01"
"""On which the backups were made."""
LASTING = ("member", "report", "dose_step", "episode", "draft", "return_code", "invite", "leader")
"""Tables of what people gave: no migration may lose a row of them."""


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The group's store, opened and migrated; tests of this module only read it."""
    with FIRST_HOUSE.open_store("group", tmp_path_factory.mktemp("group")) as opened:
        yield opened


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The invented members and their two editions."""
    with FIRST_HOUSE.open_store("invented", tmp_path_factory.mktemp("invented")) as opened:
        yield opened


def holds(found: Any, known: Any) -> bool:
    """Whether all that is known is found: new fields may stand beside it, nothing else."""
    if isinstance(known, dict):
        return isinstance(found, dict) and all(
            name in found and holds(found[name], value) for name, value in known.items()
        )
    if isinstance(known, list):
        return (
            isinstance(found, list)
            and len(found) == len(known)
            and all(holds(*pair) for pair in zip(found, known, strict=True))
        )
    return bool(type(found) is type(known) and found == known)


def records_of(stores: Stores, house: OldHouse = FIRST_HOUSE) -> dict[str, Any]:
    """The record of every known code, in plain values."""
    found = {c: load_record(stores.members, house.code_hash(c)) for c in house.known["records"]}
    return {code: record and record.model_dump(mode="json") for code, record in found.items()}


def test_what_is_known_has_to_be_found_whole() -> None:
    """More fields are no fault; another value, one more or one less is."""
    known = {"week": 3, "helped": [1, 2], "now": {"pain": None}}
    assert holds({"week": 3, "helped": [1, 2], "now": {"pain": None}, "new": 1}, known)
    assert not holds({"week": 4, "helped": [1, 2], "now": {"pain": None}}, known)
    assert not holds({"week": 3, "helped": [1, 2, 3], "now": {"pain": None}}, known)
    assert not holds({"week": 3, "helped": [1, 2], "now": {}}, known)


@pytest.mark.parametrize("code", KNOWN["records"])
def test_a_return_code_opens_exactly_the_known_answers(group: Stores, code: str) -> None:
    """Four surveys, a held one, and one with three weekly reports."""
    record = load_record(group.members, FIRST_HOUSE.code_hash(code))
    assert record is not None
    assert holds(record.model_dump(mode="json"), KNOWN["records"][code])


def test_the_store_of_one_spell_opens_with_every_answer_as_version_1(tmp_path: Path) -> None:
    """Records, and drafts, which are finished as they were begun or carried over whole."""
    with SECOND_HOUSE.open_store("group", tmp_path) as opened:
        records = records_of(opened, SECOND_HOUSE)
        assert holds(records, SECOND_HOUSE.known["records"])
        marks = [record["survey"]["marks"] for record in records.values()]
        assert marks == [VERSION_1.model_dump(mode="json")] * len(records)
        for code, known in SECOND_HOUSE.known["drafts"].items():
            check_draft(opened, code, known)


def check_draft(opened: Stores, code: str, known: dict[str, Any]) -> None:
    """A draft of version 1 is handed in as on that day; in version 2 it says all of it again."""
    draft = drafts.load_draft(opened.members, SECOND_HOUSE.code_hash(code))
    assert draft is not None
    assert (draft.step, draft.answers) == (known["step"], known["stored"])
    answers = answers_from_json(draft.answers)
    assert holds(answers, known["answers"])
    survey, problems = translate_draft(answers)
    if known["problems"] == ["two_changes_in_one_week"]:  # today there is room for both
        assert survey is not None
        assert [step.week for step in survey.steps] == [1, 4, 4]
        return
    assert [problem.key for problem in problems] == known["problems"]
    assert holds(survey and survey.model_dump(mode="json"), known["survey"])
    carry_draft_over(answers)
    in_version_2, _ = translate_draft(answers)
    if survey and in_version_2 and "forms" not in known["answers"]:
        assert Form.core in in_version_2.marks.forms
        other = {"marks", "had_effects"}
        assert in_version_2.model_dump(exclude=other) == survey.model_dump(exclude=other)


def test_a_word_that_no_longer_exists_is_named_and_nothing_else_is_lost() -> None:
    """The form says so at the field; all other answers are there."""
    known = SECOND_HOUSE.known["drafts"]["DDDD-DDDD-DDDD-0006"]
    answers = answers_from_json(known["stored"])
    assert [
        path for path in answers if gone_word_sentence(answers, path.removeprefix("gone."))
    ] == ["gone.you.condition"]
    assert "you.sex" in answers


def test_three_weekly_reports_are_there_in_order(group: Stores) -> None:
    """Of somebody who handed in at week 10 and checked in twice."""
    record = load_record(group.members, FIRST_HOUSE.code_hash("BBBB-BBBB-BBBB-0001"))
    assert record is not None
    assert [report.week for report in record.reports] == [10, 11, 14]


def test_a_held_survey_stays_held(group: Stores) -> None:
    """One, without an invite, for a dose that cannot be."""
    with reading_transaction(group.members) as connection:
        held = held_surveys.load_hold_counts(connection)
    assert [(h.batch, h.people, h.reasons) for h in held] == [(0, 1, {HeldFor.impossible: 1})]
    assert KNOWN["held"] in KNOWN["records"]


@pytest.mark.parametrize("code", KNOWN["drafts"])
def test_a_draft_of_every_earlier_form_opens_with_its_answers(group: Stores, code: str) -> None:
    """Kept as it was written, opened at its step, and handed in as the survey that it was."""
    known = KNOWN["drafts"][code]
    draft = drafts.load_draft(group.members, FIRST_HOUSE.code_hash(code))
    assert draft is not None
    assert (draft.step, draft.answers) == (known["step"], known["stored"])
    answers = answers_from_json(draft.answers)
    assert holds(dict(answers), known["answers"])
    survey, problems = translate_draft(answers)
    assert [problem.key for problem in problems] == known["problems"]
    assert holds(survey and survey.model_dump(mode="json"), known["survey"])


def test_no_row_that_people_gave_is_lost(group: Stores, invented: Stores) -> None:
    """Row for row, in both stores."""
    for name, stores in (("group", group), ("invented", invented)):
        with reading_transaction(stores.members) as connection:
            for table in LASTING:
                query = select(func.count()).select_from(members_metadata.tables[table])
                rows = connection.execute(query).scalar_one()
                assert (table, rows) == (table, KNOWN["backups"][name]["members"][table])


def test_every_edition_adds_up_to_the_checksum_of_its_day(invented: Stores) -> None:
    """Heads, cells and contrasts; whoever quoted an edition finds it again."""
    assert len(KNOWN["editions"]) > 1
    found = []
    for edition in editions.all_editions(invented.editions):
        contents = editions.load_contents(invented.editions, edition)
        found.append(
            {
                "number": edition.number,
                "published_on": edition.published_on.isoformat(),
                "members": edition.members,
                "invented": edition.invented,
                "checksum": editions.edition_checksum(edition, contents),
                "cells": len(contents.cells),
                "contrasts": len(contents.contrasts) + len(contents.earlier),
            }
        )
    assert holds(found, KNOWN["editions"])


def test_who_is_invented_stays_invented(group: Stores, invented: Stores) -> None:
    """No page may take the one for the other."""
    assert are_invented(invented.members)
    assert not are_invented(group.members)


def test_the_groups_settings_and_invites_are_as_they_were(group: Stores) -> None:
    """Each that a leader had set; an interval of 14 days becomes the nearest rhythm, 4 weeks."""
    known = dict(KNOWN["group"])
    assert known.pop("interval_days") == 14
    found = load_group(group.members).model_dump(mode="json")
    assert holds(found, known | {"rhythm_weeks": 4})
    assert "interval_days" not in found
    found = {invite.batch: invite for invite in invites.all_invites(group.members)}
    for known in KNOWN["invites"]:
        invite = found[known["batch"]]
        ends_on = invite.ends_on and invite.ends_on.isoformat()
        assert (invite.code, invite.label) == (known["code"], known["label"])
        assert (invite.cap, ends_on) == (known["cap"], known["ends_on"])
    assert [found[number].closed for number in sorted(found)] == [False, True]


@pytest.mark.parametrize("with_code", ["telephone", "paper"])
def test_a_leader_signs_in_with_what_they_took_home(with_code: str, tmp_path: Path) -> None:
    """Passphrase, and a code of the telephone or of the paper."""
    known = KNOWN["leader"]
    paper = known["recovery_codes"][0]
    code = pyotp.TOTP(known["secret"]).now() if with_code == "telephone" else paper
    with FIRST_HOUSE.open_store("group", tmp_path) as opened:
        door = SignIn(opened.members, FIRST_HOUSE.pepper, SignInThrottle())
        session = door.sign_in(SignInInput(known["name"], known["passphrase"], code))
    assert session.token


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["group", "invented"])
def test_an_old_backup_is_verified_and_restored(name: str, tmp_path: Path) -> None:
    """It equals the store that it was made of, and comes back with every answer and edition."""
    backup = FIRST_HOUSE.folder / f"{name}.age"
    key = ("--identity", FIRST_HOUSE.backup_key)
    store = FIRST_HOUSE.copy_store(name, tmp_path / "store")
    code, told, _ = sweetspot("verify", backup, *key, "--store", store)
    equal = say("command.verify.equal", date=KNOWN_DAY)
    assert (code, told) == (0, " ".join(equal.split()))
    assert sweetspot("restore", backup, *key, "--to", tmp_path / "restored")[0] == 0
    restored = open_stores(tmp_path / "restored")
    try:
        for edition in editions.all_editions(restored.editions):
            editions.verify_edition(restored.editions, edition)
        if name == "group":
            assert holds(records_of(restored), KNOWN["records"])
    finally:
        restored.close()


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.folder.name)
def test_the_same_group_on_postgresql_opens_with_the_same_answers(
    house: OldHouse, postgres: Cluster
) -> None:
    """Migrated there, every code opens its record and every draft its answers."""
    database = f"old_house_{house.folder.name}"
    postgres.run(f"CREATE DATABASE {database}")
    url = postgres.url(database)
    house.fill_postgresql(url)
    opened = open_postgresql(url)
    try:
        assert holds(records_of(opened, house), house.known["records"])
        for code, known in house.known["drafts"].items():
            draft = drafts.load_draft(opened.members, house.code_hash(code))
            assert draft is not None
            assert draft.answers == known["stored"]
    finally:
        opened.close()
        postgres.drop(url)
