"""``effect_by_week`` as one SQL statement, for DuckDB and for Datasette (SQLite)."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
from growth_pandas import CHOSEN, WEEKS, Cells, place, words_of_effects

from db import bands, catalogue, vocabulary
from db.members.held_surveys import COUNTED

TABLES = ("member", "dose_step", "episode")
MINUTES = 30
_NAMED_WEEK = "first + (record_key - record_key % place) / place % many"
"""The one week of a band that a record key names; in DuckDB ``/`` alone divides into fractions."""


def in_duckdb(folder: Path) -> Any:
    """A DuckDB in memory that holds the store's tables."""
    connection = duckdb.connect()
    with closing(sqlite3.connect(folder / "members.sqlite")) as store:
        for table in TABLES:
            rows = store.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            frame = _columns(names, rows)
            connection.register("frame", frame)
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM frame")
            connection.unregister("frame")
    return connection


def _columns(names: list[str], rows: Any) -> Any:
    import pandas as pd

    return pd.DataFrame(rows.fetchall(), columns=names).convert_dtypes()


def by_duckdb(connection: Any) -> list[tuple[Any, ...]]:
    """Every cell; DuckDB uses all cores."""
    return list(connection.execute(statement("least", "greatest")).fetchall())


def by_datasette(folder: Path) -> list[tuple[Any, ...]]:
    """Every cell, asked of Datasette as a page would; its limits of time and rows are lifted."""
    from datasette.app import Datasette

    settings = {"sql_time_limit_ms": MINUTES * 60_000, "max_returned_rows": 1_000_000}
    server = Datasette([str(folder / "members.sqlite")], settings=settings)

    async def asked() -> list[tuple[Any, ...]]:
        await server.invoke_startup()
        asking = {"sql": statement("min", "max"), "_shape": "arrays"}
        answer = await server.client.get("/members.json", params=asking, timeout=MINUTES * 60)
        assert answer.status_code == 200, answer.text[:300]
        return [tuple(row) for row in answer.json()["rows"]]

    return asyncio.run(asked())


def statement(least: str, greatest: str) -> str:
    """One statement whose rows are (kind, choice, a fact or NULL, word, band, number)."""
    parts = [
        f"SELECT {kind!r}, {nth}, {_facts(names)}, {word}, band, count(*) "
        f"FROM {kind} GROUP BY {', '.join([*names, *extra, 'band'])}"
        for nth, names in enumerate(CHOSEN)
        for kind, word, extra in (("people", "NULL", ()), ("cases", "word", ("word",)))
    ]
    return f"WITH {_common(least, greatest)} {' UNION ALL '.join(parts)}"


def _facts(names: tuple[str, ...]) -> str:
    return [*names, "NULL"][0]


def _common(least: str, greatest: str) -> str:
    edges = bands.FIRST_DOSE_UG.edges
    dose = " ".join(f"WHEN dose_ug >= {edge} THEN {nth}" for nth, edge in _last_first(edges))
    weeks = ", ".join(str(row) for row in WEEKS.itertuples(index=False, name=None))
    words = ", ".join(str(row) for row in words_of_effects().itertuples(index=False, name=None))
    facts = "condition, age_band, sex, sensitivity"
    return f"""
    week(band, first, many, place) AS (VALUES {weeks}),
    named(effect, word) AS (VALUES {words}),
    person AS MATERIALIZED (
      SELECT m.member_key, record_key, observed_week, {facts}, timing AS first_timing,
        CASE {dose} END AS first_dose, coalesce(stopped_week, observed_week) AS last_on
      FROM member m JOIN dose_step d ON d.member_key = m.member_key AND d.step_number = 0
      WHERE standing IN {COUNTED}),
    people AS MATERIALIZED (SELECT * FROM person JOIN week ON last_on >= {_NAMED_WEEK}),
    spell AS (
      SELECT e.member_key, record_key, effect, began_week, {least}(last_on, {greatest}(began_week,
        coalesce(ended_week, CASE WHEN still_there THEN observed_week ELSE began_week END))) AS til
      FROM episode e JOIN person p ON p.member_key = e.member_key
      WHERE before != {vocabulary.Before.the_same.value} AND began_week IS NOT NULL
        AND effect <= {max(vocabulary.SIDE_EFFECTS).value}),
    active AS (
      SELECT DISTINCT member_key, word, band FROM spell
      JOIN week ON {_NAMED_WEEK} BETWEEN began_week AND til JOIN named USING (effect)),
    cases AS MATERIALIZED (SELECT * FROM active JOIN person USING (member_key))"""


def _last_first(edges: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(enumerate(edges))[::-1]


def cells(rows: list[tuple[Any, ...]]) -> Cells:
    """The statement's rows as the cells that the builder has."""
    people, cases = {}, {}
    for kind, nth, *facts, word, band, number in rows:
        key = (nth, tuple(facts[: len(CHOSEN[nth])]), band)
        if kind == "people":
            people[key] = int(number)
        else:
            cases[(*key, word)] = int(number)
    found: Cells = {}
    for (nth, facts, band), number in people.items():
        names = CHOSEN[nth]
        spelled = [_word(name, fact) for name, fact in zip(names, facts, strict=True)]
        for word in catalogue.EFFECT_AXIS:
            ill = cases.get((nth, facts, band, word), 0)
            found[place(names, spelled, word, band)] = (number, ill)
    return found


def _word(name: str, fact: int) -> str:
    if name == "first_timing":
        return vocabulary.Timing(fact).name
    return catalogue.FILTERS[name][fact]
