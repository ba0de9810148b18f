"""Reads a truth from a file, and tells what a truth says."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from dashboard.demo.truth import Truth


def read_truth(path: Path) -> Truth:
    """A truth from a TOML file that names only what differs from the default.

    Raises:
        ValueError: ``"truth_unreadable"``, a text key, for a file that cannot be opened or read,
            an unknown name, or an impossible value; the cause says which.
    """
    try:
        return Truth.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:  # pydantic's and tomllib's are values
        raise ValueError("truth_unreadable") from error


def describe(truth: Truth) -> list[tuple[str, str]]:
    """The truth's main rows.

    Returns:
        (row, value): the row's label is the text ``command.truth.<row>``; the value is numbers
        and units only.
    """
    effects, benefit = truth.effects, truth.benefit
    rows = [
        ("women", _percent(truth.who.sex.get("female", 0))),
        ("sensitive", _percent(_sensitive(truth))),
        ("weeks_since_first_dose", f"{truth.who.median_weeks:g}"),
        ("first_dose", _mg(_median_dose_ug(truth.doses.usual.first_ug))),
        ("first_dose_sensitive", _mg(_median_dose_ug(truth.doses.sensitive.first_ug))),
        ("bedtime", _percent(truth.first_timing.from_1000.get("bedtime", 0))),
        ("bothersome_after_step", _curve(effects.bothersome_after_step)),
    ]
    rows += _timing_rows(truth)
    rows += [(f"weeks_{group}", f"{weeks:g}") for group, weeks in effects.median_weeks.items()]
    return [
        *rows,
        ("benefit", _curve(benefit.share)),
        ("weeks_to_benefit", f"{benefit.median_weeks:g}"),
        ("switch_effect", _percent(truth.reactions.switch_effect)),
        ("lowering_ends", _percent(truth.reactions.lowering_ends)),
        ("pleasure_item", _percent(truth.answers.pleasure_item)),
    ]


def _timing_rows(truth: Truth) -> list[tuple[str, str]]:
    """What differs by time of day, in stored words; one row that says 0 where nothing does."""
    effects = truth.effects
    rows = [
        ("by_first_timing", f"{effect}: {_by_word(table, _percent)}")
        for effect, table in effects.by_first_timing.items()
    ]
    rows += [
        ("by_timing", f"{group}: {_by_word(table, _times)}")
        for group, table in effects.by_timing.items()
    ]
    return rows or [("timing_difference", _percent(0))]


def _by_word(table: dict[str, float], write: Callable[[float], str]) -> str:
    return ", ".join(f"{word} {write(value)}" for word, value in table.items())


def _times(multiplier: float) -> str:
    return f"x {multiplier:g}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"


def _mg(dose_ug: float) -> str:
    return f"{dose_ug / 1000:g} mg"


def _curve(curve: dict[int, float]) -> str:
    return ", ".join(f"{_mg(dose)} {_percent(curve[dose])}" for dose in sorted(curve))


def _median_dose_ug(shares: dict[int, float]) -> int:
    below = 0.0
    for dose in sorted(shares):
        below += shares[dose]
        if below >= 0.5:
            return dose
    return max(shares)


def _sensitive(truth: Truth) -> float:
    by_condition = truth.who.sensitive_by_condition
    every = truth.who.condition.items()
    yes = sum(share * by_condition.get(word, truth.who.sensitive) for word, share in every)
    return yes * (1 - truth.who.not_sure)
