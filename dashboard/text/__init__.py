"""Every sentence and label, one TOML file a language; standard library only.

``say("survey.step", number=2, of=5)`` looks up ``[survey] step`` in the current language.
A table with ``one`` and ``other`` is a plural and is chosen by ``count``.
"""

import tomllib
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DEFAULT = "en"
language: ContextVar[str] = ContextVar("language", default=DEFAULT)


class NoSuchText(KeyError):
    """Raised for a key that the language file does not have."""


@cache
def load(code: str) -> dict[str, Any]:
    """All texts of a language, nested as in its file."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _find(code: str, key: str) -> Any:
    found: Any = load(code)
    for part in key.split("."):
        if not isinstance(found, dict) or part not in found:
            raise NoSuchText(key)
        found = found[part]
    return found


def say(key: str, **values: Any) -> str:
    """The text under a dotted key, with ``values`` filled in.

    Raises:
        NoSuchText: no text has this key.
        KeyError: the text names a value that was not given.
    """
    found = _find(language.get(), key)
    if isinstance(found, dict):
        if "count" not in values or "other" not in found:
            raise NoSuchText(key)
        found = found["one"] if values["count"] == 1 and "one" in found else found["other"]
    return str(found).format(**values) if values else str(found)


def has(key: str) -> bool:
    """Whether a text has this key."""
    try:
        _find(language.get(), key)
    except NoSuchText:
        return False
    return True


def table(key: str) -> dict[str, Any]:
    """A whole table of texts, in the order of the file; treat it as read-only.

    Raises:
        NoSuchText: there is no such table.
    """
    found = _find(language.get(), key)
    if not isinstance(found, dict):
        raise NoSuchText(key)
    return found
