"""One-time codes (TOTP, RFC 6238): the secret, sealed for the store; a code's half minute."""

import base64
import io
import unicodedata

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ISSUER = "Sweet Spot"
"""What the leader's app shows above the code; a name, not a sentence."""
STEPS_OFF = 1
"""A code of the half minute before or after counts, too: clocks differ, and typing takes time."""
DIGITS = 6
QR_SCALE = 6
QR_BORDER = 4
"""White modules around a code that the standard asks for."""
_KEY_BYTES = 32
_FOR = b"sweetspot: secrets of leaders' one-time codes"


class SealBrokenError(Exception):
    """A sealed secret cannot be opened: the pepper is not the one that sealed it."""


def make_secret() -> str:
    """A new secret, 160 random bits in base32."""
    return pyotp.random_base32()


def seal_secret(secret: str, pepper: bytes) -> bytes:
    """Encrypt a secret under a key that is derived from the pepper."""
    return _pepper_cipher(pepper).encrypt(secret.encode())


def unseal_secret(sealed: bytes, pepper: bytes) -> str:
    """The secret that was sealed.

    Raises:
        SealBrokenError: under another pepper, or changed.
    """
    try:
        return _pepper_cipher(pepper).decrypt(sealed).decode()
    except InvalidToken:
        raise SealBrokenError from None


def matching_step(secret: str, written: str, now: float) -> int | None:
    """The half minute whose code this is, of the last, this and the next one; None for no code.

    Every one of them is compared, in constant time.
    """
    code = "".join(unicodedata.normalize("NFKC", written).split())
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    totp = pyotp.TOTP(secret)
    this = int(now) // totp.interval
    steps = range(this - STEPS_OFF, this + STEPS_OFF + 1)
    found = [step for step in steps if _is_code_of(totp, step, code)]
    return found[-1] if found else None


def qr_picture(secret: str, name: str) -> bytes:
    """The secret as a PNG for the camera of the leader's telephone, dark on white."""
    picture = io.BytesIO()
    _qr_code(secret, name).save(picture, kind="png", scale=QR_SCALE, border=QR_BORDER)
    return picture.getvalue()


def qr_in_text(secret: str, name: str) -> str:
    """The same in half blocks, for a terminal with light letters on a dark ground."""
    text = io.StringIO()
    _qr_code(secret, name).terminal(out=text, border=QR_BORDER, compact=True)
    return text.getvalue()


def secret_in_groups(secret: str) -> str:
    """A secret in groups of four, for a leader who has to type it."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def _qr_code(secret: str, name: str) -> segno.QRCode:
    return segno.make_qr(pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER))


def _is_code_of(totp: pyotp.TOTP, step: int, code: str) -> bool:
    return pyotp.utils.strings_equal(totp.generate_otp(step), code)


def _pepper_cipher(pepper: bytes) -> Fernet:
    key = HKDF(SHA256(), _KEY_BYTES, salt=None, info=_FOR).derive(pepper)
    return Fernet(base64.urlsafe_b64encode(key))
