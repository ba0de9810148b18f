"""Signing in: who gets in, who does not, and that nobody learns why."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from dashboard.leaders.access import passphrases, sign_in
from dashboard.leaders.access.leader import Leader, leader_of_session
from dashboard.leaders.access.sign_in import SignInInput, SignInRefused, TooSoon
from db.desk import audit, sessions
from db.desk.audit import AuditEntry
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import LeaderRow
from tests.dashboard.leaders.conftest import NOON, Desk
from tests.leading import HALF_MINUTE, PASSPHRASE, enrol

A_YEAR = 365 * 24 * 60 * 60
UNKNOWN_CODE = "7K2M-QX4D-93TR-HV8B"


def given(desk: Desk, **other: str) -> SignInInput:
    return desk.anna.given(desk.clock(), **other)


def newest(desk: Desk) -> AuditEntry:
    with reading_transaction(desk.stores.members) as connection:
        return audit.load_entries(connection, 1)[0]


def passphrase_hash(desk: Desk) -> str:
    with reading_transaction(desk.stores.members) as connection:
        return str(connection.execute(select(core_table(LeaderRow).c.passphrase_hash)).scalar_one())


def test_passphrase_and_code_begin_a_session(desk: Desk) -> None:
    """It is hers, it is in the log, and the name may be typed in any case."""
    signed_in = desk.door.sign_in(given(desk, name="  anna "))
    leader = leader_of_session(desk.stores.members, signed_in.token, int(NOON))
    assert leader is not None
    assert leader.name == "Anna"
    assert signed_in.recovery_left is None
    assert (newest(desk).leader, newest(desk).action, newest(desk).object) == (
        "Anna",
        "signed_in",
        "",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Bert"},
        {"name": ""},
        {"passphrase": PASSPHRASE + "s"},
        {"code": "000000"},
        {"code": UNKNOWN_CODE},
        {"code": "no code"},
        {"name": "Bert", "passphrase": "x", "code": ""},
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    """One exception that says nothing; one passphrase check, no more and no less."""
    checks: list[str] = []
    fits = passphrases._verify_passphrase

    def counted(kept: str, passphrase: str) -> bool:
        checks.append(kept)
        return fits(kept, passphrase)

    monkeypatch.setattr(passphrases, "_verify_passphrase", counted)
    with pytest.raises(SignInRefused) as refused:
        desk.door.sign_in(given(desk, **wrong))
    assert refused.value.args == ()
    assert len(checks) == 1
    assert checks[0].split("$")[:4] == passphrase_hash(desk).split("$")[:4]  # the same parameters


def test_a_code_is_refused_the_second_time(desk: Desk) -> None:
    """Also by someone who read it over a shoulder, within its half minute; the next one counts."""
    desk.door.sign_in(given(desk))
    with pytest.raises(SignInRefused):
        desk.door.sign_in(given(desk))
    desk.clock.seconds += HALF_MINUTE
    desk.door.sign_in(given(desk))


def test_the_code_before_one_that_was_used_is_refused(desk: Desk) -> None:
    """It would still count by the clock, but a later one was used already."""
    before = given(desk)
    desk.clock.seconds += HALF_MINUTE
    desk.door.sign_in(given(desk))
    with pytest.raises(SignInRefused):
        desk.door.sign_in(before)


def test_codes_work_again_after_a_clock_that_was_ahead(desk: Desk) -> None:
    """A sign-in in a year that was none: till then every code was dead. Each still works once."""
    desk.clock.seconds += A_YEAR
    ahead = desk.door.sign_in(given(desk))
    desk.clock.seconds -= A_YEAR
    with reading_transaction(desk.stores.members) as connection:
        seen = sessions.hash_token(ahead.token)
        now = int(desk.clock())
        assert sessions.leader_name_of_session(connection, seen, now) is None
    desk.door.sign_in(given(desk))
    with pytest.raises(SignInRefused):
        desk.door.sign_in(given(desk))


def test_one_code_typed_in_many_places_at_once_signs_in_once(desk: Desk) -> None:
    """Three threads, as many as the throttle lets through."""
    typed = given(desk)

    def signs_in(_: int) -> bool:
        try:
            return bool(desk.door.sign_in(typed).token)
        except SignInRefused:
            return False

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(signs_in, range(3))) == 1


def test_a_recovery_code_signs_in_once(desk: Desk) -> None:
    """Nine are left and told; the log says how. The passphrase is needed all the same."""
    code = desk.anna.recovery_codes[4]
    with pytest.raises(SignInRefused):
        desk.door.sign_in(given(desk, code=code, passphrase="another one here"))
    signed_in = desk.door.sign_in(given(desk, code=code.lower().replace("-", " ")))
    assert signed_in.recovery_left == 9
    assert newest(desk).object == sign_in.RECOVERY
    with pytest.raises(SignInRefused):
        desk.door.sign_in(given(desk, code=code))


def test_another_leaders_code_is_of_no_use(desk: Desk) -> None:
    """Neither six digits nor a recovery code."""
    bert = enrol(desk.stores.members, desk.door.pepper, "Bert")
    for code in (bert.code(desk.clock()), bert.recovery_codes[0]):
        with pytest.raises(SignInRefused):
            desk.door.sign_in(given(desk, code=code))


def test_failures_are_in_the_log_without_what_was_typed(desk: Desk) -> None:
    """Anna's under her name; an unknown name is not written down: it may be a passphrase."""
    for wrong in ({"passphrase": "a secret typed wrong"}, {"name": "a secret typed wrong"}):
        with pytest.raises(SignInRefused):
            desk.door.sign_in(given(desk, **wrong))
    with reading_transaction(desk.stores.members) as connection:
        lines = audit.load_entries(connection, 2)
    assert [(e.leader, e.action, e.object) for e in lines] == [
        (audit.NOBODY, "sign_in_failed", ""),
        ("Anna", "sign_in_failed", ""),
    ]


@pytest.mark.parametrize("name", ["Anna", "Bert"])
def test_wrong_ones_are_throttled_whether_the_name_is_known_or_not(desk: Desk, name: str) -> None:
    """Three are checked; then the wait is told, and a right one has to wait, too."""
    for _ in range(3):
        with pytest.raises(SignInRefused):
            desk.door.sign_in(given(desk, name=name, code="000000"))
    with pytest.raises(TooSoon) as wait:
        desk.door.sign_in(given(desk, name=name))
    assert wait.value.args == (5,)


def test_after_the_wait_the_leader_gets_in_and_the_row_ends(desk: Desk) -> None:
    """Five seconds later; then three free tries again."""
    for _ in range(3):
        with pytest.raises(SignInRefused):
            desk.door.sign_in(given(desk, code="000000"))
    desk.clock.seconds += 5
    desk.door.sign_in(given(desk))
    for _ in range(3):
        with pytest.raises(SignInRefused):
            desk.door.sign_in(given(desk, code="000000"))


def test_a_weaker_hash_is_made_anew_at_the_next_sign_in(desk: Desk) -> None:
    """Same passphrase, the library's parameters of today."""
    weaker = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSPHRASE)
    with writing_transaction(desk.stores.members) as connection:
        connection.execute(update(core_table(LeaderRow)).values(passphrase_hash=weaker))
    desk.door.sign_in(given(desk))
    assert not passphrases.is_outdated(passphrase_hash(desk))
    assert passphrases.passphrase_fits(passphrase_hash(desk), PASSPHRASE)


def test_under_another_pepper_nobody_gets_in_and_the_log_of_the_server_says_why(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """One line for the operator, without a name."""
    door = replace(desk.door, pepper=b"another pepper, of 16 or more")
    with caplog.at_level(logging.ERROR), pytest.raises(SignInRefused):
        door.sign_in(given(desk))
    assert "pepper" in caplog.text
    assert "Anna" not in caplog.text


def signed_in(desk: Desk) -> Leader:
    token = desk.door.sign_in(given(desk)).token
    leader = leader_of_session(desk.stores.members, token, int(desk.clock()))
    assert leader is not None
    return leader


def test_the_passphrase_of_who_is_signed_in_can_be_asked_again(desk: Desk) -> None:
    """Right: nothing happens. Wrong: refused, in the log, throttled after three."""
    leader = signed_in(desk)
    desk.door.confirm_passphrase(leader, PASSPHRASE)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            desk.door.confirm_passphrase(leader, "not her passphrase")
    assert newest(desk).action == "sign_in_failed"
    with pytest.raises(TooSoon):
        desk.door.confirm_passphrase(leader, PASSPHRASE)


def test_signing_out_ends_the_session_everywhere(desk: Desk) -> None:
    """The token is worth nothing in any tab; another of her sessions goes on."""
    leader = signed_in(desk)
    desk.clock.seconds += HALF_MINUTE
    other = desk.door.sign_in(given(desk)).token
    sign_in.sign_out(desk.stores.members, leader)
    assert newest(desk).action == "signed_out"
    assert leader_of_session(desk.stores.members, other, int(desk.clock())) is not None
    with reading_transaction(desk.stores.members) as connection:
        now = int(desk.clock())
        assert sign_in.sessions.leader_name_of_session(connection, leader.session, now) is None
