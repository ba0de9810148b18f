from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from dashboard.ui.own import own_survey
from db.answers import Survey


def kept_and_asked() -> None:
    """Keeps what the test put aside, and says whether it is there."""
    import streamlit as st

    from dashboard.ui.own import own_survey

    if "given" in st.session_state:
        own_survey.hold_survey(st.session_state["given"])
    st.text(str(own_survey.session_survey() is not None))
    own_survey.let_survey_go()
    st.text(str(own_survey.session_survey() is not None))


def compared() -> None:
    """The comparison in the middle of another page."""
    import streamlit as st

    from dashboard.findings.peers.me import MyFacts
    from dashboard.ui.own.peers_page import show_peers

    show_peers(MyFacts(7))
    st.text("after it")


def test_a_survey_is_held_until_it_is_let_go(a_survey: Callable[..., Survey]) -> None:
    """In this session alone: nothing is there before, nothing after."""
    app = AppTest.from_function(kept_and_asked)
    app.session_state["given"] = a_survey()
    assert [text.value for text in app.run().text] == ["True", "False"]
    assert own_survey.KEY not in app.session_state
    other_session = AppTest.from_function(kept_and_asked).run()
    assert [text.value for text in other_session.text] == ["False", "False"]


@pytest.mark.parametrize("forged", [{"week": 3}, "mcas", None])
def test_what_is_no_survey_is_not_taken_for_one(forged: object) -> None:
    """Whatever else may lie under the key."""
    app = AppTest.from_function(kept_and_asked)
    app.session_state["given"] = forged
    assert [text.value for text in app.run().text] == ["False", "False"]


def test_where_there_is_no_edition_the_rest_of_another_page_follows(stores: Stores) -> None:
    """After handing in, the thank-you view goes on below the comparison."""
    st.cache_resource.clear()
    page = AppTest.from_function(compared, default_timeout=30).run()
    assert not page.exception
    assert [text.value for text in page.text] == ["after it"]
    st.cache_resource.clear()
