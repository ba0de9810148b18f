"""A first dose of 0.5 mg, MCAS, in her fifties: 0, 1 and 9 such members look the same."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from attacks_compare import different, prints
from attacks_crawl import pages
from attacks_facts import published
from attacks_payload import Received
from attacks_server import Attacked, serving
from attacks_visit import Visit, opened

from dashboard.text import say
from db.vocabulary import Condition

SIZES = (0, 1, 9)
FACTS = {
    "condition": "mcas",
    "first_dose": "from_500",
    "age_band": "from_45_to_59",
    "sex": "female",
}
"""What the attacker knows of the friend; the first two may be asked for together."""
ENOUGH = 40


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Attacked]]:
    """Running apps on the same group with 0, 1, 9 and, as the control, 40 such members."""
    with pytest.MonkeyPatch.context() as patch:
        stores = {size: tmp_path_factory.mktemp("small") / "store" for size in (*SIZES, ENOUGH)}
        for size, store in stores.items():
            published(store, {Condition.mcas: size}, patch)
    servers = {size: serving(store) for size, store in stores.items()}
    yield {size: server.__enter__() for size, server in servers.items()}
    for server in servers.values():
        server.__exit__(None, None, None)


def ask(visit: Visit, *facts: str) -> bool:
    """Ask the open page among whom to look; False where it does not offer that."""
    labels = [say("app.filters.look_at"), say("app.filters.and")]
    for label, fact in zip(labels, facts, strict=False):
        offered = {widget.label: widget.options for widget in visit.elements("selectbox")}
        name = say(f"words.filter.{fact}")
        if name not in offered.get(label, ()):
            return False
        visit.choose(label, name)
        visit.choose(name, say(f"words.{fact}.{FACTS[fact]}"))
    return True


def views(visit: Visit) -> list[tuple[str, str | None]]:
    """Every page with each of its views."""
    found: list[tuple[str, str | None]] = []
    for page in pages(visit):
        visit.open(page)
        rows = [w for w in visit.elements("button_group") if w.label == say("app.view")]
        options = [option.content for row in rows for option in row.options]
        found += [(page, option) for option in options or [None]]
    return found


def answers(server: Attacked, *facts: str) -> list[Received]:
    """What every page that can be asked answers."""
    found = []
    with opened(server.port) as visit:
        for page, view in views(visit):
            visit.open(page)
            if view:
                visit.choose(say("app.view"), view)
            if ask(visit, *facts):
                found.append(Received(f"{page}, {view}", visit.shown, visit.files()))
    return found


def test_a_pair_that_0_1_or_9_members_share_is_answered_with_the_same_bytes(
    groups: dict[int, Attacked],
    gained: Callable[..., None],
) -> None:
    """The attacker knows four facts, asks every page for the two that may be asked together.

    Nothing is left out of the comparison: words, layout, figures, files and footers. That can be
    asked for because chance is seeded and totals are kept; with chance as it is, all that could
    differ besides are totals of larger groups. The control: 40 such members are seen.
    """
    empty, one, nine, many = (
        prints(answers(groups[size], "condition", "first_dose")) for size in groups
    )
    assert len(empty) >= 5
    apart = {*different(empty, one), *different(empty, nine)}
    seen = different(empty, many)
    gained("small_group_bytes", len(apart), "0", len(seen), f"{len(empty)} views")
    assert not apart
    assert seen


def rows_about(received: list[Received], words: str) -> dict[str, list[str]]:
    """The rows of tables that begin with these words, by place."""
    return {
        screen.place: [
            row
            for message in screen.messages
            for row in message.delta.new_element.html.body.split("<tr>")
            if row.startswith(f'<th scope="row">{words}')
        ]
        for screen in received
    }


def test_among_those_with_mcas_the_row_of_the_dose_says_the_same(
    groups: dict[int, Attacked],
) -> None:
    """Asked for one fact, a page tells of doses one by one; the small one is never told of."""
    label = say("words.dose_place.from_500")
    words = label[:1].upper() + label[1:]
    empty, one, nine, many = (
        rows_about(answers(groups[size], "condition"), words) for size in groups
    )
    assert empty == one == nine
    assert any(empty.values()) and empty != many


@pytest.mark.parametrize("fact", FACTS)
def test_the_layout_of_every_page_is_the_same_for_0_1_and_9(
    groups: dict[int, Attacked],
    fact: str,
) -> None:
    """Asked for any one fact: as many cards, figures, tables and buttons, in the same order."""

    def layout(size: int) -> list[list[tuple[str | None, list[int]]]]:
        return [
            [
                (m.delta.new_element.WhichOneof("type"), list(m.metadata.delta_path))
                for m in screen.messages
                if m.HasField("delta")
            ]
            for screen in answers(groups[size], fact)
        ]

    empty = layout(0)
    assert empty and layout(1) == empty and layout(9) == empty


@pytest.mark.parametrize("size", SIZES)
def test_the_editions_file_does_not_hold_the_small_group_either(
    groups: dict[int, Attacked],
    size: int,
) -> None:
    """The attacker who has the file: no cell of the pair, and none of that dose with MCAS."""
    with closing(sqlite3.connect(groups[size].store / "editions.sqlite")) as store:
        places = store.execute("SELECT measure, filters, axis FROM cell").fetchall()
    assert not [place for place in places if "condition=mcas&first_dose=from_500" in place[1]]
    with_mcas = {
        (measure, axis) for measure, filters, axis in places if filters == "condition=mcas"
    }
    assert ("effect_on_reaching_dose", "any_effect|from_1500") in with_mcas
    assert ("effect_on_reaching_dose", "any_effect|from_500") not in with_mcas
    assert not [
        axis
        for measure, axis in with_mcas
        if measure == "start_to_kept" and axis.startswith("from_500")
    ]
