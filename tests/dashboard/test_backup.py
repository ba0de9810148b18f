"""``sweetspot backup``, ``restore`` and ``verify``: what was acknowledged comes back, sealed."""

import io
import re
import secrets
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from dashboard.backups import dumps, files, keys, packed
from dashboard.backups.copies import FORMAT, BackupProblem, Copy
from dashboard.backups.files import Folder
from dashboard.command import app
from dashboard.commands import kept
from dashboard.publishing import publish
from dashboard.settings import settings
from dashboard.stores import Stores, open_postgresql, open_stores
from dashboard.text import has, say
from db import audit, demo, editions, invites, members
from db.answers import Survey
from db.engine import core, reading
from db.tables import ReturnCodeRow
from tests.postgresql import Cluster
from tests.visitor import ROOT

pytestmark = pytest.mark.sqlite
FAILED = 1
CANARY = "CANARY-7f3a"
HANDS_IN = """
import secrets, sys
from pathlib import Path
from dashboard.stores import open_stores
from db import members
from db.answers import Survey
stores = open_stores(Path(sys.argv[1]))
survey = Survey.model_validate_json(sys.argv[2])
while True:
    code = secrets.token_bytes(32)
    members.hand_in(stores.members, code, survey)
    print(code.hex(), flush=True)
"""


def sweetspot(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command, each on one line."""
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, " ".join(result.stdout.split()), " ".join(result.stderr.split())


def problem(key: str) -> str:
    return say(f"command.problem.backup.{key}")


@dataclass(frozen=True)
class Key:
    """Both halves."""

    identity: Path
    recipient: str


@pytest.fixture
def key(tmp_path: Path) -> Key:
    """A new key, as the command makes it."""
    code, told, _ = sweetspot("backup", "--make-key", tmp_path / "key")
    assert code == 0
    return Key(tmp_path / "key", told.split()[-1])


@pytest.fixture
def backed_up(folder: Path, stores: Stores, key: Key, tmp_path: Path) -> Path:
    """A backup of 40 invented members and their edition."""
    demo.fill(stores.members, members=40, seed=1)
    publish(stores, 7)
    file = tmp_path / "kept.age"
    assert sweetspot("backup", "--to", file, "--recipient", key.recipient)[0] == 0
    return file


@contextmanager
def closed(folder: Path) -> Iterator[Stores]:
    """The stores of a folder, opened by nobody else afterwards."""
    stores = open_stores(folder)
    try:
        yield stores
    finally:
        for engine in (stores.editions, stores.members, stores.edition_writer):
            engine.dispose()


def let_go(stores: Stores) -> None:
    for engine in (stores.editions, stores.members, stores.edition_writer):
        engine.dispose()


def codes(stores: Stores) -> set[str]:
    with reading(stores.members) as connection:
        return {row[0].hex() for row in connection.execute(select(core(ReturnCodeRow).c.code_hash))}


def log_of(stores: Stores) -> list[tuple[str, str, str]]:
    with reading(stores.members) as connection:
        return [(e.leader, e.action, e.object) for e in audit.read(connection, 10)]


def changed_inside(copy: Copy, store: str, statement: str) -> Copy:
    """The copy with a statement done to one of its stores, behind the manifest's back."""
    name = files.file_of(Path(), store).name
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(copy.parts[name])
        assert connection.execute(statement).rowcount > 0
        connection.commit()
        return Copy(copy.manifest, {**copy.parts, name: connection.serialize()})


def with_true_manifest(copy: Copy, folder: Path) -> Copy:
    """The copy with a manifest that says what is in it: what a forger would write."""
    folder.mkdir()
    for name, content in copy.parts.items():
        (folder / name).write_bytes(content)
    return replace(
        copy,
        manifest=copy.manifest.model_copy(update={"state": Folder(folder).state()}),
    )


def packed_again(copy: Copy, file: Path, key: Key) -> Path:
    packed.pack(copy, keys.recipients([key.recipient], None), file)
    return file


def test_a_backup_holds_every_survey_that_was_acknowledged_before_it_began(
    folder: Path, stores: Stores, key: Key, tmp_path: Path, a_survey: Callable[..., Survey]
) -> None:
    """Another process hands in without a pause; what the backup holds is a moment of that."""
    command = [sys.executable, "-c", HANDS_IN, str(folder), a_survey().model_dump_json()]
    acknowledged: list[str] = []
    enough = threading.Event()

    def listen(process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            acknowledged.append(line.strip())
            if len(acknowledged) >= 20:
                enough.set()

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        listener = threading.Thread(target=listen, args=[other])
        listener.start()
        assert enough.wait(60)
        before = set(acknowledged)
        done = sweetspot("backup", "--to", tmp_path / "b.age", "--recipient", key.recipient)
        other.kill()
        listener.join()
    assert done[0] == 0
    restored = tmp_path / "restored"
    assert (
        sweetspot("restore", tmp_path / "b.age", "--identity", key.identity, "--to", restored)[0]
        == 0
    )
    with closed(restored) as again:
        assert before <= codes(again) <= codes(stores)


def test_an_edition_of_a_backup_never_comes_without_what_publishing_remembers_of_it(
    stores: Stores, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published between the two copies, it is left out, and made again bit for bit."""
    demo.fill(stores.members, members=40, seed=1)
    copy_of = files._in_memory
    seen = []

    @contextmanager
    def publishing_in_between(file: Path) -> Iterator[sqlite3.Connection]:
        with copy_of(file) as made:
            seen.append(file.stem)
            if len(seen) == 1:
                publish(stores, 7)
            yield made

    monkeypatch.setattr(files, "_in_memory", publishing_in_between)
    assert sweetspot("backup", "--to", tmp_path / "b.age", "--recipient", key.recipient)[0] == 0
    restored = tmp_path / "restored"
    sweetspot("restore", tmp_path / "b.age", "--identity", key.identity, "--to", restored)
    first = editions.latest(stores.editions)
    assert first is not None
    with closed(restored) as again:
        assert editions.latest(again.editions) is None
        publish(again, 7)
        second = editions.latest(again.editions)
        assert second is not None
        assert editions.contents(again.editions, second) == editions.contents(
            stores.editions, first
        )


def test_a_backup_is_for_its_owner_and_the_day_is_remembered(backed_up: Path, folder: Path) -> None:
    """0600 under its name, nothing beside it, and the day where the doctor looks."""
    assert stat.S_IMODE(backed_up.stat().st_mode) == 0o600
    assert not list(backed_up.parent.glob(".sweetspot-*"))
    assert kept.last_backup(folder) is not None


def test_no_plain_byte_of_a_row_is_in_a_backup_nor_on_a_disk_while_it_is_made(
    folder: Path, stores: Stores, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A label in the members' database is in its file, and in no file outside the store."""
    invites.make(stores.members, CANARY, 50, None)
    let_go(stores)
    seal, holds = pyrage.encrypt_io, CANARY.encode()
    plain: list[bytes] = []
    outside: list[bytes] = []

    def looking(reader: io.BytesIO, *others: Any) -> None:
        plain.append(reader.getvalue())
        everything = [file for file in tmp_path.rglob("*") if file.is_file()]
        outside.extend(f.read_bytes() for f in everything if not f.is_relative_to(folder))
        seal(reader, *others)

    monkeypatch.setattr(pyrage, "encrypt_io", looking)
    file = tmp_path / "b.age"
    assert sweetspot("backup", "--to", file, "--recipient", key.recipient)[0] == 0
    copy = packed.unpack(file, keys.identities(key.identity))
    assert holds in copy.parts["members.sqlite"]
    assert holds in (folder / "members.sqlite").read_bytes()
    assert not any(holds in content for content in (*outside, file.read_bytes()))
    kept_files = {file.name.removesuffix("-wal").removesuffix("-shm") for file in folder.iterdir()}
    assert kept_files == {"editions.sqlite", "last-backup", "members.sqlite"}
    pepper = settings().pepper_bytes()
    assert not any(pepper in content for content in (*copy.parts.values(), *plain))


def test_a_backup_that_cannot_be_written_leaves_the_last_one_and_nothing_else(
    backed_up: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full half way."""

    def fails(_reader: object, writer: io.BytesIO, _to: object) -> None:
        writer.write(b"half")
        raise pyrage.EncryptError("OSError: [Errno 28]")

    monkeypatch.setattr(pyrage, "encrypt_io", fails)
    before = {file.name: file.read_bytes() for file in backed_up.parent.iterdir() if file.is_file()}
    told = sweetspot("backup", "--to", backed_up, "--recipient", key.recipient)
    assert told == (FAILED, "", problem("unwritable"))
    after = {file.name: file.read_bytes() for file in backed_up.parent.iterdir() if file.is_file()}
    assert after == before


def test_a_key_is_written_once_for_its_owner(key: Key) -> None:
    """0600; a second key never takes its place; its public half is the one that was printed."""
    assert stat.S_IMODE(key.identity.stat().st_mode) == 0o600
    (secret,) = keys.identities(key.identity)
    assert str(secret.to_public()) == key.recipient
    kept_key = key.identity.read_text()
    told = sweetspot("backup", "--make-key", key.identity)
    assert told == (FAILED, "", problem("key_unwritable"))
    assert key.identity.read_text() == kept_key


def test_each_of_several_keys_opens_a_backup(stores: Stores, key: Key, tmp_path: Path) -> None:
    """One on the command line, one in a file of public keys."""
    other = keys.make_key(tmp_path / "other")
    (tmp_path / "public").write_text(f"# the chair's\n\n{other}\n")
    to = ("--to", tmp_path / "b.age", "--recipient", key.recipient)
    assert sweetspot("backup", *to, "--recipients", tmp_path / "public")[0] == 0
    for identity in (key.identity, tmp_path / "other"):
        assert packed.unpack(tmp_path / "b.age", keys.identities(identity)).parts


@pytest.mark.parametrize(
    "mistake", ["nothing", "secret", "nonsense", "no_file", "ending", "no_store"]
)
def test_a_slip_on_the_command_line_is_one_sentence(
    stores: Stores, key: Key, tmp_path: Path, mistake: str
) -> None:
    """A secret key in the public one's place is not repeated, and nothing is written."""
    secret = key.identity.read_text().split()[-1]
    to, recipient = ("--to", tmp_path / "b.age"), ("--recipient", key.recipient)
    arguments, sentence = {
        "nothing": (to, problem("recipient_missing")),
        "secret": ((*to, "--recipient", secret), problem("recipient_wrong")),
        "nonsense": ((*to, "--recipient", "age1x"), problem("recipient_wrong")),
        "no_file": (recipient, problem("to_missing")),
        "ending": (
            ("--to", key.identity, *recipient),
            say("command.problem.ending_unknown", endings=".age"),
        ),
        "no_store": ((*to, *recipient, "--store", tmp_path / "none"), problem("no_store")),
    }[mistake]
    assert sweetspot("backup", *arguments) == (FAILED, "", sentence)
    assert not (tmp_path / "b.age").exists()
    assert key.identity.read_text().split()[-1] == secret


def damage(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "cut":
        content = content[: len(content) // 2]
    elif how == "header":
        content = content[:100]
    elif how == "bit":
        content[len(content) // 2] ^= 1
    else:
        content = bytearray(b"no backup")
    file.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["cut", "header", "bit", "other"])
def test_a_damaged_file_is_one_sentence_and_restores_nothing(
    backed_up: Path, key: Key, tmp_path: Path, how: str
) -> None:
    """Cut short, a single bit, another file: verify and restore say the same."""
    damage(backed_up, how)
    key_of = ("--identity", key.identity)
    assert sweetspot("verify", backed_up, *key_of) == (FAILED, "", problem("damaged"))
    told = sweetspot("restore", backed_up, *key_of, "--to", tmp_path / "new")
    assert told == (FAILED, "", problem("damaged"))
    assert not (tmp_path / "new").exists()


def test_another_key_opens_nothing(backed_up: Path, tmp_path: Path) -> None:
    """Nor does a file that is no key."""
    keys.make_key(tmp_path / "other")
    told = sweetspot("verify", backed_up, "--identity", tmp_path / "other")
    assert told == (FAILED, "", problem("wrong_key"))
    told = sweetspot("verify", backed_up, "--identity", backed_up)
    assert told == (FAILED, "", problem("identity_wrong"))


def test_restore_leaves_a_folder_with_answers_alone(
    backed_up: Path, key: Key, folder: Path, stores: Stores
) -> None:
    """Without --force nothing is touched, and with it neither while the app has the store open."""
    arguments = ("restore", backed_up, "--identity", key.identity, "--to", folder)
    before = codes(stores)
    assert sweetspot(*arguments) == (FAILED, "", problem("not_empty"))
    assert sweetspot(*arguments, "--force") == (FAILED, "", problem("in_use"))
    assert codes(stores) == before
    assert not [file for file in folder.iterdir() if file.is_dir()]


def test_restore_by_force_moves_the_old_store_aside(
    backed_up: Path, key: Key, folder: Path, stores: Stores, hand_in: Callable[..., None]
) -> None:
    """What was handed in after the backup is in the folder that is named."""
    at_backup = codes(stores)
    hand_in(1)
    later = codes(stores)
    let_go(stores)
    code, told, _ = sweetspot(
        "restore", backed_up, "--identity", key.identity, "--to", folder, "--force"
    )
    (aside,) = [file for file in folder.iterdir() if file.is_dir()]
    assert code == 0 and say("command.restore.aside_sqlite", where=aside) in told
    assert codes(stores) == at_backup
    let_go(stores)
    with closed(aside) as old:
        assert codes(old) == later


def test_verify_says_equal_and_then_changed(
    backed_up: Path, key: Key, stores: Stores, folder: Path, hand_in: Callable[..., None]
) -> None:
    """Both end with 0: the backup is good; and nothing of the trial is left in the store."""
    day = str(kept.last_backup(folder))
    arguments = ("verify", backed_up, "--identity", key.identity)
    assert sweetspot(*arguments) == (0, say("command.verify.equal", date=day), "")
    hand_in(1)
    assert sweetspot(*arguments) == (0, say("command.verify.changed", date=day), "")
    assert not [file for file in folder.iterdir() if file.is_dir()]


def test_a_trial_stays_in_the_stores_folder_where_memory_has_no_room(
    backed_up: Path, key: Key, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is closed to others, and gone afterwards."""
    monkeypatch.setattr(files, "MEMORY", folder / "none")
    tried: list[Path] = []
    fill = Folder.filled

    def looking(self: Folder, copy: Copy) -> object:
        tried.append(self.path)
        assert stat.S_IMODE(self.path.stat().st_mode) == 0o700
        return fill(self, copy)

    monkeypatch.setattr(Folder, "filled", looking)
    assert sweetspot("verify", backed_up, "--identity", key.identity)[0] == 0
    (there,) = tried
    assert there.parent == folder and not there.exists()


@pytest.mark.parametrize("honest_manifest", [False, True])
def test_verify_finds_a_changed_cell_by_the_manifest_and_by_the_editions_checksum(
    backed_up: Path, key: Key, tmp_path: Path, honest_manifest: bool
) -> None:
    """Even where somebody changed the manifest, too."""
    copy = packed.unpack(backed_up, keys.identities(key.identity))
    forged = changed_inside(copy, "editions", "UPDATE cell SET cases = cases + 5")
    if honest_manifest:
        forged = with_true_manifest(forged, tmp_path / "forged")
    file = packed_again(forged, tmp_path / "forged.age", key)
    told = sweetspot("verify", file, "--identity", key.identity)
    assert told == (FAILED, "", problem("damaged"))


def test_verify_finds_a_lost_row(backed_up: Path, key: Key, tmp_path: Path) -> None:
    """One return code of forty."""
    copy = packed.unpack(backed_up, keys.identities(key.identity))
    lose = "DELETE FROM report WHERE member_key = (SELECT min(member_key) FROM member)"
    file = packed_again(changed_inside(copy, "members", lose), tmp_path / "lost.age", key)
    told = sweetspot("verify", file, "--identity", key.identity)
    assert told == (FAILED, "", problem("damaged"))


@pytest.mark.parametrize("newer", ["store", "format"])
def test_a_backup_of_a_newer_version_is_refused(
    backed_up: Path, key: Key, tmp_path: Path, newer: str
) -> None:
    """A migration, or a way of packing, that this version does not know."""
    copy = packed.unpack(backed_up, keys.identities(key.identity))
    if newer == "store":
        say_so = "UPDATE alembic_version SET version_num = 'from_the_future'"
        copy = with_true_manifest(changed_inside(copy, "members", say_so), tmp_path / "forged")
    else:
        later = copy.manifest.model_copy(update={"format": FORMAT + 1})
        copy = replace(copy, manifest=later)
    file = packed_again(copy, tmp_path / "newer.age", key)
    told = sweetspot("restore", file, "--identity", key.identity, "--to", tmp_path / "new")
    assert told == (FAILED, "", problem("newer"))
    assert not list(tmp_path.glob("new/*"))


def test_leaders_see_in_their_log_that_a_backup_was_made_and_put_back(
    backed_up: Path, key: Key, stores: Stores, tmp_path: Path
) -> None:
    """The copy holds its own making; the restored store also which day it is from."""
    made = (audit.SERVER, "backup_made", "")
    assert log_of(stores) == [made]
    sweetspot("restore", backed_up, "--identity", key.identity, "--to", tmp_path / "new")
    with closed(tmp_path / "new") as again:
        day = packed.unpack(backed_up, keys.identities(key.identity)).manifest.made_on
        assert log_of(again) == [(audit.SERVER, "backup_restored", day.isoformat()), made]


def test_a_backup_of_a_damaged_store_is_one_sentence(
    folder: Path, stores: Stores, key: Key, tmp_path: Path
) -> None:
    """The file is no database any more."""
    let_go(stores)
    (folder / "members.sqlite").write_bytes(b"no database" * 1000)
    told = sweetspot("backup", "--to", tmp_path / "b.age", "--recipient", key.recipient)
    assert told == (FAILED, "", say("command.problem.store_damaged"))


def test_a_digest_is_the_same_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    """And another where a row stands twice: 1 + 2 + 2 is not 1 + 2."""
    states = []
    for name, rows in {"a": [1, 2], "b": [2, 1], "c": [2, 1, 2]}.items():
        (tmp_path / name).mkdir()
        for store in files.COPIED_IN_TURN:
            with closing(sqlite3.connect(files.file_of(tmp_path / name, store))) as connection:
                connection.execute("CREATE TABLE it (number INTEGER)")
                connection.executemany("INSERT INTO it VALUES (?)", [(row,) for row in rows])
                connection.commit()
        states.append(Folder(tmp_path / name).state())
    assert states[0] == states[1] != states[2]


def test_every_problem_of_a_backup_has_a_sentence() -> None:
    """Each key that stands in the code, with what an f-string puts into it."""
    sources = [*Path(files.__file__).parent.glob("*.py"), Path(kept.__file__)]
    written = [source.read_text(encoding="utf-8") for source in sources]
    named = {key for code in written for key in re.findall(r"\"backup\.(\w+)\"", code)}
    assert len(named) > 15
    named |= {"is_of_sqlite", "is_of_postgresql", "pg_dump_failed", "pg_restore_failed"}
    assert not [key for key in named if not has(f"command.problem.backup.{key}")]


# ---- PostgreSQL ---------------------------------------------------------------------------------


@pytest.fixture
def database(
    postgres: Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Stores]]:
    """Takes a new PostgreSQL into the settings, with a password in its address, and opens it."""
    opened: list[Stores] = []

    def new() -> Stores:
        url = postgres.new().replace("postgres@", f"postgres:{CANARY}@")
        monkeypatch.setenv("SWEETSPOT_DATABASE_URL", url)
        settings.cache_clear()
        opened.append(open_postgresql(url))
        return opened[-1]

    yield new
    for stores in opened:
        let_go(stores)


def test_a_backup_of_a_postgresql_goes_back_into_another(
    database: Callable[[], Stores],
    key: Key,
    tmp_path: Path,
    a_survey: Callable[..., Survey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Equal, changed, refused, moved aside; the password is on no command line."""
    lines: list[str] = []
    run = subprocess.run

    def looking(command: list[str], **named: Any) -> Any:
        lines.extend(command)
        return run(command, **named)

    monkeypatch.setattr(dumps.subprocess, "run", looking)
    first = database()
    demo.fill(first.members, members=40, seed=1)
    publish(first, 7)
    at_backup = codes(first)
    file, key_of = tmp_path / "b.age", ("--identity", key.identity)
    assert sweetspot("backup", "--to", file, "--recipient", key.recipient)[::2] == (0, "")
    assert say("command.verify.equal", date="")[-20:] in sweetspot("verify", file, *key_of)[1]
    members.hand_in(first.members, secrets.token_bytes(32), a_survey())
    assert sweetspot("restore", file, *key_of) == (FAILED, "", problem("not_empty"))
    assert sweetspot("restore", file, *key_of, "--to", tmp_path / "x")[2] == problem(
        "needs_database"
    )
    told = sweetspot("verify", file, *key_of)
    assert told[0] == 0 and say("command.verify.changed", date="")[-20:] in told[1]

    assert sweetspot("restore", file, *key_of, "--force")[::2] == (0, "")
    assert codes(first) == at_backup
    second = database()
    assert sweetspot("restore", file, *key_of)[::2] == (0, "")
    assert codes(second) == at_backup
    edition = editions.latest(second.editions)
    assert edition is not None and edition.number == 1
    assert lines and not [line for line in lines if CANARY in line]


def test_a_damaged_dump_leaves_the_database_as_it_was(
    database: Callable[[], Stores], key: Key, tmp_path: Path, a_survey: Callable[..., Survey]
) -> None:
    """pg_restore stops half way; the schemas bear their names again, with their rows."""
    stores = database()
    members.hand_in(stores.members, secrets.token_bytes(32), a_survey())
    file = tmp_path / "b.age"
    sweetspot("backup", "--to", file, "--recipient", key.recipient)
    copy = packed.unpack(file, keys.identities(key.identity))
    dump = copy.parts[dumps.DUMP]
    cut = replace(copy, parts={dumps.DUMP: dump[: len(dump) // 2]})
    packed_again(cut, file, key)
    before = codes(stores)
    told = sweetspot("restore", file, "--identity", key.identity, "--force")
    assert told == (FAILED, "", problem("pg_restore_failed"))
    assert codes(stores) == before
    with reading(stores.members) as connection:
        names = connection.execute(text("SELECT nspname FROM pg_namespace")).scalars()
        assert not [name for name in names if "before" in name]


def test_without_the_programs_of_postgresql_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither in Debian's folder nor on the path."""
    monkeypatch.setattr(dumps, "DEBIAN", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(BackupProblem, match="no_pg_tools"):
        dumps._program("pg_dump")
