import functools
import gc
import re
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
from db.desk.group import GroupSettings, write_group
from db.editions import cells, editions
from db.vocabulary import Before, Condition, Effect, OverallChange, Sensitivity, Timing

OpenPage = Callable[[str], AppTest]
MakeSurvey = Callable[..., Survey]
MAY_GROW = {"least_share", "_find_text", "load_language_texts", "app_page"}
"""Kept for everyone: bounds of published counts, texts by their keys. Neither knows a member."""


def html(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


def cards(page: AppTest) -> list[str]:
    """The kickers of the cards, first to last."""
    return re.findall(r'<p class="ss-kicker">(.*?)</p>', html(page))


def whom(page: AppTest) -> set[str]:
    """The groups that numbers are of."""
    plain = re.sub(r"</?span[^>]*>", "", html(page))
    return set(re.findall(r"people \((.*?)\)\. Range", plain))


def compare(page: AppTest, week: str | None = "w3_4", effects: tuple[str, ...] = ()) -> AppTest:
    """Fills the fields in and presses the button."""
    if week:
        page.selectbox(key="ask-me-week").set_value(week)
    if effects:
        page.button_group(key="ask-me-effects").set_value([*effects])
    return page.button(key="ask-me-compare").click().run()


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
    assert not page.exception and not cards(page)
    assert "Nothing you choose here is stored" in html(page)


def test_the_week_is_all_that_is_needed(filled: Stores, open_page: OpenPage) -> None:
    """Without it a sentence says so; with it alone everyone is told of."""
    page = compare(open_page("peers"), week=None)
    assert not page.exception and not cards(page)
    assert "Please choose the week" in html(page)
    page = compare(page, week="w3_4")
    assert not page.exception and not page.error
    assert whom(page) == {"all members"}
    assert "no medical advice" in html(page) and "cannot show cause" in html(page)


def test_effects_that_are_chosen_are_mine_and_stand_first(
    filled: Stores, open_page: OpenPage
) -> None:
    """They are marked; of several one is chosen week by week."""
    page = compare(open_page("peers"), effects=("effect_vivid_dreams", "effect_headache"))
    assert cards(page)[0] == say("finding.peers.effects.kicker")
    assert html(page).count(">yours<") == 2
    assert page.selectbox(key="peers-effect").options == ["Vivid dreams", "Headache"]
    page.selectbox(key="peers-effect").select_index(1).run()
    assert not page.exception
    assert "headache from week" in html(page) or "tell of headache" in html(page)


def test_who_stopped_is_asked_first_and_gets_other_cards(
    filled: Stores, open_page: OpenPage
) -> None:
    """How it goes and the dose are no questions then."""
    page = open_page("peers")
    page.button_group(key="ask-me-standing").set_value("stopped").run()
    assert page.selectbox(key="ask-me-week").label == say("peers.ask.week_stopped")
    assert not [box for box in page.selectbox if box.key == "ask-me-dose"]
    page = compare(page, "w9_12", ("effect_headache",))
    kickers = [say(f"finding.peers.{name}.kicker") for name in ("effects", "stops", "reasons")]
    assert cards(page)[:3] == kickers


def test_one_group_is_chosen_for_all_cards(filled: Stores, open_page: OpenPage) -> None:
    """By one fact, whose word is asked only then; where it is not shown everyone is, and said."""
    page = compare(open_page("peers"))
    page.selectbox(key="peers-fact").set_value("first_dose").run()
    page.selectbox(key="ask-me-first_dose").set_value("from_1500").run()
    assert not page.exception
    mine = "First dose: 1.5 to under 3 mg"
    assert mine in whom(page) and whom(page) <= {mine, "all members"}
    explained = html(page).count("people like you cannot be shown here")
    assert explained == html(page).count("people (all members). Range")


def test_a_fact_that_the_group_switched_off_is_not_offered(
    filled: Stores, open_page: OpenPage
) -> None:
    """The others are."""
    write_group(filled.members, GroupSettings(filters_off=frozenset({"condition"})))
    options = compare(open_page("peers")).selectbox(key="peers-fact").options
    assert say("peers.facts.condition") not in options
    assert say("peers.facts.first_dose") in options


def test_my_answers_can_be_changed_and_are_as_i_left_them(
    filled: Stores, open_page: OpenPage
) -> None:
    """The fields come back filled in."""
    page = compare(open_page("peers"), effects=("effect_headache",))
    page.button(key="peers-change").click().run()
    assert ask_fields(page) == ("w3_4", ["effect_headache"])


def test_my_own_survey_is_used_straight_away(my_page: Callable[..., AppTest]) -> None:
    """No field is asked; my effect, my week, my dose and my answer are marked."""
    page = my_page()
    assert not page.exception and not page.error
    assert not page.button_group
    assert "answers of your own survey" in html(page)
    for mark in ("yours", "your week", "your dose"):
        assert f">{mark}<" in html(page), mark
    assert "You said: a little better." in html(page)


def test_with_my_own_survey_the_main_condition_is_proposed_and_the_rest_named_once(
    my_page: Callable[..., AppTest],
) -> None:
    """Another fact is one tap away; everyone, too."""
    page = my_page()
    assert page.selectbox(key="peers-fact").value == "condition"
    assert html(page).count("We left out") == 1
    page.selectbox(key="peers-fact").set_value("everyone").run()
    assert whom(page) == {"all members"} and "We left out" not in html(page)


def test_my_answers_can_be_taken_off_the_page(my_page: Callable[..., AppTest]) -> None:
    """Then the fields are asked, and the session holds nothing of me."""
    page = my_page()
    page.button(key="peers-forget").click().run()
    assert own_survey.KEY not in page.session_state
    assert page.button_group and not cards(page)


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
    assert not page.exception and say("finding.peers.eased.kicker") in html(page)
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
    assert not page.exception and not cards(page)
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
    page = compare(open_page("peers"))
    page.selectbox(key="peers-fact").set_value("condition").run()
    said = set()
    for word in ("cancer", "mood_trauma"):
        page.selectbox(key="ask-me-condition").set_value(word).run()
        said.add(html(page).split("Yours is")[1].split("</p>")[0])
    assert len(said) == 1 and "all other illnesses" in said.pop()


def ask_fields(page: AppTest) -> tuple[str | None, list[str]]:
    return page.selectbox(key="ask-me-week").value, page.button_group(key="ask-me-effects").value


def test_what_was_chosen_is_there_after_a_look_at_another_page(
    filled: Stores, open_page: OpenPage
) -> None:
    """Half-filled and never compared, as the page says; a reload is a new session, without it."""
    page = open_page("peers")
    page.selectbox(key="ask-me-week").set_value("w3_4").run()
    page.button_group(key="ask-me-effects").set_value(["effect_headache"]).run()
    page.switch_page("../pages/how.py").run()
    page.switch_page("../pages/peers.py").run()
    assert ask_fields(page) == ("w3_4", ["effect_headache"])
    assert ask_fields(open_page("peers")) == (None, [])
    assert "gone when you reload" in say("peers.ask.private")


def test_a_week_that_is_missing_is_asked_for_until_it_is_chosen(
    filled: Stores, open_page: OpenPage
) -> None:
    """And nothing is compared meanwhile."""
    page = compare(open_page("peers"), week=None)
    assert say("peers.ask.week_missing") in html(page)
    page.selectbox(key="ask-me-week").set_value("w3_4").run()
    assert say("peers.ask.week_missing") not in html(page)
