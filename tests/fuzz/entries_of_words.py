"""Entries that take a line of text: doses, codes, names, passphrases, addresses, labels."""

import unicodedata

import pyotp

from dashboard.admission import visitor_address
from dashboard.leaders.access import enrolment, one_time_codes, passphrases
from dashboard.leaders.access.throttle import LONGEST_NAME, SignInThrottle
from dashboard.questionnaire import dose_text
from dashboard.ui import language
from db import codes
from db.answers import DoseStep
from db.desk import sessions
from db.vocabulary import Timing
from tests.fuzz.entry import Entry, clear, refuse
from tests.fuzz.hostile import Hostile

PEPPER = b"0" * 32
SECRET = "JBSWY3DPEHPK3PXP" * 2
NOW = 1_700_000_000
DOSES = ("1.5", "1,5 mg", "1500 mcg", "0.5mg a day", "4.50 mg/day", "3 milligrams", ".5", "1500 µg")
CODES = ("7K2M-QX4D-93TR-HV8B", "7k2mqx4d93trhv8b", "oil0 oil0 oil0 oil0")
INVITES = ("7K2M-QX4D", "7k2mqx4d")
ADDRESSES = ("203.0.113.7", "2001:db8::7", "[2001:db8::7]:443", "::ffff:203.0.113.7", "1.2.3.4:80")
LANGUAGES = ("es-MX,es;q=0.9,en;q=0.8", "en", "de;q=0.1", ";q=", "es;q=1e400", "en;q=nan,es")


def dose(written: str) -> bool:
    """A dose that can be stored, or a sentence that says why not."""
    reading = dose_text.dose_from_text(written)
    if reading.is_good:
        assert reading.ug is not None
        DoseStep(week=1, dose_ug=reading.ug, timing=Timing.bedtime)
        if dose_text.dose_from_text(dose_text.plain_mg_text(reading.ug)).ug != reading.ug:
            refuse(written, "a dose that reads otherwise when it is shown")
        return True
    shown = {"written": reading.written, "mg": dose_text.local_mg_text(reading.ug or 0)}
    clear(f"survey.problem.dose_{reading.problem}", **shown)
    if len(reading.written) > dose_text.LONGEST_INPUT:
        refuse(written, "shown in full")
    return False


def return_code(written: str) -> bool:
    """Sixteen characters of the alphabet, whose hash is 32 bytes; or nothing."""
    code = codes.normalise_return_code(written)
    return code is not None and _is_code(code, codes.LENGTH)


def invite_code(written: str) -> bool:
    """Eight characters of the alphabet, or nothing."""
    code = codes.normalise_invite_code(written)
    return code is not None and _is_code(code, codes.INVITE_LENGTH)


def _is_code(code: str, length: int) -> bool:
    if len(code) != length or set(code) - set(codes.ALPHABET):
        refuse(code, "no code")
    hashed = codes.hash_code(code, PEPPER)
    if len(hashed) != len(PEPPER) or codes.normalise_return_code(codes.code_in_fours(code)) not in (
        code,
        None,
    ):
        refuse(code, "another code when it is read again")
    return True


def passphrase(given: tuple[str, str]) -> bool:
    """One that may be used has twelve signs or more; else a sentence says what is wrong."""
    wrong = passphrases.passphrase_problem(*given)
    if wrong is None:
        if len(unicodedata.normalize("NFKC", given[0])) < passphrases.LEAST:
            refuse(given, "too short")
        return True
    clear(f"leaders.passphrase.{wrong}", count=passphrases.LEAST)
    return False


def passphrase_hash(given: tuple[str, str]) -> bool:
    """A damaged hash fits nothing."""
    if passphrases.passphrase_fits(*given):
        refuse(given, "a made-up hash fits")
    return False


def one_time_code(written: str) -> bool:
    """No half minute, for whatever is no code of now."""
    step = one_time_codes.matching_step(SECRET, written, NOW)
    return step is not None


def recovery_code(written: str) -> bool:
    """A hash, or nothing."""
    hashed = enrolment.recovery_code_hash(written, PEPPER)
    return hashed is not None and len(hashed) == len(PEPPER)


def leader_name(written: str) -> bool:
    """A name of letters, or none."""
    name = enrolment.tidy_name(written)
    if name is None:
        return False
    if len(name) > enrolment.LONGEST_NAME or not name.isprintable() or "@" in name:
        refuse(written, "a name that cannot be shown")
    return True


def throttled_name(written: str) -> bool:
    """Any name is counted, and none is kept at full length."""
    slow = SignInThrottle()
    slow.begin(written, None, is_known=False)
    if any(len(name) > 3 * LONGEST_NAME for name in slow._nobodys):  # a fold makes 3 signs of one
        refuse(written, "kept at full length")
    return True


def session_token(written: str) -> bool:
    """A cookie may hold anything; it becomes 32 bytes."""
    return len(sessions.hash_token(written)) == len(PEPPER)


def forwarded_address(written: str) -> bool:
    """An address, a household's network, or nothing."""
    household = visitor_address._household_address(written)
    if (
        household
        and visitor_address._household_address(household.partition("/")[0])
        == visitor_address.UNKNOWN
    ):
        refuse(written, "no address")
    return bool(household)


def browser_language(written: str) -> bool:
    """A weight for every part, whatever a browser sends."""
    for part in written.split(","):
        if not isinstance(language._language_weight(part), float):
            refuse(written, "no weight")
    return True


def _of(*valid: str) -> object:
    return lambda source: source.text(valid)


def _passphrase(source: Hostile) -> tuple[str, str]:
    return source.text(("correct horse battery", "passwordpassword")), source.text(("Ann",))


def _hash(source: Hostile) -> tuple[str, str]:
    known = passphrases.nobodys_hash()
    while True:
        # One that still reads as Argon2 may ask for any memory; none but our own store has it.
        given = source.text((known[:30], known[30:], "$argon2id$v=19$m=8,t=1,p=1$"))
        if given != known and not given.startswith("$argon2id$v=19$m="):
            return given, source.text(("a passphrase",))


ENTRIES = (
    Entry("dose", _of(*DOSES), dose, slow=24_000, quick=1_000),
    Entry("return_code", _of(*CODES), return_code, slow=8_000, quick=300),
    Entry("invite_code", _of(*INVITES), invite_code, slow=6_000, quick=300),
    Entry("passphrase", _passphrase, passphrase, slow=4_000),
    Entry("passphrase_hash", _hash, passphrase_hash, slow=1_000),
    Entry("one_time_code", _of(pyotp.TOTP(SECRET).at(NOW), "12 34 56"), one_time_code, slow=3_000),
    Entry("recovery_code", _of("7K2M-QX4D-93", "ABCD-EFGH"), recovery_code, slow=3_000),
    Entry("leader_name", _of("Ann", "Søren K.", "SERVER"), leader_name, slow=3_000),
    Entry("throttled_name", _of("Ann"), throttled_name, slow=2_000),
    Entry("session_token", lambda source: source.written(("x" * 43,)), session_token, slow=2_000),
    Entry("forwarded_address", _of(*ADDRESSES), forwarded_address, slow=5_000),
    Entry("browser_language", _of(*LANGUAGES), browser_language, slow=3_000),
)
