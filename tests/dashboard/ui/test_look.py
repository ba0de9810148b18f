"""Words that are set whole."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.look import html_with_whole_ranges


def kept(text: str) -> str:
    return f'<span class="ss-range">{text}</span>'


def test_weeks_and_doses_are_not_broken_over_two_lines() -> None:
    """A line that ends in "3" and one that begins with "mg" are hard to read."""
    assert (
        html_with_whole_ranges("in weeks 9–12 at 1.5 mg.")
        == f"in weeks {kept('9–12')} at {kept('1.5 mg')}."
    )
    assert html_with_whole_ranges("de 0,5 mg a 3 mg") == f"de {kept('0,5 mg')} a {kept('3 mg')}"


@given(st.text(alphabet="<>&\"'12–. mg"))
def test_no_text_becomes_markup(text: str) -> None:
    """Without what is put around, only escaped signs are left."""
    left = (
        html_with_whole_ranges(text).replace('<span class="ss-range">', "").replace("</span>", "")
    )
    assert not set(left) & {"<", ">", '"', "'"}
