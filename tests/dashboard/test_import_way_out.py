"""What was brought in can be taken out again; a group can be deleted: by name, and for good."""

from collections.abc import Callable
from pathlib import Path

import pytest
from editions_of import next_day, publish_next
from sqlalchemy import select
from stored import every_row
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.importing import store as import_store
from dashboard.stores import Stores, open_configured, open_stores
from dashboard.text import say
from db.answers import Survey
from db.desk import audit, group, invites
from db.editions import editions
from db.members import hand_in, imported_batches
from db.members.record import OF_A_MEMBER
from db.store.engine import core_table, reading_transaction
from db.tables import Member

MakeSurvey = Callable[..., Survey]
DIGEST = "0123456789ab"
LABEL = f"Import {DIGEST}"
FAILED = 1


def type_command(*words: str) -> tuple[int, str]:
    """Exit code, and all that was printed, on one line."""
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, " ".join(result.output.split())


def import_people(stores: Stores, a_survey: MakeSurvey, people: int = 40) -> int:
    told = [(a_survey(observed_week=20 + number), False) for number in range(people)]
    return import_store.store_as_batch(stores.members, told, DIGEST)


def members_by_batch(stores: Stores) -> list[int]:
    with reading_transaction(stores.members) as connection:
        return sorted(connection.execute(select(core_table(Member).c.batch)).scalars())


@pytest.mark.sqlite
def test_an_import_is_taken_out_by_its_name_alone(
    stores: Stores, folder: Path, a_survey: MakeSurvey
) -> None:
    """Without it, and with another, nothing happens; afterwards no row of it is left."""
    batch = import_people(stores, a_survey)
    before = every_row(stores)
    asked = say("command.problem.import.undo_confirm", batch=batch, label=LABEL)
    for words in ([], ["--confirm", "Import"]):
        assert type_command("undo-import", str(batch), *words) == (FAILED, asked)
    assert every_row(stores) == before
    code, told = type_command("undo-import", str(batch), "--confirm", LABEL)
    assert (code, told) == (0, say("command.undo_import.done", count=40, batch=batch, label=LABEL))
    after = every_row(stores)
    assert not any(after[table.name] for table in OF_A_MEMBER)
    with reading_transaction(stores.members) as connection:
        entry = audit.load_entries(connection, 1)[0]
    assert (entry.leader, entry.action, entry.object) == ("server", "import_undone", "batch 1")
    code, told = type_command("undo-import", str(batch), "--confirm", LABEL)
    assert (code, told) == (FAILED, say("command.problem.import.undone", batch=batch))


def test_others_stay_and_the_spreadsheet_may_come_in_again(
    stores: Stores, a_survey: MakeSurvey
) -> None:
    """Under another number: no invite that is made later is ever taken for an import."""
    hand_in.hand_in(stores.members, b"o" * 32, a_survey(observed_week=99))
    first = import_people(stores, a_survey)
    import_store.take_out_batch(stores.members, first)
    assert members_by_batch(stores) == [invites.NO_INVITE]
    second = import_people(stores, a_survey)
    assert (first, second) == (1, 2)
    with reading_transaction(stores.members) as connection:
        assert imported_batches.batches_ever(connection) == {1, 2}
        assert imported_batches.batches_there(connection) == {2}
    assert invites.create_invite(stores.members, "spring", 20, None).batch == 3


def test_no_invite_is_taken_out_as_an_import(stores: Stores, a_survey: MakeSurvey) -> None:
    """Those who came with an invite have their own code, and erase their own answers."""
    invite = invites.create_invite(stores.members, LABEL, 20, None)
    with pytest.raises(import_store.ImportProblem, match="no_batch"):
        import_store.take_out_batch(stores.members, invite.batch)


def test_the_next_edition_does_not_count_what_was_taken_out(
    stores: Stores, a_survey: MakeSurvey
) -> None:
    """100 of our own and 100 imported: about 200, then about 100; the first edition stays."""
    for number in range(100):
        code_hash = number.to_bytes(32, "big")
        hand_in.hand_in(stores.members, code_hash, a_survey(observed_week=200 + number))
    batch = import_people(stores, a_survey, 100)
    publish_next(stores)
    import_store.take_out_batch(stores.members, batch)
    next_day(stores)
    publish_next(stores)
    first, second = editions.all_editions(stores.editions)
    assert first.members == 200
    assert 50 <= second.members <= 150
    editions.verify_edition(stores.editions, first)


@pytest.mark.sqlite
def test_a_group_is_deleted_by_its_name_alone(
    stores: Stores, folder: Path, a_survey: MakeSurvey
) -> None:
    """Both stores and what a restore moved aside; what else lies there stays."""
    group.write_group(stores.members, group.GroupSettings(name="LDN North"))
    import_people(stores, a_survey)
    stores.close()
    aside = folder / "before-2026-11-01-abc"
    aside.mkdir()
    for file in (aside / "members.sqlite", folder / "notes.txt"):
        file.write_text("theirs", encoding="utf-8")
    asked = say("command.problem.delete_confirm", name="LDN North")
    for words in ([], ["--confirm", "LDN South"]):
        assert type_command("delete-group", *words) == (FAILED, asked)
    code, told = type_command("delete-group", "--confirm", "LDN North")
    assert code == 0
    assert say("command.delete_group.done", name="LDN North") in told
    assert "backups" in told
    assert [file.name for file in folder.iterdir()] == ["notes.txt"]


def test_nothing_of_a_deleted_group_is_in_a_store_that_is_made_anew(
    stores: Stores, a_survey: MakeSurvey
) -> None:
    """In the same place, on either database: no member, no log, no edition, no name."""
    group.write_group(stores.members, group.GroupSettings(name="LDN North"))
    import_people(stores, a_survey)
    publish_next(stores)
    stores.close()
    assert type_command("delete-group", "--confirm", "LDN North")[0] == 0
    anew = open_configured()
    assert hand_in.is_empty(anew.members)
    assert editions.latest_edition(anew.editions) is None
    assert group.load_group(anew.members).name == ""
    with reading_transaction(anew.members) as connection:
        assert audit.count_entries(connection) == 0
    anew.close()


@pytest.mark.sqlite
def test_a_group_that_is_open_elsewhere_is_not_deleted(
    stores: Stores, folder: Path, a_survey: MakeSurvey
) -> None:
    """A server that runs would go on writing into files that are gone."""
    import_people(stores, a_survey)
    other = open_stores(folder)
    with reading_transaction(other.members):
        code, told = type_command("delete-group", "--confirm", folder.name)
    assert (code, told) == (FAILED, say("command.problem.backup.in_use"))
    assert (folder / "members.sqlite").exists()
