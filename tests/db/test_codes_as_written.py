"""A code as people copy it: out of a message, with quotes, with signs that nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import codes

CODE = "7K2M-QX4D-93TR-HV8B"
READ = "7K2MQX4D93TRHV8B"
AS_WRITTEN = [
    f"{CODE}.",
    f"“{CODE}”",
    f"'{CODE}',",
    f"Code: {CODE}",
    f"My return code is: {CODE}",
    f"code {CODE}",
    f"Código: {CODE}",
    f"código de regreso {CODE}",
    f"My code is {CODE}",
    f"Sweet Spot code {CODE}",
    f"Mi código es {CODE}",
    f"\u200b{CODE}",
    f"\ufeff{CODE}\u2060",
    CODE.replace("-", "\u202f"),
    CODE.replace("-", "\u2212"),
    "７Ｋ２Ｍ－ＱＸ４Ｄ－９３ＴＲ－ＨＶ８Ｂ",
    "７ｋ２ｍ ｑｘ４ｄ ９３ｔｒ ｈｖ８ｂ",
    CODE.replace("-", "\n"),
    f"({CODE})",
]
UNSEEN = "\u200b\ufeff\u202f\u2212\u2060\u00ad .-–\"'“”·\t"


@pytest.mark.parametrize("written", AS_WRITTEN)
def test_a_code_is_read_as_it_was_copied(written: str) -> None:
    """Nothing around it and nothing between its letters matters."""
    assert codes.normalise_return_code(written) == READ
    assert codes.why_no_return_code(written) is None


@given(st.data())
def test_signs_that_are_no_letters_never_change_which_code_is_read(draw: st.DataObject) -> None:
    """Any code, with any of them before, between and after its characters."""
    code = draw.draw(st.text(codes.ALPHABET, min_size=16, max_size=16))
    between = st.text(UNSEEN, max_size=2)
    written = "".join(draw.draw(between) + sign for sign in code) + draw.draw(between)
    assert codes.normalise_return_code(written) == code


@given(st.text(codes.ALPHABET, min_size=16, max_size=16), st.sampled_from(["Code:", "código "]))
def test_a_label_before_a_code_never_eats_of_it(code: str, label: str) -> None:
    """Also where the code's own letters would spell a word."""
    assert codes.normalise_return_code(label + code) == code
    assert codes.normalise_return_code(code) == code


def test_a_code_that_begins_like_a_word_is_no_label() -> None:
    """C0DE, with the O that some read in it."""
    assert codes.normalise_return_code("code-7k2m-qx4d-93tr") == "C0DE7K2MQX4D93TR"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("hello", ("code_too_short", 5)),
        ("7K2M-QX4D-93TR-HV8", ("code_too_short", 15)),
        ("7K2M-QX4D-93TR-HV8BB", ("code_too_long", 17)),
        ("7K2M-QX4D-93TR-HV8U", ("code_other_sign", 16)),
        ("\u200b.", ("code_too_short", 0)),
        ("x" * 100, ("code_too_long", 64)),
    ],
)
def test_what_can_be_no_code_is_told_why(written: str, why: tuple[str, int]) -> None:
    """Its length as we count it; U is in no code."""
    assert codes.why_no_return_code(written) == why


@given(st.text(max_size=120))
def test_whatever_is_typed_is_a_code_or_told_why_not(written: str) -> None:
    """Never both, never neither."""
    is_code = codes.normalise_return_code(written) is not None
    assert is_code == (codes.why_no_return_code(written) is None)
