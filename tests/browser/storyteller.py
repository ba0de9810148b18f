"""A member who tells a story by thumb, and what is stored of it."""

import re
import sqlite3
from typing import Any

from db.vocabulary import Effect
from tests.browser.conftest import Server
from tests.browser.fingers import CountingFinger

Row = dict[str, Any]


class Storyteller(CountingFinger):
    """A member with a story to tell."""

    def begins(self, *about: str, heading: str = "About you") -> None:
        """The first screen, step 1 and the code."""
        self.press("Begin")
        self.press("I agree")
        self.reads(heading)
        if about:
            self.tap(*about)
        self.takes_the_code()

    def took_first(self, dose: str, time: str, ago: tuple[str, str]) -> None:
        """The first dose, its time, how long ago; what is no preset is written."""
        if dose.endswith(" mg"):
            self.tap(dose)
        else:
            self.write("Or write", dose)
        self.tap(time)
        unit, count = ago
        self.tap(unit, question="How long ago was")
        self.tap(count)

    def week(self, question: str, week: int) -> None:
        """A chip, or a row of the list behind "later"."""
        if week <= 12:
            self.tap(str(week), question=question)
            return
        self.tap("Later", question=question)
        self.choose_from_list("Which week was that?", re.compile(rf"^Week {week}\b"))

    def tells_of(self, began: int, ended: int | None, severity: str = "Moderate") -> None:
        """The open card of an effect that was not there before LDN."""
        self.tap("No", question="Did you have it")
        self.week("did it begin", began)
        if ended is None:
            self.tap("Still there")
        else:
            self.tap("It has gone")
            self.week("did you last have it", ended)
        self.tap(severity, question="How bad was it at")

    def hands_in(self) -> None:
        """The last tap, and the record."""
        self.press("Hand in my survey")
        self.reads("Thank you. Your survey is in.")
        self.page.get_by_role("link", name="Open my record").click()
        self.page.get_by_role("heading", level=1, name="My record").wait_for()


def rows_of_newest(server: Server) -> dict[str, list[Row]]:
    """Everything that is stored of the member who came last: keys are drawn, so by rowid."""
    with sqlite3.connect(server.store / "members.sqlite") as store:
        store.row_factory = sqlite3.Row
        known = set(SEEN)
        members = [dict(row) for row in store.execute("SELECT * FROM member")]
        (member,) = [row for row in members if row["member_key"] not in known]
        SEEN.add(member["member_key"])
        key = (member["member_key"],)
        tables = {"step": "dose_step", "episode": "episode", "pause": "pause"}
        found = {
            name: [
                dict(r) for r in store.execute(f"SELECT * FROM {table} WHERE member_key = ?", key)
            ]
            for name, table in tables.items()
        }
    return {"member": [member], **found}


SEEN: set[int] = set()


def steps_of(rows: dict[str, list[Row]]) -> list[tuple[int, int | None, int, int]]:
    """Week, day, micrograms a day and time of each step, in order."""
    names = ("week", "day", "dose_ug", "timing")
    in_order = sorted(rows["step"], key=lambda row: row["step_number"])
    return [tuple(row[name] for name in names) for row in in_order]


def spells_of(rows: dict[str, list[Row]], effect: Effect) -> list[tuple[int | None, int | None]]:
    """First and last week of each spell."""
    of_effect = [row for row in rows["episode"] if row["effect"] == effect]
    in_order = sorted(of_effect, key=lambda row: row["episode"])
    return [(row["began_week"], row["ended_week"]) for row in in_order]
