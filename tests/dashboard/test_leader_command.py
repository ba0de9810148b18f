"""``sweetspot leader``: makes, resets, removes and lists leaders, and shows secrets once."""

import re
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.leaders.access import passphrases
from dashboard.leaders.access.leader import leader_of_session
from dashboard.leaders.access.sign_in import SignIn, SignInInput, SignInRefused
from dashboard.leaders.access.throttle import SignInThrottle
from dashboard.settings import settings
from dashboard.stores import Stores
from dashboard.text import say
from db.desk import audit, leaders
from db.store.engine import reading_transaction
from tests.leading import PASSPHRASE, Telephone

FAILED, INTERRUPTED = 1, 130
TWICE = f"{PASSPHRASE}\n{PASSPHRASE}\n"
CODE = re.compile(r"^  ((?:[0-9A-Z]{4}-?){4})$", re.MULTILINE)
SECRET = re.compile(r"((?:[A-Z2-7]{4} ?){8})$", re.MULTILINE)


def leader(*arguments: str, typed: str = "") -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``sweetspot leader``."""
    result = CliRunner().invoke(app, ["leader", *arguments], input=typed)
    return result.exit_code, result.stdout, result.stderr


def add(*arguments: str) -> Telephone:
    """Adds Anna and takes home what was printed."""
    code, told, _ = leader("add", "Anna", *arguments, typed=TWICE)
    assert code == 0
    return taken_home(told)


def taken_home(told: str) -> Telephone:
    secret = SECRET.search(told)
    assert secret is not None
    return Telephone("Anna", secret[1].replace(" ", ""), tuple(CODE.findall(told)))


def signs_in(stores: Stores, given: SignInInput) -> str | None:
    """The name of who gets in with this, under a throttle of its own."""
    door = SignIn(stores.members, settings().pepper_bytes(), SignInThrottle())
    try:
        found = leader_of_session(stores.members, door.sign_in(given).token)
    except SignInRefused:
        return None
    return None if found is None else found.name


def stored(stores: Stores) -> leaders.StoredLeader | None:
    with reading_transaction(stores.members) as connection:
        return leaders.find_leader(connection, "Anna")


def actions(stores: Stores) -> list[tuple[str, str, str]]:
    with reading_transaction(stores.members) as connection:
        return [(e.leader, e.action, e.object) for e in audit.load_entries(connection, 10)]


def test_the_first_leader_signs_in_with_what_was_printed(stores: Stores) -> None:
    """The secret makes codes that count, and so does each of ten recovery codes."""
    anna = add()
    assert signs_in(stores, anna.given()) == "Anna"
    assert len(anna.recovery_codes) == 10
    assert signs_in(stores, anna.given(code=anna.recovery_codes[9])) == "Anna"
    assert (audit.SERVER, "leader_added", "Anna") in actions(stores)


@pytest.mark.sqlite  # reads the files
def test_nothing_that_was_printed_is_in_the_store(stores: Stores, folder: Path) -> None:
    """Passphrase, secret, recovery codes: none of them in any byte of the store's files."""
    anna = add()
    kept = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"Anna" in kept
    for secret in (PASSPHRASE, anna.secret, *anna.recovery_codes):
        assert secret.encode() not in kept
        assert secret.replace("-", "").encode() not in kept


def test_the_passphrase_is_never_shown(stores: Stores) -> None:
    """Neither while it is typed nor afterwards."""
    _, told, problem = leader("add", "Anna", typed=TWICE)
    assert PASSPHRASE not in told + problem


def test_the_picture_is_drawn_or_written_to_a_file_of_ones_own(
    stores: Stores, tmp_path: Path
) -> None:
    """A PNG that its owner alone can read; then nothing is drawn in the terminal."""
    file = tmp_path / "anna.png"
    code, told, _ = leader("add", "Anna", "--qr", str(file), typed=TWICE)
    assert code == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "\u2588" not in told
    _, drawn, _ = leader("add", "Bert", typed=TWICE)
    assert "\u2588" in drawn


def test_no_file_is_overwritten_and_then_no_leader_is_made(stores: Stores, tmp_path: Path) -> None:
    """The file was there first: one sentence and a failure."""
    file = tmp_path / "anna.png"
    file.write_text("mine")
    code, _, problem = leader("add", "Anna", "--qr", str(file), typed=TWICE)
    assert code == FAILED
    assert " ".join(problem.split()) == say("command.problem.picture_unwritable", file=file)
    assert file.read_text() == "mine"
    assert stored(stores) is None


def test_a_passphrase_that_may_not_be_used_is_asked_for_again(stores: Stores) -> None:
    """Too short, then two that differ, then a good one."""
    typed = f"short\nshort\n{PASSPHRASE}\nanother one\n{TWICE}"
    code, _, problem = leader("add", "Anna", typed=typed)
    assert code == 0
    assert say("leaders.passphrase.short", count=passphrases.LEAST) in problem
    assert stored(stores) is not None


def test_whoever_stops_at_the_passphrase_has_made_no_leader(stores: Stores) -> None:
    """The input ends: said so, and 130."""
    code, _, problem = leader("add", "Anna", typed="")
    assert code == INTERRUPTED
    assert problem.strip() == say("command.interrupted")
    assert stored(stores) is None


@pytest.mark.parametrize("name", ["anna@group.example", "server", " ", "x" * 41])
def test_a_name_that_cannot_be_used_is_one_sentence_and_a_failure(
    stores: Stores, name: str
) -> None:
    """Before any passphrase is asked for."""
    code, told, problem = leader("add", name)
    assert (code, told, problem.strip()) == (FAILED, "", say("command.problem.leader_name"))


def test_a_second_leader_of_the_same_name_is_refused(stores: Stores) -> None:
    """The first keeps her sign-in."""
    add()
    before = stored(stores)
    code, _, problem = leader("add", "ANNA", typed=TWICE)
    assert (code, problem.strip()) == (FAILED, say("command.problem.leader_exists"))
    assert stored(stores) == before


def test_a_reset_ends_the_old_sign_in_and_every_session(stores: Stores) -> None:
    """Old telephone and old recovery codes are worth nothing; the new ones count."""
    old = add()
    door = SignIn(stores.members, settings().pepper_bytes(), SignInThrottle())
    token = door.sign_in(old.given()).token
    code, told, _ = leader("reset", "anna", typed=TWICE)
    assert code == 0
    assert leader_of_session(stores.members, token) is None
    assert signs_in(stores, old.given()) is None
    assert signs_in(stores, old.given(code=old.recovery_codes[0])) is None
    assert signs_in(stores, taken_home(told).given()) == "Anna"
    assert (audit.SERVER, "leader_reset", "Anna") in actions(stores)


def test_a_removed_leader_is_out(stores: Stores) -> None:
    """No session, no sign-in; the log keeps what she did."""
    anna = add()
    token = (
        SignIn(stores.members, settings().pepper_bytes(), SignInThrottle())
        .sign_in(anna.given())
        .token
    )
    code, told, _ = leader("remove", "Anna")
    assert (code, told.strip()) == (0, say("command.leader.removed", name="Anna"))
    assert leader_of_session(stores.members, token) is None
    assert signs_in(stores, anna.given(code=anna.recovery_codes[0])) is None
    assert ("Anna", "signed_in", "") in actions(stores)


@pytest.mark.parametrize("command", ["reset", "remove"])
def test_an_unknown_leader_is_one_sentence_and_a_failure(stores: Stores, command: str) -> None:
    """A typing error does not look like success."""
    code, _, problem = leader(command, "Bert", typed=TWICE)
    assert (code, problem.strip()) == (FAILED, say("command.problem.leader_unknown"))


def test_the_list_says_how_many_recovery_codes_are_left(stores: Stores) -> None:
    """None yet; then Anna, who has used one."""
    assert leader("list")[1].strip() == say("command.leader.none")
    anna = add()
    signs_in(stores, anna.given(code=anna.recovery_codes[0]))
    assert leader("list")[1].strip() == say("command.leader.line", name="Anna", count=9)
