"""Spanish by the rules that a reading of every page left behind, as far as a test can hold them."""

import re
from collections.abc import Iterator

import pytest

from dashboard.text import language, load_language_texts, number_in_language
from tests.dashboard.text.test_languages import flat

NOT_SAID = {
    "peor dolor de siempre": "the worst pain ever; meant is: más dolor del habitual",
    "de todo otro": "de cualquier otro",
    "mirar a": "of a filter: ver",
    "sigue: ": "of the next page: siguiente; an effect that stays sigue ahí",
    "medicamento sin quien te lo rec": "sin hablar antes con quien te lo receta",
    "es más amable": "sienta mejor",
    "más amable la mañana": "sienta mejor",
    "números un poco movidos": "con algo de ruido, a propósito",
    "un poco movid": "con algo de ruido",
    "con estrella": "con asterisco",
    "todo lo que vaya": "todo lo que corresponda",
    "toca lo que va con": "marca lo que corresponda",
    "pegarte": "sentarte",
    "pegarle": "sentarle",
    "te costaría": "reads as money",
}
"""What was wrong or awkward (lower case), and what is said, or why."""
_POINT_IN_NUMBER = re.compile(r"\d\.\d")
_GROUPED = re.compile(r"\d{5,}")
_SHARE = re.compile(r"\b(?:de|en) 100\b")
"""As in "24 de 100"; a share is always of each hundred."""
_ADDRESS = re.compile(r"https?://\S+|\S+\.(?:com|org|toml|html)\S*")


def spanish() -> Iterator[tuple[str, str]]:
    """(key, text) of all that is read in Spanish, without addresses."""
    for key, said in flat(load_language_texts("es")):
        yield key, _ADDRESS.sub("", said)


@pytest.mark.parametrize("phrase", NOT_SAID)
def test_what_was_wrong_or_awkward_is_said_nowhere(phrase: str) -> None:
    """The whole kind, not the one place where it was seen."""
    found = [key for key, said in spanish() if phrase in said.lower()]
    assert not found, NOT_SAID[phrase]


def test_a_share_is_said_in_one_form_everywhere() -> None:
    """Always "24 de cada 100": in a headline, on an axis, in a table."""
    assert _SHARE.search("24 de 100") and not _SHARE.search("24 de cada 100")
    assert not [key for key, said in spanish() if _SHARE.search(said)]


def test_numbers_have_a_comma_and_thousands_a_space() -> None:
    """0,5 mg and, from five digits on, 10 000 with a narrow space (Ortografía, RAE 2010)."""
    wrong = {
        key: said
        for key, said in spanish()
        if _POINT_IN_NUMBER.search(said) or _GROUPED.search(said)
    }
    assert not wrong


@pytest.mark.parametrize(
    ("code", "written", "said"),
    [
        ("es", "0.5", "0,5"),
        ("es", "2400", "2400"),
        ("es", "10000", "10\u202f000"),
        ("es", "1234567.5", "1\u202f234\u202f567,5"),
        ("en", "10000", "10,000"),
        ("en", "0.5", "0.5"),
    ],
)
def test_a_number_from_the_code_is_written_as_its_language_writes_it(
    code: str, written: str, said: str
) -> None:
    """One form everywhere."""
    before = language.set(code)
    try:
        assert number_in_language(written) == said
    finally:
        language.reset(before)


def test_dose_labels_in_figures_have_no_point() -> None:
    """The axis of doses beside sentences with commas."""
    labels = load_language_texts("es")["words"]["dose_short"].values()
    assert any("," in label for label in labels)
    assert not any("." in label for label in labels)
