"""Reads a truth from a file, and tells what a truth says."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from dashboard.demo.outcomes import true_outcomes
from dashboard.demo.truth import CohortTruth

_COMMON = 0.05
"""Effects that fewer have are left out of a row. A choice for reading."""


def load_truth(path: Path) -> CohortTruth:
    """A truth from a TOML file that names only what differs from the default.

    Raises:
        ValueError: ``"truth_unreadable"``, a text key, for a file that cannot be opened or read,
            an unknown name, or an impossible value; the cause says which.
    """
    try:
        return CohortTruth.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:  # pydantic's and tomllib's are values
        raise ValueError("truth_unreadable") from error


def describe_truth(truth: CohortTruth) -> list[tuple[str, str]]:
    """The truth's main rows: what was put in, what comes of it, and what is drawn by itself.

    Returns:
        (row, value): the row's label is the text ``command.truth.<row>``; the value is numbers
        and units only.
    """
    effects, benefit = truth.effects, truth.benefit
    rows = [
        ("women", _percent_text(truth.who.sex.get("female", 0))),
        ("sensitive", _percent_text(_sensitive_share(truth))),
        ("weeks_since_first_dose", f"{truth.who.median_weeks:g}"),
        ("first_dose", _mg_text(_median_dose_ug(truth.doses.usual.first_ug))),
        ("first_dose_sensitive", _mg_text(_median_dose_ug(truth.doses.sensitive.first_ug))),
        ("bedtime", _percent_text(truth.first_timing.from_1000.get("bedtime", 0))),
        ("bothersome_after_step", _curve_text(effects.bothersome_after_step)),
    ]
    rows += _timing_rows(truth)
    rows += [(f"weeks_{group}", f"{weeks:g}") for group, weeks in effects.median_weeks.items()]
    return [
        *rows,
        ("benefit", _curve_text(benefit.share)),
        ("weeks_to_benefit", f"{benefit.median_weeks:g}"),
        ("switch_effect", _percent_text(truth.reactions.switch_effect)),
        ("lowering_ends", _percent_text(truth.reactions.lowering_ends)),
        *_trap_rows(truth),
        *_outcome_rows(truth),
        *_independent_rows(truth),
    ]


def _trap_rows(truth: CohortTruth) -> list[tuple[str, str]]:
    """What makes charts wrong: who moves, who stays at a dose, who hands in."""
    hand_in = truth.hand_in
    rates = {"ill": hand_in.ill, "much_better": hand_in.much_better, "stopped": hand_in.stopped}
    return [
        ("keeps_that_dose", _percent_text(truth.benefit.keeps_that_dose)),
        ("stubborn_move", _multiplier_text(4**truth.reactions.stubborn_move)),
        ("began_per_member", f"{hand_in.began_per_member:g}"),
        ("hand_in", _table_in_words(rates, _multiplier_text)),
    ]


def _outcome_rows(truth: CohortTruth) -> list[tuple[str, str]]:
    """Of everybody who began: effects by the time of the first dose, and who stopped."""
    found = true_outcomes(truth)
    rows = [("sleep_soon", _table_in_words(found.sleep, _whole_percent_text))]
    for timing, effects in found.effects.items():
        common = {effect: share for effect, share in effects.items() if share >= _COMMON}
        ordered = dict(sorted(common.items(), key=lambda item: -item[1]))
        rows.append(("effects_soon", f"{timing}: {_table_in_words(ordered, _whole_percent_text)}"))
    return [
        *rows,
        ("stopped_for_effects", _whole_percent_text(found.stopped_for_effects)),
        ("stopped_in_year", _whole_percent_text(found.stopped)),
    ]


def _independent_rows(truth: CohortTruth) -> list[tuple[str, str]]:
    """What depends on nothing: any pattern in it is chance."""
    story = truth.story
    names = ("later_effect", "other_condition", "tried_before", "answers_for", "every_other_day")
    rows = [(name, _percent_text(getattr(story, name))) for name in names]
    return [("pleasure_item", _percent_text(truth.answers.pleasure_item)), *rows]


def _timing_rows(truth: CohortTruth) -> list[tuple[str, str]]:
    """What differs by time of day, in stored words; one row that says 0 where nothing does."""
    effects = truth.effects
    rows = [
        ("by_first_timing", f"{effect}: {_table_in_words(table, _percent_text)}")
        for effect, table in effects.by_first_timing.items()
    ]
    rows += [
        ("by_timing", f"{group}: {_table_in_words(table, _multiplier_text)}")
        for group, table in effects.by_timing.items()
    ]
    return rows or [("timing_difference", _percent_text(0))]


def _table_in_words(table: dict[str, float], write: Callable[[float], str]) -> str:
    return ", ".join(f"{word} {write(value)}" for word, value in table.items())


def _multiplier_text(multiplier: float) -> str:
    return f"x {multiplier:g}"


def _percent_text(share: float) -> str:
    return f"{100 * share:.3g} %"


def _whole_percent_text(share: float) -> str:
    """As exact as the simulation is."""
    return f"{100 * share:.0f} %"


def _mg_text(dose_ug: float) -> str:
    return f"{dose_ug / 1000:g} mg"


def _curve_text(curve: dict[int, float]) -> str:
    return ", ".join(f"{_mg_text(dose)} {_percent_text(curve[dose])}" for dose in sorted(curve))


def _median_dose_ug(shares: dict[int, float]) -> int:
    below = 0.0
    for dose in sorted(shares):
        below += shares[dose]
        if below >= 0.5:
            return dose
    return max(shares)


def _sensitive_share(truth: CohortTruth) -> float:
    by_condition = truth.who.sensitive_by_condition
    every = truth.who.condition.items()
    yes = sum(share * by_condition.get(word, truth.who.sensitive) for word, share in every)
    return yes * (1 - truth.who.not_sure)
