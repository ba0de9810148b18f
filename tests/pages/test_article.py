import re
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from dashboard.stores import Stores

OpenPage = Callable[[str], AppTest]


def html(page: AppTest) -> str:
    return " ".join(element.proto.body for element in page.get("html"))


def test_every_claim_has_its_three_columns_a_verdict_and_its_rule(
    filled: Stores,
    open_page: OpenPage,
) -> None:
    """Sixteen rows in four cards, each card with its edition."""
    page = open_page("article")
    shown = html(page)
    assert not page.exception
    assert re.findall(r'id="(C\d\d)"', shown) and len(re.findall(r'id="C\d\d"', shown)) == 16
    assert len(re.findall(r'class="ss-chip (?:in_line|not_in_line|too_few)"', shown)) == 16
    for column in ("The article says", "Trials found", "Our group, edition 1", "How we decide"):
        assert shown.count(column) == 16
    assert shown.count("invented answers") == 4


def test_the_verdicts_of_the_summary_add_up_to_sixteen(
    filled: Stores,
    open_page: OpenPage,
) -> None:
    """In line, not in line, too few to tell."""
    told = re.search(
        r"Of 16 claims, (\d+) are .*? and (\d+) are not\. For (\d+)", html(open_page("article"))
    )
    assert told
    assert sum(map(int, told.groups())) == 16


def test_before_the_first_edition_the_article_waits(stores: Stores, open_page: OpenPage) -> None:
    """No verdict without an edition."""
    shown = html(open_page("article"))
    assert "ss-chip in_line" not in shown
    assert "30" in shown
