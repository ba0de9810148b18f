import pytest
from dashboard.publishing.due import FIRST_FROM_MEMBERS
from streamlit.testing.v1 import AppTest

from dashboard.ui import empty_states


def shown(members: int) -> str:
    def page(members: int) -> None:
        from dashboard.ui.empty_states import show_no_edition

        show_no_edition(members)

    at = AppTest.from_function(page, args=(members,)).run()
    assert not at.exception
    return "".join(element.proto.body for element in at.get("html"))


def test_the_page_waits_for_as_many_answers_as_publishing_does() -> None:
    """One number in two places, since a page may not import publishing."""
    assert empty_states.NEEDED == FIRST_FROM_MEMBERS


def test_progress_is_told_and_drawn() -> None:
    """A dot an answer; the dots are hidden from screen readers, the words are not."""
    found = shown(15)
    assert "About 15 of the 30 answers needed so far." in found
    assert (found.count('class="in"'), found.count('class="open"')) == (15, 15)
    assert 'aria-hidden="true"' in found


def test_fewer_than_ten_looks_the_same_for_none_and_for_nine() -> None:
    """Nine hatched dots: as many as there might be."""
    found = shown(0)
    assert "Fewer than 10 of the 30 answers needed so far." in found
    assert (found.count('class="in"'), found.count('class="maybe"')) == (0, 9)


@pytest.mark.parametrize("members", [30, 35, 400])
def test_with_enough_answers_no_number_is_told(members: int) -> None:
    """All dots are filled, and never more than there are."""
    found = shown(members)
    assert found.count("<i ") == found.count('class="in"') == 30
    assert str(members) not in found.replace("30 people", "")


def test_unavailable_says_that_nothing_is_lost() -> None:
    """Calmly, without a reason that could tell where the store lies."""

    def page() -> None:
        from dashboard.ui.empty_states import show_unavailable

        show_unavailable()

    at = AppTest.from_function(page).run()
    assert not at.exception
    assert "the answers are safe" in "".join(e.proto.body for e in at.get("html"))
