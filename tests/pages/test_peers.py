import functools
import gc
import json
from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores
from dashboard.text import say
from dashboard.ui.findings import finding_card, show_finding
from dashboard.ui.own import own_survey
from db.answers import DoseStep, EffectEpisode, Survey
from db.editions import cells, editions
from db.vocabulary import Before, Condition, Effect, OverallChange, Sensitivity, Timing

OpenPage = Callable[[str], AppTest]
MakeSurvey = Callable[..., Survey]
CARDS = ("who", "effects", "by-week", "helped", "change", "dose")
MAY_GROW = {"least_share", "_find_text", "load_language_texts", "app_page"}
"""Kept for everyone: bounds of published counts, texts by their keys. Neither knows a member."""


def html(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


def figures(page: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def compare(page: AppTest, week: str | None = "w3_4", **facts: str) -> AppTest:
    """Fills the fields in and presses the button."""
    for name, word in {"week": week, **facts}.items():
        if word:
            page.selectbox(key=f"ask-me-{name}").set_value(word)
    (ask,) = [button for button in page.button if button.label == say("peers.ask.button")]
    return ask.click().run()


@pytest.fixture
def own(a_survey: MakeSurvey) -> Survey:
    """A member in week 7 on 1 mg, with vivid dreams since week 4."""
    steps = ((1, 500), (3, 1000))
    return a_survey(
        observed_week=7,
        sensitivity=Sensitivity.yes,
        steps=[DoseStep(week=week, dose_ug=ug, timing=Timing.bedtime) for week, ug in steps],
        episodes=[EffectEpisode(effect=Effect.vivid_dreams, before=Before.no, began_week=4)],
        overall_change=OverallChange.a_little_better,
    )


@pytest.fixture
def my_page(filled: Stores, own: Survey) -> Callable[[Survey], AppTest]:
    """Opens the page in a session that holds a member's own survey."""

    def opened(survey: Survey = own) -> AppTest:
        from tests.pages.conftest import APP

        app = AppTest.from_file(APP, default_timeout=30)
        app.session_state[own_survey.KEY] = survey
        return app.run().switch_page("../pages/peers.py").run()

    return opened


def test_the_fields_alone_show_nobody(filled: Stores, open_page: OpenPage) -> None:
    """Nothing is compared before the button, and it says that nothing is stored."""
    page = open_page("peers")
    assert not page.exception and not figures(page)
    assert "Nothing you choose here is stored" in html(page)


def test_four_fields_are_enough(filled: Stores, open_page: OpenPage) -> None:
    """Every card is there, with its edition, and what the group shares with me."""
    page = compare(
        open_page("peers"),
        condition="fibromyalgia",
        first_dose="from_1500",
        first_timing="bedtime",
    )
    assert not page.exception and not page.error
    assert html(page).count("Edition 1") == len(CARDS)
    assert "First dose: 1.5 to under 3 mg" in html(page)
    assert "no medical advice" in html(page) and "cannot show cause" in html(page)


def test_the_week_is_all_that_is_needed(filled: Stores, open_page: OpenPage) -> None:
    """Without it a sentence says so; with it alone everyone is compared."""
    page = compare(open_page("peers"), week=None)
    assert not page.exception and not figures(page)
    assert "Please choose the week" in html(page)
    page = compare(page, week="w3_4")
    assert not page.exception
    assert "people in one of weeks 3 to 4 on LDN" in html(page).replace(
        '<span class="ss-range">', ""
    ).replace(
        "</span>",
        "",
    )


def test_effects_that_are_chosen_are_mine(filled: Stores, open_page: OpenPage) -> None:
    """They are named, and come first in the list to choose one from."""
    page = open_page("peers")
    page.button_group(key="ask-me-effects").set_value(["effect_headache", "effect_nausea"])
    page = compare(page)
    assert html(page).count("you have it") == 2
    options = page.selectbox(key="peers-effect").options
    assert {"Headache", "Feeling sick"} == set(options[:2])


def test_another_effect_changes_the_cards_about_it(filled: Stores, open_page: OpenPage) -> None:
    """The third in the list is no effect of mine."""
    page = compare(open_page("peers"))
    word = page.selectbox(key="peers-effect").options[1]
    page.selectbox(key="peers-effect").select_index(1).run()
    assert not page.exception
    assert any(word in json.dumps(figure) for figure in figures(page))


def test_my_own_survey_is_used_straight_away(my_page: Callable[..., AppTest]) -> None:
    """No field is asked; my dose, my weeks and my answer are marked."""
    page = my_page()
    assert not page.exception and not page.error
    assert not page.button_group
    assert "answers of your own survey" in html(page)
    texts = json.dumps(figures(page))
    assert "you have it" in texts and "you: a little better" in texts and "you: 1 mg" in texts
    assert "You said: a little better." in html(page)


def test_my_answers_can_be_taken_off_the_page(my_page: Callable[..., AppTest]) -> None:
    """Then the fields are asked, and the session holds nothing of me."""
    page = my_page()
    page.button(key="peers-forget").click().run()
    assert own_survey.KEY not in page.session_state
    assert page.button_group and not figures(page)


def test_nothing_of_me_is_in_the_address(my_page: Callable[..., AppTest]) -> None:
    """No query parameter is set, whatever was shown."""
    assert not my_page().query_params


def test_nothing_that_is_made_for_me_is_kept_for_others(
    my_page: Callable[..., AppTest],
    own: Survey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No shared cache of the dashboard grows when another member looks; none of ours is asked."""

    def kept(*_: Any, **__: Any) -> None:
        raise AssertionError("made for everyone")

    monkeypatch.setattr(show_finding, "_build_once", kept)
    for name in ("_finding_heading", "_trust_line", "_finding_table"):
        monkeypatch.setattr(finding_card, name, kept)
    assert not my_page().exception
    before = sizes()
    changes = {
        "observed_week": 20,
        "condition": Condition.me_cfs,
        "overall_change": OverallChange.much_worse,
    }
    page = my_page(own.model_copy(update=changes))
    assert not page.exception and "you: much worse" in json.dumps(figures(page))
    assert sizes() == before


def sizes() -> Counter[str]:
    """How much the memories of the dashboard's functions hold, by name; several may share one."""
    found: Counter[str] = Counter()
    for kept in gc.get_objects():
        if not isinstance(kept, functools._lru_cache_wrapper):
            continue
        if kept.__module__.startswith(("dashboard.", "db.")) and kept.__name__ not in MAY_GROW:
            found[f"{kept.__module__}.{kept.__name__}"] += kept.cache_info().currsize
    return found


def test_no_file_of_mine_is_offered(my_page: Callable[..., AppTest]) -> None:
    """Streamlit serves a file to whoever knows its address, without a session."""
    assert not my_page().get("download_button")


@pytest.mark.parametrize(
    ("module", "broken"), [(editions, "latest_edition"), (cells, "load_cells")]
)
def test_where_the_editions_cannot_be_read_the_page_says_so_calmly(
    my_page: Callable[..., AppTest],
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    broken: str,
) -> None:
    """No trace, no query, no figure."""
    from sqlalchemy.exc import OperationalError

    def fails(*_: object) -> None:
        raise OperationalError("SELECT secret", {}, Exception("/path/to/store"))

    monkeypatch.setattr(module, broken, fails)
    page = my_page()
    assert not page.exception and not figures(page)
    assert "cannot be opened" in html(page)
    assert "SELECT" not in html(page) and "/path" not in html(page)


def test_before_the_first_edition_the_page_says_how_far_the_group_is(
    stores: Stores,
    open_page: OpenPage,
) -> None:
    """No field is asked for nothing."""
    page = open_page("peers")
    assert not page.exception and not page.button_group
    assert "30" in html(page)


def test_a_small_condition_gets_a_larger_group_and_no_hint_of_its_size(
    filled: Stores,
    open_page: OpenPage,
) -> None:
    """Nobody or few with it: both are among all other illnesses, in the same words."""
    said = {
        html(compare(open_page("peers"), condition=word)).split("Yours is")[1].split("</p>")[0]
        for word in ("cancer", "mood_trauma")
    }
    assert len(said) == 1 and "all other illnesses" in said.pop()


def ask_fields(page: AppTest) -> tuple[str | None, str | None, list[str]]:
    week, condition = (page.selectbox(key=f"ask-me-{name}").value for name in ("week", "condition"))
    return week, condition, page.button_group(key="ask-me-effects").value


def test_what_was_chosen_is_there_after_a_look_at_another_page(
    filled: Stores, open_page: OpenPage
) -> None:
    """Half-filled and never compared, as the page says; a reload is a new session, without it."""
    page = open_page("peers")
    page.selectbox(key="ask-me-week").set_value("w3_4").run()
    page.button_group(key="ask-me-effects").set_value(["effect_headache"]).run()
    page.switch_page("../pages/how.py").run()
    page.switch_page("../pages/peers.py").run()
    assert ask_fields(page) == ("w3_4", None, ["effect_headache"])
    assert ask_fields(open_page("peers")) == (None, None, [])
    assert "gone when you reload" in say("peers.ask.private")


def test_a_week_that_is_missing_is_asked_for_until_it_is_chosen(
    filled: Stores, open_page: OpenPage
) -> None:
    """And nothing is compared meanwhile."""
    page = compare(open_page("peers"), week=None)
    assert say("peers.ask.week_missing") in html(page)
    page.selectbox(key="ask-me-week").set_value("w3_4").run()
    assert say("peers.ask.week_missing") not in html(page)
