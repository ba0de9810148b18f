import pytest
from streamlit.testing.v1 import AppTest

from db.thresholds import FIRST_FROM_MEMBERS


def shown(members: int) -> str:
    def page(members: int) -> None:
        from dashboard.ui.empty_states import show_no_edition

        show_no_edition(members)

    at = AppTest.from_function(page, args=(members,)).run()
    assert not at.exception
    return "".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize(
    ("members", "told"),
    [
        (0, "Under 20 of about 35 answers needed so far."),
        (20, "About 20 of about 35 answers needed so far."),
        (30, "About 30 of about 35 answers needed so far."),
    ],
)
def test_progress_is_told_in_steps_and_in_words_alone(members: int, told: str) -> None:
    """No dot an answer: nothing on the page can be counted."""
    found = shown(members)
    assert told in found
    assert "<i" not in found


@pytest.mark.parametrize("members", [FIRST_FROM_MEMBERS, 400])
def test_with_enough_answers_no_number_is_told(members: int) -> None:
    """Only that the first results are on their way."""
    assert str(members) not in shown(members).replace("35 people", "")


def test_unavailable_says_that_nothing_is_lost() -> None:
    """Calmly, without a reason that could tell where the store lies."""

    def page() -> None:
        from dashboard.ui.empty_states import show_unavailable

        show_unavailable()

    at = AppTest.from_function(page).run()
    assert not at.exception
    assert "the answers are safe" in "".join(e.proto.body for e in at.get("html"))
