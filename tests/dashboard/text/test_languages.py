import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from threading import Thread
from typing import Any, get_args

import pytest

from dashboard import text
from dashboard.text import DEFAULT, LANGUAGES, cache_by_language, in_this_language, language
from db.desk.group import GroupSettings, Language

OTHERS = [code for code in LANGUAGES if code != DEFAULT]
ENGLISH_ALONE = ("command.", "import.")
"""What the command says to who runs the server; every other text is in every language."""
PLURAL = {"one", "other"}
NO_LETTERS = re.compile(r"\{[^}]*\}|[^a-zA-Z]|\b(?:mg|mcg)\b")
THE_SAME = {
    "es": {
        "language.en",
        "language.es",
        "pages.home",
        "pages.bar_start",
        "pages.short_home",
        "home.title",
        "report.brand",
        "words.sensitivity.no",
        "words.before.no",
        "words.condition.endometriosis",
        "export.about.invented_no",
    },
}
"""Texts that are rightly the same as in English: names, and a word that two languages share."""
CLAIMS_AND_ADVICE = {
    "es": re.compile(
        r"\b(?:demostrad|comprobad|probad[oa]s?\b|demuestra|prueba que|deber[íi]a|debes|"
        r"tienes que (?:subir|bajar)|causad[oa] por|por culpa)",
        re.IGNORECASE,
    ),
}
BETTER = re.compile(
    r"\b(?:mucho|muchísimo|un poco|sentirse|siente|sentirme) (?:o muchísimo )?mejor"
)
"""A word for what somebody said of themselves; nothing else is called "mejor"."""
DECIMAL_POINT = re.compile(r"\d\.\d(?!\d\d)")
DASHBOARD = Path(text.__file__).parents[1]
SCRIPTS = [p for p in DASHBOARD.rglob("*.py") if not {"commands", "command.py"} & set(p.parts)]


def flat(found: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(dotted key, text) of every text."""
    if isinstance(found, dict):
        for key, part in found.items():
            yield from flat(part, f"{path}.{key}" if path else key)
    else:
        yield path, str(found)


def texts(code: str) -> dict[str, str]:
    """Key -> text of a language, without the command's."""
    return {
        k: t for k, t in flat(text.load_language_texts(code)) if not k.startswith(ENGLISH_ALONE)
    }


def places(template: str) -> list[tuple[str | None, str | None]]:
    """The values that a text is filled with, and how they are written."""
    return sorted((name, form) for _, name, form, _ in Formatter().parse(template) if name)


def test_every_language_that_a_group_may_offer_is_there() -> None:
    """And each is called by its own name, whatever language shows."""
    assert set(get_args(Language)) == set(LANGUAGES)
    assert set(GroupSettings().languages) == set(LANGUAGES)
    names = [text.load_language_texts(code)["language"] for code in LANGUAGES]
    assert all(
        {code: found[code] for code in LANGUAGES} == {code: names[0][code] for code in LANGUAGES}
        for found in names
    )


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_missing_and_none_is_left_over(code: str) -> None:
    """The message names the keys: write them into the language's file."""
    english, other = texts(DEFAULT), texts(code)
    missing = [f"{key} = {english[key]!r}" for key in english if key not in other]
    assert not missing, "missing in " + code + ".toml:\n" + "\n".join(missing)
    over = [key for key in other if key not in english]
    assert not over, "only in " + code + ".toml:\n" + "\n".join(over)


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_names_the_same_values(code: str) -> None:
    """A value that is not named is lost; one that is not given brings the page down."""
    english, other = texts(DEFAULT), texts(code)
    both = [key for key in english if key in other]
    assert not [key for key in both if places(english[key]) != places(other[key])]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_plural_has_one_and_other(code: str) -> None:
    """A count of 1 has a text of its own wherever there is a plural."""
    ones = {key.rpartition(".")[0] for key in texts(code) if key.endswith(".one")}
    assert len(ones) > 10
    for key in ones:
        found = text._find_text(code, key)
        assert set(found) == PLURAL, key
        assert found["one"] != found["other"], key


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_was_left_in_english(code: str) -> None:
    """Only names, signs and numbers are the same."""
    english, other = texts(DEFAULT), texts(code)
    same = {k for k in english if other.get(k) == english[k] and NO_LETTERS.sub("", english[k])}
    assert same == THE_SAME[code]


def test_spanish_claims_nothing_and_advises_nothing() -> None:
    """As in English: no "proven", no "should", and "mejor" for what people said of themselves."""
    for key, said in texts("es").items():
        assert not CLAIMS_AND_ADVICE["es"].search(said), (key, said)
        if key.startswith(("finding.", "claims.", "article.", "charts.")):
            assert "mejor" not in BETTER.sub("", said.lower()).replace("mejoría", ""), (key, said)


def test_spanish_writes_a_decimal_comma() -> None:
    """Everywhere but where a point is no decimal mark: 10.000 codes."""
    assert not {k: t for k, t in texts("es").items() if DECIMAL_POINT.search(t)}
    assert DECIMAL_POINT.search("1.5 mg") and not DECIMAL_POINT.search("10.000")


@pytest.mark.parametrize(("code", "read"), [("en", "0.5"), ("es", "0,5")])
def test_a_number_is_read_with_the_languages_own_mark(code: str, read: str) -> None:
    """It is written with a point wherever a program reads it."""
    before = language.set(code)
    try:
        assert text.number_in_language("0.5") == read
        assert text.number_in_language("12") == "12"
    finally:
        language.reset(before)


def test_what_a_language_does_not_have_is_said_in_english() -> None:
    """So is everything that the command says; a key that no language has is still an error."""
    before = language.set("es")
    try:
        assert text.say("command.closed") == text.load_language_texts(DEFAULT)["command"]["closed"]
        with pytest.raises(text.NoSuchText):
            text.say("command.no_such_text")
    finally:
        language.reset(before)


def test_another_thread_speaks_its_own_language() -> None:
    """One visitor's run does not change the words of another's."""
    heard: list[str] = []
    before = language.set("es")
    try:
        make = in_this_language(lambda: text.say("survey.back"))
        for said in (lambda: text.say("survey.back"), make):
            thread = Thread(target=lambda said=said: heard.append(said()))
            thread.start()
            thread.join()
    finally:
        language.reset(before)
    assert heard == [text.load_language_texts(code)["survey"]["back"] for code in (DEFAULT, "es")]


def test_a_cache_of_words_has_the_language_in_its_key() -> None:
    """The same argument in another language is another result, and is then kept, too."""
    asked = []

    @cache_by_language(8)
    def spoken(key: str) -> str:
        asked.append(key)
        return text.say(key)

    heard = []
    for code in ("en", "es", "en", "es"):
        before = language.set(code)
        heard.append(spoken("survey.back"))
        language.reset(before)
    assert heard[:2] == heard[2:] and heard[0] != heard[1]
    assert len(asked) == 2


def test_no_cache_without_a_language_keeps_words() -> None:
    """A function that says something itself is not under ``cache`` or ``lru_cache``."""
    found = [
        f"{path.name}: {function.name}"
        for path in SCRIPTS
        for function in functions(path)
        if is_cached(function) and calls(function) & {"say", "table", "number", "has"}
    ]
    assert not found


def test_no_words_are_said_while_a_module_is_read() -> None:
    """They would stay in the language of whoever came first."""
    found = [path.name for path in SCRIPTS if "say" in said_at_once(path)]
    assert not found


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def is_cached(function: ast.FunctionDef) -> bool:
    names = (ast.unparse(found) for found in function.decorator_list)
    return any(re.match(r"(?:functools\.)?(?:lru_)?cache\b(?!_)", name) for name in names)


def calls(node: ast.AST) -> set[str]:
    found = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    return {name.id for name in found if isinstance(name, ast.Name)}


def said_at_once(path: Path) -> set[str]:
    later = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

    def walk(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, later):
                yield from walk(child)

    return set(walk(ast.parse(path.read_text("utf-8"))))
