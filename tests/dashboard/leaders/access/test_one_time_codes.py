"""One-time codes and recovery codes: RFC 6238's own example, the seal, the picture."""

import base64
import io
import re

import pyotp
import pytest
from PIL import Image

from dashboard.leaders.access import enrolment, one_time_codes
from dashboard.leaders.access.enrolment import HOW_MANY
from dashboard.leaders.access.one_time_codes import (
    SealBrokenError,
    matching_step,
    seal_secret,
    unseal_secret,
)
from db import codes

PEPPER, OTHER = b"p" * 32, b"q" * 32
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_CODES = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
"""RFC 6238, appendix B (SHA-1): the last six of its eight digits."""


@pytest.mark.parametrize(("at", "code"), RFC_CODES.items())
def test_the_standards_own_codes_are_read(at: int, code: str) -> None:
    """Each is the code of its half minute; spaces do not matter."""
    assert matching_step(RFC_SECRET, code, at) == at // 30
    assert matching_step(RFC_SECRET, f" {code[:3]} {code[3:]} ", at) == at // 30


@pytest.mark.parametrize(("late", "counts"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_code_counts_half_a_minute_early_or_late(late: int, counts: bool) -> None:
    """One half minute to each side, not two."""
    at = 1_800_000_015
    assert (matching_step(RFC_SECRET, pyotp.TOTP(RFC_SECRET).at(at), at + late) is not None) == (
        counts
    )


@pytest.mark.parametrize("written", ["", "28708", "2870822", "28708x", "28708\u0662", "-28708"])
def test_what_is_not_six_digits_is_no_code(written: str) -> None:
    """Too short, too long, a letter, an Arabic two, a sign."""
    assert matching_step(RFC_SECRET, written, 59) is None


def test_a_sealed_secret_opens_under_its_own_pepper_alone() -> None:
    """Twice sealed it looks different; another pepper, or a changed byte, opens nothing."""
    secret = one_time_codes.make_secret()
    sealed = seal_secret(secret, PEPPER)
    assert unseal_secret(sealed, PEPPER) == secret
    assert secret.encode() not in sealed
    assert sealed != seal_secret(secret, PEPPER)
    for broken, pepper in ((sealed, OTHER), (sealed[:-4] + b"AAA=", PEPPER)):
        with pytest.raises(SealBrokenError):
            unseal_secret(broken, pepper)


def test_secrets_are_160_random_bits() -> None:
    """32 base32 characters; a hundred of them are all different."""
    drawn = {one_time_codes.make_secret() for _ in range(100)}
    assert len(drawn) == 100
    assert all(re.fullmatch(r"[A-Z2-7]{32}", secret) for secret in drawn)


def test_the_picture_is_dark_on_white_and_big_enough_to_scan() -> None:
    """Square, four white modules around it, about half of the inside dark."""
    picture = Image.open(io.BytesIO(one_time_codes.qr_picture(RFC_SECRET, "Anna"))).convert("L")
    border = one_time_codes.QR_BORDER * one_time_codes.QR_SCALE
    width, height = picture.size
    assert picture.format is None
    assert width == height >= 200
    assert picture.crop((0, 0, width, border)).getextrema() == (255, 255)
    assert picture.crop((border, border, border + 6, border + 6)).getextrema() == (0, 0)


def test_the_terminals_picture_has_the_same_modules() -> None:
    """Two rows of modules a line; as many lines as half the picture's rows, rounded up."""
    width = Image.open(io.BytesIO(one_time_codes.qr_picture(RFC_SECRET, "Anna"))).size[0]
    modules = width // one_time_codes.QR_SCALE
    lines = one_time_codes.qr_in_text(RFC_SECRET, "Anna").splitlines()
    assert [len(line) for line in lines] == [modules] * -(-modules // 2)


def test_recovery_codes_are_ten_and_read_forgivingly() -> None:
    """Lower case, spaces and O for 0 give the same hash."""
    made = enrolment.new_recovery_codes()
    assert len(set(made)) == HOW_MANY == 10
    code = "7K2M-QX4D-93TR-HV0B"
    assert enrolment.recovery_code_hash(code, PEPPER) == enrolment.recovery_code_hash(
        "7k2m qx4d 93tr hvob", PEPPER
    )
    assert enrolment.recovery_code_hash("123456", PEPPER) is None


def test_a_recovery_code_is_no_return_code() -> None:
    """The same characters have another hash, and another one under another pepper."""
    code = codes.normalise_return_code("7K2M-QX4D-93TR-HV8B")
    assert code is not None
    hashes = {
        enrolment.recovery_code_hash(code, PEPPER),
        enrolment.recovery_code_hash(code, OTHER),
        codes.hash_code(code, PEPPER),
    }
    assert len(hashes) == 3
