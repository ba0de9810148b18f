"""What published studies found: the rows of evidence.csv, by DOI and outcome."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("evidence.csv")
LEDGER: dict[str, tuple[tuple[str, str], ...]] = {
    "C01": (("10.1111/j.1526-4637.2009.00613.x", "nausea and insomnia (first few nights)"),),
    "C04": (("10.1097/MS9.0000000000003203", "headache LDN v placebo"),),
    "C09": (("10.1002/art.37734", "responders on LDN"),),
    "C10": (
        ("10.1002/art.37734", "responders on LDN"),
        ("10.1002/art.37734", "responders on placebo"),
        ("10.1016/S2665-9913(23)00278-3", "pain difference LDN minus placebo (0-10)"),
        ("", "response on placebo (CDAI -70)"),
    ),
    "C14": (("10.1093/pm/pnaa001", "dose at which half respond (ED50 mg)"),),
    "C16": (("10.1080/21641846.2019.1692770", "benefit"),),
}
"""Claim -> the rows that its "Trials found" names; its text has their figures as {a}, {b}, ..."""


class TrialRow(NamedTuple):
    """One published figure, as it stands in the file."""

    study: str
    year: int
    people: str
    cases: str
    figure: str
    low: str
    high: str


@cache
def trial_rows() -> dict[tuple[str, str], TrialRow]:
    """(DOI or identifier, outcome) -> the row."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["doi_or_id"], row["outcome"]): TrialRow(
                row["study"],
                int(row["year"]),
                row["people"],
                row["cases"],
                row["percent"] or row["effect_measure"].removeprefix("risk ratio "),
                row["low"],
                row["high"],
            )
            for row in csv.DictReader(file)
        }


def trial_figures(claim: str) -> dict[str, str]:
    """The figures that a text names: ``a``, ``a_low``, ``a_high``, ``a_people`` and ``a_cases``.

    Raises:
        KeyError: LEDGER names a row that the file does not have.
    """
    found: dict[str, str] = {}
    for letter, place in zip("abcdef", LEDGER.get(claim, ()), strict=False):
        row = trial_rows()[place]
        found[letter] = row.figure
        found[f"{letter}_low"], found[f"{letter}_high"] = row.low, row.high
        found[f"{letter}_people"], found[f"{letter}_cases"] = row.people, row.cases
    return found
