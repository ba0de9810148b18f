"""What a reader saves under two figures lies in two files, on whatever page they tapped."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from tests.pages.conftest import OpenPage

PAGES = ("home", "timelines", "doses", "timings", "response")
SHOWN = 14
"""Figures with a table that these pages show at the start, home's being that of another page."""
Saved = list[tuple[str, str]]


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> Saved:
    """(file name, content) of every file that a page has offered, as it is shown."""
    found: Saved = []
    offer = st.download_button

    def look(label: str, data: Callable[[], str], **given: Any) -> bool:
        found.append((given["file_name"], data()))
        return offer(label, data, **given)

    monkeypatch.setattr(st, "download_button", look)
    return found


def assert_a_file_a_name(saved: Saved, at_least: int) -> None:
    """As many names as contents, and each content under the one name."""
    names = {name for name, _ in saved}
    assert len(set(saved)) == len(names) >= at_least


def test_all_pages_together_offer_no_name_twice_for_two_files(
    filled: Stores, open_page: OpenPage, saved: Saved
) -> None:
    """Bedtime against morning and against a divided dose; starters and stayers, in their view."""
    for name in PAGES:
        page = open_page(name)
        if name == "response":
            page.segmented_control(key="view").set_value("pleasure").run()
        assert not page.exception
    assert_a_file_a_name(saved, at_least=SHOWN)


def test_two_effects_and_two_sexes_have_files_of_their_own(
    filled: Stores, open_page: OpenPage, saved: Saved
) -> None:
    """The same figure, asked four times: dreams and any sleep effect, of women and of others."""
    page = open_page("timelines")
    for effect in ("effect_vivid_dreams", "sleep"):
        page.selectbox(key="effect").select(effect).run()
        for sex in range(2):
            _choose_sex(page, sex)
    of_effect = [each for each in set(saved) if "-by-week-" in each[0] and "-among-" in each[0]]
    assert_a_file_a_name(of_effect, at_least=4)


def _choose_sex(page: AppTest, nth: int) -> None:
    box = page.selectbox(key="effect_by_week-among")
    sexes = [at for at, shown in enumerate(box.options) if shown.startswith("Sex")]
    box.select_index(sexes[nth]).run()
    assert not page.exception
