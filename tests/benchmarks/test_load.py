"""The load generator on the running app: it hears what the server says, and counts right."""

import json
import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from dashboard.stores import open_stores
from db.store.engine import core_table, reading_transaction
from db.tables import DraftRow, Member, ReturnCodeRow

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = 60
SURVEYS = 2
PEOPLE = ["--charts", "4", "--surveys", str(SURVEYS), "--think", "1", "--survey-think", "0.02"]
TIMES = ["--seconds", "30", "--ramp", "1", "--members", str(MEMBERS)]


def rows(store: Path, table: type) -> int:
    """How many rows a table of the members' database has."""
    stores = open_stores(store)
    with reading_transaction(stores.members) as connection:
        found = connection.execute(select(func.count()).select_from(core_table(table))).scalar_one()
    stores.close()
    return int(found)


def test_six_people_are_served_without_an_error_and_every_hand_in_is_stored(
    tmp_path: Path,
) -> None:
    """What the generator counted is what the store gained: members, and codes that open them."""
    store, out = tmp_path / "store", tmp_path / "out.json"
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "load.py"), *PEOPLE, *TIMES]
    told = subprocess.run(
        [*command, "--store", str(store), "--out", str(out)],
        cwd=ROOT,
        env={**os.environ, "SWEETSPOT_RUNS_A_SECOND": "1000"},  # they tap fifty times a second
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert out.exists(), told.stderr
    held = json.loads(out.read_text("utf-8"))["app"]
    assert held["handed_in"] >= 1
    stored = rows(store, Member) - MEMBERS
    assert rows(store, ReturnCodeRow) == stored
    # A thank-you of either member may still be on its way when measuring ends.
    assert held["handed_in"] <= stored <= held["handed_in"] + SURVEYS
    assert rows(store, DraftRow) <= 2
    assert not any(held["errors"].values()), held["errors"]
    kinds = held["kinds"]
    assert {"page", "choice", "tap", "step"} <= set(kinds)
    assert all(kind["p50_ms"] > 0 and kind["kb"] > 5 for kind in kinds.values())
