"""``effect_by_week`` as somebody would count it with pandas: tables, merges, group-bys."""

from math import prod
from typing import Any

import pandas as pd
from sqlalchemy import Connection, text

from db import bands, catalogue, vocabulary
from db.members.held_surveys import COUNTED

_LAST = [band_last for *_, band_last in bands.WEEK_OF_BAND.spans()]
_MANY = [last - first + 1 for first, last in zip(bands.WEEK_OF_BAND.edges, _LAST, strict=True)]
WEEKS = pd.DataFrame(
    {
        "band": range(len(_MANY)),
        "first": bands.WEEK_OF_BAND.edges,
        "many": _MANY,
        "place": [prod(_MANY[:nth]) for nth in range(len(_MANY))],
    }
)
CHOSEN = [(), *((name,) for name in catalogue.FILTERS)]
"""The filters under which the builder counts: none, and each of six."""
Cells = dict[tuple[str, str], tuple[int, int]]
"""(stored filter, stored axis words) -> people and cases."""

Summed = tuple[tuple[str, ...], pd.DataFrame, pd.DataFrame]
"""Filters, and for each of their words people by band, and cases by word and band."""


def words_of_effects() -> pd.DataFrame:
    """Every side effect under each word of the effect axis that it belongs to."""
    rows = [(e.value, catalogue.EVERY_EFFECT) for e in vocabulary.SIDE_EFFECTS]
    for group, effects in vocabulary.EFFECT_GROUPS.items():
        rows += [(e.value, group) for e in effects]
    rows += [(e.value, f"effect_{e.name}") for e in vocabulary.SIDE_EFFECTS]
    return pd.DataFrame(rows, columns=["effect", "word"])


def read(connection: Connection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Members with their facts as words, and spells of side effects."""
    members = pd.read_sql(
        text(
            "SELECT m.*, d.timing, d.dose_ug FROM member m JOIN dose_step d "
            f"ON d.member_key = m.member_key AND d.step_number = 0 WHERE m.standing IN {COUNTED}"
        ),
        connection,
    )
    edges = [*bands.FIRST_DOSE_UG.edges, 1 << 20]
    labels = list(bands.FIRST_DOSE_UG.words)
    members["first_dose"] = pd.cut(members["dose_ug"], edges, right=False, labels=labels)
    members["first_dose"] = members["first_dose"].astype(str)
    for name in ("condition", "age_band", "sex", "sensitivity"):
        members[name] = members[name].map(dict(enumerate(catalogue.FILTERS[name])))
    timings = {timing.value: timing.name for timing in vocabulary.Timing}
    members["first_timing"] = members["timing"].map(timings)
    facts = ["member_key", "record_key", "observed_week", "stopped_week", *catalogue.FILTERS]
    return members[facts], pd.read_sql(text("SELECT * FROM episode"), connection)


def count(members: pd.DataFrame, episodes: pd.DataFrame) -> list[Summed]:
    """Every cell of the measure: people on LDN in the band's named week, cases with the effect."""
    members = members.assign(last_on=members["stopped_week"].fillna(members["observed_week"]))
    people = _in_named_weeks(members).query("last_on >= week")
    cases = _active(members, episodes).merge(members, on="member_key")
    return [
        (names, _summed(people, [*names, "band"]), _summed(cases, [*names, "word", "band"]))
        for names in CHOSEN
    ]


def _in_named_weeks(rows: pd.DataFrame) -> pd.DataFrame:
    """Every row once a band, with the one week of it that the member's record key names."""
    every = rows.merge(WEEKS, how="cross")
    return every.assign(week=every["first"] + every["record_key"] // every["place"] % every["many"])


def _active(members: pd.DataFrame, episodes: pd.DataFrame) -> pd.DataFrame:
    """(member, word of the effect axis, band), each once."""
    chosen = episodes[
        (episodes["before"] != vocabulary.Before.the_same)
        & (episodes["effect"] <= max(vocabulary.SIDE_EFFECTS))
        & episodes["began_week"].notna()
    ].merge(members[["member_key", "record_key", "observed_week", "last_on"]], on="member_key")
    known = chosen["observed_week"].where(chosen["still_there"].astype(bool), chosen["began_week"])
    until = chosen["ended_week"].fillna(known).clip(lower=chosen["began_week"])
    chosen = chosen.assign(until=until.clip(upper=chosen["last_on"]))
    chosen = chosen[chosen["began_week"] <= chosen["until"]]
    weeks = _in_named_weeks(chosen).query("began_week <= week and week <= until")
    named = weeks[["member_key", "effect", "band"]].merge(words_of_effects(), on="effect")
    return named[["member_key", "word", "band"]].drop_duplicates()


def _summed(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return rows.groupby(by).size().reset_index(name="size")


def cells(summed: list[Summed]) -> Cells:
    """What ``count`` found, as the builder has it."""
    found: Cells = {}
    for names, people, cases in summed:
        found |= _cells(list(names), people, cases)
    return found


def _cells(names: list[str], people: pd.DataFrame, cases: pd.DataFrame) -> Cells:
    every = people.merge(pd.DataFrame({"word": catalogue.EFFECT_AXIS}), how="cross")
    both = every.merge(cases, on=[*names, "word", "band"], how="left", suffixes=("", "_cases"))
    both = both[[*names, "word", "band", "size", "size_cases"]].fillna(0)
    cells: Cells = {}
    for *facts, word, band, size, ill in both.itertuples(index=False, name=None):
        cells[place(names, facts, word, band)] = (int(size), int(ill))
    return cells


def place(names: Any, facts: Any, word: str, band: int) -> tuple[str, str]:
    """A cell's stored filter and axis words."""
    filters = "".join(f"{name}={fact}" for name, fact in zip(names, facts, strict=True))
    return filters, f"{word}|{bands.WEEK_OF_BAND.words[band]}"
