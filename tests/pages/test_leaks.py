"""The page "What could still leak" shows what the attack suite measured, and nothing else."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.evidence import attack_results
from dashboard.text import say, text_table

OpenPage = Callable[[str], AppTest]


def test_every_attack_of_the_page_was_run_and_kept() -> None:
    """A sentence without a measured figure behind it would be a claim."""
    measured = {attack.name for attack in attack_results.latest_attacks()}
    assert set(text_table("leaks.attacks")) <= measured


@pytest.mark.parametrize("attack", attack_results.latest_attacks(), ids=lambda attack: attack.name)
def test_every_kept_figure_is_within_its_bound(attack: attack_results.Attack) -> None:
    """The bound stands beside it; most are "<= limit", held by the interval's lower end."""
    sign, _, limit = attack.bound.partition(" ")
    held = attack.figure if attack.low is None else attack.low
    within = {
        "<=": held <= float(limit or 0),
        "<": held < float(limit or 0),
        ">": attack.figure > float(limit or 0),
        ">=": attack.figure >= float(limit or 0),
    }
    assert within.get(sign, attack.figure == float(sign) if not limit else False)


def test_the_page_tells_chances_as_so_many_in_a_hundred(open_page: OpenPage) -> None:
    """The measured figure, and beside it what it would be without the lot."""
    page = open_page("leaks")
    shown = " ".join(str(block.proto.body) for block in page.get("html"))
    (joining,) = (a for a in attack_results.latest_attacks() if a.name == "pooled_joined")
    assert say("leaks.attacks.pooled_joined.gained", **joining.values()) in shown
    assert not page.exception
