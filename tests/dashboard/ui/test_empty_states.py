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


def test_the_page_waits_for_as_many_answers_as_publishing_does() -> None:
    """A dot for each member that the first edition needs, whoever has answered so far."""
    found = shown(20)
    assert found.count('class="in"') + found.count('class="open"') == FIRST_FROM_MEMBERS


def test_progress_is_told_and_drawn() -> None:
    """A dot an answer; the dots are hidden from screen readers, the words are not."""
    found = shown(20)
    assert "About 20 of about 35 answers needed so far." in found
    assert (found.count('class="in"'), found.count('class="open"')) == (20, 15)
    assert 'aria-hidden="true"' in found


def test_under_twenty_looks_the_same_for_none_and_for_nineteen() -> None:
    """Nineteen hatched dots: as many as there might be."""
    found = shown(0)
    assert "Under 20 of about 35 answers needed so far." in found
    assert (found.count('class="in"'), found.count('class="maybe"')) == (0, 19)


@pytest.mark.parametrize("members", [35, 400])
def test_with_enough_answers_no_number_is_told(members: int) -> None:
    """All dots are filled, and never more than there are."""
    found = shown(members)
    assert found.count("<i ") == found.count('class="in"') == FIRST_FROM_MEMBERS
    assert str(members) not in found.replace("35 people", "")


def test_unavailable_says_that_nothing_is_lost() -> None:
    """Calmly, without a reason that could tell where the store lies."""

    def page() -> None:
        from dashboard.ui.empty_states import show_unavailable

        show_unavailable()

    at = AppTest.from_function(page).run()
    assert not at.exception
    assert "the answers are safe" in "".join(e.proto.body for e in at.get("html"))
