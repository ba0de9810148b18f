"""An edition with the cells of several groups, and a member to compare with them."""

import datetime

from dashboard.findings.peers.match import PeerSearch
from dashboard.findings.peers.me import MyFacts
from dashboard.stores import Stores
from db.editions import editions
from db.editions.editions import Edition, EditionCell, EditionContents

Group = dict[str, dict[str, tuple[int, int]]]
"""Measure -> axis -> (people, cases)."""


def peers(
    stores: Stores,
    me: MyFacts,
    groups: dict[str, Group],
    fact: str | None = None,
    members: int = 700,
) -> PeerSearch:
    """Writes an edition of {stored filters: group} and opens it for me and what matters most."""
    cells = [
        EditionCell(measure, filters, axis, *counts)
        for filters, group in groups.items()
        for measure, written in group.items()
        for axis, counts in written.items()
    ]
    facts = [text.replace("=", ":", 1) for text in groups if text]
    cells += [EditionCell("who_answered", "", fact, members, 50) for fact in facts]
    edition = Edition(1, datetime.date(2026, 11, 23), members, invented=False)
    editions.write_edition(stores.edition_writer, edition, EditionContents(cells, []))
    return PeerSearch(stores.editions, edition, me, fact)


def in_week(week: str, people: int, **effects: int) -> Group:
    """The cells of effect_by_week in one week band."""
    cases = {"any_effect": people // 2, **{f"effect_{name}": n for name, n in effects.items()}}
    return {"effect_by_week": {f"{name}|{week}": (people, n) for name, n in cases.items()}}
