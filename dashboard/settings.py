"""Every setting, its default, and its name in the environment (``SWEETSPOT_`` in front)."""

import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_config_path, user_data_path
from pydantic import Field, PrivateAttr, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from db.store.key_text import text_of_bytes, without_edges
from db.store.new_file import write_new_file

APP = "sweetspot"
PEPPER_BYTES = 32
LEAST_PEPPER = 16
"""Characters; a shorter one is no secret."""


class PepperReadings(NamedTuple):
    """Two ways to read what is written; each None where it gives no secret of 16 characters.

    Attributes:
        exact: as every version up to 0.1 took it.
        plain: as somebody meant it: without quotes, line ends, blanks and unseen signs around it.
    """

    exact: bytes | None
    plain: bytes | None


class Settings(BaseSettings):
    """What an operator may set; read once when the process starts.

    Attributes:
        store: folder of the SQLite files.
        database_url: address of a PostgreSQL to be used in their place.
        database_url_pages: the same database through a login that can read editions alone; the
            pages use the app's own login, in a role of that kind, unless it is set.
        pepper: the secret that return codes are hashed with; at least 16 characters.
        pepper_file: where the pepper is kept when ``pepper`` is not set; made at the first start.
        interval_days: days between two publishing days where the group's leaders set no rhythm; the
            nearest of 4, 6 and 12 weeks is meant.
        check_minutes: how often the running app looks whether an edition is due.
        trusted_proxies: how many proxies of our own stand before the app; each adds the address
            that it saw to X-Forwarded-For.
        runs_a_second: how often a tab may have its page run for long; a household five times that.
        proof_of_work: whether a browser has to compute for a second before a survey is handed in;
            works over https alone.
        backups_kept_days: how long the operator keeps backups, for the page on which members
            erase their answers; it does not say so unless this is set.
        leaders_oidc: e-mail addresses, with commas, of leaders who sign in at their organisation.
    """

    model_config = SettingsConfigDict(env_prefix="SWEETSPOT_", hide_input_in_errors=True)

    store: Path = Field(default_factory=lambda: user_data_path(APP))
    database_url: SecretStr | None = None
    database_url_pages: SecretStr | None = None
    pepper: SecretStr | None = Field(default=None, min_length=LEAST_PEPPER)
    pepper_file: Path = Field(default_factory=lambda: user_config_path(APP) / "pepper")
    interval_days: int = Field(default=28, ge=1, le=84)
    check_minutes: float = Field(default=10, gt=0, le=24 * 60)
    trusted_proxies: int = Field(default=0, ge=0, le=10)
    runs_a_second: float = Field(default=4, ge=1, le=1000)
    proof_of_work: bool = False
    backups_kept_days: int | None = Field(default=None, ge=1, le=3650)
    leaders_oidc: str = ""
    _file_in_memory: bytes | None = PrivateAttr(default=None)
    _pepper_in_memory: bytes | None = PrivateAttr(default=None)

    @field_validator("pepper")
    @classmethod
    def _is_text(cls, pepper: SecretStr | None) -> SecretStr | None:
        """A variable may hold bytes that are no text; its key would differ between systems."""
        if pepper is not None:
            pepper.get_secret_value().encode()
        return pepper

    @field_validator("database_url", "database_url_pages", mode="before")
    @classmethod
    def _empty_is_none(cls, url: object) -> object:
        """A line of an environment that was left empty names no database."""
        return url or None

    def organisation_leaders(self) -> frozenset[str]:
        """The addresses of ``leaders_oidc``, in lower case."""
        addresses = (address.strip().casefold() for address in self.leaders_oidc.split(","))
        return frozenset(address for address in addresses if "@" in address)

    def pepper_readings(self) -> PepperReadings:
        """The pepper as it is written; a store says which reading is its own.

        Its file is read once, so that a running app has it for as long as it runs.

        Raises:
            FileNotFoundError: none is set, and there is no file: ``make_pepper`` makes one.
            OSError: the file cannot be read, or holds no secret however it is read.
        """
        if self.pepper is not None:
            written = self.pepper.get_secret_value()
            return PepperReadings(written.encode(), _long_enough(without_edges(written)))
        content = self._file_in_memory or self.pepper_file.read_bytes()
        found = PepperReadings(_exact_secret(content), _plain_secret(content))
        if found == (None, None):
            raise OSError("pepper_unusable")
        self._file_in_memory = content
        return found

    def pepper_bytes(self) -> bytes:
        """The pepper that the store has agreed to, else as it is written.

        Raises:
            OSError: as ``pepper_readings``.
        """
        readings = self.pepper_readings()
        return self._pepper_in_memory or readings.exact or readings.plain or b""

    def hold_pepper(self, pepper: bytes) -> None:
        """Keep the reading that the store of this process has agreed to."""
        self._pepper_in_memory = pepper

    def pepper_in_memory(self) -> bytes | None:
        """The pepper that ``hold_pepper`` was called with, if it was."""
        return self._pepper_in_memory

    def pepper_place(self) -> str:
        """The variable or the file that the pepper comes from, to be named in a sentence."""
        return "SWEETSPOT_PEPPER" if self.pepper is not None else str(self.pepper_file)

    def make_pepper(self) -> None:
        """Make the pepper's file; whoever calls this knows that no code was hashed with another.

        Raises:
            OSError: it cannot be made.
        """
        _make_pepper(self.pepper_file)

    def is_pepper_file_gone(self) -> bool:
        """Whether a pepper that is not in the environment has no file."""
        return self.pepper is None and not self.pepper_file.exists()


def _exact_secret(content: bytes) -> bytes | None:
    written = content.strip()
    return written if len(written) >= LEAST_PEPPER and written.isascii() else None


def _plain_secret(content: bytes) -> bytes | None:
    try:
        written = without_edges(text_of_bytes(content))
    except UnicodeError:
        return None
    return _long_enough(written) if written.isascii() else None


def _long_enough(written: str) -> bytes | None:
    return written.encode() if len(written) >= LEAST_PEPPER else None


def _make_pepper(file: Path) -> None:
    """Of several first starts at once, one writes its own; the others use that one."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        write_new_file(file, secrets.token_hex(PEPPER_BYTES).encode("ascii"))


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
