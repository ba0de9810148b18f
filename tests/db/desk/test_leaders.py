"""Leaders in the store: codes that are used up, sessions that end, a log that only grows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, inspect, update
from sqlalchemy.exc import DatabaseError

from dashboard.stores import Stores
from db.desk import audit, leaders, sessions
from db.desk.audit import LeaderAction, note_action
from db.desk.leaders import LeaderCredentials, LeaderExists, NoSuchLeader, StoredLeader
from db.desk.sessions import hash_token
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import AuditRow, LeaderRow, LeaderSessionRow, RecoveryCodeRow

NOON = 1_800_000_000
HALF_AN_HOUR, EIGHT_HOURS = 30 * 60, 8 * 60 * 60
"""As issue 6 has them, and not read from the code that is tested."""
OLD = LeaderCredentials("hash-1", b"sealed-1", (b"a" * 32, b"b" * 32))
NEW = LeaderCredentials("hash-2", b"sealed-2", (b"c" * 32,), last_step=50)


@pytest.fixture
def anna(stores: Stores) -> StoredLeader:
    """A leader, as she is found."""
    with writing_transaction(stores.members) as connection:
        leaders.add_leader(connection, "Anna", OLD)
        found = leaders.find_leader(connection, "Anna")
    assert found is not None
    return found


def begin(stores: Stores, now: int = NOON, leader: str = "Anna") -> bytes:
    with writing_transaction(stores.members) as connection:
        return hash_token(sessions.begin_session(connection, leader, now))


def whose(stores: Stores, session: bytes, now: int) -> str | None:
    with reading_transaction(stores.members) as connection:
        return sessions.leader_name_of_session(connection, session, now)


def test_a_leader_is_found_in_whatever_case(stores: Stores, anna: StoredLeader) -> None:
    """A telephone writes the first letter large by itself; an umlaut has two cases, too."""
    with writing_transaction(stores.members) as connection:
        leaders.add_leader(connection, "Änne", NEW)
        assert leaders.find_leader(connection, "ANNA") == anna
        assert leaders.find_leader(connection, "änne") is not None
        assert leaders.find_leader(connection, "Ann") is None
        assert leaders.leader_names(connection) == ["Anna", "Änne"]


def test_no_two_leaders_have_the_same_name(stores: Stores, anna: StoredLeader) -> None:
    """Not in another case either; the first stays as she is."""
    with pytest.raises(LeaderExists), writing_transaction(stores.members) as connection:
        leaders.add_leader(connection, "anna", NEW)
    with reading_transaction(stores.members) as connection:
        assert leaders.find_leader(connection, "Anna") == anna


def test_new_credentials_leave_nothing_of_the_old(stores: Stores, anna: StoredLeader) -> None:
    """Hash, secret, last step and recovery codes: all are those of the new ones."""
    with writing_transaction(stores.members) as connection:
        leaders.replace_credentials(connection, "Anna", NEW)
        changed = leaders.find_leader(connection, "Anna")
        assert changed == StoredLeader("Anna", "hash-2", b"sealed-2", 50)
        assert not leaders.use_recovery_code(connection, changed, b"a" * 32)
        assert leaders.use_recovery_code(connection, changed, b"c" * 32)


@pytest.mark.parametrize(
    "change", [leaders.replace_credentials, lambda c, name, _: leaders.remove_leader(c, name)]
)
def test_an_unknown_leader_cannot_be_changed_or_removed(stores: Stores, change: object) -> None:
    """It is told, so that a typing error does not look like success."""
    assert callable(change)
    with pytest.raises(NoSuchLeader), writing_transaction(stores.members) as connection:
        change(connection, "Bert", NEW)


def test_a_removed_leader_leaves_no_credential(stores: Stores, anna: StoredLeader) -> None:
    """No row, no recovery code."""
    with writing_transaction(stores.members) as connection:
        leaders.remove_leader(connection, "Anna")
        assert leaders.find_leader(connection, "Anna") is None
        assert connection.execute(core_table(RecoveryCodeRow).select()).all() == []


def test_a_half_minute_is_used_once_and_none_before_it(stores: Stores, anna: StoredLeader) -> None:
    """Step 7, again step 7, then 6: only the first; 8 is new."""
    with writing_transaction(stores.members) as connection:
        used = [leaders.use_step(connection, anna, step) for step in (7, 7, 6, 8)]
    assert used == [True, False, False, True]


def test_eight_sign_ins_at_once_use_a_code_once(stores: Stores, anna: StoredLeader) -> None:
    """Eight threads with one code: the database lets one of them have it."""

    def use(_: int) -> bool:
        with writing_transaction(stores.members) as connection:
            return leaders.use_step(connection, anna, 7)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(use, range(8))) == 1


def test_a_code_that_was_checked_against_old_credentials_is_not_taken(
    stores: Stores, anna: StoredLeader
) -> None:
    """The leader was reset between the check and the transaction."""
    with writing_transaction(stores.members) as connection:
        leaders.replace_credentials(connection, "Anna", NEW)
        assert not leaders.use_step(connection, anna, 1_000)


def test_a_recovery_code_is_used_once_and_by_its_leader_alone(
    stores: Stores, anna: StoredLeader
) -> None:
    """Two codes, one used twice: one is left. Another leader cannot use it."""
    bert = StoredLeader("Bert", "", b"", 0)
    with writing_transaction(stores.members) as connection:
        assert not leaders.use_recovery_code(connection, bert, b"a" * 32)
        used = [leaders.use_recovery_code(connection, anna, b"a" * 32) for _ in range(2)]
        assert leaders.recovery_codes_left(connection, "Anna") == 1
    assert used == [True, False]


def test_a_rehash_never_undoes_a_change(stores: Stores, anna: StoredLeader) -> None:
    """A passphrase that was changed meanwhile stays the new one."""
    with writing_transaction(stores.members) as connection:
        leaders.replace_credentials(connection, "Anna", NEW)
        leaders.replace_passphrase_hash(connection, anna, "hash-1-stronger")
        kept = leaders.find_leader(connection, "Anna")
    assert kept is not None
    assert kept.passphrase_hash == "hash-2"


def test_a_token_is_stored_as_its_hash_alone(stores: Stores) -> None:
    """43 characters hold 32 random bytes; the store has 32 other ones."""
    with writing_transaction(stores.members) as connection:
        token = sessions.begin_session(connection, "Anna", NOON)
        (row,) = connection.execute(core_table(LeaderSessionRow).select()).mappings()
    assert len(token) == 43
    assert row["token_hash"] == hash_token(token)
    assert token.encode() not in row["token_hash"]
    assert begin(stores) != begin(stores)


def test_a_session_ends_half_an_hour_after_the_last_tap(stores: Stores) -> None:
    """Alive at 29:59, ended at 30:00; a tap at 29:00 moves that to 59:00."""
    session = begin(stores)
    assert whose(stores, session, NOON + HALF_AN_HOUR - 1) == "Anna"
    assert whose(stores, session, NOON + HALF_AN_HOUR) is None
    with writing_transaction(stores.members) as connection:
        sessions.note_seen(connection, session, NOON + 29 * 60)
    assert whose(stores, session, NOON + 59 * 60 - 1) == "Anna"
    assert whose(stores, session, NOON + 59 * 60) is None


def test_a_session_ends_after_eight_hours_whatever_was_tapped(stores: Stores) -> None:
    """A tap every ten minutes, up to the end."""
    session = begin(stores)
    for now in range(NOON, NOON + EIGHT_HOURS, 600):
        with writing_transaction(stores.members) as connection:
            sessions.note_seen(connection, session, now)
        assert whose(stores, session, now) == "Anna"
    assert whose(stores, session, NOON + EIGHT_HOURS) is None


def test_a_session_that_has_ended_is_not_revived(stores: Stores) -> None:
    """A tap after 31 minutes comes too late, and so does every one after it."""
    session = begin(stores)
    late = NOON + 31 * 60
    with writing_transaction(stores.members) as connection:
        sessions.note_seen(connection, session, late)
    assert whose(stores, session, late) is None


def test_a_tap_within_the_same_minute_needs_no_writing(stores: Stores) -> None:
    """Seen at noon: at 59 seconds not yet, at 60 again."""
    session = begin(stores)
    with reading_transaction(stores.members) as connection:
        lately = [sessions.was_seen_lately(connection, session, NOON + s) for s in (0, 59, 60)]
    assert lately == [True, True, False]


def test_one_session_ends_or_all_but_one(stores: Stores) -> None:
    """Three of Anna's, one of Bert's: the first ends, then all of Anna's but the third."""
    first, second, third = (begin(stores) for _ in range(3))
    berts = begin(stores, leader="Bert")
    with writing_transaction(stores.members) as connection:
        sessions.end_session(connection, first)
    alive = [whose(stores, s, NOON) for s in (first, second, third, berts)]
    assert alive == [None, "Anna", "Anna", "Bert"]
    with writing_transaction(stores.members) as connection:
        sessions.end_all_sessions(connection, "Anna", but=third)
    alive = [whose(stores, s, NOON) for s in (second, third, berts)]
    assert alive == [None, "Anna", "Bert"]


def test_a_new_session_sweeps_the_ended_ones_away(stores: Stores) -> None:
    """Two began at noon; the one that begins an hour later is alone."""
    begin(stores)
    begin(stores)
    begin(stores, NOON + 3600)
    with reading_transaction(stores.members) as connection:
        assert len(connection.execute(core_table(LeaderSessionRow).select()).all()) == 1


def test_the_log_is_read_newest_first_page_by_page(stores: Stores) -> None:
    """Five lines, two a page: 5 4, 3 2, 1."""
    with writing_transaction(stores.members) as connection:
        for number in range(1, 6):
            note_action(connection, "Anna", LeaderAction.invite_made, f"batch {number}")
    with reading_transaction(stores.members) as connection:
        pages = [[e.object for e in audit.load_entries(connection, 2, skip)] for skip in (0, 2, 4)]
        assert audit.count_entries(connection) == 5
    assert pages == [["batch 5", "batch 4"], ["batch 3", "batch 2"], ["batch 1"]]


@pytest.mark.parametrize(
    "change", [update(core_table(AuditRow)).values(leader="Bert"), delete(core_table(AuditRow))]
)
def test_the_database_refuses_to_change_the_log(stores: Stores, change: object) -> None:
    """Not by this program, nor by any other that opens the file."""
    with writing_transaction(stores.members) as connection:
        note_action(connection, "Anna", LeaderAction.signed_in)
    with pytest.raises(DatabaseError), writing_transaction(stores.members) as connection:
        connection.execute(change)  # type: ignore[call-overload]
    with reading_transaction(stores.members) as connection:
        assert [e.leader for e in audit.load_entries(connection, 10)] == ["Anna"]


def test_a_line_goes_with_the_act_that_failed(stores: Stores) -> None:
    """One transaction: what was not done is not in the log."""

    def drop() -> None:
        with writing_transaction(stores.members) as connection:
            note_action(connection, "Anna", LeaderAction.held_dropped, "batch 3")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        drop()
    with reading_transaction(stores.members) as connection:
        assert audit.count_entries(connection) == 0


@pytest.mark.parametrize(
    "about",
    [
        "4611686018427387904",
        "member 123456789",
        "7K2M-QX4D-93TR-HV8B",
        "x" * 121,
        "7k2m qx4d 93tr hv8b",
    ],
)
def test_what_may_be_a_member_never_gets_into_the_log(stores: Stores, about: str) -> None:
    """A key of nine digits or more, a return code however it is written; nor what is too long."""
    with (
        pytest.raises(ValueError, match="audit_object"),
        writing_transaction(stores.members) as connection,
    ):
        note_action(connection, "Anna", LeaderAction.held_released, about)


@pytest.mark.parametrize("about", ["batch 12", "2026-10-31", "Meet them next week", "edition 104"])
def test_batches_days_and_editions_get_into_the_log(stores: Stores, about: str) -> None:
    """What leaders act on; four words of four letters are no return code."""
    with writing_transaction(stores.members) as connection:
        note_action(connection, "Anna", LeaderAction.invite_made, about)
        assert audit.load_entries(connection, 1)[0].object == about


def test_stored_words_keep_their_meaning(stores: Stores) -> None:
    """Every action is stored as it is named: renaming one would rewrite history."""
    assert all(action.value == action.name for action in LeaderAction)
    (kind,) = [
        c["type"] for c in inspect(stores.members).get_columns("audit") if c["name"] == "action"
    ]
    assert str(kind) == "TEXT"


def test_the_store_holds_neither_passphrase_nor_secret_nor_code(stores: Stores) -> None:
    """A leader's columns are a name, a hash, a sealed secret and a number of a half minute."""
    assert set(core_table(LeaderRow).c.keys()) == {
        "name",
        "passphrase_hash",
        "sealed_secret",
        "last_step",
    }
