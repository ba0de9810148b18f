"""Every sentence and label, one TOML file a language; standard library only.

``say("survey.step", number=2, of=5)`` looks up ``[survey] step`` in the current language.
A table with ``one`` and ``other`` is a plural and is chosen by ``count``. What a language does not
have is said in English: on purpose ``[command]`` and ``[import]``, and a test allows nothing else.
"""

import tomllib
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent
DEFAULT = "en"
_DIGITS_TO_GROUP = 5
"""Four stand without a mark: Real Academia Española, Ortografía, 2010."""
Made = TypeVar("Made")
Asked = TypeVar("Asked", bound=Hashable)
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("??.toml")))
"""Codes of the languages that there are, such as ``en``."""
language: ContextVar[str] = ContextVar("language", default=DEFAULT)
"""Set at the start of every script run by dashboard.ui.language; a run has a thread of its own."""


class NoSuchText(KeyError):
    """Raised for a key that the language file does not have."""


@cache
def load_language_texts(code: str) -> dict[str, Any]:
    """All texts of a language, nested as in its file."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _find_text(code: str, key: str) -> Any:
    found: Any = load_language_texts(code)
    for part in key.split("."):
        if not isinstance(found, dict) or part not in found:
            if code != DEFAULT:
                return _find_text(DEFAULT, key)
            raise NoSuchText(key)
        found = found[part]
    return found


def say(key: str, **values: Any) -> str:
    """The text under a dotted key, with ``values`` filled in.

    Raises:
        NoSuchText: no text has this key.
        KeyError: the text names a value that was not given.
    """
    found = _find_text(language.get(), key)
    if isinstance(found, dict):
        if "count" not in values or "other" not in found:
            raise NoSuchText(key)
        found = found["one"] if values["count"] == 1 and "one" in found else found["other"]
    return str(found).format(**values) if values else str(found)


def number_in_language(written: str) -> str:
    """A number with a decimal point as the language writes it: ``"1.5"`` -> ``"1,5"``.

    From five digits on with a mark between thousands. For what is read. What goes into a field, a
    file or an address keeps its point.
    """
    whole, point, rest = written.partition(".")
    if len(whole) >= _DIGITS_TO_GROUP and whole.isdecimal():
        whole = f"{int(whole):,}".replace(",", say("number.thousands_mark"))
    return whole + (say("number.decimal_mark") + rest if point else "")


def label_in_sentence(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, but for "LDN" and the like."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def in_this_language(made: Callable[[], Made]) -> Callable[[], Made]:
    """The function as it is now spoken, for who calls it later from another thread."""
    code = language.get()

    def run_in_language() -> Made:
        before = language.set(code)
        try:
            return made()
        finally:
            language.reset(before)

    return run_in_language


def cache_by_language(most: int) -> Callable[[Callable[[Asked], Made]], Callable[[Asked], Made]]:
    """``functools.lru_cache`` for a function of one argument that calls ``say``.

    The language is part of the key.

    Args:
        most: results that are kept.
    """

    def decorate_function(made: Callable[[Asked], Made]) -> Callable[[Asked], Made]:
        @lru_cache(most)
        def result_by_code(_code: str, asked: Asked) -> Made:
            return made(asked)

        @wraps(made)
        def call_in_language(asked: Asked) -> Made:
            return result_by_code(language.get(), asked)

        vars(call_in_language)["cache_info"] = result_by_code.cache_info  # as lru_cache has it
        return call_in_language

    return decorate_function


def has_text(key: str) -> bool:
    """Whether a text has this key."""
    try:
        _find_text(language.get(), key)
    except NoSuchText:
        return False
    return True


def text_table(key: str) -> dict[str, Any]:
    """A whole table of texts, in the order of the file; treat it as read-only.

    Raises:
        NoSuchText: there is no such table.
    """
    found = _find_text(language.get(), key)
    if not isinstance(found, dict):
        raise NoSuchText(key)
    return found
