import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import codes

PEPPER = b"a pepper of this test"


def test_a_code_is_sixteen_characters_in_groups_of_four() -> None:
    """Such as 7K2M-QX4D-93TR-HV8B; two are never the same."""
    made = {codes.make_return_code() for _ in range(2_000)}
    assert len(made) == 2_000
    assert all([len(g) for g in code.split("-")] == [4, 4, 4, 4] for code in made)


@given(st.data())
def test_a_code_is_read_however_it_was_copied(draw: st.DataObject) -> None:
    """Small letters, blanks, dashes of any kind; O for 0, I and L for 1."""
    code = draw.draw(st.text(codes.ALPHABET, min_size=16, max_size=16))
    similar = {"0": "0Oo", "1": "1IiLl"}
    written = "".join(
        draw.draw(st.sampled_from(similar.get(c, c + c.lower())))
        + draw.draw(st.sampled_from(("", " ", "-", "\u2013", "\u00a0")))
        for c in code
    )
    assert codes.normalise_return_code(written) == code


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused_and_never_breaks(written: str) -> None:
    """A code that is read has sixteen characters of the alphabet."""
    read = codes.normalise_return_code(written)
    assert read is None or (len(read) == 16 and set(read) <= set(codes.ALPHABET))


def test_the_hash_depends_on_the_pepper() -> None:
    """A stolen store without the pepper opens nothing."""
    code = codes.normalise_return_code(codes.make_return_code())
    assert codes.hash_code(code, PEPPER) != codes.hash_code(code, PEPPER + b"!")
    assert len(codes.hash_code(code, PEPPER)) == 32


def test_a_pepper_that_is_no_secret_is_refused() -> None:
    """Fifteen bytes are too few."""
    with pytest.raises(ValueError, match="pepper_too_short"):
        codes.hash_code("0" * 16, b"x" * 15)
