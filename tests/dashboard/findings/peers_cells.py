"""An edition with the cells of several groups, and a member to compare with them."""

import datetime

from dashboard.findings.peers.match import Peers
from dashboard.findings.peers.me import Me
from dashboard.stores import Stores
from db.editions import editions
from db.editions.editions import Contents, Edition, PublishedCell

Group = dict[str, dict[str, tuple[int, int]]]
"""Measure -> axis -> (people, cases)."""


def peers(stores: Stores, me: Me, groups: dict[str, Group], members: int = 700) -> Peers:
    """Writes an edition of {stored filters: group} and opens it for ``me``."""
    cells = [
        PublishedCell(measure, filters, axis, *counts)
        for filters, group in groups.items()
        for measure, written in group.items()
        for axis, counts in written.items()
    ]
    edition = Edition(1, datetime.date(2026, 11, 23), members, invented=False)
    editions.write(stores.edition_writer, edition, Contents(cells, []))
    return Peers(stores.editions, edition, me)


def in_week(week: str, people: int, **effects: int) -> Group:
    """The cells of effect_by_week in one week band."""
    cases = {"any_effect": people // 2, **{f"effect_{name}": n for name, n in effects.items()}}
    return {"effect_by_week": {f"{name}|{week}": (people, n) for name, n in cases.items()}}
