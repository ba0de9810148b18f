"""The member with a stopwatch: how long a page takes tells nothing of how many are in a group."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from attacks_facts import published
from scipy.stats import mannwhitneyu
from streamlit.testing.v1 import AppTest

from dashboard.ui.findings import show_finding
from db.vocabulary import Condition
from tests.visitor import ROOT

SMALL = {Condition.mcas: 0, Condition.thyroid: 1, Condition.fibromyalgia: 9}
"""Members with that condition who began with 0.5 mg: of one edition, asked for in turn."""
LARGE = Condition.me_cfs
"""The control: 90 of them began so, and the page draws figures."""
PAGES = ("timelines", "doses", "response")
"""Every page that can be asked for two facts."""
NOT_BY_CHANCE = 0.01
TRIES = 2
"""Of two comparisons one shows a difference where there is none about once in 50 times; twice
running once in 2,500."""
SEED = 5
Pages = dict[Condition, AppTest]


@pytest.fixture
def asked(folder: Path) -> Iterator[Callable[[str], Pages]]:
    """Opens a page four times, each asked for a condition and a first dose of 0.5 mg."""
    with pytest.MonkeyPatch.context() as patch:
        published(folder, SMALL, patch)
    st.cache_resource.clear()
    yield lambda page: {condition: ask(page, condition) for condition in (*SMALL, LARGE)}
    st.cache_resource.clear()


def ask(page: str, condition: Condition) -> AppTest:
    app = AppTest.from_file(ROOT / "dashboard" / "app.py", default_timeout=60).run()
    app.switch_page(f"../pages/{page}.py").run()
    answers = {"filter": "condition", "condition": condition.name}
    answers |= {"second": "first_dose", "first_dose": "from_500"}
    for end, word in answers.items():
        box = next(box for box in app.selectbox if str(box.key).endswith(f"-{end}"))
        box.set_value(word).run()
    assert not app.exception
    return app


def seconds(pages: Pages, runs: int, *, anew: bool) -> dict[Condition, list[float]]:
    """How long each page took, in an order of chance: a busy minute of the machine hits all.

    Args:
        pages: by condition.
        runs: of each.
        anew: whether findings and figures are made anew each time, as for who asks first.
    """
    order = [condition for condition in pages for _ in range(runs)]
    random.Random(SEED).shuffle(order)
    taken: dict[Condition, list[float]] = {condition: [] for condition in pages}
    for condition in order:
        if anew:
            show_finding._build_once.clear()
        began = time.perf_counter()
        pages[condition].run()
        taken[condition].append(time.perf_counter() - began)
    return taken


def told_apart(pages: Pages, runs: int, *, anew: bool) -> tuple[float, float]:
    """Smallest p of "as fast as the empty group": of the two small groups, and of the large one."""
    taken = seconds(pages, runs, anew=anew)
    empty, *others = taken.values()
    *small, large = (float(mannwhitneyu(empty, other).pvalue) for other in others)
    return min(small), large


def held(pages: Pages, runs: int, *, anew: bool) -> tuple[float, float]:
    """As ``told_apart``; a difference that does not show again was chance."""
    for _ in range(TRIES):
        small, large = told_apart(pages, runs, anew=anew)
        if small > NOT_BY_CHANCE:
            break
    return small, large


def test_a_stopwatch_does_not_tell_0_1_and_9_members_apart(
    asked: Callable[[str], Pages],
    gained: Callable[..., None],
) -> None:
    """The attacker asks one page 40 times for each of three groups, of 0, 1 and 9 members.

    Gained: the p of a Mann-Whitney test against the empty group. The control: a group of 90,
    whose figures are drawn, is told apart.
    """
    small, large = held(asked("timelines"), 40, anew=True)
    gained("small_group_time", small, "> 0.01", large, "40 runs of a page")
    assert small > NOT_BY_CHANCE
    assert large < NOT_BY_CHANCE


@pytest.mark.slow
def test_a_stopwatch_and_200_runs_of_every_page_do_not_either(
    asked: Callable[[str], Pages],
    gained: Callable[..., None],
) -> None:
    """As above, with every page, 200 times, once computed anew and once as it is kept."""
    found = [held(asked(page), 200, anew=anew) for page in PAGES for anew in (True, False)]
    small, large = (min(column) for column in zip(*found, strict=True))
    gained("small_group_time", small, "> 0.01", large, "200 runs of 3 pages, anew and kept")
    assert small > NOT_BY_CHANCE
    assert large < NOT_BY_CHANCE
